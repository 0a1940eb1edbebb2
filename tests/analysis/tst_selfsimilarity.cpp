// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/selfsimilarity.h"

#include "analysis/vectortask.h"
#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestSelfSimilarity final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheCosines()
    {
        VectorTask maker;
        maker.addRow(u"visual"_s, randomVectors(300, 16, 3), 2);
        const LaneClips clips = maker.clips();
        const SimilarityMatrix matrix = *selfSimilarity(clips);
        QCOMPARE(matrix.size(), size_t(300));
        for (size_t i = 0; i < 300; ++i) {
            QCOMPARE(matrix.at(i, i), 1.0F);
            for (size_t j = 0; j < 300; ++j) {
                QVERIFY(std::abs(double(matrix.at(i, j)) - clips.cosine(i, j)) < 1e-5 || i == j);
                QCOMPARE(matrix.at(i, j), matrix.at(j, i));
            }
        }
    }

    void poolsRunsOfClips()
    {
        VectorTask maker;
        maker.addRow(u"visual"_s, randomVectors(2500, 4, 3), 2);
        const LaneClips clips = maker.clips();
        const SimilarityMatrix matrix = *selfSimilarity(clips);
        QCOMPARE(matrix.size(), mostSimilarityCells);
        size_t next = 0;
        for (size_t i = 0; i < matrix.size(); ++i) {
            const SimilarityCell &cell = matrix.cells[i];
            QCOMPARE(cell.firstClip, next);
            const size_t count = cell.lastClip - cell.firstClip;
            QVERIFY(count == 2 || count == 3);
            QCOMPARE(cell.startSec, static_cast<double>(cell.firstClip) * 2);
            QCOMPARE(cell.endSec, static_cast<double>(cell.lastClip) * 2);
            QCOMPARE(matrix.cellOfClip(cell.lastClip - 1), std::optional(i));
            QCOMPARE(matrix.cellAt(cell.startSec), std::optional(i));
            next = cell.lastClip;
        }
        QCOMPARE(next, size_t(2500));
        QCOMPARE(matrix.cellOfClip(2500), std::nullopt);
        QCOMPARE(matrix.cellAt(5000), std::nullopt);
        QCOMPARE(matrix.cellAt(-1), std::nullopt);
    }

    void ofARangeOfClips()
    {
        VectorTask maker;
        maker.addRow(u"visual"_s, randomVectors(40, 4, 3), 2);
        const LaneClips clips = maker.clips();
        const SimilarityMatrix part = *selfSimilarity(clips, {10, 20, 1024});
        QCOMPARE(part.size(), size_t(10));
        QVERIFY(std::abs(double(part.at(0, 9)) - clips.cosine(10, 19)) < 1e-6);
        QCOMPARE(part.cellOfClip(9), std::nullopt);
        QCOMPARE(part.cellOfClip(10), std::optional<size_t>(0));
        QVERIFY(selfSimilarity(clips, {50, 60, 1024})->cells.empty());
    }

    void whatCancelsOutIsLikeNothing()
    {
        VectorTask maker;
        maker.addRow(u"visual"_s, {{1, 0}, {-1, 0}, {0, 1}, {0, 1}}, 1);
        const SimilarityMatrix matrix = *selfSimilarity(maker.clips(), {0, 4, 2});
        QCOMPARE(matrix.values, (std::vector<float>{0, 0, 0, 1}));
    }

    void noneOneAndCancelled()
    {
        QVERIFY(selfSimilarity(VectorTask().clips())->cells.empty());
        VectorTask one;
        one.add(u"visual"_s, 0, 2, {3, 4});
        QCOMPARE(selfSimilarity(one.clips())->values, std::vector<float>{1});
        VectorTask many;
        many.addRow(u"visual"_s, randomVectors(30, 4, 1), 2);
        QVERIFY(!selfSimilarity(many.clips(), {}, [] { return true; }));
    }
};

EMBEDSCOPE_TEST(TestSelfSimilarity)
#include "tst_selfsimilarity.moc"
