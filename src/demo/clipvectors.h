// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/filmscript.h"

#include <map>
#include <span>

namespace embedscope {

/// Makes the vectors of a film's clips, structured like real ones: clips of one shot have a cosine of 0.92 to
/// 0.98 with each other, clips of different shots about 0.3, clips of different modalities about 0.1 at the
/// same place and 0 elsewhere. A shot drifts slowly, and every clip has a little of its own. A vector depends
/// on nothing but the script, the track and the clip.
class ClipVectors final
{
public:
    /// The script must outlive this.
    explicit ClipVectors(const FilmScript &script);

    /// Which stretch of the track covers the middle of the clip; nothing is delivered where none does: -1.
    int stretchOf(size_t track, size_t clip) const;

    /// The vector of a clip, `out` as long as the script's dimension; `stretch` from stretchOf(), not -1.
    void compute(size_t track, size_t stretch, size_t clip, std::span<float> out);

private:
    using Direction = std::vector<float>;

    Direction direction(quint64 seed) const;
    const Direction &common(size_t track);
    const Direction &look(size_t track, int look);
    const Direction &drift(size_t track, size_t stretch);

    const FilmScript &m_script;
    std::map<size_t, Direction> m_commons; // by track
    std::map<std::pair<size_t, int>, Direction> m_looks; // by track and look
    std::map<size_t, std::pair<size_t, Direction>> m_drifts; // by track: the last stretch asked for
};

} // namespace embedscope
