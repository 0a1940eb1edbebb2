// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pairsearch.h"

#include "analysis/vectortask.h"
#include "support/testprogram.h"

#include <QSignalSpy>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestPairSearch final : public QObject
{
    Q_OBJECT

private:
    static SharedClips lane(size_t clips, unsigned seed)
    {
        return std::make_shared<const LaneClips>(VectorTask().addRow(u"visual"_s, randomVectors(clips, 8, seed), 6).clips());
    }

private Q_SLOTS:
    void findsWhatTheFunctionFinds()
    {
        PairSearch search;
        QSignalSpy finished(&search, &PairSearch::finished);
        const SharedClips clips = lane(40, 1);
        search.start(clips);
        QVERIFY(search.isRunning() && !search.result());
        QVERIFY(finished.wait(test::longestWaitMs));
        QVERIFY(!search.isRunning());
        const auto wanted = nearDuplicates(*clips, {.leastCosine = -1});
        QCOMPARE(search.result()->pairs, wanted->pairs);
        QCOMPARE(search.result()->compared, quint64(35 * 36 / 2)); // five steps of 6 s are 30 s
        QCOMPARE(search.result()->cosines.total(), search.result()->compared);
    }

    void theLastOneWins()
    {
        PairSearch search;
        QSignalSpy finished(&search, &PairSearch::finished);
        search.start(lane(2000, 1));
        const SharedClips other = lane(30, 2);
        search.start(other);
        QVERIFY(finished.wait(test::longestWaitMs));
        QCOMPARE(search.clips(), other);
        QTest::qWait(50);
        QCOMPARE(finished.size(), 1);
        search.start(lane(3000, 1));
        search.cancel();
        QVERIFY(!search.isRunning());
        QTest::qWait(100);
        QCOMPARE(finished.size(), 1);
        search.start(nullptr);
        QVERIFY(!search.isRunning() && !search.result());
    }

    void progressIsTold()
    {
        PairSearch search;
        QSignalSpy finished(&search, &PairSearch::finished);
        QSignalSpy progressed(&search, &PairSearch::progressed);
        search.start(lane(6000, 1));
        QVERIFY(finished.wait(60'000));
        QVERIFY(!progressed.isEmpty());
        QVERIFY(progressed.constLast().at(0).toDouble() <= 1);
    }
};

EMBEDSCOPE_TEST(TestPairSearch)
#include "tst_pairsearch.moc"
