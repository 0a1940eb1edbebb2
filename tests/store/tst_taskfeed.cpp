// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/taskfeed.h"
#include "support/loopbackserver.h"
#include "support/testprogram.h"

#include <QDirIterator>
#include <QFile>
#include <QSemaphore>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace embedscope;
using namespace std::chrono_literals;
using test::LoopbackServer;

/// The whole pipeline against a scripted server: IDs in, records and results out.
class TestTaskFeed final : public QObject
{
    Q_OBJECT

private:
    static TaskId id(int number)
    {
        return *TaskId::fromString(QStringLiteral("%1").arg(number, 24, 16, QLatin1Char('0')));
    }
    static QByteArray readyBody(int number)
    {
        return LoopbackServer::taskBody(
            id(number).toString(), "ready",
            R"(,"data":[{"embedding":[0.6,0.8],"embedding_option":"visual","embedding_scope":"clip","start_sec":0,"end_sec":6}])");
    }
    static std::unique_ptr<TaskFeed> feedFor(const LoopbackServer &server, const QByteArray &key = "k")
    {
        return std::make_unique<TaskFeed>(*ServiceAddress::fromString(server.baseUrl()),
                                          ApiKey(key, ApiKey::Source::Entered, {}), TaskFeed::Options{.interval = 20ms, .budget = {1'000'000, 0}});
    }
    static SharedTask resultOf(TaskFeed &feed, const TaskId &task)
    {
        SharedTask result;
        QObject context;
        connect(&feed, &TaskFeed::resultRead, &context, [&](const TaskId &, const SharedTask &read) { result = read; });
        feed.requestResult(task);
        if (result || !test::waitFor([&] { return result != nullptr; }))
            qWarning("the result must come, and after the call returned");
        return result;
    }

private Q_SLOTS:
    void howSoundAResultIsIsToldOnceItIsRead()
    {
        LoopbackServer server;
        server.setTask(id(1).toString(), readyBody(1));
        server.setTask(id(2).toString(), LoopbackServer::taskBody(
            id(2).toString(), "ready",
            R"(,"metadata":{"duration":12},"data":[{"embedding":[0,0],"embedding_option":"visual","embedding_scope":"clip","start_sec":0,"end_sec":6},)"
            R"({"embedding":[1,2],"embedding_option":"visual","embedding_scope":"clip","start_sec":6,"end_sec":12}])"));
        server.setTask(id(3).toString(), LoopbackServer::taskBody(id(3).toString(), "failed"));
        TaskFeed feed(*ServiceAddress::fromString(server.baseUrl()), ApiKey("k", ApiKey::Source::Entered, {}),
                      TaskFeed::Options{.interval = 20ms, .audits = true, .budget = {1'000'000, 0}});
        feed.add(std::array{id(1), id(2), id(3)});
        QTRY_VERIFY(feed.list().find(id(1))->health && feed.list().find(id(2))->health);
        QCOMPARE(feed.list().find(id(1))->health->percent, 100);
        QCOMPARE(feed.list().find(id(2))->health->percent, 50);
        QCOMPARE(feed.list().find(id(2))->health->errors, 1);
        QTRY_COMPARE(feed.list().find(id(3))->state, TaskState::Failed);
        QVERIFY(!feed.list().find(id(3))->health);
    }

    // It ended when the program did not tell such things yet.
    void aReturningResultIsAuditedWhenItIsRead()
    {
        LoopbackServer server;
        TaskFeed feed(*ServiceAddress::fromString(server.baseUrl()), {}, TaskFeed::Options{.audits = true});
        TaskRecord record;
        record.id = id(1);
        record.state = TaskState::Ready;
        record.answer = AnswerBytes::fromMemory(readyBody(1));
        feed.resume({record}, {});
        QTest::qWait(30);
        QVERIFY(!feed.list().find(id(1))->health); // no answer is read at the start
        QVERIFY(resultOf(feed, id(1)));
        QTRY_VERIFY(feed.list().find(id(1))->health);
    }

