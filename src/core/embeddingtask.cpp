// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/embeddingtask.h"

#include <QSet>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace embedscope {

double EmbeddingTask::durationSec() const
{
    if (axis == AxisUnit::None)
        return segments.empty() ? 0 : 1;
    if (axis == AxisUnit::Seconds && metadata && metadata->durationSec && std::isfinite(*metadata->durationSec) && *metadata->durationSec > 0)
        return *metadata->durationSec;
    double latest = 0;
    for (const Segment &segment : segments) {
        if (segment.hasTimes())
            latest = std::max({latest, segment.startSec, segment.endSec});
    }
    return latest;
}

bool EmbeddingTask::isOfMarengo35() const
{
    const auto isNew = [](const QString &scope) { return isLocalScope(scope) && scope != QLatin1String("clip"); };
    return (metadata && metadata->embeddingScopes.contains(QLatin1String("local")))
        || std::any_of(scopes.begin(), scopes.end(), isNew) || hasUncertainty();
}

bool EmbeddingTask::hasUncertainty() const
{
    return std::any_of(segments.begin(), segments.end(), [](const Segment &segment) { return segment.hasUncertainty(); });
}

namespace {

/// Names of a megabyte are no names: a summary is kept for thousands of tasks, and shows the first letters of each.
QString shortName(const QString &name)
{
    constexpr qsizetype most = 256;
    return name.size() > most ? name.left(most) : name;
}

std::vector<ModalityNorms> normsByModality(const EmbeddingTask &task)
{
    std::vector<ModalityNorms> all(static_cast<size_t>(task.modalities.size()));
    for (const Segment &segment : task.segments) {
        if (!segment.hasNorm())
            continue;
        ModalityNorms &norms = all.at(segment.modality);
        norms.least = norms.vectors == 0 ? segment.norm : std::min(norms.least, segment.norm);
        norms.most = norms.vectors == 0 ? segment.norm : std::max(norms.most, segment.norm);
        ++norms.vectors;
        norms.mean += (segment.norm - norms.mean) / norms.vectors; // a sum could grow beyond a double
    }
    for (size_t i = 0; i < all.size(); ++i)
        all[i].modality = shortName(task.modalities.at(static_cast<qsizetype>(i)));
    std::erase_if(all, [](const ModalityNorms &norms) { return norms.vectors == 0; });
    return all;
}

} // namespace

TaskSummary summarize(const EmbeddingTask &task)
{
    TaskSummary summary;
    if (task.metadata) {
        summary.file = task.metadata->inputFilename;
        if (summary.file.isEmpty())
            summary.file = QUrl(task.metadata->inputUrl).fileName();
        summary.inputType = task.metadata->inputType;
        summary.durationSec = task.metadata->durationSec;
    }
    summary.axis = task.axis;
    std::vector<bool> isLocal;
    for (const QString &scope : task.scopes)
        isLocal.push_back(isLocalScope(scope));
    std::vector<std::pair<double, double>> intervals;
    QSet<quint32> dimensions;
    for (const Segment &segment : task.segments) {
        if (isLocal.at(segment.scope) && segment.hasTimes())
            intervals.emplace_back(segment.startSec, segment.endSec);
        if (segment.length > 0)
            dimensions.insert(segment.length);
    }
    std::sort(intervals.begin(), intervals.end());
    summary.clips = static_cast<int>(std::unique(intervals.begin(), intervals.end()) - intervals.begin());
    summary.vectors = static_cast<int>(task.segments.size());
    summary.modalities.reserve(task.modalities.size());
    for (const QString &modality : task.modalities)
        summary.modalities.append(shortName(modality));
    summary.dimensions = QList<quint32>(dimensions.begin(), dimensions.end());
    std::sort(summary.dimensions.begin(), summary.dimensions.end());
    summary.createdAt = task.createdAt;
    summary.updatedAt = task.updatedAt;
    summary.errorMessage = task.errorMessage;
    summary.findings = task.findings;
    for (Finding &finding : summary.findings)
        finding.detail = shortName(finding.detail);
    summary.norms = normsByModality(task);
    return summary;
}

} // namespace embedscope
