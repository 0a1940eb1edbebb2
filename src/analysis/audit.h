// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/laneclips.h"
#include "analysis/normstatistics.h"

#include <array>

namespace embedscope {

/// How bad a finding is.
enum class Severity {
    Error, ///< something that was asked for is not there or cannot be used
    Warning, ///< usable, but worth a look before one trusts it
    Note, ///< good to know
};

/// What the audit finds beyond what the reader has found.
enum class AuditKind {
    OfReader, ///< a finding of the reader: AuditFinding::read says which
    ScopeNotDelivered, ///< asked for in metadata.embedding_scopes, and no segment of it came; detail: the
                       ///< scope
    LaneNotDelivered, ///< both the modality and the scope came, but not together; detail: the modality; see
                      ///< `scope`
    ModalityUnasked, ///< came without being asked for (where metadata says what was); detail: the modality
    VectorZero, ///< every number is 0
    VectorConstant, ///< all numbers are equal, and not 0
    VectorsEqual, ///< bit for bit the same vector as another clip of the lane; number: how many different
                  ///< ones repeat
    NormOutlier, ///< see NormStatistics; a place's number: the norm; number: the median
    ClipCountDiffers, ///< number: distinct intervals that came; expected: ceil(asked-for seconds /
                      ///< clip_length)
    Gap, ///< nothing of the lane for 0.05 s and more, also before its first clip and after its last; number:
         ///< seconds, pages or chunks in all
    Overlap, ///< a clip begins 0.05 s or more before an earlier one has ended; number: seconds in all
    LanesNotShown, ///< there are more lanes than mostLanes; number: how many are shown; expected: how many came
    RequestsNotAudited, ///< more was asked for than mostAskedFor; number: what is audited; expected: modalities
                        ///< times scopes
    FindingsNotListed, ///< more was found than mostFindings; number: how much is listed; expected: all
};

/// So many modalities in scopes that were asked for are audited at most: whoever asks for more is not asking.
constexpr size_t mostAskedFor = 256;
/// So many findings are listed at most, the worst first: nobody reads more, and each is a sentence with widgets to show it.
/// Those beyond are counted.
constexpr size_t mostFindings = 500;

/// A place to jump to.
struct AuditPlace
{
    static constexpr quint32 noRow = std::numeric_limits<quint32>::max();

    quint32 row = noRow; ///< index in EmbeddingTask::segments; noRow for a gap
    double startSec = 0; ///< NaN where the segment has no times
    double endSec = 0;
    double number = std::numeric_limits<double>::quiet_NaN(); ///< what the kind says
    AxisUnit axis = AxisUnit::Seconds; ///< what start and end count

    bool hasRow() const { return row != noRow; }
};

/// One oddity of a task: the sentence is made from it where the user reads it.
struct AuditFinding
{
    AuditKind kind = AuditKind::OfReader;
    Severity severity = Severity::Note;
    std::optional<Finding> read = std::nullopt; ///< with OfReader
    std::optional<LaneKey> lane = std::nullopt; ///< where it is about one
    QString detail = {}; ///< a name, see AuditKind
    QString scope = {}; ///< with LaneNotDelivered
    /// In order of time (without times last); all of them for kinds of the audit; for the reader's see
    /// rowsOf(), and only the first 256 of its findings have places.
    std::vector<AuditPlace> places = {};
    /// How many segments or stretches are concerned; at least 1, and for the reader's findings more than
    /// places perhaps.
    int count = 1;
    double number = std::numeric_limits<double>::quiet_NaN(); ///< see AuditKind
    double expected = std::numeric_limits<double>::quiet_NaN(); ///< see AuditKind
};

/// One lane of what was asked for or came: its sums.
struct LaneAudit
{
    QString modality;
    QString scope;
    bool isAskedFor = false; ///< false also where the metadata does not say what was
    bool came = false;
    std::optional<LaneKey> lane = std::nullopt; ///< where it came
    int segments = 0;
    int soundVectors = 0; ///< see Health
    int intervals = 0; ///< distinct ones
    std::optional<int> expectedIntervals = std::nullopt; ///< see ClipCountDiffers
    double coveredSec = 0; ///< the union of its clips, within the asked-for stretch
    double soundSec = 0; ///< the same of clips with sound vectors
    double askedSec = 0; ///< the asked-for stretch
    /// Share of the asked-for stretch that clips cover, 0 to 1; 0 where that is not known.
    double coverage() const { return askedSec > 0 ? coveredSec / askedSec : 0; }
};

/// One figure for a task, and what it is made of.
///
/// health = 100 * the mean of its parts' shares, rounded down. A part is a modality in a scope that was asked
/// for (by metadata.embedding_options and embedding_scopes; where they do not say, what came). Its share:
/// - clips: seconds covered by clips with sound vectors / seconds of the asked-for stretch (start_offset_sec
///   to end_offset_sec where the metadata has them, else 0 to the duration);
/// - clips of transcription: the same / seconds covered by any of its clips, because pauses of speech are no
///   loss; 0 where not one came;
/// - any other scope: sound vectors / vectors; 0 where none came.
/// A vector is sound that is finite, not zero, not constant, of its lane's most common dimension, and has times (pages, chunks)
/// with start <= end where it needs them, see scopesInNeedOfPlaces(). "local" in embedding_scopes is clip, page or chunk,
/// whichever came. A result that names no modality, and one of media with a clock in which no segment has a time, has 99 at
/// most.
struct Health
{
    struct Part
    {
        size_t lane = 0; ///< index in TaskAudit::lanes
        double share = 0; ///< 0 to 1
    };
    int percent = 0; ///< 0 to 100
    std::vector<Part> parts; ///< by lane; none, and 0 percent, where nothing came and nobody says what was asked for
};

/// All that the audit says of one task.
struct TaskAudit
{
    /// Errors first, then warnings, notes; each in order of lane and kind. At most mostFindings, and behind them what limits
    /// leave out.
    std::vector<AuditFinding> findings;
    /// How much was found by severity, listed or not.
    std::array<int, 3> counts{};
    /// What was asked for (the first mostAskedFor) or came; clips first, in the order of metadata, then of the answer.
    std::vector<LaneAudit> lanes;
    /// Nothing for a task that is not ready, and where the vectors were left out (FindingKind::VectorsLeftOut).
    std::optional<Health> health;
    double durationSec = 0; ///< EmbeddingTask::durationSec()

    int countOf(Severity severity) const { return counts[static_cast<size_t>(severity)]; }
};

/// The health of a ready task from the sums of its lanes.
Health healthOf(const std::vector<LaneAudit> &lanes);

/// Severity of what the reader finds.
Severity severityOf(const Finding &finding);

/// Holds what was delivered against what was asked for. Reads every vector once; 100,000 segments of 512
/// numbers take some 0.1 s. Linear in the segments, the lanes and what was asked for, but for sorting. Nothing only where it
/// was cancelled.
std::optional<TaskAudit> auditTask(const EmbeddingTask &task, const IsCancelled &isCancelled = {});

} // namespace embedscope
