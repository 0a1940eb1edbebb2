// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/taskbodies.h"

#include "demo/filmmaker.h"

#include <QJsonDocument>

namespace embedscope {

QByteArray processingBody(const ShownTask &task)
{
    return "{\"_id\":\"" + task.id.toLatin1() + "\",\"status\":\"processing\",\"created_at\":\""
        + serviceTime(task.createdAt) + "\",\"data\":null}";
}

QByteArray failedBody(const ShownTask &task, const QByteArray &message)
{
    return "{\"_id\":\"" + task.id.toLatin1() + "\",\"status\":\"failed\",\"created_at\":\""
        + serviceTime(task.createdAt) + "\",\"updated_at\":\"" + serviceTime(task.updatedAt)
        + "\",\"data\":null,\"error\":{\"message\":\"" + message
        + "\"},\"metadata\":" + QJsonDocument(task.metadata).toJson(QJsonDocument::Compact) + '}';
}

} // namespace embedscope
