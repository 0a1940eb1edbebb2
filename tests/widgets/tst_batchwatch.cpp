// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/batchwatch.h"

#include "support/testprogram.h"
#include "widgets/servedfeed.h"

#include <QSignalSpy>
#include <QTest>

#include <array>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;

/// One summary for each batch, and only once its last task has ended.
class TestBatchWatch final : public QObject
{
    Q_OBJECT

private:
    static void setState(TaskFeed &feed, int number, TaskState state)
    {
        TaskList &list = feed.list();
        list.edit(list.rowOf(testId(number)), [state](TaskRecord &record) { record.state = state; });
        list.flush();
    }

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void tellsOnceWhenTheLastTaskEnds()
    {
        ServedFeed served;
        served.feed.setPaused(true);
        BatchWatch watch(served.feed);
        QSignalSpy ended(&watch, &BatchWatch::batchEnded);
        served.feed.add(std::array{testId(1), testId(2), testId(3)});
        setState(served.feed, 1, TaskState::Ready);
        setState(served.feed, 2, TaskState::Failed);
        QCOMPARE(ended.size(), 0);
        setState(served.feed, 3, TaskState::NotFound);
        QCOMPARE(ended.size(), 1);
        QCOMPARE(ended.constFirst().constFirst().toString(),
                 u"3 tasks have ended: 1 ready, 1 failed, 1 with a problem."_s);
        setState(served.feed, 1, TaskState::Ready); // changed, but nothing was open
        QCOMPARE(ended.size(), 1);
        served.feed.add(std::array{testId(4)});
        setState(served.feed, 4, TaskState::Ready);
        QCOMPARE(ended.size(), 2);
    }

    void removingTheLastOpenTaskIsNoNews()
    {
        ServedFeed served;
        served.feed.setPaused(true);
        BatchWatch watch(served.feed);
        QSignalSpy ended(&watch, &BatchWatch::batchEnded);
        served.feed.add(std::array{testId(1)});
        served.feed.remove({0});
        QCOMPARE(ended.size(), 0);
    }
};

EMBEDSCOPE_TEST(TestBatchWatch)
#include "tst_batchwatch.moc"
