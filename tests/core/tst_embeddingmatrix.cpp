// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/embeddingmatrix.h"

#include "support/testprogram.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <utility>

namespace embedscope {

namespace {

void append(EmbeddingMatrix &matrix, std::initializer_list<float> numbers)
{
    std::copy(numbers.begin(), numbers.end(), matrix.reserveAtEnd(numbers.size()));
    matrix.extend(numbers.size());
}

} // namespace

class TestEmbeddingMatrix final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsEmpty();
    void growsAndKeeps();
    void countsOnlyWhatIsExtended();
    void moves();
    void shrinks();
};

void TestEmbeddingMatrix::beginsEmpty()
{
    EmbeddingMatrix matrix;
    QCOMPARE(matrix.size(), size_t(0));
    QCOMPARE(matrix.sizeInBytes(), size_t(0));
    QVERIFY(matrix.values().empty());
    QVERIFY(matrix.row(0, 0).empty());
    matrix.shrinkToFit();
    matrix.clear();
    QCOMPARE(matrix.size(), size_t(0));
}

void TestEmbeddingMatrix::growsAndKeeps()
{
    EmbeddingMatrix matrix;
    constexpr size_t rows = 3000;
    for (size_t row = 0; row < rows; ++row) {
        const size_t length = row % 7;
        float *const room = matrix.reserveAtEnd(length);
        std::iota(room, room + length, static_cast<float>(matrix.size()));
        matrix.extend(length);
    }
    for (size_t i = 0; i < matrix.size(); ++i)
        QCOMPARE(matrix.values()[i], static_cast<float>(i));
    QCOMPARE(matrix.sizeInBytes(), matrix.size() * 4);
    const auto row = matrix.row(100, 3);
    QCOMPARE(row.size(), size_t(3));
    QCOMPARE(row[2], 102.0F);
}

void TestEmbeddingMatrix::countsOnlyWhatIsExtended()
{
    EmbeddingMatrix matrix;
    append(matrix, {1, 2});
    std::fill_n(matrix.reserveAtEnd(1000), 1000, 9.0F);
    QCOMPARE(matrix.size(), size_t(2));
    append(matrix, {3});
    QCOMPARE(matrix.size(), size_t(3));
    QCOMPARE(matrix.values()[2], 3.0F);
    matrix.clear();
    QCOMPARE(matrix.size(), size_t(0));
    append(matrix, {4});
    QCOMPARE(matrix.values()[0], 4.0F);
}

void TestEmbeddingMatrix::moves()
{
    EmbeddingMatrix first;
    append(first, {1, 2, 3});
    const float *const block = first.values().data();
    EmbeddingMatrix second(std::move(first));
    QCOMPARE(second.values().data(), block);
    QCOMPARE(second.size(), size_t(3));
    EmbeddingMatrix third;
    append(third, {7});
    third = std::move(second);
    QCOMPARE(third.values().data(), block);
    QCOMPARE(third.values()[2], 3.0F);
}

void TestEmbeddingMatrix::shrinks()
{
    EmbeddingMatrix matrix;
    append(matrix, {1, 2, 3});
    matrix.reserveAtEnd(1 << 20);
    matrix.shrinkToFit();
    QCOMPARE(matrix.size(), size_t(3));
    QCOMPARE(matrix.values()[0], 1.0F);
    QCOMPARE(matrix.values()[2], 3.0F);
    append(matrix, {4});
    QCOMPARE(matrix.values()[3], 4.0F);
}

} // namespace embedscope

EMBEDSCOPE_TEST(embedscope::TestEmbeddingMatrix)
#include "tst_embeddingmatrix.moc"
