// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace embedscope {

/// What the body of an HTTP error says: {"error":{"code","message","details"}} or {"code","message"},
/// anything else is empty.
struct ErrorBody
{
    QString code;
    QString message;
    /// details.retryAfter as it came: a string (or a number), of seconds by the documents. Empty where there is none.
    QByteArray retryAfter;
};

/// Never fails: what is no such JSON (HTML of a proxy, nothing) gives an empty ErrorBody.
ErrorBody readErrorBody(const QByteArray &body);

} // namespace embedscope