    void aReadingThatIsLateDoesNotPushOutTheNewerResult()
    {
        // Its reading waits until it may go on.
        struct Gate final : AnswerSource
        {
            std::unique_ptr<QIODevice> open() const override
            {
                asked.release();
                opened.acquire();
                return AnswerBytes::fromMemory(readyBody(1)).open();
            }
            mutable QSemaphore asked;
            mutable QSemaphore opened;
        };
        const auto gate = std::make_shared<Gate>();
        LoopbackServer server;
        QByteArray newer = readyBody(1);
        newer.replace("0.6,0.8", "0.8,0.6");
        server.setTask(id(1).toString(), newer);
        const auto feed = feedFor(server);
        TaskRecord record;
        record.id = id(1);
        record.state = TaskState::Ready;
        record.answer = AnswerBytes::fromSource(gate, readyBody(1).size());
        feed->resume({record}, {});
        QSignalSpy read(feed.get(), &TaskFeed::resultRead);
        feed->requestResult(id(1));
        QVERIFY(gate->asked.tryAcquire(1, test::longestWaitMs));
        QSignalSpy answered(feed.get(), &TaskFeed::taskAnswered);
        feed->askAgain(std::array{id(1)});
        QTRY_COMPARE(answered.size(), 1);
        gate->opened.release();
        QTRY_COMPARE(read.size(), 1);
        QCOMPARE(read.first().at(1).value<SharedTask>()->matrix.values().front(), 0.8F);
        QCOMPARE(feed->resultInMemory(id(1))->matrix.values().front(), 0.8F);
    }

    void bodiesThatCannotBeReadAreKeptUpToATotal()
    {
        const QTemporaryDir folder;
        LoopbackServer server;
        constexpr int tasks = 6;
        constexpr qint64 size = 100'000;
        TaskFeed feed(*ServiceAddress::fromString(server.baseUrl()), ApiKey("k", ApiKey::Source::Entered, {}),
                      {.interval = 20ms, .mayUseList = false, .budget = {1'000'000, 0}, .keptBodies = 2 * size + 1000, .spoolRoot = folder.path()});
        const auto bytesOnDisk = [&] {
            qint64 bytes = 0;
            QDirIterator walk(folder.path(), {QStringLiteral("answer-*")}, QDir::Files, QDirIterator::Subdirectories);
            while (walk.hasNext()) {
                walk.next();
                bytes += walk.fileInfo().size();
            }
            return bytes;
        };
        for (int i = 1; i <= tasks; ++i) {
            server.setTask(id(i).toString(), "{\"_id\":\"" + id(i).toString().toLatin1() + "\",\"x\":\"" + QByteArray(size, 'x'));
            feed.add(std::array{id(i)});
            QTRY_VERIFY(feed.list().find(id(i))->problem);
            QVERIFY(!feed.list().find(id(i))->problem->bytes.isNull()); // the newest
            feed.setTasksPaused(std::array{id(i)}, true);
        }
        int kept = 0;
        for (int i = 1; i <= tasks; ++i)
            kept += feed.list().find(id(i))->problem->bytes.isNull() ? 0 : 1;
        QCOMPARE(kept, 2);
        QTRY_VERIFY(bytesOnDisk() <= 3 * size); // with what may have been under way
        // What is removed takes its body with it, though removing can be undone.
        const auto removed = feed.remove({0, 1, 2, 3, 4, 5});
        QTRY_COMPARE(bytesOnDisk(), 0);
        feed.restore(removed);
        QVERIFY(feed.list().find(id(tasks))->problem && feed.list().find(id(tasks))->problem->bytes.isNull());
    }

    void aBodyThatItsTaskHasNoMoreCountsNoMore()
    {
        LoopbackServer server;
        constexpr qint64 size = 100'000;
        TaskFeed feed(*ServiceAddress::fromString(server.baseUrl()), ApiKey("k", ApiKey::Source::Entered, {}),
                      {.interval = 20ms, .mayUseList = false, .budget = {1'000'000, 0}, .keptBodies = 2 * size + 1000});
        const auto addBroken = [&](int i) {
            server.setTask(id(i).toString(), "{\"_id\":\"" + id(i).toString().toLatin1() + "\",\"x\":\"" + QByteArray(size, 'x'));
            feed.add(std::array{id(i)});
            return test::waitFor([&] { return feed.list().find(id(i))->state == TaskState::Unreadable; });
        };
        QVERIFY(addBroken(1) && addBroken(2));
        TaskRecord fromFile;
        fromFile.id = id(2); // the newer one: what is older goes first
        fromFile.state = TaskState::Ready;
        fromFile.answer = AnswerBytes::fromMemory(readyBody(2));
        fromFile.origin = {true, QStringLiteral("film.json")};
        QCOMPARE(feed.takeFromFile({fromFile}).completed.size(), 1);
        QVERIFY(addBroken(3));
        for (const int i : {1, 3})
            QVERIFY(!feed.list().find(id(i))->problem->bytes.isNull());
    }

