// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

namespace embedscope {

class TaskFeed;

/// Notices when the last open task of a batch has settled, once for each batch, and sums it up.
class BatchWatch final : public QObject
{
    Q_OBJECT

public:
    /// `feed` must outlive this.
    explicit BatchWatch(const TaskFeed &feed, QObject *parent = nullptr);

Q_SIGNALS:
    /// "5 tasks have ended: 4 ready, 1 failed."
    void batchEnded(const QString &summary);

private:
    void look();
    QString summary() const;

    const TaskFeed &m_feed;
    bool m_hadOpenTasks = false;
};

} // namespace embedscope
