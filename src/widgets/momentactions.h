// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "models/moment.h"

#include <QObject>

#include <functional>

class QAction;

namespace embedscope {

class SharedTime;

/// Opens the real moment, what the selected range or clip is of the media, in the browser, or copies its link.
/// Where that cannot be, the actions say why, in their tips and when they are asked for.
class MomentActions final : public QObject
{
    Q_OBJECT

public:
    /// `time` must outlive this.
    explicit MomentActions(SharedTime &time, QObject *parent = nullptr);

    void setTask(const SharedTask &task);
    QList<QAction *> actions() const { return {m_open, m_copy}; }

Q_SIGNALS:
    /// The moment cannot be opened, and why, in a sentence.
    void refused(const QString &words);

private:
    Moment moment() const;
    void take(const std::function<void(const QUrl &)> &way);
    void refresh();

    SharedTime &m_time;
    SharedTask m_task;
    QAction *m_open;
    QAction *m_copy;
};

} // namespace embedscope
