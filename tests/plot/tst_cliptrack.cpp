// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/cliptrack.h"

#include "support/testprogram.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace embedscope;

namespace {

// A naive twin: looks at every clip for every column.
struct Naive
{
    std::vector<ClipSpan> clips;

    static bool touches(const ClipSpan &clip, double from, double to)
    {
        return clip.startSec < to && (clip.endSec > from || clip.startSec >= from);
    }

    // The clips of a track do not overlap by more than rounding, so their shares add up.
    double share(double from, double to) const
    {
        double covered = 0;
        double until = from;
        for (const ClipSpan &clip : clips) {
            const double start = std::max(clip.startSec, until);
            const double end = std::min(clip.endSec, to);
            if (end > start) {
                covered += end - start;
                until = end;
            }
        }
        return covered / (to - from);
    }

    bool isAnyIn(double from, double to) const
    {
        return std::any_of(clips.begin(), clips.end(),
                           [&](const ClipSpan &clip) { return touches(clip, from, to); });
    }

    size_t countIn(double from, double to) const
    {
        return static_cast<size_t>(std::count_if(
            clips.begin(), clips.end(), [&](const ClipSpan &clip) { return touches(clip, from, to); }));
    }

    MinMax norms(double from, double to) const
    {
        MinMax range;
        for (const ClipSpan &clip : clips) {
            if (touches(clip, from, to))
                range.add(clip.norm);
        }
        return range;
    }
};

std::vector<ClipSpan> randomClips(std::mt19937 &random, int count)
{
    std::vector<ClipSpan> clips;
    double sec = 0;
    for (int i = 0; i < count; ++i) {
        if (random() % 4 == 0)
            sec += static_cast<double>(random() % 500) / 100;
        const double length = random() % 9 == 0 ? 0 : static_cast<double>(random() % 600) / 100;
        const double norm = random() % 11 == 0 ? std::nan("") : static_cast<double>(random() % 1000) / 100;
        clips.push_back({sec, sec + length, norm, i});
        sec += length;
    }
    return clips;
}

} // namespace

