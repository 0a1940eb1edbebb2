// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonObject>

namespace embedscope {

/// A task as the list endpoint shows it.
struct ShownTask
{
    QString id;
    QString model;
    QString status;
    QDateTime createdAt;
    QDateTime updatedAt;
    QJsonObject metadata; ///< with the names of the task's own answer
};

/// The tasks that the list endpoint shows, by place, newest first. Everything but task() is cheap: a page of
/// thousands makes only its own tasks whole.
class ShownTasks
{
public:
    ShownTasks() = default;
    virtual ~ShownTasks() = default;
    Q_DISABLE_COPY_MOVE(ShownTasks)

    virtual int count() const = 0;
    /// Milliseconds of the UTC epoch.
    virtual qint64 createdMs(int place) const = 0;
    /// As things stand: "processing", "ready" or "failed".
    virtual QLatin1StringView status(int place) const = 0;
    virtual ShownTask task(int place) const = 0;
};

} // namespace embedscope
