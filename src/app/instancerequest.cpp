// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/instancerequest.h"

#include "reader/idfinder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr int messageVersion = 1;

bool looksLikeKey(const QString &text)
{
    return withoutKeys(text) != text;
}

bool isPathToTake(const QString &path)
{
    constexpr qsizetype longestPath = 4096;
    return path.startsWith(u'/') && path.size() <= longestPath && !path.contains(u'\0') && !looksLikeKey(path);
}

} // namespace

QByteArray toInstanceMessage(const InstanceRequest &request)
{
    QJsonArray ids;
    for (const TaskId &id : request.ids) {
        if (!looksLikeKey(id.toString()))
            ids += id.toString();
    }
    QJsonArray files;
    for (const QString &file : request.files) {
        if (isPathToTake(file))
            files += file;
    }
    QJsonObject message{{u"version"_s, messageVersion}, {u"ids"_s, ids}, {u"files"_s, files}};
    if (!request.service.isEmpty() && !looksLikeKey(request.service))
        message.insert(u"service"_s, request.service);
    return QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<InstanceRequest> fromInstanceMessage(const QByteArray &message)
{
    if (message.size() > longestInstanceMessage)
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(message).object();
    if (object.value("version"_L1) != messageVersion || !object.value("ids"_L1).isArray()
        || !object.value("files"_L1).isArray())
        return std::nullopt;
    InstanceRequest request;
    const QJsonArray ids = object.value("ids"_L1).toArray();
    for (const QJsonValue value : ids) {
        const auto id = TaskId::fromString(value.toString());
        if (!id || looksLikeKey(id->toString()))
            return std::nullopt;
        request.ids.push_back(*id);
    }
    const QJsonArray files = object.value("files"_L1).toArray();
    for (const QJsonValue value : files) {
        if (!isPathToTake(value.toString()))
            return std::nullopt;
        request.files += value.toString();
    }
    request.service = object.value("service"_L1).toString();
    return request;
}

} // namespace embedscope
