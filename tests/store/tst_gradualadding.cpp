// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/gradualadding.h"

#include "store/taskfeed.h"
#include "support/testprogram.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <memory>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestGradualAdding final : public QObject
{
    Q_OBJECT

private:
    static constexpr int slice = static_cast<int>(GradualAdding::slice);
    // Without a key nothing is asked.
    static std::unique_ptr<TaskFeed> makeFeed()
    {
        return std::make_unique<TaskFeed>(*ServiceAddress::fromString(u"http://127.0.0.1:1/v1.3"_s), ApiKey(),
                                          TaskFeed::Options());
    }
    static std::vector<TaskId> ids(int from, int to)
    {
        std::vector<TaskId> made;
        for (int i = from; i < to; ++i)
            made.push_back(*TaskId::fromString(QString::number(i)));
        return made;
    }
    static void compareWith(const TaskList &list, int count)
    {
        QCOMPARE(list.size(), count);
        for (int row = 0; row < count; ++row)
            QCOMPARE(list.at(row).id.toString(), QString::number(row));
    }

private Q_SLOTS:
    void aFewAreThereAtOnce()
    {
        const auto feed = makeFeed();
        GradualAdding adding(*feed);
        const QSignalSpy finished(&adding, &GradualAdding::finished);
        adding.add({});
        QCOMPARE(finished.count(), 0);
        adding.add(ids(0, slice));
        compareWith(feed->list(), slice);
        QVERIFY(!adding.isRunning());
        QCOMPARE(finished.count(), 1);
    }

    void theEventLoopRunsBetweenSlices()
    {
        constexpr int count = 40 * slice;
        const auto feed = makeFeed();
        GradualAdding adding(*feed);
        const QSignalSpy finished(&adding, &GradualAdding::finished);
        const QSignalSpy inserted(&feed->list(), &TaskList::rowsInserted);
        QTimer others; // whatever else the program has to do
        QList<int> sizes;
        connect(&others, &QTimer::timeout, this, [&] { sizes += feed->list().size(); });
        others.start(0);
        adding.add(ids(0, count));
        QVERIFY(adding.isRunning());
        QCOMPARE_GT(feed->list().size(), 0);
        QCOMPARE_LT(feed->list().size(), count);
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(finished.at(0), (QVariantList{QVariant::fromValue(size_t(count)), QVariant::fromValue(size_t(count))}));
        QCOMPARE(inserted.count(), 40); // no insertion is larger than a slice
        const auto between = std::count_if(sizes.begin(), sizes.end(), [](int size) { return size > 0 && size < count; });
        QCOMPARE_GT(between, 0);
        compareWith(feed->list(), count);
    }

    void moreComesBehindWhatIsStillBeingAdded()
    {
        const auto feed = makeFeed();
        GradualAdding adding(*feed);
        adding.add(ids(0, 20 * slice));
        adding.add(ids(0, 21 * slice)); // most of them for the second time
        QCOMPARE(adding.total(), size_t(41 * slice));
        QTRY_VERIFY(!adding.isRunning());
        compareWith(feed->list(), 21 * slice);
    }

    void cancellingLeavesTheFirstOnes()
    {
        const auto feed = makeFeed();
        GradualAdding adding(*feed);
        const QSignalSpy finished(&adding, &GradualAdding::finished);
        adding.add(ids(0, 40 * slice));
        const int before = feed->list().size();
        adding.cancel();
        QVERIFY(!adding.isRunning());
        QCOMPARE(finished.at(0).at(0).value<size_t>(), size_t(before));
        QTest::qWait(20);
        compareWith(feed->list(), before);
        adding.add(ids(before, before + 3));
        compareWith(feed->list(), before + 3);
    }

    void whoeverIsToldOfASliceMayCancelTheNext()
    {
        const auto feed = makeFeed();
        GradualAdding adding(*feed);
        const QSignalSpy finished(&adding, &GradualAdding::finished);
        connect(&feed->list(), &TaskList::rowsInserted, &adding, &GradualAdding::cancel);
        adding.add(ids(0, 3 * slice));
        QTest::qWait(20);
        QCOMPARE(finished.count(), 1);
        compareWith(feed->list(), slice);
    }

    void atTheEndTheOthersAreAddedAtOnce()
    {
        const auto feed = makeFeed();
        {
            GradualAdding adding(*feed);
            adding.add(ids(0, 40 * slice));
            QCOMPARE_LT(feed->list().size(), 40 * slice);
        }
        compareWith(feed->list(), 40 * slice);
    }
};

EMBEDSCOPE_TEST(TestGradualAdding)
#include "tst_gradualadding.moc"
