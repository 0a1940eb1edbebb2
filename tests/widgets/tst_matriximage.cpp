// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/matriximage.h"

#include "analysis/vectortask.h"
#include "charts/cividis.h"
#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestMatrixImage final : public QObject
{
    Q_OBJECT

private:
    /// Two scenes of `clips` clips of 2 s, at right angles to each other, with a gap of 4 s between them.
    static LaneClips twoScenes(int clips)
    {
        VectorTask maker;
        for (int clip = 0; clip < 2 * clips; ++clip) {
            const double start = clip * 2 + (clip < clips ? 0 : 4);
            maker.add(u"visual"_s, start, start + 2, clip < clips ? std::vector{1.0F, 0.0F} : std::vector{0.0F, 2.0F});
        }
        return maker.clips();
    }

private Q_SLOTS:
    void everyPixelIsItsCell()
    {
        const SimilarityMatrix matrix = *selfSimilarity(twoScenes(2));
        const CosineScale scale{0, 1};
        const QImage image = matrixImage(matrix, {0, 12}, 120, scale);
        QCOMPARE(image.size(), QSize(120, 120));
        const auto at = [&image](double column, double row) {
            return image.pixel(static_cast<int>(column * 10), static_cast<int>(row * 10));
        };
        QCOMPARE(at(1, 3), cividis(1)); // the first scene with itself
        QCOMPARE(at(9, 11), cividis(1));
        QCOMPARE(at(1, 9), cividis(0)); // one with the other
        QCOMPARE(at(9, 1), cividis(0));
        QCOMPARE(qAlpha(at(5, 1)), 0); // the gap has no colour
        QCOMPARE(qAlpha(at(1, 6)), 0);
        const QImage part = matrixImage(matrix, {8, 12}, 40, scale);
        QCOMPARE(part.pixel(20, 20), cividis(1));
        QVERIFY(matrixImage(matrix, {0, 12}, 0, scale).isNull());
        QVERIFY(matrixImage({}, {0, 12}, 10, scale).isNull());
    }

    void severalCellsOfAPixelAreAveraged()
    {
        const SimilarityMatrix matrix = *selfSimilarity(twoScenes(8)); // 0 to 16, 20 to 36
        const std::vector<CellRun> runs = cellRuns(matrix, {0, 36}, 9); // 4 s each
        QCOMPARE(runs[0], (CellRun{0, 2}));
        QCOMPARE(runs[3], (CellRun{6, 8}));
        QCOMPARE(runs[4], (CellRun{}));
        QCOMPARE(runs[5], (CellRun{8, 10}));
        const std::vector<CellRun> coarse = cellRuns(matrix, {0, 36}, 2);
        QCOMPARE(coarse[0], (CellRun{0, 8}));
        const QImage image = matrixImage(matrix, {8, 28}, 1, {0, 1}); // 4 clips of each scene: half of the pairs alike
        QCOMPARE(image.pixel(0, 0), cividis(0.5));
    }

    void theScaleLeavesOneOddClipOut()
    {
        auto vectors = std::vector(300, std::vector{1.0F, 0.5F});
        for (size_t i = 0; i < vectors.size(); i += 2)
            vectors[i] = {1.0F, 0.0F}; // cosine 0.894 with the others
        QCOMPARE(cosineScale(*selfSimilarity(VectorTask().addRow(u"visual"_s, vectors, 1).clips())), (CosineScale{0.8, 1}));
        vectors[7] = {-1.0F, -0.5F};
        QCOMPARE(cosineScale(*selfSimilarity(VectorTask().addRow(u"visual"_s, vectors, 1).clips())), (CosineScale{0.8, 1}));
        const auto same = std::vector(4, std::vector{1.0F, 0.5F});
        QCOMPARE(cosineScale(*selfSimilarity(VectorTask().addRow(u"visual"_s, same, 1).clips())), (CosineScale{0.9, 1}));
        const CosineScale narrow{0.8, 1};
        QCOMPARE(narrow.shareOf(0.5), 0.0);
        QCOMPARE(narrow.shareOf(0.9), 0.5);
    }
};

EMBEDSCOPE_TEST(TestMatrixImage)
#include "tst_matriximage.moc"
