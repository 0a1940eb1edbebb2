// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sessionopening.h"

#include "store/sessionfiles.h"
#include "store/sessionload.h"
#include "store/sessionschema.h"
#include "support/smalldisk.h"
#include "support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QVariant>

#include <unistd.h>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;

class TestSessionOpening final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_root;
    QString m_folder;
    QString path() const { return sessionPath(m_folder); }

    static QByteArray contentOf(const QString &file)
    {
        QFile reading(file);
        return reading.open(QFile::ReadOnly) ? reading.readAll() : QByteArray();
    }
    static bool write(const QString &file, const QByteArray &content)
    {
        QFile writing(file);
        return writing.open(QFile::WriteOnly) && writing.write(content) == content.size();
    }
    QStringList files() const { return QDir(m_folder).entryList(QDir::Files, QDir::Name); }
    QStringList asides() const { return QDir(m_folder).entryList({u"session-broken-*.sqlite"_s}, QDir::Files); }

    /// A closed session with so many tasks.
    std::vector<SavedTask> makeSession(int tasks, quint32 seed = 20) const
    {
        TaskMaker maker(seed);
        std::vector<SavedTask> made;
        for (int i = 0; i < tasks; ++i)
            made.push_back(maker.saved(sessionTaskId(i), i + 1));
        auto opened = openSession(m_folder);
        if (!opened || !opened->database || opened->database->apply({made, {}, {}}))
            qFatal("no session could be made");
        return made;
    }
    static void compare(const std::vector<SavedTask> &actual, const std::vector<SavedTask> &expected)
    {
        QCOMPARE(actual.size(), expected.size());
        for (size_t i = 0; i < actual.size(); ++i)
            QCOMPARE(fieldsOf(actual[i]), fieldsOf(expected[i]));
    }
    QVariant valueIn(const QString &file, const QString &sql) const
    {
        SqlConnection connection;
        QVariant value;
        if (connection.open(file) || connection.read(sql, value))
            return {};
        return value;
    }

