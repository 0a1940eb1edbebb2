// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/novelty.h"

#include "analysis/vectortask.h"
#include "support/testprogram.h"

#include <QTest>

#include <algorithm>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestNovelty final : public QObject
{
    Q_OBJECT

private:
    static std::vector<std::vector<float>> times(size_t count, const std::vector<float> &vector)
    {
        return std::vector<std::vector<float>>(count, vector);
    }

private Q_SLOTS:
    void oneAtACutBetweenStrangersAndZeroElsewhere()
    {
        VectorTask maker;
        maker.addRow(u"visual"_s, times(50, {1, 0}), 2).addRow(u"visual"_s, times(50, {0, 3}), 2, 100);
        const auto points = *novelty(maker.clips(), 16);
        QCOMPARE(points.size(), size_t(97)); // none at 2 and 198, where a side holds less than 4 s
        for (const NoveltyPoint &point : points) {
            if (point.atSec == 100)
                QVERIFY(std::abs(point.novelty - 1) < 1e-6);
            else if (std::abs(point.atSec - 100) >= 16)
                QVERIFY2(point.novelty < 1e-6, qPrintable(QString::number(point.atSec)));
            else
                QVERIFY(point.novelty > 1e-6 && point.novelty < 1 - 1e-3);
        }
        QCOMPARE(points.front().atSec, 4.0);
        QCOMPARE(points.front().clip, size_t(1));
    }

    void aGapIsNoChange()
    {
        VectorTask maker;
        maker.addRow(u"visual"_s, times(20, {1, 0}), 2).addRow(u"visual"_s, times(20, {1, 0}), 2, 45);
        bool atGap = false;
        const auto points = *novelty(maker.clips(), 16);
        for (const NoveltyPoint &point : points) {
            QVERIFY(point.novelty < 1e-6);
            atGap = atGap || point.atSec == 42.5;
        }
        QVERIFY(atGap);
    }

    // The same film in clips of 0.05 s, pooled to 0.25 s, has the same novelty at the same times as in clips
    // of 1 s.
    void shortClipsArePooled()
    {
        const auto vectors = randomVectors(60, 6, 4);
        VectorTask slow;
        slow.addRow(u"visual"_s, vectors, 1);
        VectorTask fast;
        for (size_t i = 0; i < vectors.size(); ++i) {
            for (int k = 0; k < 20; ++k) {
                const double start = static_cast<double>(i) + k * 0.05;
                fast.add(u"visual"_s, start, k == 19 ? static_cast<double>(i + 1) : start + 0.05, vectors[i]);
            }
        }
        const auto expected = *novelty(slow.clips(), 16);
        const auto pooled = *novelty(fast.clips(), 16);
        QCOMPARE_LT(pooled.size(), size_t(241));
        size_t compared = 0;
        for (const NoveltyPoint &point : expected) {
            for (const NoveltyPoint &other : pooled) {
                if (std::abs(other.atSec - point.atSec) < 1e-6) {
                    QVERIFY(std::abs(other.novelty - point.novelty) < 1e-5);
                    ++compared;
                }
            }
        }
        QCOMPARE(compared, expected.size());
    }

    void noValueWhereClipsOverlap()
    {
        VectorTask maker;
        for (int i = 0; i < 40; ++i)
            maker.add(u"visual"_s, i, i + 2, {1, 0});
        QVERIFY(novelty(maker.clips(), 4)->empty());
    }

    void noneOneAndCancelled()
    {
        QVERIFY(novelty(VectorTask().clips())->empty());
        VectorTask one;
        one.add(u"visual"_s, 0, 60, {1, 0});
        QVERIFY(novelty(one.clips())->empty());
        VectorTask many;
        many.addRow(u"visual"_s, randomVectors(30, 4, 1), 2);
        QVERIFY(!novelty(many.clips(), 16, [] { return true; }));
        QCOMPARE(usualThreshold({}), leastUsualThreshold);
    }

    // Most values are rounding noise here, so that median and MAD say nothing.
    void roundingIsNoScene()
    {
        VectorTask maker;
        maker.addRow(u"visual"_s, times(40, {0.1F, 0.7F, 0.3F}), 6).addRow(u"visual"_s, times(40, {0.9F, 0.1F, 0.2F}), 6, 240);
        const auto points = *novelty(maker.clips());
        QVERIFY(std::any_of(points.begin(), points.end(),
                            [](const NoveltyPoint &point) { return point.novelty > 0 && point.atSec < 200; }));
        QCOMPARE(usualThreshold(points), leastUsualThreshold);
        const auto found = sceneBoundaries(points, {}, {usualThreshold(points)});
        QCOMPARE(found.size(), size_t(1));
        QCOMPARE(found.front().atSec, 240.0);
    }

    void aLaneThatChangesHasAThresholdOfItsOwn()
    {
        std::vector<NoveltyPoint> points;
        for (int i = 0; i < 5; ++i)
            points.push_back({i * 6.0, size_t(i), 0.1 * i});
        QVERIFY(std::abs(usualThreshold(points) - (0.2 + 3 * 1.4826 * 0.1)) < 1e-3);
    }

    void peaksObeyTheRule()
    {
        const std::vector<NoveltyPoint> points{{0, 0, 0.5},  {10, 1, 0.2}, {20, 2, 0.6}, {30, 3, 0.6},
                                               {40, 4, 0.1}, {44, 5, 0.9}, {50, 6, 0.3}, {60, 7, 0.31}};
        const auto at = [&points](double threshold, double distance) {
            QList<double> found;
            for (const SceneBoundary &boundary : sceneBoundaries(points, {1, 0}, {threshold, distance}))
                found.append(boundary.atSec);
            return found;
        };
        QCOMPARE(at(0, 0), (QList<double>{0, 20, 44, 60})); // of the plateau the first
        QCOMPARE(at(0.5, 0), (QList<double>{0, 20, 44}));
        QCOMPARE(at(0.51, 0), (QList<double>{20, 44}));
        QCOMPARE(at(0, 24), (QList<double>{20, 44})); // 0 is too near to 20, which is stronger
        QCOMPARE(at(0, 25), (QList<double>{0, 44})); // the stronger one stays
        QVERIFY(at(0.91, 0).isEmpty());
        const SceneBoundary best = sceneBoundaries(points, {1, 0}, {0.7, 0}).at(0);
        QCOMPARE(best, (SceneBoundary{44, 0.9, 5, {1, 0}}));
        QVERIFY(sceneBoundaries({{0, 0, 0}, {1, 1, 0}}, {}, {0, 0}).empty()); // nothing changes
    }

    void aHundredThousandClips()
    {
        VectorTask maker;
        maker.addRow(u"visual"_s, randomVectors(100'000, 4, 2), 2);
        QCOMPARE(novelty(maker.clips())->size(), size_t(100'000 - 3));
    }
};

EMBEDSCOPE_TEST(TestNovelty)
#include "tst_novelty.moc"
