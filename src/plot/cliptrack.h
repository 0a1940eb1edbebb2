// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tolerances.h"
#include "plot/rangeminmax.h"
#include "plot/sharedtime.h"

#include <limits>
#include <optional>
#include <vector>

namespace embedscope {

/// One clip as charts draw it.
struct ClipSpan
{
    double startSec = 0; ///< startSec <= endSec
    double endSec = 0;
    double norm = std::numeric_limits<double>::quiet_NaN(); ///< NaN where there is none
    int segment = -1; ///< index in EmbeddingTask::segments

    double lengthSec() const { return endSec - startSec; }
    friend bool operator==(const ClipSpan &, const ClipSpan &) = default;
};

/// Clips [first, last) of a track.
struct ClipIndexes
{
    size_t first = 0;
    size_t last = 0;

    size_t count() const { return last - first; }
    friend bool operator==(const ClipIndexes &, const ClipIndexes &) = default;
};

/// What one column of pixels shows of a track's norms.
struct NormColumn
{
    MinMax range; ///< of all clips that the column touches; empty where there is none with a norm
    /// The norm that the line comes from, where it goes on without a gap from the column before; else NaN.
    double cameFrom = std::numeric_limits<double>::quiet_NaN();
};

/// Clips one after another, prepared so that every question about what is visible costs as much as there are
/// pixels to fill, not as there are clips. Never changed once made.
class ClipTrack final
{
public:
    /// `clips` sorted by start and by end. Where they are not sorted by end (clips within clips), answers
    /// stay safe: coverage is right, the norms of a column may count a neighbour in.
    explicit ClipTrack(std::vector<ClipSpan> clips);

    const std::vector<ClipSpan> &clips() const { return m_clips; }

    /// The clips of which anything lies in `range`.
    ClipIndexes clipsIn(TimeRange range) const;
    /// The latest end of the clips that begin at `sec` or before; nothing where none does.
    std::optional<double> latestEndBefore(double sec) const;
    /// The start of the first clip that begins after `sec`; nothing where none does.
    std::optional<double> nextStart(double sec) const;
    /// Index of the clip at `sec`, else of the nearest one at most `toleranceSec` away, else nothing.
    std::optional<size_t> clipNear(double sec, double toleranceSec) const;

    /// For each of `columns` equal parts of `range`, which share of it (0 to 1) clips cover. Exactly 0 only
    /// where not even a clip without length begins.
    std::vector<float> coverage(TimeRange range, int columns) const;
    /// For each of `columns` equal parts of `range`, the clips of which anything lies in it.
    std::vector<ClipIndexes> clipsInColumns(TimeRange range, int columns) const;
    /// For each of `columns` equal parts of `range`, the norms that occur in it. A norm holds for its whole
    /// clip.
    std::vector<NormColumn> normColumns(TimeRange range, int columns) const;

private:
    struct Run // a stretch without a gap
    {
        double startSec;
        double endSec;
        double coveredBeforeSec; // by all runs before
    };
    void makeRuns();
    double coveredUntil(double sec, size_t runsBegun) const;
    size_t begunAt(double sec) const;
    size_t runsBegunBefore(double sec, size_t from) const;
    size_t startsAt(double sec,
                    size_t from) const; // the first clip that starts at `sec` or later, not before `from`
    size_t endsAfter(double sec,
                     size_t from) const; // the first one from which on a clip has ended after `sec`
    bool goesOn(size_t from, size_t to) const;

    std::vector<ClipSpan> m_clips;
    std::vector<double> m_latestEnd; // latest end of the clips 0 to i
    std::vector<Run> m_runs;
    RangeMinMax m_norms;
};

} // namespace embedscope
