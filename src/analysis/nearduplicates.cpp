// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/nearduplicates.h"

#include "analysis/unitblock.h"

#include <algorithm>
#include <array>

namespace embedscope {

namespace {

constexpr size_t cosineBins = 400;

bool isMoreAlike(const ClipPair &a, const ClipPair &b)
{
    if (a.cosine != b.cosine)
        return a.cosine > b.cosine;
    return a.clip == b.clip ? a.other < b.other : a.clip < b.clip;
}

size_t strideFor(const LaneClips &clips, size_t most)
{
    return std::max<size_t>(1, (clips.size() + most - 1) / std::max<size_t>(most, 1));
}

/// Compares blocks of clips with blocks of others and collects what comes out.
class PairCollector final
{
public:
    PairCollector(SampledClips clips, SampledClips others, bool isWithin, const PairWish &wish)
        : m_clips(clips), m_others(others), m_isWithin(isWithin), m_wish(wish)
    {
    }

    std::optional<PairResult> run(const IsCancelled &isCancelled, const Progress &progress)
    {
        const size_t rows = m_clips.blocks();
        const size_t columns = m_others.blocks();
        const size_t all = m_isWithin ? rows * (rows + 1) / 2 : rows * columns;
        size_t done = 0;
        for (size_t row = 0; row < rows; ++row) {
            m_clips.load(row, m_rowVectors);
            for (size_t column = m_isWithin ? row : 0; column < columns; ++column) {
                if (isCancelled && isCancelled())
                    return std::nullopt;
                compare(row, column);
                ++done;
                if (progress)
                    progress(static_cast<double>(done) / static_cast<double>(all));
            }
        }
        std::sort_heap(m_pairs.begin(), m_pairs.end(), isMoreAlike);
        PairResult result;
        result.pairs = std::move(m_pairs);
        result.pairCount = m_pairCount;
        result.cosines = emptyHistogram(-1, 1, cosineBins);
        result.cosines.counts.assign(m_counts.begin(), m_counts.end());
        result.compared = result.cosines.total();
        return result;
    }

private:
    void compare(size_t row, size_t column)
    {
        const size_t rowFirst = m_clips.firstOf(row);
        const size_t columnFirst = m_others.firstOf(column);
        const size_t rows = m_clips.countOf(row);
        const size_t columns = m_others.countOf(column);
        if (m_isWithin && distanceSec(rowFirst, columnFirst + columns - 1) < m_wish.minDistanceSec)
            return; // all too near
        m_others.load(column, m_columnVectors);
        m_product.noalias() = m_rowVectors * m_columnVectors.transpose();
        for (size_t i = 0; i < rows; ++i) {
            size_t from = 0;
            if (m_isWithin) {
                from = rowFirst + i + 1 > columnFirst ? rowFirst + i + 1 - columnFirst : 0;
                while (from < columns
                       && distanceSec(rowFirst + i, columnFirst + from) < m_wish.minDistanceSec)
                    ++from; // sorted by start
            }
            collect(rowFirst + i, columnFirst, from, columns,
                    m_product.row(static_cast<Eigen::Index>(i)).data());
        }
    }

    double distanceSec(size_t place, size_t other) const
    {
        return m_others.clips().startSec(m_others.clip(other))
            - m_clips.clips().startSec(m_clips.clip(place));
    }

    void collect(size_t place, size_t columnFirst, size_t from, size_t to, const float *cosines)
    {
        constexpr auto scale = static_cast<float>(cosineBins) / 2;
        const auto least = static_cast<float>(m_wish.leastCosine) - cosineRounding;
        for (size_t i = from; i < to; ++i) {
            const float cosine = std::clamp(cosines[i], -1.0F, 1.0F);
            const auto bin = static_cast<size_t>((cosine + 1) * scale);
            ++m_counts[std::min(bin, cosineBins - 1)];
            if (cosine >= least)
                keep({m_clips.clip(place), m_others.clip(columnFirst + i), cosine});
        }
    }

    /// The most alike, as a heap with the least alike of them on top.
    void keep(const ClipPair &pair)
    {
        ++m_pairCount;
        if (m_pairs.size() == m_wish.mostPairs) {
            if (m_pairs.empty() || !isMoreAlike(pair, m_pairs.front()))
                return;
            std::pop_heap(m_pairs.begin(), m_pairs.end(), isMoreAlike);
            m_pairs.pop_back();
        }
        m_pairs.push_back(pair);
        std::push_heap(m_pairs.begin(), m_pairs.end(), isMoreAlike);
    }

    const SampledClips m_clips;
    const SampledClips m_others;
    const bool m_isWithin;
    const PairWish &m_wish;
    BlockMatrix m_rowVectors;
    BlockMatrix m_columnVectors;
    BlockMatrix m_product;
    std::array<uint64_t, cosineBins> m_counts = {};
    std::vector<ClipPair> m_pairs;
    quint64 m_pairCount = 0;
};

} // namespace

std::optional<PairResult> nearDuplicates(const LaneClips &clips, const PairWish &wish,
                                         const IsCancelled &isCancelled, const Progress &progress)
{
    const size_t stride = strideFor(clips, wish.mostClips);
    const SampledClips chosen(clips, stride);
    auto result = PairCollector(chosen, chosen, true, wish).run(isCancelled, progress);
    if (result)
        result->stride = result->otherStride = stride;
    return result;
}

std::optional<PairResult> nearDuplicates(const LaneClips &clips, const LaneClips &others,
                                         const PairWish &wish, const IsCancelled &isCancelled,
                                         const Progress &progress)
{
    const size_t stride = strideFor(clips, wish.mostClips);
    const size_t otherStride = strideFor(others, wish.mostClips);
    auto result = PairCollector(SampledClips(clips, stride), SampledClips(others, otherStride), false, wish)
                      .run(isCancelled, progress);
    if (result) {
        result->stride = stride;
        result->otherStride = otherStride;
    }
    return result;
}

} // namespace embedscope
