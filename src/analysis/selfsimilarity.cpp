// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/selfsimilarity.h"

#include <Eigen/Core>

#include <algorithm>

namespace embedscope {

namespace {

using CellVectors = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

std::vector<SimilarityCell> makeCells(const LaneClips &clips, const SimilarityWish &wish)
{
    const size_t last = std::min(wish.lastClip, clips.size());
    const size_t first = std::min(wish.firstClip, last);
    const size_t cellCount = std::min({last - first, wish.mostCells, mostSimilarityCells});
    std::vector<SimilarityCell> cells(cellCount);
    for (size_t i = 0; i < cellCount; ++i) {
        SimilarityCell &cell = cells[i];
        cell.firstClip = first + i * (last - first) / cellCount;
        cell.lastClip = first + (i + 1) * (last - first) / cellCount;
        cell.startSec = clips.startSec(cell.firstClip);
        cell.endSec = clips.endSec(cell.firstClip);
        for (size_t clip = cell.firstClip + 1; clip < cell.lastClip; ++clip)
            cell.endSec = std::max(cell.endSec, clips.endSec(clip));
    }
    return cells;
}

/// The mean direction of a cell's clips, of length 1; 0 where they cancel out.
Eigen::VectorXf cellVector(const LaneClips &clips, const SimilarityCell &cell)
{
    const auto dimension = static_cast<Eigen::Index>(clips.dimension());
    Eigen::VectorXd sum = Eigen::VectorXd::Zero(dimension);
    Eigen::VectorXf unit(dimension);
    for (size_t clip = cell.firstClip; clip < cell.lastClip; ++clip) {
        clips.unitVectors(clip, 1, unit.data());
        sum += unit.cast<double>();
    }
    // What float32 leaves of opposite vectors is no direction.
    constexpr double leastLength = 1e-6;
    const double length = sum.norm() / static_cast<double>(cell.lastClip - cell.firstClip);
    if (length < leastLength)
        return Eigen::VectorXf::Zero(dimension);
    return sum.normalized().cast<float>();
}

} // namespace

std::optional<size_t> SimilarityMatrix::cellOfClip(size_t clip) const
{
    const auto cell = std::partition_point(cells.begin(), cells.end(),
                                           [clip](const SimilarityCell &c) { return c.lastClip <= clip; });
    if (cell == cells.end() || clip < cell->firstClip)
        return std::nullopt;
    return static_cast<size_t>(cell - cells.begin());
}

std::optional<size_t> SimilarityMatrix::cellAt(double sec) const
{
    const auto begun = std::partition_point(cells.begin(), cells.end(),
                                            [sec](const SimilarityCell &c) { return c.startSec <= sec; });
    for (auto i = static_cast<size_t>(begun - cells.begin()); i-- > 0;) {
        if (sec < cells[i].endSec)
            return i;
    }
    return std::nullopt;
}

std::optional<SimilarityMatrix> selfSimilarity(const LaneClips &clips, const SimilarityWish &wish,
                                               const IsCancelled &isCancelled)
{
    SimilarityMatrix matrix;
    matrix.cells = makeCells(clips, wish);
    const auto size = static_cast<Eigen::Index>(matrix.cells.size());
    CellVectors vectors(size, static_cast<Eigen::Index>(clips.dimension()));
    for (Eigen::Index i = 0; i < size; ++i) {
        if (isCancelled && isCancelled())
            return std::nullopt;
        vectors.row(i) = cellVector(clips, matrix.cells[static_cast<size_t>(i)]).transpose();
    }
    matrix.values.resize(matrix.cells.size() * matrix.cells.size());
    Eigen::Map<CellVectors> values(matrix.values.data(), size, size);
    constexpr Eigen::Index rowsAtOnce = 128;
    for (Eigen::Index row = 0; row < size; row += rowsAtOnce) {
        if (isCancelled && isCancelled())
            return std::nullopt;
        // From the diagonal to the right; what is left of it mirrors what stands above.
        const Eigen::Index rows = std::min(rowsAtOnce, size - row);
        values.block(row, row, rows, size - row).noalias() =
            vectors.middleRows(row, rows) * vectors.bottomRows(size - row).transpose();
        values.block(row, row, rows, size - row) =
            values.block(row, row, rows, size - row).cwiseMax(-1.0F).cwiseMin(1.0F);
    }
    for (Eigen::Index row = 0; row < size; ++row) {
        values(row, row) = values(row, row) > 0.5F ? 1.0F : 0.0F;
        for (Eigen::Index column = 0; column < row; ++column)
            values(row, column) = values(column, row);
    }
    return matrix;
}

} // namespace embedscope
