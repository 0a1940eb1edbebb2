// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/filetasks.h"

#include "store/tasklist.h"
#include "support/testprogram.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// What a file brings, and what becomes of it in a list that has tasks already.
class TestFileTasks final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    const QDateTime m_now = QDateTime(QDate(2026, 11, 23), QTime(10, 0), Qt::UTC);

    /// Easier to read with ' for ".
    static QByteArray json(const char *text) { return QByteArray(text).replace('\'', '"'); }
    static TaskId id(int number) { return *TaskId::fromString(u"64f8d2c7e4a1b37f%1"_s.arg(number, 8, 16, QChar(u'0'))); }
    static QByteArray answer(int number, const QByteArray &status, const QByteArray &more = {})
    {
        return "{\"_id\":\"" + id(number).toString().toLatin1() + "\",\"status\":\"" + status + '"' + more + '}';
    }
    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qWarning("cannot write the test's file");
        return file.fileName();
    }
    FileTasks read(const QString &path, const QByteArray &key = {}) const
    {
        FileProgress progress;
        return readFileTasks(path, key.isEmpty() ? ApiKey() : ApiKey(key, ApiKey::Source::Entered, {}), m_now, progress);
    }
    FileTasks readText(const QByteArray &content) const { return read(write(u"some.json"_s, content)); }
    static TaskRecord record(int number, TaskState state, const QByteArray &bytes = "{}")
    {
        TaskRecord record;
        record.id = id(number);
        record.state = state;
        if (!bytes.isEmpty())
            record.answer = AnswerBytes::fromMemory(bytes);
        record.origin = {true, u"f.json"_s};
        return record;
    }
    static QByteArray bytesOf(const TaskRecord &record) { return record.answer.head(record.answer.size()); }

