// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/fileintake.h"

#include "store/taskfeed.h"
#include "store/taskkeeper.h"
#include "support/loopbackserver.h"
#include "support/testprogram.h"

#include <QDir>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace embedscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using test::LoopbackServer;

/// Files into the list, into the archive and through a restart; and a service that must never hear of them.
class TestFileIntake final : public QObject
{
    Q_OBJECT

private:
    /// A run of the program on a folder.
    struct Run
    {
        Run(const LoopbackServer &server, const QString &folder)
            : feed(*ServiceAddress::fromString(server.baseUrl()), ApiKey("k", ApiKey::Source::Entered, {}),
                   TaskFeed::Options{.interval = 20ms,
                                     .budget = {1'000'000, 0},
                                     .spoolRoot = TaskKeeper::incomingFolder(folder)}),
              intake(feed), keeper(std::make_unique<TaskKeeper>(feed, folder))
        {
            QSignalSpy opened(keeper.get(), &TaskKeeper::opened);
            keeper->open();
            QVERIFY(opened.wait(test::longestWaitMs));
        }
        IntakeReport take(const QStringList &paths)
        {
            QSignalSpy finished(&intake, &FileIntake::finished);
            intake.take(paths);
            if (!finished.wait(60'000))
                qWarning("the files are not read to an end");
            return finished.value(0).value(0).value<IntakeReport>();
        }
        const TaskRecord &task(const TaskId &id) { return *feed.list().find(id); }
        int archived() const
        {
            int count = 0;
            for (int row = 0; row < feed.list().size(); ++row)
                count += feed.list().at(row).archived ? 1 : 0;
            return count;
        }
        TaskFeed feed;
        FileIntake intake;
        std::unique_ptr<TaskKeeper> keeper;
    };

    QTemporaryDir m_folder;
    QString m_data; // a new one for each test
    LoopbackServer m_server;

    /// Easier to read with ' for ".
    static QByteArray json(const char *text) { return QByteArray(text).replace('\'', '"'); }
    static TaskId id(int number) { return *TaskId::fromString(u"64f8d2c7e4a1b37f%1"_s.arg(number, 8, 16, QChar(u'0'))); }
    static QByteArray answer(int number, const QByteArray &status = "ready", const QByteArray &more = {})
    {
        return LoopbackServer::taskBody(id(number).toString(), status, more);
    }
    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(name));
        QDir().mkpath(QFileInfo(file).absolutePath());
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qWarning("cannot write the test's file");
        return file.fileName();
    }
    static QByteArray bytesOf(const AnswerBytes &answer) { return answer.head(answer.size()); }

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init()
    {
        static int number = 0;
        m_data = m_folder.filePath(u"data-%1"_s.arg(++number));
    }

