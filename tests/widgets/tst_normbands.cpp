// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/normbands.h"

#include "plot/madeuptask.h"
#include "support/testprogram.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestNormBands final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBandForEachLaneWithNorms()
    {
        MadeUpTask maker;
        for (int i = 0; i < 101; ++i)
            maker.add(u"visual"_s, i, i + 1, i == 50 ? 40 : 10 + 0.01 * (i % 11)) // median 10.05, MAD 0.03
                .add(u"audio"_s, i, i + 1, 1)
                .add(u"none"_s, i, i + 1, NAN);
        const EmbeddingTask task = maker.missing(u"transcription"_s).take();
        const auto lanes = buildLanes(task);
        const std::vector<NormBand> bands = normBands(task, *lanes);
        QCOMPARE(bands.size(), size_t(2));
        QCOMPARE(lanes->lanes()[bands[0].lane].modality, u"visual"_s);
        QCOMPARE(bands[0].outliers.size(), size_t(1));
        QCOMPARE(task.segments[static_cast<size_t>(bands[0].outliers[0])].norm, 40.0);
        QVERIFY(std::abs(bands[0].high - (10.05 + 1.4826 * 0.03)) < 1e-9);
        QVERIFY(std::abs(bands[0].low - (10.05 - 1.4826 * 0.03)) < 1e-9);
        QCOMPARE(std::accumulate(bands[0].histogram.begin(), bands[0].histogram.end(), quint64(0)), quint64(101));
        QVERIFY(bands[1].outliers.empty()); // unit length has none
        QVERIFY(normBands(MadeUpTask().take(), LaneSet()).empty());
    }
};

EMBEDSCOPE_TEST(TestNormBands)
#include "tst_normbands.moc"
