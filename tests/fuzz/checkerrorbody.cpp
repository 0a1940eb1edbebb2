// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/checks.h"
#include "reader/errorbody.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace embedscope::fuzz {

QString checkErrorBody(const QByteArray &bytes)
{
    const ErrorBody body = readErrorBody(bytes);
    const bool isEmpty = body.code.isEmpty() && body.message.isEmpty() && body.retryAfter.isEmpty();
    if (!isEmpty && !QJsonDocument::fromJson(bytes).isObject())
        return u"something was read out of what is no object"_s;
    return {};
}

} // namespace embedscope::fuzz