    void theCommandLineAuditsNothing()
    {
        LoopbackServer server;
        server.setTask(id(1).toString(), readyBody(1));
        const auto feed = feedFor(server);
        feed->add(std::array{id(1)});
        QTRY_COMPARE(feed->list().find(id(1))->state, TaskState::Ready);
        QTest::qWait(50);
        QVERIFY(!feed->list().find(id(1))->health);
    }

    void whatExpiresSoonIsAskedForFirst()
    {
        LoopbackServer server;
        TaskFeed feed(*ServiceAddress::fromString(server.baseUrl()), {}, {.mayUseList = false});
        std::vector<TaskRecord> records;
        for (const int hoursLeft : {100, 2, 50, 1}) {
            TaskRecord record;
            record.id = *TaskId::fromString(QStringLiteral("task%1").arg(hoursLeft));
            record.state = TaskState::Processing;
            record.summary.createdAt = QDateTime::currentDateTimeUtc().addSecs(3600 * (hoursLeft - 7 * 24));
            records.push_back(record);
        }
        feed.resume(records, {});
        feed.setKey(ApiKey("k", ApiKey::Source::Entered, {}));
        QTRY_VERIFY(server.requests().size() >= 2);
        QStringList first{QString::fromLatin1(server.requests()[0].path), QString::fromLatin1(server.requests()[1].path)};
        first.sort();
        QVERIFY(first[0].endsWith(QLatin1String("/task1")));
        QVERIFY(first[1].endsWith(QLatin1String("/task2")));
    }

    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void fromIdToResult()
    {
        LoopbackServer server;
        server.setTask(id(1).toString(), LoopbackServer::taskBody(id(1).toString(), "queued"));
        const auto feed = feedFor(server);
        QCOMPARE(feed->add(std::array{id(1), id(1)}), 1);
        const TaskRecord &record = feed->list().at(0);
        QTRY_COMPARE(record.state, TaskState::Processing);
        QCOMPARE(record.statusText, QStringLiteral("queued")); // as the service sent it
        server.setTask(id(1).toString(), readyBody(1));
        QTRY_COMPARE(record.state, TaskState::Ready);
        QCOMPARE(record.summary.clips, 1);
        QVERIFY(record.settledAt.isValid());
        QVERIFY(!record.nextPoll);
        QCOMPARE(record.answer.head(10'000), readyBody(1));
        const SharedTask result = resultOf(*feed, id(1));
        QVERIFY(result);
        QCOMPARE(result->segments.front().norm, 1.0);
    }

    /// The list goes on saying that the task has ended; that is no news of why its own answer does not come.
    void whyAnAnswerFoundNoPlaceOutlivesTheList()
    {
        const QTemporaryDir folder;
        QFile blocker(folder.filePath(QStringLiteral("spool")));
        QVERIFY(blocker.open(QFile::WriteOnly));
        LoopbackServer server;
        int sweeps = 0;
        server.setHandler([&](const LoopbackServer::Request &request) -> LoopbackServer::Script {
            if (request.path.contains('?')) {
                ++sweeps;
                QByteArray items;
                for (int i = 1; i <= 3; ++i)
                    items += LoopbackServer::taskBody(id(i).toString(), i == 1 ? "ready" : "processing") + (i < 3 ? "," : "");
                return {{.bytes = LoopbackServer::wholeAnswer(200, "{\"data\":[" + items + "],\"page_info\":{\"total_page\":1}}")}};
            }
            const bool isFirst = request.path.endsWith(id(1).toString().toLatin1());
            QByteArray body = isFirst ? readyBody(1) : LoopbackServer::taskBody(id(2).toString(), "processing");
            if (isFirst) // more than what stays in memory
                body.insert(body.size() - 1, QByteArray(100'000, ' '));
            return {{.bytes = LoopbackServer::wholeAnswer(200, body)}};
        });
        TaskFeed feed(*ServiceAddress::fromString(server.baseUrl()), ApiKey("k", ApiKey::Source::Entered, {}),
                      {.interval = 20ms, .budget = {1'000'000, 0}, .spoolRoot = blocker.fileName()});
        feed.add(std::array{id(1), id(2), id(3)});
        const TaskRecord &record = feed.list().at(0);
        QTRY_VERIFY(record.problem);
        QVERIFY(record.problem->isOfDisk);
        QCOMPARE(feed.polling().notKept, 1);
        const int before = sweeps;
        int told = 0; // looked at after each sweep has been read
        QTRY_VERIFY((told += record.problem ? 1 : -1000, sweeps >= before + 3));
        QVERIFY2(told > 0, "the list took the problem away");
        QVERIFY(record.problem);
        QVERIFY(blocker.remove());
        feed.pollNow();
        QTRY_COMPARE(record.state, TaskState::Ready);
        QVERIFY(!record.problem);
        QCOMPARE(feed.polling().notKept, 0);
    }

    void aReadyTaskThatTheServiceForgetsStaysReady()
    {
        LoopbackServer server;
        server.setTask(id(1).toString(), readyBody(1));
        const auto feed = feedFor(server);
        feed->add(std::array{id(1)});
        const TaskRecord &record = feed->list().at(0);
        QTRY_COMPARE(record.state, TaskState::Ready);
        server.setTask(id(1).toString(), "{}", 404);
        feed->askAgain(std::array{id(1)});
        QTRY_VERIFY(record.problem && record.tries == 3);
        QCOMPARE(record.state, TaskState::Ready);
        QCOMPARE(record.answer.head(10'000), readyBody(1));
        server.setTask(id(1).toString(), LoopbackServer::taskBody(id(1).toString(), "processing"));
        feed->askAgain(std::array{id(1)});
        QTRY_VERIFY(!record.problem);
        QCOMPARE(record.state, TaskState::Ready);
        QVERIFY(resultOf(*feed, id(1)));
    }

    void whatEndedWithoutVectorsIsWatchedWhenItGoesOn_data()
    {
        QTest::addColumn<QByteArray>("end");
        QTest::addColumn<int>("http");
        QTest::addColumn<TaskState>("state");
        QTest::newRow("failed") << LoopbackServer::taskBody(id(1).toString(), "failed", R"(,"error":{"message":"no"})") << 200 << TaskState::Failed;
        QTest::newRow("ready without data") << LoopbackServer::taskBody(id(1).toString(), "ready", R"(,"data":null)") << 200 << TaskState::Ready;
        QTest::newRow("not found") << QByteArray(R"({"code":"resource_not_exist"})") << 404 << TaskState::NotFound;
        QTest::newRow("refused") << QByteArray(R"({"code":"parameter_invalid"})") << 400 << TaskState::Refused;
        QTest::newRow("unreadable") << QByteArray(R"({"_id":)") << 200 << TaskState::Unreadable;
        QTest::newRow("another task's") << readyBody(2) << 200 << TaskState::WrongTask;
    }
    void whatEndedWithoutVectorsIsWatchedWhenItGoesOn()
    {
        QFETCH(QByteArray, end);
        QFETCH(int, http);
        QFETCH(TaskState, state);
        LoopbackServer server;
        server.setTask(id(1).toString(), end, http);
        const auto feed = feedFor(server);
        feed->add(std::array{id(1)});
        const TaskRecord &record = feed->list().at(0);
        const auto isOver = [&] { return record.state == state && !record.isOpen() && !record.underWay && !record.nextPoll; };
        QTRY_VERIFY(isOver());
        server.setTask(id(1).toString(), LoopbackServer::taskBody(id(1).toString(), "queued"));
        feed->askAgain(std::array{id(1)});
        QTRY_COMPARE(record.shownState(), TaskState::Processing);
        const int asked = server.requestsFor(id(1).toString());
        QTRY_VERIFY(server.requestsFor(id(1).toString()) >= asked + 2); // by itself
        QVERIFY(record.isOpen() && feed->list().openTotal() == 1);
        QCOMPARE(record.shownStatusText(), QStringLiteral("queued"));
        QCOMPARE(feed->list().countOf(TaskState::Processing), 1);
        if (hasEnded(state))
            QCOMPARE(record.answer.head(10'000), end); // what is known of its end
        server.setTask(id(1).toString(), end, http);
        QTRY_VERIFY(isOver());
        QCOMPARE(feed->list().openTotal(), 0);
        QVERIFY(!record.worse);
        server.setTask(id(1).toString(), LoopbackServer::taskBody(id(1).toString(), "processing"));
        feed->askAgain(std::array{id(1)});
        QTRY_VERIFY(record.isOpen());
        server.setTask(id(1).toString(), {}, 404); // gone while it was watched
        QTRY_VERIFY(!record.isOpen() && record.problem && !record.nextPoll);
        QCOMPARE(record.state, hasEnded(state) ? state : TaskState::NotFound);
        server.setTask(id(1).toString(), LoopbackServer::taskBody(id(1).toString(), "processing"));
        feed->askAgain(std::array{id(1)});
        QTRY_VERIFY(record.isOpen());
        server.setTask(id(1).toString(), readyBody(1));
        QTRY_VERIFY(record.hasVectors());
        QVERIFY(!record.isOpen());
    }

    void removedAndRestoredItGoesOn()
    {
        LoopbackServer server;
        server.setTask(id(1).toString(), LoopbackServer::taskBody(id(1).toString(), "processing"));
        const auto feed = feedFor(server);
        feed->add(std::array{id(1), id(2)});
        QTRY_COMPARE(feed->list().at(0).state, TaskState::Processing);
        const auto removed = feed->remove({0});
        QCOMPARE(feed->list().size(), 1);
        const int asked = server.requestsFor(id(1).toString());
        QTest::qWait(100);
        QVERIFY(server.requestsFor(id(1).toString()) <= asked + 1); // one may have been on its way
        server.setTask(id(1).toString(), readyBody(1));
        feed->restore(removed);
        QCOMPARE(feed->list().at(0).id, id(1));
        QTRY_COMPARE(feed->list().at(0).state, TaskState::Ready);
    }

    void theNextRunGoesOn()
    {
        LoopbackServer server;
        for (int i = 1; i <= 4; ++i)
            server.setTask(id(i).toString(), readyBody(i));
        PollMemory memory;
        memory.durations.push_back({.number = 7, .kind = QStringLiteral("video"), .mediaSec = 5.0, .tookSec = 6.0});
        memory.requests.push_back({QDateTime::currentMSecsSinceEpoch() / 60'000 - 5, 12});
        std::vector<TaskRecord> records(4);
        for (int i = 0; i < 4; ++i) {
            records[static_cast<size_t>(i)].id = id(i + 1);
            records[static_cast<size_t>(i)].label = QString::number(i);
        }
        records[0].state = TaskState::Ready;
        records[1].origin = {true, QStringLiteral("a.json")};
        records[2].isPaused = true;
        const auto feed = feedFor(server);
        feed->resume(records, memory);
        QTRY_COMPARE(feed->list().at(3).state, TaskState::Ready); // open: asked for
        QCOMPARE(feed->list().at(3).label, QStringLiteral("3"));
        QCOMPARE(feed->list().at(3).origin.name, server.baseUrl());
        QTest::qWait(100);
        for (int i = 1; i <= 3; ++i) // ended, from a file, paused
            QCOMPARE(server.requestsFor(id(i).toString()), 0);
        QVERIFY(feed->list().at(2).isPaused);
        const PollMemory after = feed->memory();
        QCOMPARE(after.durations.front(), memory.durations.front());
        QCOMPARE(after.requests.front(), memory.requests.front());
        QCOMPARE(after.requests.size(), 2U);
        feed->setTasksPaused(std::array{id(3)}, false);
        QTRY_COMPARE(feed->list().at(2).state, TaskState::Ready);
    }

    void withoutAKeyNothingIsSent()
    {
        LoopbackServer server;
        server.setTask(id(1).toString(), readyBody(1));
        const auto feed = feedFor(server, {});
        feed->add(std::array{id(1)});
        QVERIFY(feed->standstill());
        QVERIFY(!feed->standstill()->httpStatus);
        QTest::qWait(100);
        QVERIFY(server.requests().empty());
        feed->setKey(ApiKey("k", ApiKey::Source::Entered, {}));
        QVERIFY(!feed->standstill());
        QTRY_COMPARE(feed->list().at(0).state, TaskState::Ready);
    }

    void aRefusedKeyIsToldWithItsRecord()
    {
        LoopbackServer server;
        server.setTask(id(1).toString(), R"({"code":"api_key_invalid","message":"Wrong key."})", 401);
        const auto feed = feedFor(server);
        feed->add(std::array{id(1)});
        QTRY_VERIFY(feed->standstill());
        QCOMPARE(feed->standstill()->detail, QStringLiteral("Wrong key."));
        QTRY_VERIFY(feed->list().at(0).problem);
        QCOMPARE(feed->list().at(0).state, TaskState::Waiting);
        server.setTask(id(1).toString(), readyBody(1));
        feed->pollNow(); // "try again" with the same key
        QTRY_COMPARE(feed->list().at(0).state, TaskState::Ready);
    }

    void unreadableKeepsItsBytes()
    {
        LoopbackServer server;
        server.setTask(id(1).toString(), "{not JSON}");
        const auto feed = feedFor(server);
        feed->add(std::array{id(1)});
        const TaskRecord &record = feed->list().at(0);
        QTRY_COMPARE(record.state, TaskState::Unreadable);
        QCOMPARE(record.problem->bytes.head(100), QByteArray("{not JSON}"));
        QVERIFY(record.answer.isNull());
    }
};

EMBEDSCOPE_TEST(TestTaskFeed)
#include "tst_taskfeed.moc"
