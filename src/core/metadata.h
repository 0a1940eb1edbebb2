// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <utility>
#include <vector>

namespace embedscope {

/// What a task's answer says about the media and about what was asked for (`metadata`). Everything may be missing.
struct Metadata
{
    QString inputType; ///< "video", "audio", newer: "image", "document"; empty where missing
    QString inputUrl;
    QString inputFilename;
    std::optional<double> clipLengthSec;
    std::optional<double> durationSec;
    std::optional<double> startOffsetSec;
    std::optional<double> endOffsetSec;
    QStringList embeddingOptions; ///< what was asked for
    QStringList embeddingScopes;
    /// Every member in the order of the answer, known or not: key, and its value as JSON text (cut at 4,096 characters).
    std::vector<std::pair<QString, QString>> members;
};

} // namespace embedscope