class TestClipTrack final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columnsEqualTheNaiveOnes()
    {
        std::mt19937 random(11);
        for (const int count : {1, 2, 17, 300}) {
            const Naive naive{randomClips(random, count)};
            const ClipTrack track(naive.clips);
            const double end = naive.clips.back().endSec + 3;
            for (int round = 0; round < 40; ++round) {
                const double a = static_cast<double>(random() % 10000) / 10000 * end - 1;
                const double b = static_cast<double>(random() % 10000) / 10000 * end;
                const TimeRange visible{std::min(a, b), std::max(a, b) + 0.1};
                const int columns = 1 + static_cast<int>(random() % 200);
                const std::vector<float> shares = track.coverage(visible, columns);
                const std::vector<NormColumn> norms = track.normColumns(visible, columns);
                const std::vector<ClipIndexes> touched = track.clipsInColumns(visible, columns);
                QCOMPARE(shares.size(), static_cast<size_t>(columns));
                QCOMPARE(touched.size(), static_cast<size_t>(columns));
                for (int i = 0; i < columns; ++i) {
                    const double from = visible.startSec + visible.span() * i / columns;
                    const double to = visible.startSec + visible.span() * (i + 1) / columns;
                    const auto share = static_cast<double>(shares[static_cast<size_t>(i)]);
                    QVERIFY(std::abs(share - naive.share(from, to)) < 1e-5);
                    QCOMPARE(share > 0, naive.isAnyIn(from, to));
                    QCOMPARE(touched[static_cast<size_t>(i)].count(), naive.countIn(from, to));
                    QCOMPARE(norms[static_cast<size_t>(i)].range, naive.norms(from, to));
                }
            }
        }
    }

    void aGapWiderThanAPixelIsSeen()
    {
        // 100,000 clips without a gap, but for one; a pixel stands for 200 s.
        std::vector<ClipSpan> clips;
        for (int i = 0; i < 100'000; ++i)
            clips.push_back({i * 2.0 + (i < 70'000 ? 0 : 201), i * 2.0 + 2 + (i < 70'000 ? 0 : 201), 1, i});
        const ClipTrack track(clips);
        const std::vector<float> shares = track.coverage({0, 200'201}, 1000);
        QCOMPARE(std::count_if(shares.begin(), shares.end(), [](float share) { return share < 0.52F; }), 1);
    }

    void aGapOfTwoPixelsBreaksTheLine()
    {
        const ClipTrack track({{0, 40, 1, 0}, {42, 100, 3, 1}});
        const std::vector<NormColumn> columns = track.normColumns({0, 100}, 100);
        QVERIFY(columns[40].range.isEmpty() && columns[41].range.isEmpty());
        QVERIFY(std::isnan(columns[42].cameFrom));
        QCOMPARE(columns[42].range, (MinMax{3, 3}));
    }

    void aLineGoesOnWithoutAGap()
    {
        const ClipTrack track({{0, 40, 1, 0}, {40.02, 100, 3, 1}});
        const std::vector<NormColumn> columns = track.normColumns({0, 100.05}, 2001);
        const auto riser = std::find_if(columns.begin(), columns.end(),
                                        [](const NormColumn &column) { return column.range.high > 2; });
        QVERIFY(riser->cameFrom == 1 || riser->range.low == 1);
    }

    void aSingleShortClipStaysVisible()
    {
        const ClipTrack track({{5000, 5000.01, 2, 0}});
        const std::vector<float> shares = track.coverage({0, 14'400}, 300);
        QCOMPARE(std::count_if(shares.begin(), shares.end(), [](float share) { return share > 0; }), 1);
        const ClipTrack point({{5000, 5000, 2, 0}});
        const std::vector<float> pointShares = point.coverage({0, 14'400}, 300);
        QCOMPARE(std::count_if(pointShares.begin(), pointShares.end(), [](float share) { return share > 0; }),
                 1);
    }

    void clipNearEqualsTheNaiveOne()
    {
        std::mt19937 random(5);
        const std::vector<ClipSpan> clips = randomClips(random, 60);
        const ClipTrack track(clips);
        const auto distanceTo = [&](size_t i, double sec) {
            return std::max({0.0, clips[i].startSec - sec, sec - clips[i].endSec});
        };
        for (int round = 0; round < 4000; ++round) {
            const double sec = static_cast<double>(random() % 30'000) / 100 - 5;
            const double tolerance = static_cast<double>(random() % 300) / 100;
            double least = tolerance;
            bool isAny = false;
            for (size_t i = 0; i < clips.size(); ++i) {
                if (distanceTo(i, sec) <= least) {
                    least = distanceTo(i, sec);
                    isAny = true;
                }
            }
            const std::optional<size_t> found = track.clipNear(sec, tolerance);
            QCOMPARE(found.has_value(), isAny);
            if (found)
                QCOMPARE(distanceTo(*found, sec), least);
        }
    }

    void atABorderTheLaterClipCounts()
    {
        const ClipTrack track({{0, 6, 1, 0}, {6, 12, 1, 1}});
        QCOMPARE(track.clipNear(6, 0), size_t(1));
        QCOMPARE(track.clipNear(5.999, 0), size_t(0));
        QCOMPARE(track.clipNear(12, 0), size_t(1));
        QVERIFY(!track.clipNear(12.1, 0));
        QVERIFY(!track.clipNear(std::nan(""), 100));
    }

    void clipsWithinClipsAreFound()
    {
        const ClipTrack track({{0, 100, 1, 0}, {10, 20, 2, 1}, {30, 40, 3, 2}});
        QCOMPARE(track.clipNear(15, 0), size_t(1));
        QCOMPARE(track.clipNear(50, 0), size_t(0));
        QCOMPARE(track.clipsIn({50, 60}).first, size_t(0));
        const std::vector<float> shares = track.coverage({0, 100}, 10);
        QVERIFY(std::all_of(shares.begin(), shares.end(), [](float share) { return share > 0.999F; }));
    }

    void nothingToShow()
    {
        const ClipTrack track({});
        QVERIFY(!track.clipNear(0, 1e9));
        QCOMPARE(track.clipsIn({0, 10}).count(), size_t(0));
        QCOMPARE(track.coverage({0, 10}, 3), (std::vector<float>{0, 0, 0}));
        QVERIFY(track.normColumns({0, 10}, 3)[1].range.isEmpty());
        QVERIFY(track.coverage({0, 10}, 0).empty());
        QVERIFY(track.normColumns({0, 10}, -1).empty());
    }

    /// In a sum with times of 1e308 those of a film would be lost.
    void absurdTimesHideNoOtherClips()
    {
        const ClipTrack track({{-1.7e308, -1e307, 1, 0}, {6, 12, 1, 1}, {18, 24, 1, 2}, {1e308, 1.7e308, 1, 3}});
        const std::vector<float> shares = track.coverage({0, 24}, 4);
        QCOMPARE(shares, (std::vector<float>{0, 1, 0, 1}));
        const ClipTrack all({{-1.7e308, 1.7e308, 1, 0}});
        QCOMPARE(all.coverage({0, 24}, 2), (std::vector<float>{1, 1}));
    }
};

EMBEDSCOPE_TEST(TestClipTrack)
#include "tst_cliptrack.moc"