    void theyOutliveFileAndProgramAndNobodyIsAsked()
    {
        const QString v1 = QStringLiteral(EMBEDSCOPE_TEST_DATA "/imports/v1_67edc5a731cc2c99458c1d4c.json");
        const QByteArray nameless = json("{'status':'ready','data':[{'embedding':[0.6,0.8],'embedding_option':'visual',"
                                         "'embedding_scope':'clip','start_sec':0,'end_sec':6}]}");
        const QString mixed = write(u"mixed.json"_s, '[' + answer(1, "processing") + ',' + answer(2, "failed") + ','
                                                         + nameless + ']');
        const QString copy = write(u"copy.json"_s, [&v1] {
            QFile file(v1);
            return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
        }());
        const TaskId older = *TaskId::fromString(u"67edc5a731cc2c99458c1d4c");
        const TaskId made = *TaskId::fromString(u"mixed-json-3");
        {
            Run run(m_server, m_data);
            const IntakeReport report = run.take({copy, mixed});
            QCOMPARE(report.added, 4);
            QCOMPARE(report.files, 2);
            QCOMPARE(report.name, u"copy.json"_s);
            QCOMPARE(report.first, older);
            QCOMPARE(report.faultTotal, 0);
            QTRY_COMPARE(run.archived(), 4); // the one that is processing too: there will be no other
            QVERIFY(QFile::exists(copy) && QFile::exists(mixed)); // copied, neither moved nor linked
            QFile::remove(copy);
            QTest::qWait(20);
            write(u"mixed.json"_s, QByteArray(2000, 'x'));
            QSignalSpy read(&run.feed, &TaskFeed::resultRead);
            for (const TaskId &task : {older, made, id(2)})
                run.feed.requestResult(task);
            QTRY_COMPARE(read.size(), 3);
            QCOMPARE(bytesOf(run.task(made).answer), nameless);
            // Whatever asks for tasks leaves these alone.
            run.feed.pollNow();
            run.feed.askAgain(std::array{older, id(1), id(2), made});
            run.feed.setTasksPaused(std::array{id(1)}, true);
            run.feed.setTasksPaused(std::array{id(1)}, false);
            run.feed.setKey(ApiKey("other", ApiKey::Source::Entered, {}));
            run.feed.restore(run.feed.remove({0, 1, 2, 3}));
            const LoopbackServer other;
            run.feed.setAddress(*ServiceAddress::fromString(other.baseUrl()));
            QTest::qWait(150);
            QCOMPARE(other.requests().size(), size_t(0));
        }
        Run run(m_server, m_data);
        QCOMPARE(run.feed.list().size(), 4);
        QCOMPARE(run.task(older).state, TaskState::Ready);
        QCOMPARE(run.task(older).origin, (TaskOrigin{true, u"copy.json"_s}));
        QCOMPARE(run.task(older).summary.clips, 2);
        QCOMPARE(run.task(id(1)).state, TaskState::Processing);
        QCOMPARE(bytesOf(run.task(id(1)).answer), answer(1, "processing"));
        QSignalSpy read(&run.feed, &TaskFeed::resultRead);
        run.feed.requestResult(made);
        run.feed.requestResult(older);
        QTRY_COMPARE(read.size(), 2);
        run.feed.pollNow();
        QTest::qWait(150);
        QCOMPARE(m_server.requests().size(), size_t(0));
    }

    void theListOfTheServiceSaysNothingAboutThem()
    {
        LoopbackServer server;
        server.setHandler([](const LoopbackServer::Request &request) -> LoopbackServer::Script {
            const auto entry = [](int number) { return LoopbackServer::taskBody(id(number).toString(), "processing"); };
            const bool isPage = request.path.contains("/tasks?");
            const QByteArray page = "{\"data\":[" + entry(1) + ',' + entry(2)
                + "],\"page_info\":{\"page\":1,\"limit_per_page\":50,\"total_page\":1,\"total_results\":2}}";
            const QByteArray own = entry(request.path.contains(id(1).toString().toLatin1()) ? 1 : 2);
            return {{LoopbackServer::wholeAnswer(200, isPage ? page : own)}};
        });
        Run run(server, m_data);
        const QByteArray half = answer(1, "queued");
        run.take({write(u"half.json"_s, half)});
        run.feed.add(std::array{id(2), id(3), id(4), id(5)}); // enough for the list to pay
        QTRY_COMPARE(run.task(id(2)).state, TaskState::Processing);
        const auto pages = [&server] {
            return std::ranges::count_if(server.requests(), [](const auto &r) { return r.path.contains("/tasks?"); });
        };
        QTRY_VERIFY(pages() > 1);
        QCOMPARE(run.task(id(1)).statusText, u"queued"_s);
        QVERIFY(!run.task(id(1)).viaList && !run.task(id(1)).nextPoll && !run.task(id(1)).wasSeen);
        QCOMPARE(server.requestsFor(id(1).toString()), 0);
    }

    void whatDidNotReachTheArchiveIsSaidAndCanBeOpenedAgain()
    {
        const QString path = write(u"lost.json"_s, answer(1, "ready", ",\"data\":[]"));
        QVERIFY(QDir().mkpath(m_data));
        QFile inTheWay(m_data + u"/archive"_s); // where the folder should be
        QVERIFY(inTheWay.open(QFile::WriteOnly));
        {
            Run run(m_server, m_data);
            run.take({path});
            QCOMPARE(run.task(id(1)).state, TaskState::Ready);
            QTRY_VERIFY(!run.keeper->problems().isEmpty());
            QCOMPARE(bytesOf(run.task(id(1)).answer), answer(1, "ready", ",\"data\":[]")); // the file is still there
        }
        QVERIFY(inTheWay.remove());
        Run run(m_server, m_data);
        QCOMPARE(run.task(id(1)).state, TaskState::Unreadable);
        QVERIFY(run.task(id(1)).problem->detail.contains("lost.json"_L1));
        QTest::qWait(100);
        QCOMPARE(m_server.requests().size(), size_t(0));
        QCOMPARE(run.take({path}).completed, 1);
        QCOMPARE(run.task(id(1)).state, TaskState::Ready);
        QTRY_COMPARE(run.archived(), 1);
    }