private Q_SLOTS:
    void init()
    {
        m_root = std::make_unique<QTemporaryDir>();
        m_folder = m_root->filePath(u"deep/data"_s);
    }

    void makesFolderAndFileForTheUserAlone()
    {
        const auto opened = openSession(m_folder);
        QVERIFY(opened.hasValue());
        QVERIFY(opened->database && !opened->readOnly && !opened->wasBroken && opened->session.notes.isEmpty());
        const QStringList made = files();
        QVERIFY(made.contains(u"session.sqlite-wal"_s));
        for (const QString &file : made + QStringList{u"."_s}) {
            const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther | QFile::WriteOther;
            QVERIFY2(!(QFile::permissions(m_folder + u'/' + file) & others), qPrintable(file));
        }
    }

    void findsWhatWasThere()
    {
        const auto made = makeSession(50);
        const auto opened = openSession(m_folder);
        QVERIFY(opened->database && opened->session.notes.isEmpty());
        compare(opened->session.tasks, made);
    }

    // Version 1 as it was released; tests/data/SOURCES.txt says how it was made.
    void version1()
    {
        QVERIFY(QDir().mkpath(m_folder));
        QVERIFY(QFile::copy(QStringLiteral(EMBEDSCOPE_TEST_DATA "/session/version-1.sqlite"), path()));
        QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner));
        for (const SessionSchema &schema : {currentSessionSchema(), nextSessionSchema()}) {
            const auto opened = openSession(m_folder, schema);
            QVERIFY(opened.hasValue());
            QVERIFY(opened->database && opened->session.notes.isEmpty());
            QCOMPARE(opened->session.tasks.size(), 3U);
            const SavedTask &ready = opened->session.tasks[0];
            QCOMPARE(ready.id.toString(), u"67ca93a989d8a564e80dc3ba"_s);
            QCOMPARE(ready.state, TaskState::Ready);
            QCOMPARE(ready.label, u"Robin, first run"_s);
            QCOMPARE(ready.origin.name, u"https://api.twelvelabs.io/v1.3"_s);
            QCOMPARE(ready.summary.file, u"robin-bird.mp4"_s);
            QCOMPARE(*ready.summary.durationSec, 21.087732);
            QCOMPARE(ready.summary.dimensions, QList<quint32>{1024});
            QCOMPARE(ready.summary.norms.at(0).mean, 1.0);
            QCOMPARE(ready.archived->rawSize, 98765);
            QCOMPARE(ready.archived->fileName(), u"67ca93a989d8a564e80dc3ba-00112233aabbccdd.json.zst"_s);
            QCOMPARE(ready.history.size(), 2U);
            QCOMPARE(ready.history[1].at, QDateTime::fromMSecsSinceEpoch(1'790'000'060'000, Qt::UTC));
            QVERIFY(ready.isKept);
            QVERIFY(!ready.dropped);
            const SavedTask &failed = opened->session.tasks[1];
            QCOMPARE(failed.state, TaskState::Failed);
            QCOMPARE(failed.summary.errorMessage, u"The video is too short."_s);
            QCOMPARE(failed.summary.findings.at(0).kind, FindingKind::MetadataMissing);
            const SavedTask &open = opened->session.tasks[2];
            QCOMPARE(open.state, TaskState::Processing);
            QCOMPARE(open.problem->kind, FailureKind::ServiceError);
            QCOMPARE(*open.problem->httpStatus, 503);
            QCOMPARE(open.tries, 2);
            QVERIFY(open.isPaused && open.wasSeen && !open.archived);
            QCOMPARE(opened->session.memory.durations.size(), 1U);
            QCOMPARE(opened->session.memory.requests.at(0).count, 12);
        }
    }

    // A file of version 1 that is broken as well: what can be read of it lacks the columns that came later.
    void aBrokenOneOfVersion1IsSalvaged()
    {
        QVERIFY(QDir().mkpath(m_folder));
        QVERIFY(QFile::copy(QStringLiteral(EMBEDSCOPE_TEST_DATA "/session/version-1.sqlite"), path()));
        QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner));
        {
            SqlConnection connection;
            QVERIFY(!connection.open(path()));
            QVERIFY(!connection.run(u"UPDATE task SET findings = '[[' WHERE id = '67ca93a989d8a564e80dc3ba'"_s));
            QVariant version;
            QVERIFY(!connection.read(u"PRAGMA user_version"_s, version));
            QCOMPARE(version.toInt(), 1);
        }
        const auto opened = openSession(m_folder);
        QVERIFY(opened.hasValue());
        QVERIFY(opened->wasBroken);
        QCOMPARE(opened->session.tasks.size(), 2U);
    }

    void whatWasDroppedIsKnownAtTheNextStart()
    {
        SavedTask task;
        task.id = sessionTaskId(1);
        task.state = TaskState::Ready;
        task.dropped = DroppedAnswer{QDateTime::fromMSecsSinceEpoch(1'790'000'000'000, Qt::UTC), DroppedAnswer::Cause::User};
        QVERIFY(!openSession(m_folder)->database->apply({{task}, {}, {}}));
        QCOMPARE(openSession(m_folder)->session.tasks.at(0).dropped, task.dropped);
    }

    void aMigrationKeepsABackup()
    {
        const auto made = makeSession(30);
        {
            const auto opened = openSession(m_folder, nextSessionSchema());
            QVERIFY(opened->database && opened->session.notes.isEmpty());
            compare(opened->session.tasks, made);
        }
        const int before = currentSessionSchema().version();
        QCOMPARE(valueIn(path(), u"PRAGMA user_version"_s).toInt(), before + 1);
        QCOMPARE(valueIn(path(), u"SELECT count(*) FROM task WHERE colour = 'red'"_s).toInt(), 30);
        const QString backup = SessionDatabase::backupPath(path(), before);
        QCOMPARE(QFileInfo(backup).fileName(), u"session-version-%1.sqlite"_s.arg(before));
        QVERIFY(!(QFile::permissions(backup) & QFile::ReadOther));
        QCOMPARE(valueIn(backup, u"PRAGMA user_version"_s).toInt(), before);
        QVERIFY(QFile::remove(path()));
        QVERIFY(QFile::rename(backup, path()));
        compare(openSession(m_folder)->session.tasks, made);
    }

    void aMigrationThatFailsChangesNothing()
    {
        const auto made = makeSession(5);
        SessionSchema schema = nextSessionSchema();
        schema.steps.back() += u"INSERT INTO no_such_table VALUES (1)"_s;
        const auto opened = openSession(m_folder, schema);
        QVERIFY(!opened.hasValue()); // it fails in a copy as well
        QVERIFY(opened.failure().detail.contains(u"no_such_table"_s));
        QCOMPARE(valueIn(path(), u"PRAGMA user_version"_s).toInt(), currentSessionSchema().version());
        compare(openSession(m_folder)->session.tasks, made);
    }

    void aNewerOneIsReadAndLeftAsItIs()
    {
        const auto made = makeSession(7);
        QVERIFY(openSession(m_folder, nextSessionSchema())->database);
        const QByteArray before = contentOf(path());
        {
            const auto opened = openSession(m_folder);
            QVERIFY(!opened->database);
            QVERIFY(opened->isNewer && opened->readOnly);
            QVERIFY(opened->readOnly->detail.contains(u"newer version"_s));
            QCOMPARE(opened->session.notes, QStringList{opened->readOnly->detail});
            compare(opened->session.tasks, made);
        }
        QVERIFY(contentOf(path()) == before);
    }

    void aNewerOneWithWordsThatNobodyKnows()
    {
        makeSession(3);
        {
            SqlConnection connection;
            QVERIFY(!connection.open(path()));
            QVERIFY(!connection.run(u"PRAGMA user_version = 99"_s));
            QVERIFY(!connection.run(u"UPDATE task SET state = 'expired' WHERE order_key = 2"_s));
        }
        const auto opened = openSession(m_folder);
        QVERIFY(opened->isNewer);
        QCOMPARE(opened->session.tasks.size(), 2U);
        QCOMPARE(opened->session.notes.size(), 2);
        QCOMPARE(asides(), QStringList());
    }

    // Bytes overwritten at random: never a crash, and either the rows are there, or the file is kept and it is told.
    void corruptFiles()
    {
        const auto made = makeSession(200);
        const QByteArray whole = contentOf(path());
        QCOMPARE_GT(whole.size(), 20 * 4096);
        TaskMaker dice(21);
        int moved = 0;
        for (int round = 0; round < 60; ++round) {
            QVERIFY(QDir(m_folder).removeRecursively() && QDir().mkpath(m_folder));
            QByteArray broken = whole;
            const int first = round % 2 ? dice.below(static_cast<int>(whole.size())) : dice.below(200);
            for (int i = first; i < std::min(first + 400, int(broken.size())); ++i)
                broken[i] = static_cast<char>(dice.below(256));
            QVERIFY(write(path(), broken));
            const auto opened = openSession(m_folder);
            QVERIFY2(opened.hasValue(), opened ? "" : qPrintable(opened.failure().detail));
            if (opened->isNewer)
                continue; // the damage is in the number of the version
            QVERIFY(opened->database);
            if (!opened->wasBroken)
                continue; // within a text: nobody can see that
            ++moved;
            QCOMPARE(asides().size(), 1);
            QCOMPARE(contentOf(m_folder + u'/' + asides().at(0)), broken);
            QCOMPARE(opened->session.notes.size(), 1);
            QVERIFY(opened->session.notes[0].contains(asides().at(0)));
            QCOMPARE(openSession(m_folder)->session.tasks.size(), opened->session.tasks.size());
        }
        QCOMPARE_GT(moved, 20);
    }

    void truncatedFiles()
    {
        makeSession(200);
        const QByteArray whole = contentOf(path());
        for (const double share : {0.001, 0.01, 0.1, 0.5, 0.9, 0.99}) {
            QVERIFY(QDir(m_folder).removeRecursively() && QDir().mkpath(m_folder));
            const QByteArray cut = whole.first(static_cast<qsizetype>(static_cast<double>(whole.size()) * share));
            QVERIFY(write(path(), cut));
            const auto opened = openSession(m_folder);
            QVERIFY2(opened.hasValue(), QByteArray::number(share).constData());
            QVERIFY2(opened->wasBroken && opened->database, QByteArray::number(share).constData());
            QCOMPARE(contentOf(m_folder + u'/' + asides().value(0)), cut);
        }
    }

    void whatCanBeReadOfABrokenOneIsKept()
    {
        const auto made = makeSession(300);
        QByteArray broken = contentOf(path());
        for (qsizetype i = broken.size() - 4096; i < broken.size(); ++i)
            broken[i] = '\x55'; // one leaf of the table
        QVERIFY(write(path(), broken));
        const auto opened = openSession(m_folder);
        QVERIFY(opened->wasBroken);
        for (const SavedTask &task : opened->session.tasks)
            QCOMPARE(fieldsOf(task), fieldsOf(made.at(task.id.toString().toUInt(nullptr, 16))));
    }

    void rowsThatMakeNoSenseAreABrokenFile()
    {
        const auto made = makeSession(10);
        {
            SqlConnection connection;
            QVERIFY(!connection.open(path()));
            QVERIFY(!connection.run(u"UPDATE task SET findings = '[[' WHERE order_key = 4"_s));
        }
        const auto opened = openSession(m_folder);
        QVERIFY(opened->wasBroken && opened->database);
        QCOMPARE(opened->session.tasks.size(), 9U);
        QCOMPARE(asides().size(), 1);
    }

    void aFileThatIsNoDatabase()
    {
        QVERIFY(QDir().mkpath(m_folder));
        QVERIFY(write(path(), QByteArray(5000, 'x')));
        const auto opened = openSession(m_folder);
        QVERIFY(opened->wasBroken && opened->database && opened->session.tasks.empty());
        QCOMPARE(asides().size(), 1);
    }

    void aProgramThatEndedWhileItReplacedABrokenOne()
    {
        const auto made = makeSession(4);
        QVERIFY(QFile::rename(path(), sessionSibling(path(), u"new"_s)));
        compare(openSession(m_folder)->session.tasks, made);
    }

    void aReadOnlyFolderIsRead()
    {
        const auto made = makeSession(6);
        // To root nothing is read-only: so it is somebody else's folder for this test.
        const bool isRoot = ::geteuid() == 0;
        QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther));
        const auto readable = QFile::ReadOwner | QFile::ExeOwner | QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther
            | QFile::ExeOther;
        for (const QString &folder : {m_folder, m_root->filePath(u"deep"_s), m_root->path()})
            QVERIFY(QFile::setPermissions(folder, readable));
        if (isRoot)
            QCOMPARE(::seteuid(65534), 0);
        const auto opened = openSession(m_folder);
        const auto missing = openSession(m_folder + u"/more"_s);
        if (isRoot)
            QCOMPARE(::seteuid(0), 0);
        for (const QString &folder : {m_root->path(), m_root->filePath(u"deep"_s), m_folder})
            QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QVERIFY2(opened.hasValue(), opened ? "" : qPrintable(opened.failure().detail));
        QVERIFY(!opened->database && opened->readOnly && !opened->isNewer);
        QVERIFY2(opened->readOnly->detail.contains(u"cannot be written"_s), qPrintable(opened->readOnly->detail));
        compare(opened->session.tasks, made);
        QVERIFY(!missing.hasValue());
        QVERIFY(missing.failure().detail.contains(u"cannot be made"_s));
    }

    void aFullDiskIsRead()
    {
        const QString disk = m_root->filePath(u"disk"_s);
        const test::SmallDisk mounted(disk, u"1m"_s);
        if (!mounted.isMounted())
            QSKIP("only root can mount a small disk");
        m_folder = disk + u"/data"_s;
        const auto made = makeSession(20);
        QFile filler(disk + u"/filler"_s);
        QVERIFY(filler.open(QFile::WriteOnly | QFile::Unbuffered));
        while (filler.write(QByteArray(4096, 'x')) == 4096) { }
        filler.close();
        {
            const auto opened = openSession(m_folder);
            QVERIFY(opened.hasValue());
            QVERIFY(!opened->wasBroken);
            compare(opened->session.tasks, made);
            if (opened->database) {
                TaskMaker maker(22);
                SessionBatch batch;
                for (int i = 100; i < 400; ++i)
                    batch.upserts.push_back(maker.saved(sessionTaskId(i), i));
                const auto trouble = opened->database->apply(batch);
                QVERIFY(trouble.has_value());
                QVERIFY(!trouble->isBroken());
            }
        }
        QVERIFY(filler.remove());
        const auto opened = openSession(m_folder);
        QVERIFY(opened->database && !opened->readOnly);
        compare(opened->session.tasks, made);
    }
};

EMBEDSCOPE_TEST(TestSessionOpening)
#include "tst_sessionopening.moc"
