// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/unusable.h"

#include "exporting/exportrun.h"

#include <algorithm>
#include <cmath>

namespace embedscope {

using Reason = UnusableSegment::Reason;

std::optional<Reason> whyUnusable(const EmbeddingTask &task, const Segment &segment, quint32 dimension,
                                  bool isFloat32)
{
    if (segment.length == 0)
        return Reason::NoVector;
    const auto row = task.matrix.row(segment.offset, segment.length);
    if (!segment.hasNorm()) {
        // The reader writes NaN for what is no number, and infinity for what is too large for a double.
        const bool isNumeric = std::none_of(row.begin(), row.end(), [](float f) { return std::isnan(f); });
        return isNumeric ? Reason::NotFinite : Reason::NotNumeric;
    }
    if (segment.length != dimension)
        return Reason::OtherDimension;
    if (isFloat32 && std::any_of(row.begin(), row.end(), [](float f) { return std::isinf(f); }))
        return Reason::BeyondFloat32;
    return std::nullopt;
}

QByteArray reasonWord(Reason reason)
{
    switch (reason) {
    case Reason::NoVector:
        return "no_vector";
    case Reason::NotNumeric:
        return "not_numeric";
    case Reason::NotFinite:
        return "not_finite";
    case Reason::OtherDimension:
        return "other_dimension";
    case Reason::BeyondFloat32:
        break;
    }
    return "beyond_float32";
}

void noteUnusable(ExportRun &run, const TaskId &id, const EmbeddingTask &task, const Segment &segment,
                  Reason reason)
{
    constexpr size_t most = 100;
    ExportOutcome &outcome = run.outcome();
    ++outcome.unusable;
    if (outcome.firstUnusable.size() < most)
        outcome.firstUnusable.push_back({id, segment.position, task.modalities.at(segment.modality),
                                         task.scopes.at(segment.scope), reason});
}

} // namespace embedscope
