// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/matriximage.h"

#include "charts/cividis.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace embedscope {

namespace {

/// The means of some rows of a matrix, by column; of [firstColumn, lastColumn) alone.
void meanOfRows(const SimilarityMatrix &matrix, CellRun rows, CellRun columns, std::vector<float> &means)
{
    std::fill(means.begin(), means.end(), 0.0F);
    for (size_t row = rows.first; row < rows.last; ++row) {
        const float *const values = matrix.values.data() + row * matrix.size();
        for (size_t column = columns.first; column < columns.last; ++column)
            means[column] += values[column];
    }
    const float share = 1.0F / static_cast<float>(rows.last - rows.first);
    for (size_t column = columns.first; column < columns.last; ++column)
        means[column] *= share;
}

} // namespace

double CosineScale::shareOf(double cosine) const
{
    return std::clamp((cosine - low) / (high - low), 0.0, 1.0);
}

CosineScale cosineScale(const SimilarityMatrix &matrix)
{
    constexpr size_t bins = 400;
    std::array<size_t, bins> counts{};
    for (const float value : matrix.values)
        ++counts[std::min(static_cast<size_t>((std::clamp(value, -1.0F, 1.0F) + 1) * (bins / 2)), bins - 1)];
    size_t left = matrix.values.size() / 100;
    size_t bin = 0;
    while (bin + 1 < bins && counts[bin] <= left)
        left -= counts[bin++];
    const double least = static_cast<double>(bin) / (bins / 2) - 1;
    return {.low = std::min(std::floor(least * 10 + 1e-9) / 10, 0.9), .high = 1};
}

std::vector<CellRun> cellRuns(const SimilarityMatrix &matrix, TimeRange range, int pixels)
{
    const auto middle = [](const SimilarityCell &cell) { return (cell.startSec + cell.endSec) / 2; };
    const double perPixel = range.span() / pixels;
    std::vector<CellRun> runs(static_cast<size_t>(std::max(pixels, 0)));
    size_t next = 0;
    while (next < matrix.size() && middle(matrix.cells[next]) < range.startSec)
        ++next;
    for (size_t pixel = 0; pixel < runs.size(); ++pixel) {
        const double end = range.startSec + perPixel * static_cast<double>(pixel + 1);
        const size_t first = next;
        while (next < matrix.size() && middle(matrix.cells[next]) < end)
            ++next;
        runs[pixel] = {first, next};
        if (first < next)
            continue;
        const auto cell = matrix.cellAt(end - perPixel / 2);
        runs[pixel] = cell ? CellRun{*cell, *cell + 1} : CellRun{};
    }
    return runs;
}

QImage matrixImage(const SimilarityMatrix &matrix, TimeRange range, int pixels, const CosineScale &scale)
{
    if (pixels <= 0 || matrix.size() == 0)
        return {};
    QImage image(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    const std::array<QRgb, 256> &colours = cividisTable();
    const std::vector<CellRun> runs = cellRuns(matrix, range, pixels);
    CellRun shown{matrix.size(), 0};
    for (const CellRun &run : runs) {
        if (run.first < run.last)
            shown = {std::min(shown.first, run.first), std::max(shown.last, run.last)};
    }
    std::vector<float> means(matrix.size());
    CellRun before;
    for (size_t y = 0; y < runs.size(); ++y) {
        if (runs[y].first == runs[y].last)
            continue;
        auto *const line = reinterpret_cast<QRgb *>(image.scanLine(static_cast<int>(y)));
        if (y > 0 && runs[y] == before) {
            std::copy_n(reinterpret_cast<const QRgb *>(image.constScanLine(static_cast<int>(y) - 1)), pixels, line);
            continue;
        }
        before = runs[y];
        meanOfRows(matrix, runs[y], shown, means);
        for (size_t x = 0; x < runs.size(); ++x) {
            const auto [first, last] = runs[x];
            if (first == last)
                continue;
            const float sum = std::accumulate(means.begin() + static_cast<std::ptrdiff_t>(first),
                                              means.begin() + static_cast<std::ptrdiff_t>(last), 0.0F);
            const double mean = static_cast<double>(sum) / static_cast<double>(last - first);
            line[x] = colours[static_cast<size_t>(std::lround(scale.shareOf(mean) * 255))];
        }
    }
    return image;
}

} // namespace embedscope
