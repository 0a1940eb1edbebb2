// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/taskkeeper.h"

#include "store/answerarchive.h"
#include "store/taskfeed.h"
#include "support/loopbackserver.h"
#include "support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <random>

using namespace embedscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using test::LoopbackServer;

/// Runs of the program one after the other on one folder, against a scripted service.
class TestTaskKeeper final : public QObject
{
    Q_OBJECT

private:
    struct Run
    {
        Run(const LoopbackServer &server, const QString &folder, bool hasKey = true)
            : feed(*ServiceAddress::fromString(server.baseUrl()),
                   hasKey ? ApiKey("k", ApiKey::Source::Entered, {}) : ApiKey(),
                   TaskFeed::Options{.interval = 20ms,
                                     .budget = {1'000'000, 0},
                                     .spoolRoot = TaskKeeper::incomingFolder(folder)}),
              keeper(std::make_unique<TaskKeeper>(feed, folder))
        {
            QSignalSpy opened(keeper.get(), &TaskKeeper::opened);
            keeper->open();
            QVERIFY(opened.wait(test::longestWaitMs));
            notes = opened.first().first().toStringList();
        }
        const TaskRecord &task(const TaskId &id) { return *feed.list().find(id); }
        TaskFeed feed;
        std::unique_ptr<TaskKeeper> keeper;
        QStringList notes;
    };
    static TaskId id(int number)
    {
        return *TaskId::fromString(u"%1"_s.arg(number, 24, 16, QLatin1Char('0')));
    }
    static QByteArray body(const TaskId &id, const QByteArray &more = {})
    {
        return LoopbackServer::taskBody(id.toString(), "ready", more);
    }
    static QByteArray bytesOf(const AnswerBytes &answer) { return answer.head(answer.size()); }
    /// Watches the first two tasks until both answers are in the archive.
    static bool archiveTwo(Run &run, LoopbackServer &server)
    {
        for (const TaskId &each : {id(1), id(2)})
            server.setTask(each.toString(), body(each));
        run.feed.add(std::array{id(1), id(2)});
        return test::waitFor([&] { return run.task(id(1)).archived && run.task(id(2)).archived; });
    }
    static QStringList archived(const QString &folder)
    {
        return QDir(folder + u"/archive"_s).entryList({u"*.json*"_s}, QDir::Files);
    }

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void whatWasKnownIsThereWithoutNetworkAndKey()
    {
        const QTemporaryDir folder;
        LoopbackServer server;
        const QByteArray large = body(id(1), ",\"note\":\"" + QByteArray(200'000, 'x') + "\"");
        server.setTask(id(1).toString(), large);
        server.setTask(id(2).toString(), LoopbackServer::taskBody(id(2).toString(), "failed"));
        server.setTask(id(3).toString(), LoopbackServer::taskBody(id(3).toString(), "processing"));
        {
            Run run(server, folder.path());
            run.feed.add(std::array{id(1), id(2), id(3)});
            QTRY_VERIFY(run.task(id(1)).archived && run.task(id(2)).archived);
            QTRY_COMPARE(run.task(id(3)).state, TaskState::Processing);
        }
        server.stop();
        Run run(server, folder.path(), false);
        QCOMPARE(run.feed.list().size(), 3);
        QCOMPARE(run.feed.list().at(0).id, id(1));
        QCOMPARE(run.task(id(1)).state, TaskState::Ready);
        QCOMPARE(bytesOf(run.task(id(1)).answer), large);
        QCOMPARE(run.task(id(2)).state, TaskState::Failed);
        QCOMPARE(run.task(id(3)).state, TaskState::Processing);
        QSignalSpy read(&run.feed, &TaskFeed::resultRead);
        run.feed.requestResult(id(1));
        QTRY_COMPARE(read.size(), 1);
    }

    void whatIsOnItsWayToTheArchiveAtTheEndArrives()
    {
        const QTemporaryDir folder;
        LoopbackServer server;
        const QByteArray large = body(id(1), ",\"note\":\"" + QByteArray(20'000'000, 'x') + "\"");
        server.setTask(id(1).toString(), large);
        {
            Run run(server, folder.path());
            bool hasEnded = false;
            connect(&run.feed, &TaskFeed::taskAnswered, &run.feed, [&] {
                hasEnded = true;
                run.keeper.reset(); // the program ends in this very moment
            }, Qt::QueuedConnection);
            run.feed.add(std::array{id(1)});
            QTRY_VERIFY(hasEnded);
        }
        server.stop();
        Run run(server, folder.path(), false);
        QCOMPARE(run.task(id(1)).state, TaskState::Ready);
        QCOMPARE(run.task(id(1)).answer.size(), large.size());
    }

    void whatWasAddedBeforeTheSessionWasThereKeepsWhatIsKnown()
    {
        const QTemporaryDir folder;
        LoopbackServer server;
        server.setTask(id(1).toString(), body(id(1)));
        {
            Run run(server, folder.path());
            run.feed.add(std::array{id(1)});
            QTRY_VERIFY(run.task(id(1)).archived);
        }
        server.stop();
        TaskFeed feed(*ServiceAddress::fromString(server.baseUrl()), {}, {});
        feed.add(std::array{id(2), id(1)}); // pasted while the session is read
        TaskKeeper keeper(feed, folder.path());
        QSignalSpy opened(&keeper, &TaskKeeper::opened);
        keeper.open();
        QVERIFY(opened.wait(test::longestWaitMs));
        QCOMPARE(feed.list().size(), 2);
        QCOMPARE(feed.list().find(id(1))->state, TaskState::Ready);
        QVERIFY(feed.list().find(id(1))->archived);
        QCOMPARE(feed.list().find(id(2))->state, TaskState::Waiting);
    }

    void whatHasEndedIsNotAskedAgain()
    {
        const QTemporaryDir folder;
        LoopbackServer server;
        server.setTask(id(1).toString(), body(id(1)));
        {
            Run run(server, folder.path());
            run.feed.add(std::array{id(1)});
            QTRY_VERIFY(run.task(id(1)).archived);
        }
        const size_t asked = server.requests().size();
        Run run(server, folder.path());
        QTest::qWait(200);
        QCOMPARE(server.requests().size(), asked);
    }

    void anEndedTaskWhoseAnswerIsGoneIsAskedAgain()
    {
        const QTemporaryDir folder;
        LoopbackServer server;
        server.setTask(id(1).toString(), body(id(1)));
        {
            // Nothing can be archived where a file stands in the archive's place.
            QFile blocker(folder.filePath(u"archive"_s));
            QVERIFY(blocker.open(QFile::WriteOnly));
            blocker.close();
            Run run(server, folder.path());
            run.feed.add(std::array{id(1)});
            QTRY_COMPARE(run.task(id(1)).state, TaskState::Ready);
            QTRY_COMPARE(run.keeper->problems().size(), 1);
            QVERIFY(run.keeper->problems().first().contains("archive"_L1));
            QVERIFY(!run.task(id(1)).answer.isNull()); // what is there stays
        }
        QVERIFY(QFile::remove(folder.filePath(u"archive"_s)));
        Run run(server, folder.path());
        QTRY_VERIFY(run.task(id(1)).archived);
        QCOMPARE(run.task(id(1)).state, TaskState::Ready);
        QVERIFY(run.keeper->problems().isEmpty());
    }

    void anAnswerThatTheSessionMissedIsFoundInTheArchive()
    {
        const QTemporaryDir folder;
        LoopbackServer server;
        server.setTask(id(1).toString(), body(id(1)));
        {
            Run run(server, folder.path());
            run.feed.add(std::array{id(1)});
            QTRY_VERIFY(run.task(id(1)).archived);
        }
        for (const QString &name : QDir(folder.path()).entryList({u"session.sqlite*"_s}, QDir::Files)) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QFile::ReadWrite));
            file.write(QByteArray(int(file.size()), '#')); // no database any more
        }
        server.stop();
        Run run(server, folder.path(), false);
        QCOMPARE(run.notes.size(), 1);
        QCOMPARE(run.feed.list().size(), 1);
        QCOMPARE(run.task(id(1)).state, TaskState::Ready);
        QCOMPARE(bytesOf(run.task(id(1)).answer), body(id(1)));
    }

    void anAnswerWithTheKeyInItIsNotKept()
    {
        const QTemporaryDir folder;
        LoopbackServer server;
        const QByteArray key = "tlk_CANARYCANARY1234";
        server.setTask(id(1).toString(), body(id(1), ",\"note\":\"" + key + "\""));
        server.setTask(id(2).toString(), body(id(2)));
        Run run(server, folder.path());
        run.feed.setKey(ApiKey(key, ApiKey::Source::Entered, {}));
        run.feed.add(std::array{id(1), id(2)});
        QTRY_VERIFY(run.task(id(2)).archived);
        QTRY_COMPARE(run.task(id(1)).state, TaskState::Ready);
        QTest::qWait(200);
        QVERIFY(!run.task(id(1)).archived);
        QCOMPARE(archived(folder.path()).size(), 1);
    }

    static QByteArray withVectors(const TaskId &id, int vectors, const QByteArray &note = "a")
    {
        QByteArrayList items;
        for (int i = 0; i < vectors; ++i)
            items += R"({"embedding":[0.6,0.8],"embedding_option":"visual","embedding_scope":"clip","start_sec":)"
                + QByteArray::number(i) + ",\"end_sec\":" + QByteArray::number(i + 1) + '}';
        return body(id, ",\"note\":\"" + note + "\",\"data\":[" + items.join(',') + ']');
    }
    /// Asks again, and waits until the outcome is in the record.
    static bool askAgain(Run &run, const TaskId &id)
    {
        QSignalSpy answered(&run.feed, &TaskFeed::taskAnswered);
        run.feed.list().edit(run.feed.list().rowOf(id), [](TaskRecord &record) { record.problem.reset(); });
        run.feed.askAgain(std::array{id});
        return test::waitFor([&] { return answered.size() > 0 || run.task(id).problem; });
    }
    static QByteArray onDisk(const QString &folder, const TaskRecord &record)
    {
        if (!record.archived)
            return {};
        const AnswerBytes bytes = AnswerArchive(folder + u"/archive"_s).open(*record.archived);
        return bytesOf(bytes);
    }

    void aWorseResponseLeavesTheBetterOne_data()
    {
        QTest::addColumn<QByteArray>("worse");
        QTest::addColumn<int>("http");
        QTest::addColumn<bool>("isProblem");
        QTest::newRow("ready without data") << body(id(1), ",\"data\":null") << 200 << false;
        QTest::newRow("fewer vectors") << withVectors(id(1), 2) << 200 << false;
        QTest::newRow("failed") << LoopbackServer::taskBody(id(1).toString(), "failed", R"(,"error":{"message":"no"})") << 200 << false;
        QTest::newRow("processing") << LoopbackServer::taskBody(id(1).toString(), "processing") << 200 << false;
        QTest::newRow("not found") << QByteArray(R"({"code":"resource_not_exist"})") << 404 << true;
        QTest::newRow("unreadable") << QByteArray(R"({"_id":)") << 200 << true;
        QTest::newRow("another task's") << withVectors(id(2), 9) << 200 << true;
    }
    void aWorseResponseLeavesTheBetterOne()
    {
        QFETCH(QByteArray, worse);
        QFETCH(int, http);
        QFETCH(bool, isProblem);
        const QTemporaryDir folder;
        LoopbackServer server;
        const QByteArray good = withVectors(id(1), 3);
        server.setTask(id(1).toString(), good);
        const auto isAsGood = [&](const TaskRecord &record) {
            return record.state == TaskState::Ready && record.summary.vectors == 3 && bytesOf(record.answer) == good
                && onDisk(folder.path(), record) == good && record.problem.has_value() == isProblem
                && record.worse.has_value() != isProblem;
        };
        {
            Run run(server, folder.path());
            run.feed.add(std::array{id(1)});
            QTRY_VERIFY(run.task(id(1)).archived);
            server.setTask(id(1).toString(), worse, http);
            QVERIFY(askAgain(run, id(1)));
            QVERIFY(isAsGood(run.task(id(1))));
        }
        QCOMPARE(archived(folder.path()).size(), 1);
        server.stop();
        Run run(server, folder.path(), false);
        QVERIFY(isAsGood(run.task(id(1))));
    }

    // It is not stored; the next run must not show what it said of itself with the bytes of the one before.
    void aBetterResponseThatHoldsTheKeyIsGoneWithTheProgram_data()
    {
        QTest::addColumn<bool>("isFromFile");
        QTest::newRow("of the service") << false;
        QTest::newRow("from a file") << true;
    }
    void aBetterResponseThatHoldsTheKeyIsGoneWithTheProgram()
    {
        QFETCH(bool, isFromFile);
        const QByteArray key = "a-secret-of-some-length";
        const QTemporaryDir folder;
        LoopbackServer server;
        const QByteArray first = withVectors(id(1), 1);
        server.setTask(id(1).toString(), first);
        {
            Run run(server, folder.path());
            run.feed.setKey(ApiKey(key, ApiKey::Source::Entered, {}));
            run.feed.add(std::array{id(1)});
            QTRY_VERIFY(run.task(id(1)).archived);
            const QByteArray better = withVectors(id(1), 3, key);
            if (isFromFile) {
                TaskRecord record;
                record.id = id(1);
                record.state = TaskState::Ready;
                record.origin = {true, u"film.json"_s};
                record.answer = AnswerBytes::fromMemory(better);
                record.summary.vectors = 3;
                record.summary.norms = {{u"visual"_s, 3, 1, 1, 1}};
                record.summary.findings = {{.kind = FindingKind::HoldsKey}};
                QCOMPARE(run.feed.takeFromFile({record}).completed.size(), 1);
            } else {
                server.setTask(id(1).toString(), better);
                QVERIFY(askAgain(run, id(1)));
            }
            QCOMPARE(run.task(id(1)).summary.vectors, 3);
            QCOMPARE(bytesOf(run.task(id(1)).answer), better);
            QCOMPARE(onDisk(folder.path(), run.task(id(1))), first);
        }
        server.stop();
        Run run(server, folder.path(), false);
        QCOMPARE(bytesOf(run.task(id(1)).answer), first);
        QCOMPARE(run.task(id(1)).summary.vectors, 1);
        QCOMPARE(run.task(id(1)).state, TaskState::Ready);
        QVERIFY(!run.task(id(1)).origin.isFile);
        QVERIFY(!run.task(id(1)).isOpen());
    }

    void whatIsWatchedAgainKeepsItsFileUntilItEnds_data()
    {
        QTest::addColumn<QByteArray>("end");
        QTest::newRow("failed") << LoopbackServer::taskBody(id(1).toString(), "failed", R"(,"error":{"message":"no"})");
        QTest::newRow("ready without data") << body(id(1), ",\"data\":null");
    }
    void whatIsWatchedAgainKeepsItsFileUntilItEnds()
    {
        QFETCH(QByteArray, end);
        const QTemporaryDir folder;
        LoopbackServer server;
        server.setTask(id(1).toString(), end);
        {
            Run run(server, folder.path());
            run.feed.add(std::array{id(1)});
            QTRY_VERIFY(run.task(id(1)).archived);
            server.setTask(id(1).toString(), LoopbackServer::taskBody(id(1).toString(), "processing"));
            run.feed.askAgain(std::array{id(1)});
            QTRY_VERIFY(run.task(id(1)).isOpen());
            QCOMPARE(onDisk(folder.path(), run.task(id(1))), end);
        }
        Run run(server, folder.path());
        QVERIFY(run.task(id(1)).isOpen());
        QCOMPARE(bytesOf(run.task(id(1)).answer), end);
        QCOMPARE(onDisk(folder.path(), run.task(id(1))), end);
        const QByteArray good = withVectors(id(1), 3);
        server.setTask(id(1).toString(), good);
        QTRY_COMPARE(onDisk(folder.path(), run.task(id(1))), good); // asked for by itself
        QVERIFY(!run.task(id(1)).isOpen());
    }

    void theBestOfAnyHistoryIsOnTheDisk_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 12; ++seed)
            QTest::addRow("%d", seed) << seed;
    }
    void theBestOfAnyHistoryIsOnTheDisk()
    {
        QFETCH(int, seed);
        std::mt19937 random(static_cast<unsigned>(seed));
        const auto below = [&random](int end) { return std::uniform_int_distribution<int>(0, end - 1)(random); };
        const QTemporaryDir folder;
        LoopbackServer server;
        QByteArray best = withVectors(id(1), 0);
        int most = 0;
        server.setTask(id(1).toString(), best);
        auto run = std::make_unique<Run>(server, folder.path());
        run->feed.add(std::array{id(1)});
        QTRY_VERIFY(run->task(id(1)).archived);
        for (int step = 0; step < 10; ++step) {
            const int vectors = below(5);
            const QByteArray next = withVectors(id(1), vectors, QByteArray::number(step));
            switch (below(5)) {
            case 0:
                server.setTask(id(1).toString(), LoopbackServer::taskBody(id(1).toString(), "failed"));
                break;
            case 1:
                server.setTask(id(1).toString(), {}, 404);
                break;
            default:
                server.setTask(id(1).toString(), next);
                best = vectors >= most ? next : best;
                most = std::max(most, vectors);
            }
            QVERIFY(askAgain(*run, id(1)));
            QCOMPARE(bytesOf(run->task(id(1)).answer), best);
            QTRY_COMPARE(onDisk(folder.path(), run->task(id(1))), best);
            if (below(3) > 0)
                continue;
            run.reset(); // the program ends, and is started again
            QCOMPARE(archived(folder.path()).size(), 1);
            run = std::make_unique<Run>(server, folder.path());
            QCOMPARE(bytesOf(run->task(id(1)).answer), best);
        }
    }

    void undoingARemovalBringsTheBetterAnswerBack()
    {
        const QTemporaryDir folder;
        LoopbackServer server;
        const QByteArray good = withVectors(id(1), 3);
        server.setTask(id(1).toString(), good);
        {
            Run run(server, folder.path());
            run.feed.add(std::array{id(1)});
            QTRY_VERIFY(run.task(id(1)).archived);
            const auto removed = run.feed.remove({0});
            server.setTask(id(1).toString(), withVectors(id(1), 0));
            run.feed.add(std::array{id(1)});
            QTRY_VERIFY(run.task(id(1)).archived);
            run.feed.restore(removed);
            QCOMPARE(bytesOf(run.task(id(1)).answer), good);
            QVERIFY(run.task(id(1)).worse);
        }
        server.stop();
        Run run(server, folder.path(), false);
        QCOMPARE(run.task(id(1)).summary.vectors, 3);
        QCOMPARE(onDisk(folder.path(), run.task(id(1))), good);
    }

    void whatIsAnsweredBeforeTheSessionIsThereDoesNotReplaceABetterOne_data()
    {
        QTest::addColumn<int>("vectors");
        QTest::newRow("worse") << 1;
        QTest::newRow("better") << 5;
    }
    void whatIsAnsweredBeforeTheSessionIsThereDoesNotReplaceABetterOne()
    {
        QFETCH(int, vectors);
        const QTemporaryDir folder;
        LoopbackServer server;
        const QByteArray before = withVectors(id(1), 3);
        server.setTask(id(1).toString(), before);
        {
            Run run(server, folder.path());
            run.feed.add(std::array{id(1)});
            QTRY_VERIFY(run.task(id(1)).archived);
            run.feed.list().edit(0, [](TaskRecord &record) { record.label = u"mine"_s; });
        }
        const QByteArray now = withVectors(id(1), vectors);
        const QByteArray best = vectors > 3 ? now : before;
        server.setTask(id(1).toString(), now);
        {
            TaskFeed feed(*ServiceAddress::fromString(server.baseUrl()), ApiKey("k", ApiKey::Source::Entered, {}),
                          {.interval = 20ms, .spoolRoot = TaskKeeper::incomingFolder(folder.path())});
            TaskKeeper keeper(feed, folder.path());
            feed.add(std::array{id(1)});
            QTRY_VERIFY(feed.list().find(id(1))->archived);
            QSignalSpy opened(&keeper, &TaskKeeper::opened);
            keeper.open();
            QVERIFY(opened.wait(test::longestWaitMs));
            QCOMPARE(bytesOf(feed.list().find(id(1))->answer), best);
            QCOMPARE(feed.list().find(id(1))->label, u"mine"_s);
            QCOMPARE(feed.list().find(id(1))->worse.has_value(), vectors < 3);
            QCOMPARE(onDisk(folder.path(), *feed.list().find(id(1))), best);
        }
        QCOMPARE(archived(folder.path()).size(), 1);
        server.stop();
        Run run(server, folder.path(), false);
        QCOMPARE(bytesOf(run.task(id(1)).answer), best);
        QCOMPARE(run.task(id(1)).summary.vectors, std::max(3, vectors));
    }

    void ofTwoArchivedAnswersTheBetterOneIsTaken()
    {
        const QTemporaryDir folder;
        LoopbackServer server;
        server.setTask(id(1).toString(), withVectors(id(1), 2));
        for (const int vectors : {0, 3, 1}) {
            AnswerArchive archive(folder.path() + u"/archive"_s);
            QVERIFY(archive.store(id(1), AnswerBytes::fromMemory(withVectors(id(1), vectors))).hasValue());
        }
        QFile session(folder.filePath(u"session.sqlite"_s));
        QVERIFY(session.open(QFile::WriteOnly) && session.write("no database") > 0);
        session.close();
        server.stop();
        Run run(server, folder.path(), false);
        QCOMPARE(run.task(id(1)).summary.vectors, 3);
        QCOMPARE(bytesOf(run.task(id(1)).answer), withVectors(id(1), 3));
    }

    /// Three answers of different sizes (about 50, 100, 150 kB), which ended in this order.
    static bool threeAnswers(LoopbackServer &server, Run &run)
    {
        run.keeper->setPacking(false);
        for (int i = 1; i <= 3; ++i) {
            server.setTask(id(i).toString(), body(id(i), ",\"note\":\"" + QByteArray(i * 50'000, 'x') + "\""));
            run.feed.add(std::array{id(i)});
            if (!test::waitFor([&] { return run.task(id(i)).archived.has_value(); }))
                return false;
            run.feed.list().edit(i - 1, [i](TaskRecord &record) { record.settledAt = record.settledAt.addDays(i - 10); });
        }
        return true;
    }

    void aLimitOfSizeRemovesTheOldestForGood()
    {
        const QTemporaryDir folder;
        LoopbackServer server;
        {
            Run run(server, folder.path());
            QVERIFY(threeAnswers(server, run));
            run.keeper->keeping().setLimits({.mostBytes = 260'000});
            QTRY_COMPARE(archived(folder.path()).size(), 2);
            QVERIFY(run.task(id(1)).dropped && run.task(id(1)).answer.isNull());
            QCOMPARE(bytesOf(run.task(id(2)).answer).size(), run.task(id(2)).archived->rawSize);
        }
        const size_t asked = server.requests().size();
        Run run(server, folder.path());
        QTest::qWait(300);
        QCOMPARE(server.requests().size(), asked); // it is not asked for again by itself
        QCOMPARE(run.task(id(1)).state, TaskState::Ready);
        QCOMPARE(run.task(id(1)).dropped->cause, DroppedAnswer::Cause::Limit);
        QVERIFY(run.task(id(1)).answer.isNull());
        QVERIFY(run.task(id(2)).archived && run.task(id(3)).archived);

        run.feed.askAgain(std::array{id(1)}); // on purpose it is, and stored again
        QTRY_VERIFY(run.task(id(1)).archived);
        QVERIFY(!run.task(id(1)).dropped);
        QCOMPARE(server.requests().size(), asked + 1);
        QTRY_COMPARE(archived(folder.path()).size(), 3); // while one is packed both its forms are there
        QVERIFY(bytesOf(run.task(id(1)).answer).size() > 50'000);
    }

    void aLimitOfAgeLeavesKeptOnes()
    {
        const QTemporaryDir folder;
        LoopbackServer server;
        OpenDays days;
        for (int i = 1; i < 20; ++i)
            days.note(QDateTime::currentDateTimeUtc().date().addDays(-i));
        QVERIFY(!openSession(folder.path())->database->apply({.days = days}));
        {
            Run run(server, folder.path());
            QVERIFY(threeAnswers(server, run)); // 9, 8 and 7 days old: 8, 7 and 6 whole days
            run.feed.list().edit(0, [](TaskRecord &record) { record.isKept = true; });
            run.keeper->keeping().setLimits({.mostDays = 7});
            QTRY_COMPARE(archived(folder.path()).size(), 2);
            QVERIFY(run.task(id(1)).archived && run.task(id(2)).dropped && run.task(id(3)).archived);
        }
        Run run(server, folder.path());
        QVERIFY(run.task(id(1)).isKept);
        run.keeper->keeping().setLimits({.mostDays = 1});
        QTRY_COMPARE(archived(folder.path()).size(), 1);
        QVERIFY(run.task(id(1)).archived && run.task(id(3)).dropped);
    }

    void whatIsReadStaysReadableUntilTheLastHandle()
    {
        const QTemporaryDir folder;
        LoopbackServer server;
        Run run(server, folder.path());
        QVERIFY(threeAnswers(server, run));
        AnswerBytes exported = run.task(id(1)).answer;
        QCOMPARE(run.keeper->keeping().drop(std::array{id(1), id(2)}), 2);
        QTRY_COMPARE(archived(folder.path()).size(), 2); // the second one's
        QTest::qWait(600);
        QCOMPARE(archived(folder.path()).size(), 2);
        QCOMPARE(bytesOf(exported).size(), exported.size());
        exported = {};
        QTRY_COMPARE(archived(folder.path()).size(), 1);
    }

    void aRemovalIsUndoneThoughALimitRanMeanwhile()
    {
        const QTemporaryDir folder;
        LoopbackServer server;
        Run run(server, folder.path());
        QVERIFY(threeAnswers(server, run));
        const QByteArray first = bytesOf(run.task(id(1)).answer);
        auto removed = run.feed.remove({0});
        run.keeper->keeping().setLimits({.mostBytes = 200'000});
        QTRY_VERIFY(run.task(id(2)).dropped); // of those in the list the older one
        QTRY_COMPARE(archived(folder.path()).size(), 2);
        run.keeper->keeping().setLimits({});
        run.feed.restore(removed);
        removed.clear();
        QTest::qWait(900);
        QVERIFY(run.task(id(1)).archived);
        QCOMPARE(bytesOf(run.task(id(1)).answer), first);
    }

    void aRemovedAnswerGoesWithTheLastReference()
    {
        const QTemporaryDir folder;
        LoopbackServer server;
        Run run(server, folder.path());
        QVERIFY(threeAnswers(server, run));
        auto removed = run.feed.remove({0});
        QCOMPARE(run.keeper->placeOf(*removed.front().second.archived), TaskKeeper::Place::Removed);
        QTest::qWait(900);
        QCOMPARE(archived(folder.path()).size(), 3);
        removed.clear(); // it cannot be undone any more
        QTRY_COMPARE(archived(folder.path()).size(), 2);
    }

    void aRemovedAnswerIsTakenBackWithoutUndo()
    {
        const QTemporaryDir folder;
        LoopbackServer server;
        Run run(server, folder.path());
        QVERIFY(threeAnswers(server, run));
        auto removed = run.feed.remove({0});
        const QByteArray first = bytesOf(removed.front().second.answer);
        QSignalSpy adopted(run.keeper.get(), &TaskKeeper::adopted);
        run.keeper->adoptTaskless({*removed.front().second.archived});
        QTRY_COMPARE(adopted.size(), 1);
        QCOMPARE(run.feed.list().rowOf(id(1)), 2);
        QCOMPARE(bytesOf(run.task(id(1)).answer), first);
        run.feed.restore(removed); // which finds it there
        removed.clear();
        QTest::qWait(900);
        QCOMPARE(run.feed.list().size(), 3);
        QCOMPARE(archived(folder.path()).size(), 3);
        QCOMPARE(bytesOf(run.task(id(1)).answer), first);
    }

    void aRemovedAnswerIsFreedAndUndoingBringsTheTaskWithoutIt()
    {
        const QTemporaryDir folder;
        LoopbackServer server;
        Run run(server, folder.path());
        QVERIFY(threeAnswers(server, run));
        run.feed.list().edit(1, [](TaskRecord &record) { record.isKept = true; }); // whose answer would stay without a task
        const auto removed = run.feed.remove({0, 1});
        run.keeper->removeTaskless({*removed[0].second.archived, *removed[1].second.archived});
        QTRY_COMPARE(archived(folder.path()).size(), 1);
        run.feed.restore(removed);
        for (const int number : {1, 2}) {
            const TaskRecord &record = run.task(id(number));
            QVERIFY(!record.archived && record.answer.isNull());
            QCOMPARE(record.dropped->cause, DroppedAnswer::Cause::User);
        }
        QCOMPARE(archived(folder.path()).size(), 1);
        // Fetched again it is there as before.
        run.feed.askAgain(std::array{id(1)});
        QTRY_VERIFY(run.task(id(1)).archived);
        const auto again = run.feed.remove({0});
        run.feed.restore(again);
        QVERIFY(run.task(id(1)).archived && !run.task(id(1)).answer.isNull());
    }

    void packingAgainTakesWhatCameMeanwhile()
    {
        const QTemporaryDir folder;
        LoopbackServer server;
        Run run(server, folder.path());
        QVERIFY(threeAnswers(server, run));
        QTest::qWait(100);
        QVERIFY(!run.task(id(1)).archived->isPacked);
        run.keeper->setPacking(true);
        QTRY_VERIFY(run.task(id(1)).archived->isPacked && run.task(id(3)).archived->isPacked);
    }

    void orphansAreRemovedOrAdopted()
    {
        const QTemporaryDir folder;
        LoopbackServer server;
        {
            AnswerArchive archive(folder.path() + u"/archive"_s);
            QVERIFY(archive.store(id(7), AnswerBytes::fromMemory(body(id(7)))).hasValue());
            QVERIFY(archive.store(id(8), AnswerBytes::fromMemory(body(id(8)))).hasValue());
            QVERIFY(archive.store(id(9), AnswerBytes::fromMemory("{\"_id\":")).hasValue());
        }
        Run run(server, folder.path());
        QVERIFY(threeAnswers(server, run));
        QCOMPARE(run.feed.list().size(), 3);
        const auto contents = AnswerArchive::contentsOf(run.keeper->archiveFolder());
        std::vector<ArchivedAnswer> orphans;
        std::vector<ArchivedAnswer> all;
        for (const AnswerArchive::Entry &entry : *contents) {
            all.push_back(entry.answer);
            if (run.keeper->placeOf(entry.answer) == TaskKeeper::Place::Orphan)
                orphans.push_back(entry.answer);
        }
        QCOMPARE(orphans.size(), 3U);
        QSignalSpy adopted(run.keeper.get(), &TaskKeeper::adopted);
        run.keeper->adoptTaskless({orphans[0], orphans[2]});
        QTRY_COMPARE(adopted.size(), 1);
        QCOMPARE(adopted[0][0].toInt(), 2);
        QCOMPARE(adopted[0][1].toInt(), 1);
        QCOMPARE(run.feed.list().size(), 4);
        QCOMPARE(run.task(id(7)).state, TaskState::Ready);
        QCOMPARE(bytesOf(run.task(id(7)).answer), body(id(7)));
        QCOMPARE(run.keeper->placeOf(orphans[0]), TaskKeeper::Place::InUse);
        const size_t asked = server.requests().size();
        run.keeper->removeTaskless(all); // what tasks have stays
        QTRY_COMPARE(archived(folder.path()).size(), 4);
        QTest::qWait(100);
        QCOMPARE(archived(folder.path()).size(), 4);
        QCOMPARE(server.requests().size(), asked);
    }

    void aDroppedAnswerThatIsStillThereIsGivenBack()
    {
        const QTemporaryDir folder;
        LoopbackServer server;
        Run run(server, folder.path());
        QVERIFY(threeAnswers(server, run));
        run.feed.list().edit(0, [](TaskRecord &record) { record.label = u"mine"_s; });
        const ArchivedAnswer answer = *run.task(id(1)).archived;
        const QByteArray bytes = bytesOf(run.task(id(1)).answer);
        run.keeper->keeping().drop(std::array{id(1)});
        QTRY_COMPARE(archived(folder.path()).size(), 2);
        AnswerArchive beside(run.keeper->archiveFolder()); // as from a backup
        QVERIFY(beside.store(id(1), AnswerBytes::fromMemory(bytes)).hasValue());
        QSignalSpy adopted(run.keeper.get(), &TaskKeeper::adopted);
        run.keeper->adoptTaskless({answer});
        QTRY_COMPARE(adopted.size(), 1);
        QVERIFY(run.task(id(1)).archived && !run.task(id(1)).dropped);
        QCOMPARE(run.task(id(1)).label, u"mine"_s);
        QCOMPARE(bytesOf(run.task(id(1)).answer), bytes);
    }

    void removedAnswersGoAtTheEndUnlessTheyCameBack()
    {
        const QTemporaryDir folder;
        LoopbackServer server;
        {
            Run run(server, folder.path());
            QVERIFY(archiveTwo(run, server));
            const auto removed = run.feed.remove({0, 1});
            QCOMPARE(archived(folder.path()).size(), 2); // it can still be undone
            run.feed.restore({removed.back()});
            QCOMPARE(bytesOf(run.task(id(2)).answer), body(id(2)));
        }
        QCOMPARE(archived(folder.path()).size(), 1);
        Run run(server, folder.path());
        QCOMPARE(run.feed.list().size(), 1);
        QCOMPARE(run.feed.list().at(0).id, id(2));
    }

    void theAnswerOfARemovedTaskStaysWhereItIsToBeKept()
    {
        const QTemporaryDir folder;
        LoopbackServer server;
        {
            Run run(server, folder.path());
            QVERIFY(archiveTwo(run, server));
            run.feed.list().edit(run.feed.list().rowOf(id(1)), [](TaskRecord &record) { record.isKept = true; });
            run.feed.remove({0, 1});
        }
        QCOMPARE(archived(folder.path()).size(), 1);
        QVERIFY(archived(folder.path()).front().startsWith(id(1).toString()));
        Run run(server, folder.path());
        QCOMPARE(run.feed.list().size(), 0); // removed all the same
    }
};

EMBEDSCOPE_TEST(TestTaskKeeper)
#include "tst_taskkeeper.moc"