private Q_SLOTS:
    void theOlderForm()
    {
        const QString path = QStringLiteral(EMBEDSCOPE_TEST_DATA "/imports/v1_67edc5a731cc2c99458c1d4c.json");
        const FileTasks file = read(path);
        QVERIFY2(file.problem.isEmpty(), qPrintable(file.problem));
        QCOMPARE(file.tasks.size(), 1);
        const TaskRecord &record = file.tasks.front().record;
        QCOMPARE(record.id.toString(), u"67edc5a731cc2c99458c1d4c"_s);
        QCOMPARE(record.state, TaskState::Ready);
        QCOMPARE(record.summary.clips, 2);
        QCOMPARE(record.summary.dimensions, QList<quint32>{1024});
        QVERIFY(record.origin.isFile);
        QCOMPARE(record.origin.name, u"v1_67edc5a731cc2c99458c1d4c.json"_s); // never the path
        QCOMPARE(record.settledAt, m_now);
        QVERIFY(!record.isOpen());
        QCOMPARE(record.history.size(), 1);
        QFile raw(path);
        QVERIFY(raw.open(QFile::ReadOnly));
        QCOMPARE(bytesOf(record), raw.readAll().trimmed());
        QVERIFY(file.tasks.front().sha256.isEmpty()); // it has an ID of its own
        QVERIFY(record.health);
        QCOMPARE(record.health->percent, 99); // its items name no modality
        QVERIFY(file.hasVectors);
    }

    void anExportWithItsProblems()
    {
        const QByteArray problems = json("{'task_id':'") + id(3).toString().toLatin1()
            + json("','kind':'not_found','http_status':404,'message':'No such task.'},{'task_id':'")
            + id(4).toString().toLatin1() + json("','kind':'timeout','http_status':null,'message':'Too late.'}");
        const FileTasks file = readText(json("{'format':'embedscope-export','version':1,'service':'https://s/v1.3',"
                                             "'vectors':false,'tasks':[")
                                        + answer(1, "ready", ",\"data\":[{\"start_sec\":0,\"end_sec\":1,\"embedding_option\":\"visual\",\"embedding_scope\":\"clip\"}]") + ",\n" + answer(2, "processing")
                                        + json("],'problems':[") + problems + "]}");
        QVERIFY(file.faults.isEmpty() && file.problem.isEmpty());
        QVERIFY(!file.hasVectors);
        QCOMPARE(file.tasks.size(), 4);
        QCOMPARE(file.tasks[0].record.state, TaskState::Ready);
        QVERIFY(contains(file.tasks[0].record.summary.findings, FindingKind::VectorsLeftOut));
        QVERIFY(!file.tasks[0].record.health); // nobody can say
        QCOMPARE(file.tasks[1].record.state, TaskState::Processing);
        QVERIFY(!file.tasks[1].record.isOpen()); // nobody is asked for it
        QVERIFY(!file.tasks[1].record.settledAt.isValid());
        const TaskRecord &gone = file.tasks[2].record;
        QCOMPARE(gone.state, TaskState::NotFound);
        QCOMPARE(gone.problem->kind, FailureKind::NotFound);
        QCOMPARE(gone.problem->httpStatus, 404);
        QCOMPARE(gone.problem->detail, u"No such task."_s);
        QVERIFY(isSettled(file.tasks[3].record.state));
        QCOMPARE(file.tasks[3].record.problem->kind, FailureKind::Timeout);
        QVERIFY(!file.tasks[3].record.problem->httpStatus);
    }

    void whatCannotBeUsedIsNamed()
    {
        const FileTasks file = readText('[' + answer(1, "ready") + ",{\"a\":1},7," + answer(2, "ready", ",\"x\":nul")
                                        + ",{\"status\":3}," + answer(3, "failed"));
        QCOMPARE(file.tasks.size(), 3);
        QCOMPARE(file.tasks[0].record.id, id(1));
        QCOMPARE(file.tasks[1].record.state, TaskState::Unreadable); // its ID is known, so it is a task
        QVERIFY(file.tasks[1].record.problem->detail.contains("some.json"_L1));
        QVERIFY(file.tasks[1].record.answer.isNull());
        QVERIFY(file.tasks[1].record.problem->bytes.size() > 0);
        QCOMPARE(file.tasks[2].record.state, TaskState::Failed);
        QCOMPARE(file.faults.size(), 5); // {"a":1}, 7, the broken one, the one without a status, the end that is missing
        for (const QString &fault : file.faults)
            QVERIFY2(fault.startsWith(u"“some.json”, at byte "_s) && fault.endsWith(u'.'), qPrintable(fault));
    }

    void anExportWithoutATaskSaysWhy()
    {
        const QByteArray head = json("{'format':'embedscope-export','version':1,'service':'','tasks':[");
        QCOMPARE(readText(head + "],\"problems\":[]}").problem, u"“some.json” is an export without any whole task. What was exported of selected segments holds these "
                 "alone."_s);
        const QByteArray cut = head + answer(1, "ready").chopped(3);
        const FileTasks file = readText(cut);
        QCOMPARE(file.problem,
                 u"“some.json”, at byte %1: the file ends in the middle of a list: it was cut off. There is no whole task in this "
                 "export."_s.arg(cut.size()));
        QVERIFY(file.faults.isEmpty() && !file.isText); // said once
    }

    void whatHoldsNoAnswerIsText_data()
    {
        QTest::addColumn<QByteArray>("content");
        const QByteArray one = id(1).toString().toLatin1();
        QTest::newRow("log") << QByteArray("task " + one + " started\n");
        QTest::newRow("list of IDs") << QByteArray("[\"" + one + "\"]");
        QTest::newRow("list of objects with IDs") << QByteArray("[{\"_id\":\"" + one + "\"},{\"task_id\":\"" + one + "\"}]");
        QTest::newRow("log in JSON lines") << QByteArray("{\"level\":\"info\",\"task_id\":\"" + one + "\"}\n");
        QTest::newRow("answer that is cut off") << answer(1, "ready", ",\"data\":[").chopped(1);
    }
    void whatHoldsNoAnswerIsText()
    {
        QFETCH(QByteArray, content);
        const FileTasks file = readText(content);
        QVERIFY(file.isText);
        QVERIFY(file.tasks.empty());
        QVERIFY(file.problem.contains("some.json"_L1));
        QCOMPARE(file.seemsBroken, content.startsWith('{')); // and named .json
    }

    void whatIsNoFileIsASentence()
    {
        QVERIFY(read(m_folder.path()).problem.contains("folder"_L1));
        QVERIFY(read(m_folder.filePath(u"none.json"_s)).problem.contains("none.json"_L1));
        QVERIFY(read(write(u"empty.json"_s, {})).problem.contains("empty"_L1));
        const QString pipe = m_folder.filePath(u"pipe"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        QVERIFY(read(pipe).problem.contains("pipe"_L1)); // and nobody waits for who writes to it
        const QString locked = write(u"locked.json"_s, answer(1, "ready"));
        QVERIFY(QFile::setPermissions(locked, {}));
        const FileTasks file = read(locked);
        if (::geteuid() != 0)
            QVERIFY(file.problem.contains("locked.json"_L1));
        QVERIFY(!file.isText);
    }

    void withoutAnIdOfItsOwn()
    {
        const FileTasks file = readText(json("[{'status':'ready'},{'status':'failed'}]"));
        QCOMPARE(file.tasks.size(), 2);
        QCOMPARE(file.tasks[0].record.id.toString(), u"some-json-1"_s);
        QCOMPARE(file.tasks[0].sha256.size(), 32);
        QVERIFY(file.tasks[0].sha256 != file.tasks[1].sha256);
    }

    void theKeyIsNotTakenAlong()
    {
        const QByteArray key = "a-secret-of-some-length";
        const QByteArray content = answer(1, "failed", ",\"error\":{\"message\":\"" + key + "\"}")
            + answer(2, "ready", ",\"pad\":\"" + QByteArray((1 << 20) - 60, 'x') + key + '"');
        const FileTasks file = read(write(u"k.jsonl"_s, content), key);
        QCOMPARE(file.tasks.size(), 2);
        QVERIFY(!file.tasks[0].record.summary.errorMessage.contains(QString::fromLatin1(key)));
        for (const FileTask &task : file.tasks) { // also where two blocks meet in the middle of it
            const auto &findings = task.record.summary.findings;
            QVERIFY(std::ranges::any_of(findings, [](const Finding &f) { return f.kind == FindingKind::HoldsKey; }));
        }
        QVERIFY(!read(write(u"k.jsonl"_s, answer(1, "ready")), key).tasks.empty());
    }

    void canBeCancelled()
    {
        FileProgress progress;
        progress.isCancelled = true;
        const FileTasks file = readFileTasks(write(u"c.json"_s, answer(1, "ready")), {}, m_now, progress);
        QVERIFY(file.wasCancelled);
        QVERIFY(file.tasks.empty() && file.problem.isEmpty());
    }

    void aWordIsNoKey()
    {
        const FileTasks file = read(write(u"demo.json"_s, answer(1, "ready", ",\"pad\":\"demo\"")), "demo");
        QCOMPARE(file.tasks.size(), 1U);
        QVERIFY(!contains(file.tasks[0].record.summary.findings, FindingKind::HoldsKey));
    }

    void anAnswerWithVectorsTakesThePlaceOfOneWithout()
    {
        const auto ofFile = [](const QByteArray &bytes, bool hasVectors) {
            TaskRecord made;
            made.id = id(1);
            made.state = TaskState::Ready;
            made.origin = {true, u"f.json"_s};
            made.answer = AnswerBytes::fromMemory(bytes);
            made.summary.vectors = 1;
            if (hasVectors)
                made.summary.norms = {{u"visual"_s, 1, 1, 1, 1}};
            else
                made.summary.findings = {{.kind = FindingKind::VectorsLeftOut}};
            return made;
        };
        TaskList list;
        QCOMPARE(mergeFileTasks(list, {ofFile("without", false), ofFile("with", true), ofFile("again", false)}).known, 1);
        QCOMPARE(bytesOf(list.at(0)), QByteArray("with"));
        TaskList other;
        mergeFileTasks(other, {ofFile("without", false)});
        QCOMPARE(mergeFileTasks(other, {ofFile("with", true)}).completed, std::vector{id(1)});
        QCOMPARE(bytesOf(other.at(0)), QByteArray("with"));
        QCOMPARE(mergeFileTasks(other, {ofFile("without", false)}).known, 1);
    }

    void theFirstEndedAnswerCounts()
    {
        TaskList list;
        list.append({record(1, TaskState::Ready, "one"), record(2, TaskState::NotFound, {})});
        list.edit(1, [](TaskRecord &known) {
            known.label = u"mine"_s;
            known.origin = {false, u"https://s"_s};
            known.problem = Failure{.kind = FailureKind::NotFound};
            known.underWay = known.isPaused = known.isKept = true;
            known.tries = 3;
            known.health = HealthSummary{}; // of an answer that is gone
        });
        int insertions = 0;
        connect(&list, &TaskList::rowsInserted, &list, [&insertions] { ++insertions; });
        const FileMerge merge = mergeFileTasks(
            list, {record(1, TaskState::Ready, "other"), record(3, TaskState::Processing, "early"),
                   record(3, TaskState::Ready, "late"), record(3, TaskState::Failed, "later"),
                   record(2, TaskState::Processing, "half"), record(2, TaskState::Failed, "whole"),
                   record(4, TaskState::NotFound, {})});
        QCOMPARE(insertions, 1);
        QCOMPARE(merge.added, 2);
        QCOMPARE(merge.known, 3); // 1, the third 3, the first 2
        QCOMPARE(merge.completed, std::vector{id(2)});
        QCOMPARE(merge.first, id(3));
        QCOMPARE(bytesOf(*list.find(id(1))), QByteArray("one"));
        QCOMPARE(bytesOf(*list.find(id(3))), QByteArray("late"));
        const TaskRecord &completed = *list.find(id(2));
        QCOMPARE(completed.state, TaskState::Failed);
        QCOMPARE(bytesOf(completed), QByteArray("whole"));
        QVERIFY(!completed.problem && !completed.underWay && !completed.isPaused && completed.tries == 0);
        QVERIFY(completed.origin.isFile);
        QVERIFY(!completed.health);
        QCOMPARE(completed.label, u"mine"_s);
        QVERIFY(completed.isKept);
        QCOMPARE(list.at(1).id, id(2)); // in its place
    }
};

EMBEDSCOPE_TEST(TestFileTasks)
#include "tst_filetasks.moc"