    void theSessionMayBreak()
    {
        const QString path = write(u"only.json"_s, json("{'status':'ready','data':[]}"));
        {
            Run run(m_server, m_data);
            run.take({path});
            QTRY_COMPARE(run.archived(), 1);
        }
        const QStringList files = QDir(m_data).entryList({u"session*"_s}, QDir::Files);
        QVERIFY(!files.isEmpty());
        for (const QString &name : files) {
            QFile file(m_data + u'/' + name);
            QVERIFY(file.open(QFile::WriteOnly));
            file.write("this is no database at all, and was never one");
        }
        Run run(m_server, m_data);
        const TaskId made = *TaskId::fromString(u"only-json-1");
        QVERIFY(run.feed.list().find(made));
        QCOMPARE(run.task(made).state, TaskState::Ready);
        QVERIFY(run.task(made).origin.isFile); // an answer without the task's ID can only be from a file
        QTest::qWait(100);
        QCOMPARE(m_server.requests().size(), size_t(0));
    }

    void resultsThatOutliveTheService()
    {
        m_server.setTask(id(11).toString(), answer(11, "processing"));
        m_server.setTask(id(12).toString(), answer(12, "ready"));
        Run run(m_server, m_data); // 10 is not there any more
        run.feed.add(std::array{id(10), id(11), id(12)});
        QTRY_COMPARE(run.task(id(10)).state, TaskState::NotFound);
        QTRY_COMPARE(run.task(id(11)).state, TaskState::Processing);
        QTRY_COMPARE(run.task(id(12)).state, TaskState::Ready);
        const QByteArray late = answer(11, "ready", ",\"note\":1");
        const IntakeReport report =
            run.take({write(u"kept.jsonl"_s, answer(10) + '\n' + late + '\n' + answer(12, "failed") + '\n' + late)});
        QCOMPARE(report.added, 0);
        QCOMPARE(report.completed, 2);
        QCOMPARE(report.known, 2);
        QCOMPARE(run.task(id(10)).state, TaskState::Ready);
        QVERIFY(!run.task(id(10)).problem);
        QCOMPARE(run.task(id(11)).origin, (TaskOrigin{true, u"kept.jsonl"_s}));
        QCOMPARE(run.task(id(12)).state, TaskState::Ready); // what it had has ended
        QVERIFY(!run.task(id(12)).origin.isFile);
        QTRY_COMPARE(run.archived(), 3);
        QCOMPARE(bytesOf(run.task(id(11)).answer), late);
        QTest::qWait(100); // what was under way may still arrive
        const int asked = m_server.requestsFor(id(11).toString());
        QTest::qWait(300);
        QCOMPARE(m_server.requestsFor(id(11).toString()), asked);
        QCOMPARE(run.task(id(11)).state, TaskState::Ready);
    }

    void filesOfOneNameDoNotCollide()
    {
        const QString first = write(u"a/film.json"_s, json("{'status':'ready','data':[],'n':1}"));
        const QString second = write(u"b/film.json"_s, json("{'status':'ready','data':[],'n':2}"));
        const TaskId made = *TaskId::fromString(u"film-json-1");
        const TaskId other = *TaskId::fromString(u"film-json-1-2");
        {
            Run run(m_server, m_data);
            QCOMPARE(run.take({first, second}).added, 2);
            QCOMPARE(bytesOf(run.task(made).answer), (json("{'status':'ready','data':[],'n':1}")));
            QCOMPARE(bytesOf(run.task(other).answer), (json("{'status':'ready','data':[],'n':2}")));
            const IntakeReport again = run.take({second, first});
            QCOMPARE(again.added, 0);
            QCOMPARE(again.known, 2);
            QTRY_COMPARE(run.archived(), 2);
        }
        Run run(m_server, m_data);
        QCOMPARE(run.take({second, first}).known, 2); // known by what is in the archive
        QCOMPARE(run.feed.list().size(), 2);
    }

