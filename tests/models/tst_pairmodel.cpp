// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pairmodel.h"

#include "analysis/vectortask.h"
#include "support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestPairModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theThresholdMovesTheEnd()
    {
        auto vectors = randomVectors(60, 8, 3);
        vectors[50] = vectors[2];
        const auto clips = std::make_shared<const LaneClips>(VectorTask().addRow(u"visual"_s, vectors, 6).clips());
        const auto result = std::make_shared<const PairResult>(*nearDuplicates(*clips, {.leastCosine = -1}));
        QCOMPARE(result->pairs.size(), size_t(1000));
        PairModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPairs(clips, result);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, 1).data().toString(), u"1.000"_s);
        QCOMPARE(model.index(0, 2).data().toString(), u"0:00:12.000 – 0:00:18.000"_s);
        QCOMPARE(model.index(0, 3).data().toString(), u"0:05:00.000 – 0:05:06.000"_s);
        QCOMPARE(model.index(0, 4).data().toString(), u"0:04:48.000"_s);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        for (const double threshold : {0.5, 0.9, 1.0, -1.0, 0.0}) {
            model.setThreshold(threshold);
            const auto wanted = std::count_if(result->pairs.begin(), result->pairs.end(), [threshold](const ClipPair &pair) {
                return double(pair.cosine) >= threshold - 1e-6;
            });
            QCOMPARE(model.rowCount(), static_cast<int>(wanted));
        }
        QCOMPARE(resets.size(), 0);
        model.setPairs(nullptr, nullptr);
        QCOMPARE(model.rowCount(), 0);
        model.setThreshold(0.1);
        QCOMPARE(model.rowCount(), 0);
    }
};

EMBEDSCOPE_TEST(TestPairModel)
#include "tst_pairmodel.moc"
