// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"

#include <cstddef>
#include <tuple>
#include <vector>

namespace embedscope {

/// Charts, change, novelty, similarity and the boxes that choose among modalities take so many lanes of a task at most. The
/// service knows five modalities and a handful of scopes; of more lanes than this none would be as high as a line of text,
/// and each costs widgets, series and a pass over the vectors. The audit says where lanes stay out; the table of segments and
/// exports have all of them.
constexpr size_t mostLanes = 64;

/// One lane of a task: a modality in a scope.
struct LaneKey
{
    quint16 modality = 0; ///< index into EmbeddingTask::modalities
    quint16 scope = 0; ///< index into EmbeddingTask::scopes

    friend bool operator==(const LaneKey &, const LaneKey &) = default;
    /// Both in one number, which tells any two apart.
    quint32 number() const { return quint32(modality) << 16 | scope; }
};

/// By what lanes are ordered, see lanesOf().
std::tuple<int, quint16, quint16> placeOfLane(const EmbeddingTask &task, LaneKey lane);

/// The lanes that a task has, those of scope clip first, then pages and chunks, quadrants of pages, others; each by modality
/// and scope as they stand in the task. Linear in
/// the segments, n log n in the lanes.
std::vector<LaneKey> lanesOf(const EmbeddingTask &task);

/// Which lanes of a task are shown, and of how many: vectors of the whole media (scope "asset") share one place and are not
/// counted.
struct ShownLanes
{
    std::vector<LaneKey> keys; ///< the first `mostLanes` in the order of lanesOf(), without those of scope "asset"
    size_t all = 0; ///< how many there are without those
};

ShownLanes shownLanes(const EmbeddingTask &task);

/// The lanes whose vectors are compared with each other and with those of other tasks: clips, whole pages, chunks; what has no
/// axis (an image) is compared as a whole. In the order of lanesOf(), at most mostLanes.
std::vector<LaneKey> comparedLanes(const EmbeddingTask &task);

/// Of each scope whether a segment of it without times, page or chunk lacks something: clips, pages and chunks do; others only
/// where not one segment of media with a clock has a time, and the answer is no query (FindingKind::QueryVector).
std::vector<bool> scopesInNeedOfPlaces(const EmbeddingTask &task);

/// The most common length of the vectors of each modality, over all scopes; of equally common ones that of the earlier segment;
/// 0 without vectors.
std::vector<quint32> usualLengths(const EmbeddingTask &task);

} // namespace embedscope
