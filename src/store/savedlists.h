// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "store/taskrecord.h"

#include <QString>

#include <optional>
#include <vector>

namespace embedscope {

// Lists as JSON text in one column of the session. An empty list is an empty text. Back again: nothing where the text
// is none of ours.

QString savedModalities(const QStringList &modalities); ///< ["visual", ...]
QString savedDimensions(const QList<quint32> &dimensions); ///< [1024, ...]
QString savedFindings(const std::vector<Finding> &findings); ///< [[kind, count, first position or null, detail], ...]
QString savedNorms(const std::vector<ModalityNorms> &norms); ///< [[modality, vectors, least, most, mean], ...]
QString savedHistory(const std::vector<StateChange> &history); ///< [[state, milliseconds since 1970], ...]
/// [percent, errors, warnings, notes, [[modality, scope, came, sound, whole], ...]]
QString savedHealth(const std::optional<HealthSummary> &health);
/// [milliseconds since 1970, state, status, vectors, message]
QString savedWorse(const std::optional<WorseResponse> &worse);

std::optional<QStringList> modalitiesOf(const QString &text);
std::optional<QList<quint32>> dimensionsOf(const QString &text);
std::optional<std::vector<Finding>> findingsOf(const QString &text);
std::optional<std::vector<ModalityNorms>> normsOf(const QString &text);
std::optional<std::vector<StateChange>> historyOf(const QString &text);
std::optional<std::optional<HealthSummary>> healthSummaryOf(const QString &text);
std::optional<std::optional<WorseResponse>> worseOf(const QString &text);

} // namespace embedscope
