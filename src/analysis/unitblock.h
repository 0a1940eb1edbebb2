// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/laneclips.h"

#include <Eigen/Core>

namespace embedscope {

/// Row after row a vector, or a vector's cosines.
using BlockMatrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Products of float32 may put the cosine of equal vectors so much below 1: a least cosine is lowered by it.
constexpr float cosineRounding = 1e-6F;

/// So many clips stand in one block of a product of matrices: 512 KiB of 512 numbers each.
constexpr size_t clipsInBlock = 256;

/// Some of a lane's clips in order of time, whose unit vectors are taken block by block.
class SampledClips final
{
public:
    /// Every `stride`-th clip, from the first.
    SampledClips(const LaneClips &clips, size_t stride)
        : m_clips(clips), m_stride(stride), m_count((clips.size() + stride - 1) / stride),
          m_total(m_count * stride)
    {
    }
    /// `count` clips, evenly spread, or all where there are not more.
    static SampledClips spread(const LaneClips &clips, size_t count)
    {
        SampledClips chosen(clips, 1);
        if (count < clips.size()) {
            chosen.m_count = count;
            chosen.m_total = clips.size();
            chosen.m_stride = 0;
        }
        return chosen;
    }

    size_t size() const { return m_count; }
    size_t blocks() const { return (m_count + clipsInBlock - 1) / clipsInBlock; }
    /// The clip (index in LaneClips) at a place.
    size_t clip(size_t place) const { return m_stride > 0 ? place * m_stride : place * m_total / m_count; }
    size_t firstOf(size_t block) const { return block * clipsInBlock; }
    size_t countOf(size_t block) const { return std::min(clipsInBlock, m_count - firstOf(block)); }
    /// The unit vectors of a block: countOf(block) x dimension.
    void load(size_t block, BlockMatrix &out) const
    {
        const size_t count = countOf(block);
        out.resize(static_cast<Eigen::Index>(count), static_cast<Eigen::Index>(m_clips.dimension()));
        for (size_t i = 0; i < count; ++i)
            m_clips.unitVectors(clip(firstOf(block) + i), 1, out.row(static_cast<Eigen::Index>(i)).data());
    }
    const LaneClips &clips() const { return m_clips; }

private:
    const LaneClips &m_clips;
    size_t m_stride;
    size_t m_count;
    size_t m_total;
};

} // namespace embedscope
