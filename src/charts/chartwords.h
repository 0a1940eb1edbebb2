// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "plot/laneset.h"
#include "plot/normband.h"
#include "plot/normscale.h"

#include <QString>

namespace embedscope {

// The words that charts write: names, readouts, summaries.

/// "visual", "visual (chunk)" for another scope than clip, "unnamed", "whole file" for the asset lane.
QString laneTitle(const Lane &lane);
/// The modality's name of a segment; "unnamed" where it is null.
QString modalityTitleOf(const EmbeddingTask &task, int segment);
/// "0:00:12.000 – 0:00:18.000 (6.000 s)"; says so where the service gave the times reversed or not at all.
QString intervalText(const EmbeddingTask &task, int segment);
/// "norm 1.0002, 1024 numbers", or that there is no norm.
QString vectorText(const Segment &segment);
/// What the norm chart says of a file without an axis: its vectors are of the whole.
QString wholeVectorSentence(const EmbeddingTask &task);
/// What is said in the place of a lane without clips.
QString missingText(const Lane &lane);
/// "visual: median 1.0000, unit length".
QString normLegendText(const Lane &lane);
/// One sentence about all lanes together: "All vectors have unit length." or which have.
QString unitLengthSentence(const LaneSet &lanes);

/// What the band and the diamonds of the norm chart mean, and what its axis counts; empty without both.
QString bandSentence(const std::vector<NormBand> &bands, NormAxis axis);

/// "64 of 5,000 modalities are shown." where there are more lanes than are drawn; else empty.
QString notDrawnSentence(const LaneSet &lanes);
/// The timeline in words, for those who cannot see it.
QString timelineSummary(const LaneSet &lanes);
/// The norm chart in words.
QString normSummary(const LaneSet &lanes);
/// A selected clip in words, to go behind a summary.
QString selectionSentence(const EmbeddingTask &task, int segment);

/// The number of the scene that begins at a mark of the change chart (an index in SceneMarks::peaks): the media begin with
/// scene 1, so the first mark with scene 2.
constexpr qint64 sceneNumber(qint64 peak)
{
    return peak + 2;
}

} // namespace embedscope
