// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/normstatistics.h"

#include "analysis/vectortask.h"
#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestNormStatistics final : public QObject
{
    Q_OBJECT

private:
    static NormStatistics of(const std::vector<double> &norms)
    {
        VectorTask maker;
        maker.addRow(u"visual"_s, randomVectors(norms.size(), 2, 1), 1);
        EmbeddingTask task = maker.take();
        for (size_t i = 0; i < norms.size(); ++i)
            task.segments[i].norm = norms[i];
        return normStatistics(task, {0, 0});
    }

private Q_SLOTS:
    void unitLengthIsNoDrama()
    {
        const NormStatistics unit = of({1, 1, 1, 1.0000001, 1, 0.9951, 1, 1.0049});
        QVERIFY(unit.isUnitLength);
        QVERIFY(unit.outlierRows.empty());
        QCOMPARE(unit.spread.median, 1.0);
        QVERIFY(unit.outlierBelow < 0.9951 && unit.outlierAbove > 1.0049);
    }

    void aVectorOfHalfTheLengthIsAnOutlier()
    {
        const NormStatistics half = of({1, 1, 1.001, 0.999, 0.5, 1, 1});
        QVERIFY(!half.isUnitLength);
        QCOMPARE(half.outlierRows, std::vector<quint32>{4});
        QCOMPARE(half.least, 0.5);
        QCOMPARE(half.greatest, 1.001);
        QCOMPARE(half.histogram.total(), uint64_t(7));
    }

    void normsWithSpreadAreNot()
    {
        QVERIFY(of({8, 9, 10, 11, 12, 13, 9.5, 10.5, 14}).outlierRows.empty());
        QCOMPARE(of({8, 9, 10, 11, 12, 13, 9.5, 10.5, 40}).outlierRows, std::vector<quint32>{8});
    }

    void noneAndMissing()
    {
        QCOMPARE(of({}).spread.count, size_t(0));
        QVERIFY(!of({}).isUnitLength);
        QVERIFY(std::isnan(of({}).outlierAbove));
        QCOMPARE(of({1, std::nan(""), 1}).spread.count, size_t(2));
    }
};

EMBEDSCOPE_TEST(TestNormStatistics)
#include "tst_normstatistics.moc"
