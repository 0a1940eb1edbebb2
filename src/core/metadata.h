// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <algorithm>
#include <array>
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
    /// False of what has no time: images, documents, texts. What says nothing, or a type that nobody knows, counts as having one.
    bool hasClock() const
    {
        constexpr std::array<QLatin1StringView, 5> clockless{QLatin1StringView("image"), QLatin1StringView("document"),
                                                             QLatin1StringView("text"), QLatin1StringView("text_image"),
                                                             QLatin1StringView("multi_input")};
        return std::ranges::find(clockless, inputType) == clockless.end();
    }
    /// Every member in the order of the answer, known or not: key, and its value as JSON text (cut at 4,096 characters).
    std::vector<std::pair<QString, QString>> members;
};

} // namespace embedscope
