// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/taskchecks.h"

#include "core/lanes.h"

#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// By this much the end of the last clip may lie behind the duration: both are rounded by the service.
constexpr double durationTolerance = 0.05;

constexpr std::array knownModalities = {"visual"_L1, "audio"_L1, "transcription"_L1, "fused"_L1, "text"_L1};
constexpr std::array knownScopes = {"clip"_L1, "asset"_L1, "page"_L1, "chunk"_L1};

void checkNames(const EmbeddingTask &task, FindingList &findings)
{
    const auto isUnknown = [](const auto &known, const QString &name) {
        return !name.isEmpty() && std::find(known.begin(), known.end(), name) == known.end();
    };
    std::vector<bool> modalities;
    std::vector<bool> scopes;
    for (const QString &name : task.modalities)
        modalities.push_back(isUnknown(knownModalities, name));
    for (const QString &name : task.scopes)
        scopes.push_back(isUnknown(knownScopes, wholeScope(name)));
    for (const Segment &segment : task.segments) {
        if (modalities.at(segment.modality))
            findings.addAt(segment.position, FindingKind::ModalityUnknown,
                           task.modalities.at(segment.modality));
        if (scopes.at(segment.scope))
            findings.addAt(segment.position, FindingKind::ScopeUnknown, task.scopes.at(segment.scope));
    }
}

/// Marengo 3.5 hears speech as a part of the sound.
bool isDeliverable(const EmbeddingTask &task, const QString &modality)
{
    return modality != "transcription"_L1 || !task.isOfMarengo35();
}

void checkTimes(const EmbeddingTask &task, FindingList &findings)
{
    const double duration = task.axis == AxisUnit::Seconds && task.metadata ? task.metadata->durationSec.value_or(0) : 0;
    const std::vector<bool> needsPlace = scopesInNeedOfPlaces(task);
    for (const Segment &segment : task.segments) {
        if (needsPlace.at(segment.scope) && !segment.hasTimes())
            findings.addAt(segment.position, FindingKind::TimesMissing);
        // A missing time is NaN, which is neither less nor greater than anything.
        if (segment.endSec < segment.startSec)
            findings.addAt(segment.position, FindingKind::TimesReversed);
        if (segment.startSec < 0 || segment.endSec < 0)
            findings.addAt(segment.position, FindingKind::TimesNegative);
        if (duration > 0 && segment.endSec > duration + durationTolerance)
            findings.addAt(segment.position, FindingKind::TimesBeyondDuration);
    }
}

void checkDelivery(const EmbeddingTask &task, const std::vector<quint32> &lengths, FindingList &findings)
{
    if (!task.metadata) {
        findings.add(FindingKind::MetadataMissing);
        return;
    }
    const bool areVectorsLeftOut = contains(findings.findings(), FindingKind::VectorsLeftOut);
    QSet<QString> delivered;
    for (qsizetype i = 0; i < task.modalities.size(); ++i) {
        if (lengths.at(static_cast<size_t>(i)) > 0 || areVectorsLeftOut)
            delivered.insert(task.modalities[i]);
    }
    QStringList asked = task.metadata->embeddingOptions;
    asked.removeDuplicates();
    for (const QString &modality : std::as_const(asked)) {
        if (!delivered.contains(modality) && isDeliverable(task, modality))
            findings.add(FindingKind::ModalityNotDelivered, modality);
    }
}

} // namespace

void checkTask(const EmbeddingTask &task, FindingList &findings)
{
    checkNames(task, findings);
    checkTimes(task, findings);
    const std::vector<quint32> lengths = usualLengths(task);
    for (const Segment &segment : task.segments) {
        if (segment.length > 0 && segment.length != lengths.at(segment.modality))
            findings.addAt(segment.position, FindingKind::DimensionDiffers);
    }
    if (task.state == TaskState::Ready)
        checkDelivery(task, lengths, findings);
}

} // namespace embedscope
