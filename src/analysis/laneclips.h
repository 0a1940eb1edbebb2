// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "core/lanes.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace embedscope {

/// Asked now and then by everything in this room that can take more than a few milliseconds; true: stop. May
/// be empty. Called on the thread that computes.
using IsCancelled = std::function<bool()>;

/// Why a segment takes no part in comparisons.
enum class UnusableReason {
    NoVector, ///< missing, empty, or with something in it that is no finite number
    TooGreat, ///< finite as doubles, but beyond what float32 holds
    OtherDimension, ///< another length than most vectors of the lane
    Zero, ///< all its numbers are 0 (in float32): it has no direction
    NoTimes, ///< no start or no end (asset scope: then it spans the whole media, and is not left out)
    TimesReversed, ///< end before start
};

/// A segment that is left out of a lane's usable clips: the first reason that holds, in the order above.
struct LeftOutRow
{
    quint32 row = 0; ///< index in EmbeddingTask::segments
    UnusableReason reason = UnusableReason::NoVector;

    friend bool operator==(const LeftOutRow &, const LeftOutRow &) = default;
};

/// The segments of one lane.
struct LaneRows
{
    LaneKey key;
    std::vector<quint32> rows; ///< indexes in EmbeddingTask::segments, ascending
};

/// The clips of one lane that can be compared with each other, sorted by start, end, row: of the lane's most
/// common dimension, finite, not zero, with start <= end. All other measures of this room stand on it, and
/// name its clips by their index here ("clip"), not by the task's segment ("row"). Shares the task's vectors
/// and copies none: 32 bytes a clip. Never changed once made; make it once a lane and keep it.
class LaneClips final
{
public:
    /// Reads every vector of the lane once (44 MB: some tens of milliseconds). Nothing only where it was
    /// cancelled. Of two dimensions that are equally common, the one that stands first in
    /// EmbeddingTask::segments counts.
    static std::optional<LaneClips> of(SharedTask task, LaneKey lane, const IsCancelled &isCancelled = {});
    /// The same where the lane's rows are known already.
    static std::optional<LaneClips> ofRows(SharedTask task, const LaneRows &lane, const IsCancelled &isCancelled = {});

    const EmbeddingTask &task() const { return *m_task; }
    const SharedTask &sharedTask() const { return m_task; }
    LaneKey key() const { return m_key; }
    const QString &modality() const { return m_task->modalities.at(m_key.modality); }
    const QString &scope() const { return m_task->scopes.at(m_key.scope); }

    /// The same clips with no more than the first `dimension` numbers of each vector; those of which nothing is left are left out.
    LaneClips prefixed(quint32 dimension) const;

    size_t size() const { return m_rows.size(); }
    bool isEmpty() const { return m_rows.empty(); }
    quint32 dimension() const { return m_dimension; } ///< 0 where no vector came
    /// In order of EmbeddingTask::segments.
    const std::vector<LeftOutRow> &leftOut() const { return m_leftOut; }

    quint32 row(size_t clip) const { return m_rows[clip]; }
    double startSec(size_t clip) const { return m_times[clip].startSec; }
    double endSec(size_t clip) const { return m_times[clip].endSec; }
    /// The clip of a segment; nothing where it is left out or in another lane. Linear in the lane's clips.
    std::optional<size_t> clipOfRow(quint32 row) const;
    /// The clip that `sec` lies in (start <= sec < end), the latest to start where several overlap.
    std::optional<size_t> clipAt(double sec) const;

    /// `dimension()` numbers as they came.
    std::span<const float> vector(size_t clip) const;
    /// L2 norm of vector(), computed in double; above 0.
    double norm(size_t clip) const { return m_norms[clip]; }
    /// Writes `count` vectors of length 1, clips `first` and following, one after another into `out` (count *
    /// dimension() numbers).
    void unitVectors(size_t first, size_t count, float *out) const;
    /// The same for one clip.
    std::vector<float> unitVector(size_t clip) const;
    /// Cosine of two clips, computed in double, in [-1, 1].
    double cosine(size_t clip, size_t other) const;

private:
    struct Times
    {
        double startSec;
        double endSec;
    };

    LaneClips(SharedTask task, LaneKey lane) : m_task(std::move(task)), m_key(lane) { }
    std::optional<UnusableReason> take(quint32 row);
    void sort();

    SharedTask m_task;
    LaneKey m_key;
    quint32 m_dimension = 0;
    double m_wholeSec = std::numeric_limits<double>::quiet_NaN(); // of the media, once it is needed
    std::vector<quint32> m_rows;
    std::vector<Times> m_times;
    std::vector<double> m_norms;
    std::vector<LeftOutRow> m_leftOut;
};

/// A lane's clips, shared by several views.
using SharedClips = std::shared_ptr<const LaneClips>;

/// The segments of these lanes, in one pass through all.
std::vector<LaneRows> rowsOf(const EmbeddingTask &task, const std::vector<LaneKey> &keys);

/// The lanes that a task has, in the order of lanesOf().
std::vector<LaneRows> rowsByLane(const EmbeddingTask &task);

/// The most common length of the vectors of these segments; of equally common ones the earliest; 0 without
/// vectors.
quint32 usualLength(const EmbeddingTask &task, std::span<const quint32> rows);

} // namespace embedscope
