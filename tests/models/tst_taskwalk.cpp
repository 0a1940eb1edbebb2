// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/taskwalk.h"

#include "models/heldtasks.h"
#include "support/testprogram.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <thread>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestTaskWalk final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTaskOnceInOrderOneAtATime()
    {
        HeldTasks held;
        held.addReal(HeldTasks::robin, u"marengo3.0"_s);
        held.addReal(HeldTasks::island);
        held.addReal(HeldTasks::robinAgain);
        TaskWalk walk(held.feed);
        QSignalSpy visited(&walk, &TaskWalk::visited);
        QSignalSpy ended(&walk, &TaskWalk::ended);
        QStringList seen;
        std::atomic<int> atOnce = 0;
        std::atomic<int> most = 0;
        const std::thread::id own = std::this_thread::get_id();
        std::atomic<bool> wasElsewhere = true;
        walk.start(held.ids(), [&](const SearchableTask &task, const IsCancelled &) {
            most = std::max(most.load(), ++atOnce);
            wasElsewhere = wasElsewhere && std::this_thread::get_id() != own;
            seen.append(task.task->id.toString() + u' ' + task.model);
            --atOnce;
        });
        QVERIFY(walk.isRunning());
        QCOMPARE(ended.size(), 0); // never before start() returns
        QVERIFY(ended.wait(test::longestWaitMs));
        QCOMPARE(ended.at(0).at(0).toBool(), true);
        QCOMPARE(seen, (QStringList{QLatin1String(HeldTasks::robin) + u" marengo3.0"_s, QLatin1String(HeldTasks::island) + u" "_s,
                                    QLatin1String(HeldTasks::robinAgain) + u" "_s}));
        QCOMPARE(visited.size(), 3);
        QCOMPARE(most.load(), 1);
        QVERIFY(wasElsewhere);
        QVERIFY(!walk.isRunning());
        // Nothing was put in memory on the way.
        QVERIFY(!held.feed.resultInMemory(HeldTasks::id(HeldTasks::island)));
    }

    void whatIsInMemoryIsNotReadAgain()
    {
        HeldTasks held;
        held.addReal(HeldTasks::robin);
        QSignalSpy read(&held.feed, &TaskFeed::resultRead);
        held.feed.requestResult(HeldTasks::id(HeldTasks::robin));
        QVERIFY(read.wait(test::longestWaitMs));
        const SharedTask kept = held.feed.resultInMemory(HeldTasks::id(HeldTasks::robin));
        QVERIFY(kept);
        TaskWalk walk(held.feed);
        QSignalSpy ended(&walk, &TaskWalk::ended);
        SharedTask visited;
        walk.start(held.ids(), [&visited](const SearchableTask &task, const IsCancelled &) { visited = task.task; });
        QVERIFY(ended.wait(test::longestWaitMs));
        QCOMPARE(visited, kept);
    }

    void theShownTaskNeedsNoReading()
    {
        HeldTasks held;
        held.addReal(HeldTasks::robin);
        const SharedTask shown = held.read(HeldTasks::robin);
        const auto prepared = std::make_shared<const SearchableTask>(*makeSearchable(shown, u"m"_s));
        TaskWalk walk(held.feed);
        QSignalSpy ended(&walk, &TaskWalk::ended);
        const SearchableTask *visited = nullptr;
        walk.start(held.ids(), [&visited](const SearchableTask &task, const IsCancelled &) { visited = &task; }, prepared);
        QVERIFY(ended.wait(test::longestWaitMs));
        QCOMPARE(visited, prepared.get());
    }

    void whatCannotBeReadIsTold()
    {
        HeldTasks held;
        held.addBytes(HeldTasks::robin, "{\"_id\":");
        held.addReal(HeldTasks::island);
        TaskWalk walk(held.feed);
        QSignalSpy visited(&walk, &TaskWalk::visited);
        QSignalSpy unread(&walk, &TaskWalk::unread);
        QSignalSpy ended(&walk, &TaskWalk::ended);
        auto ids = held.ids();
        ids.push_back(HeldTasks::id("aaaaaaaaaaaaaaaaaaaaaaaa")); // not in the list: passed over
        walk.start(ids, [](const SearchableTask &, const IsCancelled &) {});
        QVERIFY(ended.wait(test::longestWaitMs));
        QCOMPARE(unread.size(), 1);
        QCOMPARE(unread.at(0).at(1).value<Failure>().kind, FailureKind::Unreadable);
        QCOMPARE(visited.size(), 1);
        QCOMPARE(walk.done(), 3);
    }

    void withoutTasksItEndsToo()
    {
        HeldTasks held;
        TaskWalk walk(held.feed);
        QSignalSpy ended(&walk, &TaskWalk::ended);
        walk.start({}, [](const SearchableTask &, const IsCancelled &) {});
        QVERIFY(ended.wait(test::longestWaitMs));
        QCOMPARE(ended.at(0).at(0).toBool(), true);
    }

    void cancellingEndsAtOnce()
    {
        HeldTasks held;
        held.addReal(HeldTasks::robin);
        held.addReal(HeldTasks::island);
        TaskWalk walk(held.feed);
        QSignalSpy ended(&walk, &TaskWalk::ended);
        auto cancelSeen = std::make_shared<std::atomic<bool>>(false);
        auto began = std::make_shared<std::atomic<bool>>(false);
        walk.start(held.ids(), [cancelSeen, began](const SearchableTask &, const IsCancelled &isCancelled) {
            *began = true;
            while (!isCancelled())
                std::this_thread::yield();
            *cancelSeen = true;
        });
        QTRY_VERIFY(began->load());
        walk.cancel();
        QCOMPARE(ended.size(), 1);
        QCOMPARE(ended.at(0).at(0).toBool(), false);
        QTRY_VERIFY(cancelSeen->load());
        walk.cancel();
        QCOMPARE(ended.size(), 1);
    }

    void anotherWalkTakesOver()
    {
        HeldTasks held;
        held.addReal(HeldTasks::robin);
        TaskWalk walk(held.feed);
        QSignalSpy ended(&walk, &TaskWalk::ended);
        QSignalSpy visited(&walk, &TaskWalk::visited);
        walk.start(held.ids(), [](const SearchableTask &, const IsCancelled &) {});
        walk.start(held.ids(), [](const SearchableTask &, const IsCancelled &) {});
        QVERIFY(ended.wait(test::longestWaitMs));
        QTest::qWait(50);
        QCOMPARE(ended.size(), 1);
        QCOMPARE(visited.size(), 1);
    }
};

EMBEDSCOPE_TEST(TestTaskWalk)
#include "tst_taskwalk.moc"
