// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/errorbody.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

std::optional<std::chrono::milliseconds> retryAfter(const QJsonValue &value)
{
    // Ten years: whoever waits bounds it to something sensible, here it must only fit the type.
    constexpr double mostSeconds = 10 * 366 * 86400.0;
    bool isNumber = value.isDouble();
    const double seconds = isNumber ? value.toDouble() : value.toString().toDouble(&isNumber);
    if (!isNumber || !std::isfinite(seconds) || seconds < 0)
        return std::nullopt;
    const double milliseconds = std::ceil(1000 * std::min(seconds, mostSeconds));
    return std::chrono::milliseconds(static_cast<qint64>(milliseconds));
}

} // namespace

ErrorBody readErrorBody(const QByteArray &body)
{
    // An error's body is small and its grammar nobody's concern: QJsonDocument bounds the depth itself and
    // takes what it can.
    const QJsonObject root = QJsonDocument::fromJson(body).object();
    const QJsonValue wrapped = root.value("error"_L1);
    const QJsonObject error = wrapped.isObject() ? wrapped.toObject() : root;
    return {.code = error.value("code"_L1).toString(),
            .message = error.value("message"_L1).toString(),
            .retryAfter = retryAfter(error.value("details"_L1).toObject().value("retryAfter"_L1))};
}

} // namespace embedscope
