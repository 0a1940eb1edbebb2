// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/findingrows.h"

#include "analysis/laneclips.h"

#include <functional>

namespace embedscope {

namespace {

using RowTest = std::function<bool(const Segment &)>;

/// Rows whose vector has another length than most of their modality, over all scopes, as the reader counts.
std::vector<quint32> rowsOfOtherLength(const EmbeddingTask &task)
{
    std::vector<std::vector<quint32>> byModality(static_cast<size_t>(task.modalities.size()));
    for (quint32 row = 0; row < task.segments.size(); ++row)
        byModality.at(task.segments[row].modality).push_back(row);
    std::vector<quint32> rows;
    for (const std::vector<quint32> &ofOne : byModality) {
        const quint32 usual = usualLength(task, ofOne);
        std::copy_if(ofOne.begin(), ofOne.end(), std::back_inserter(rows), [&task, usual](quint32 row) {
            return task.segments[row].length > 0 && task.segments[row].length != usual;
        });
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

/// What tells a finding's segments by themselves; empty where nothing does.
RowTest testFor(const Finding &finding, const EmbeddingTask &task)
{
    const auto named = [](const QStringList &names, const QString &name) { return names.indexOf(name); };
    const auto clips = named(task.scopes, QStringLiteral("clip"));
    const double duration = task.metadata ? task.metadata->durationSec.value_or(0) : 0;
    constexpr double durationTolerance = 0.05; // the reader's
    switch (finding.kind) {
    case FindingKind::TimesMissing:
        return [clips](const Segment &s) { return s.scope == clips && !s.hasTimes(); };
    case FindingKind::TimesReversed:
        return [](const Segment &s) { return s.endSec < s.startSec; };
    case FindingKind::TimesNegative:
        return [](const Segment &s) { return s.startSec < 0 || s.endSec < 0; };
    case FindingKind::TimesBeyondDuration:
        return [duration](const Segment &s) { return s.endSec > duration + durationTolerance; };
    case FindingKind::ModalityUnnamed:
        return [index = named(task.modalities, QString())](const Segment &s) { return s.modality == index; };
    case FindingKind::ScopeUnnamed:
        return [index = named(task.scopes, QString())](const Segment &s) { return s.scope == index; };
    case FindingKind::ModalityUnknown:
        return [index = named(task.modalities, finding.detail)](const Segment &s) {
            return s.modality == index;
        };
    case FindingKind::ScopeUnknown:
        return [index = named(task.scopes, finding.detail)](const Segment &s) { return s.scope == index; };
    case FindingKind::NoEmbeddings:
    case FindingKind::ItemNotObject:
    case FindingKind::VectorMissing:
    case FindingKind::VectorEmpty:
    case FindingKind::VectorNotNumeric:
    case FindingKind::VectorNotFinite:
    case FindingKind::DimensionDiffers:
    case FindingKind::StatusUnknown:
    case FindingKind::DuplicateKey:
    case FindingKind::FieldOdd:
    case FindingKind::MetadataMissing:
    case FindingKind::HoldsKey:
    case FindingKind::ModalityNotDelivered:
    case FindingKind::VectorsLeftOut:
    case FindingKind::OlderForm:
        break;
    }
    return {};
}

/// The segment at a place of the answer's `data`.
std::vector<quint32> rowAt(const EmbeddingTask &task, quint32 position)
{
    for (quint32 row = 0; row < task.segments.size(); ++row) {
        if (task.segments[row].position == position)
            return {row};
    }
    return {};
}

/// A vector that holds something other than finite numbers: whether one of several causes or another, the
/// numbers do not say, but where the count is that of all such vectors, it is this one.
std::vector<quint32> rowsWithoutNorm(const EmbeddingTask &task, const Finding &finding)
{
    const bool isWithoutNumbers =
        finding.kind == FindingKind::VectorMissing || finding.kind == FindingKind::VectorEmpty;
    std::vector<quint32> rows;
    for (quint32 row = 0; row < task.segments.size(); ++row) {
        if (!task.segments[row].hasNorm() && (task.segments[row].length == 0) == isWithoutNumbers)
            rows.push_back(row);
    }
    if (rows.size() == static_cast<size_t>(finding.count))
        return rows;
    return finding.firstPosition ? rowAt(task, *finding.firstPosition) : std::vector<quint32>();
}

} // namespace

std::vector<quint32> rowsOf(const Finding &finding, const EmbeddingTask &task)
{
    if (finding.kind == FindingKind::DimensionDiffers)
        return rowsOfOtherLength(task);
    if (finding.kind == FindingKind::VectorMissing || finding.kind == FindingKind::VectorEmpty
        || finding.kind == FindingKind::VectorNotNumeric || finding.kind == FindingKind::VectorNotFinite)
        return rowsWithoutNorm(task, finding);
    if (const RowTest test = testFor(finding, task)) {
        std::vector<quint32> rows;
        for (quint32 row = 0; row < task.segments.size(); ++row) {
            if (test(task.segments[row]))
                rows.push_back(row);
        }
        return rows;
    }
    return finding.firstPosition ? rowAt(task, *finding.firstPosition) : std::vector<quint32>();
}

} // namespace embedscope
