// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/checks.h"
#include "reader/errorbody.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace embedscope::fuzz {

QString checkErrorBody(const QByteArray &bytes)
{
    constexpr auto tenYears = std::chrono::days(3660);
    const ErrorBody body = readErrorBody(bytes);
    if (body.retryAfter && (body.retryAfter->count() < 0 || *body.retryAfter > tenYears))
        return u"a wait of %1 ms"_s.arg(body.retryAfter->count());
    const bool isEmpty = body.code.isEmpty() && body.message.isEmpty() && !body.retryAfter;
    if (!isEmpty && !QJsonDocument::fromJson(bytes).isObject())
        return u"something was read out of what is no object"_s;
    return {};
}

} // namespace embedscope::fuzz