    void aFileThatChangesIsNeverTakenForWhatItWas()
    {
        TaskFeed feed(*ServiceAddress::fromString(m_server.baseUrl()), {}, {}); // without an archive
        FileIntake intake(feed);
        const QString path = write(u"change.json"_s, answer(1, "ready", ",\"data\":[],\"n\":1"));
        QSignalSpy finished(&intake, &FileIntake::finished);
        intake.take({path});
        QVERIFY(finished.wait(test::longestWaitMs));
        QTest::qWait(20);
        write(u"change.json"_s, answer(1, "ready", ",\"data\":[],\"n\":2"));
        QSignalSpy failed(&feed, &TaskFeed::resultFailed);
        feed.requestResult(id(1));
        QVERIFY(failed.wait(test::longestWaitMs));
        QVERIFY(bytesOf(feed.list().at(0).answer).isEmpty());
    }

    void tenThousandLines()
    {
        QByteArray lines;
        for (int number = 1; number <= 10'000; ++number)
            lines += answer(number, "ready", ",\"data\":[]") + '\n';
        TaskFeed feed(*ServiceAddress::fromString(m_server.baseUrl()), {}, {});
        FileIntake intake(feed);
        QSignalSpy finished(&intake, &FileIntake::finished);
        int insertions = 0;
        connect(&feed.list(), &TaskList::rowsInserted, this, [&insertions] { ++insertions; });
        intake.take({write(u"many.jsonl"_s, lines)});
        QVERIFY(intake.isRunning());
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 120'000);
        QVERIFY(!intake.isRunning());
        QCOMPARE(feed.list().size(), 10'000);
        QCOMPARE(insertions, 1);
        QCOMPARE(feed.list().at(9'999).id, id(10'000));
    }

    void cancelledItKeepsWhatWasReadBefore()
    {
        QByteArray lines;
        for (int number = 1; number <= 20'000; ++number)
            lines += answer(number, "ready", ",\"data\":[]") + '\n';
        TaskFeed feed(*ServiceAddress::fromString(m_server.baseUrl()), {}, {});
        FileIntake intake(feed);
        QSignalSpy finished(&intake, &FileIntake::finished);
        const QString many = write(u"more.jsonl"_s, lines);
        intake.take({write(u"one.json"_s, answer(30'000)), many, write(u"two.json"_s, answer(30'001))});
        QTRY_VERIFY(intake.progress().file == 2 && intake.progress().answersRead > 0);
        QCOMPARE(intake.progress().name, u"more.jsonl"_s);
        QCOMPARE(intake.progress().files, 3);
        intake.cancel();
        QVERIFY(finished.wait(test::longestWaitMs));
        const auto report = finished.first().first().value<IntakeReport>();
        QVERIFY(report.wasCancelled);
        QCOMPARE(feed.list().size(), 1);
        QCOMPARE(feed.list().at(0).id, id(30'000));
        // The next one begins anew; and what goes while it reads leaves nothing behind.
        intake.take({write(u"two.json"_s, answer(30'001)), many});
        QTRY_COMPARE(feed.list().size(), 2);
    }

    void textAndTroubleAreToldApart()
    {
        TaskFeed feed(*ServiceAddress::fromString(m_server.baseUrl()), {}, {});
        FileIntake intake(feed);
        QSignalSpy finished(&intake, &FileIntake::finished);
        const QString log = write(u"run.log"_s, "task " + id(5).toString().toLatin1());
        intake.take({log, m_folder.filePath(u"none.json"_s), m_folder.path(),
                     write(u"cut.json"_s, '[' + answer(1) + ',' + answer(2).chopped(5))});
        QVERIFY(finished.wait(test::longestWaitMs));
        const auto report = finished.first().first().value<IntakeReport>();
        QCOMPARE(report.textFiles, QStringList{log});
        QCOMPARE(report.problems.size(), 2);
        QCOMPARE(report.added, 1);
        QCOMPARE(report.faultTotal, 1);
        QVERIFY(report.firstFault.contains("cut.json"_L1));
        intake.take({}); // nothing to do, and nothing is told
        QVERIFY(!intake.isRunning());
    }
};

EMBEDSCOPE_TEST(TestFileIntake)
#include "tst_fileintake.moc"
