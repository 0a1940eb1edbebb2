// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/nearduplicates.h"

#include "analysis/vectortask.h"
#include "support/testprogram.h"

#include <QTest>

#include <numeric>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestNearDuplicates final : public QObject
{
    Q_OBJECT

private:
    static LaneClips film(size_t count, unsigned seed,
                          const std::vector<std::pair<size_t, size_t>> &copies = {})
    {
        auto vectors = randomVectors(count, 6, seed);
        for (const auto &[to, from] : copies)
            vectors[to] = vectors[from];
        VectorTask maker;
        maker.addRow(u"visual"_s, vectors, 2);
        return maker.clips();
    }

    static quint64 atLeast(const Histogram &histogram, size_t bin)
    {
        return std::accumulate(histogram.counts.begin() + static_cast<std::ptrdiff_t>(bin),
                               histogram.counts.end(), uint64_t(0));
    }

private Q_SLOTS:
    void isEveryPair()
    {
        const LaneClips clips = film(700, 9, {{600, 10}, {601, 11}, {300, 299}});
        const PairWish wish{.leastCosine = 0.9, .minDistanceSec = 20, .mostPairs = 50};
        double lastProgress = 0;
        const PairResult result = *nearDuplicates(clips, wish, {}, [&lastProgress](double done) {
            QVERIFY(done > lastProgress && done <= 1);
            lastProgress = done;
        });
        QCOMPARE(lastProgress, 1.0);
        quint64 compared = 0;
        std::vector<ClipPair> expected;
        quint64 above = 0;
        for (size_t i = 0; i < clips.size(); ++i) {
            for (size_t j = i + 1; j < clips.size(); ++j) {
                if (clips.startSec(j) - clips.startSec(i) < 20)
                    continue;
                ++compared;
                const double cosine = clips.cosine(i, j);
                above += cosine >= 0.5 ? 1U : 0U;
                if (cosine >= 0.9)
                    expected.push_back({i, j, static_cast<float>(cosine)});
            }
        }
        QCOMPARE(result.compared, compared);
        QCOMPARE(result.pairCount, quint64(expected.size()));
        QVERIFY(expected.size() > 50);
        QCOMPARE(result.pairs.size(), size_t(50));
        QVERIFY(std::abs(double(atLeast(result.cosines, 300)) - double(above))
                <= 2); // rounding at the bin's edge
        QVERIFY(result.isExact());
        std::sort(expected.begin(), expected.end(),
                  [](const ClipPair &a, const ClipPair &b) { return a.cosine > b.cosine; });
        for (size_t i = 0; i < 50; ++i)
            QVERIFY(std::abs(result.pairs[i].cosine - expected[i].cosine) < 1e-5F);
        const auto has = [&result](size_t a, size_t b) {
            return std::any_of(result.pairs.begin(), result.pairs.begin() + 2,
                               [=](const ClipPair &pair) { return pair.clip == a && pair.other == b; });
        };
        QVERIFY(has(10, 600) && has(11, 601)); // 299 and 300 are neighbours
        QCOMPARE(nearDuplicates(clips, {.leastCosine = 1, .minDistanceSec = 20})->pairCount, quint64(2));
    }

    void betweenTwoTasks()
    {
        const LaneClips a = film(300, 1);
        const LaneClips b = film(270, 2);
        const PairResult strangers = *nearDuplicates(a, b, {.leastCosine = 0.9});
        QCOMPARE(strangers.compared, quint64(300 * 270));
        quint64 expected = 0;
        const PairResult self = *nearDuplicates(a, a, {.leastCosine = 1});
        QCOMPARE(self.pairCount, quint64(300));
        for (const ClipPair &pair : self.pairs)
            QCOMPARE(pair.clip, pair.other);
        for (size_t i = 0; i < a.size(); ++i) {
            for (size_t j = 0; j < b.size(); ++j) {
                double dot = 0;
                for (size_t k = 0; k < 6; ++k)
                    dot += double(a.vector(i)[k]) * double(b.vector(j)[k]);
                expected += dot / a.norm(i) / b.norm(j) >= 0.9 ? 1U : 0U;
            }
        }
        QCOMPARE(strangers.pairCount, expected);
    }

    void longLanesAreThinned()
    {
        const LaneClips clips = film(1000, 5, {{900, 300}, {901, 401}});
        const PairResult result = *nearDuplicates(clips, {.leastCosine = 1, .mostClips = 350});
        QCOMPARE(result.stride, size_t(3));
        QVERIFY(!result.isExact());
        QCOMPARE(result.pairs.size(), size_t(1)); // 901 is not among every third
        QCOMPARE(result.pairs[0].clip, size_t(300));
        QCOMPARE(result.pairs[0].other, size_t(900));
    }

    void noneOneAndCancelled()
    {
        QCOMPARE(nearDuplicates(VectorTask().clips())->compared, quint64(0));
        QCOMPARE(nearDuplicates(film(1, 1))->compared, quint64(0));
        QVERIFY(!nearDuplicates(film(10, 1), {}, [] { return true; }));
        QCOMPARE(
            nearDuplicates(film(10, 1), {.leastCosine = -1, .minDistanceSec = 0, .mostPairs = 0})->pairCount,
            quint64(45));
    }
};

EMBEDSCOPE_TEST(TestNearDuplicates)
#include "tst_nearduplicates.moc"
