// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/peakisolation.h"

#include "support/testprogram.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace embedscope;

class TestPeakIsolation final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsTheNaiveOne()
    {
        std::mt19937 random(4);
        for (const int count : {1, 2, 3, 50, 400}) {
            std::vector<BoundaryValue> peaks;
            double sec = 0;
            for (int i = 0; i < count; ++i) {
                sec += 1 + static_cast<double>(random() % 300) / 100;
                peaks.push_back({sec, (static_cast<double>(random() % 1'000'000) + i / 1000.0) / 1'000'000, i, true});
            }
            const std::vector<double> found = peakIsolations(peaks);
            QCOMPARE(found.size(), peaks.size());
            for (size_t i = 0; i < peaks.size(); ++i) {
                double least = std::numeric_limits<double>::infinity();
                for (const BoundaryValue &other : peaks) {
                    if (other.value > peaks[i].value)
                        least = std::min(least, std::abs(other.atSec - peaks[i].atSec));
                }
                QCOMPARE(found[i], least);
            }
        }
    }

    // As marks 10 s wide: none hides another, and no moment is far from one where there are peaks.
    void equalPeaksAreThinnedEvenly()
    {
        std::vector<BoundaryValue> peaks;
        for (int i = 0; i < 1000; ++i)
            peaks.push_back({i * 3.0, 0.5, i, true});
        const std::vector<double> isolations = peakIsolations(peaks);
        QCOMPARE(std::count(isolations.begin(), isolations.end(), std::numeric_limits<double>::infinity()), 1);
        double before = -12;
        for (size_t i = 0; i < peaks.size(); ++i) {
            if (isolations[i] < 10)
                continue;
            QVERIFY(peaks[i].atSec - before >= 10);
            QVERIFY(peaks[i].atSec - before <= 30);
            before = peaks[i].atSec;
        }
        QVERIFY(before > 2970);
    }

    void noneAndOne()
    {
        QVERIFY(peakIsolations({}).empty());
        QVERIFY(std::isinf(peakIsolations({{5, 0.1, 0, true}}).front()));
    }
};

EMBEDSCOPE_TEST(TestPeakIsolation)
#include "tst_peakisolation.moc"
