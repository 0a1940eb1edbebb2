// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/selfsimilarity.h"
#include "plot/sharedtime.h"

#include <QImage>

namespace embedscope {

/// Which cosines the colours stand for: `low` and less the darkest, `high` the brightest.
struct CosineScale
{
    double low = 0;
    double high = 1;

    double shareOf(double cosine) const; ///< 0 to 1
    friend bool operator==(const CosineScale &, const CosineScale &) = default;
};

/// From what 99 of 100 cells reach, rounded down to a tenth, to 1: so that one odd clip does not take the colours from all
/// others.
CosineScale cosineScale(const SimilarityMatrix &matrix);

/// Cells [first, last) of a matrix that a pixel shows; none in a gap.
struct CellRun
{
    size_t first = 0;
    size_t last = 0;

    friend bool operator==(const CellRun &, const CellRun &) = default;
};

/// What each of `pixels` equal parts of a range of time shows: the cells whose middle lies there, else the one that covers it.
std::vector<CellRun> cellRuns(const SimilarityMatrix &matrix, TimeRange range, int pixels);

/// The matrix as a square of `pixels` by `pixels`, both axes the same range of time, the earliest at the top left. A pixel
/// with several cells has their mean. Gaps are transparent. Costs cells^2 + pixels^2.
QImage matrixImage(const SimilarityMatrix &matrix, TimeRange range, int pixels, const CosineScale &scale);

} // namespace embedscope
