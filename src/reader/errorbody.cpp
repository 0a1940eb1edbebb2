// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/errorbody.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

QByteArray textOf(const QJsonValue &value)
{
    return value.isDouble() ? QByteArray::number(value.toDouble(), 'g', 17) : value.toString().toUtf8();
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
            .retryAfter = textOf(error.value("details"_L1).toObject().value("retryAfter"_L1))};
}

} // namespace embedscope
