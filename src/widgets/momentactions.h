// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "models/moment.h"

#include <QObject>

class QAction;

namespace embedscope {

class SharedTime;

/// Opens the real moment, what the selected range or clip is of the media, in the browser, or copies its link.
/// Where that cannot be, the actions are disabled, and their tips say why.
class MomentActions final : public QObject
{
    Q_OBJECT

public:
    /// `time` must outlive this.
    explicit MomentActions(SharedTime &time, QObject *parent = nullptr);

    void setTask(const SharedTask &task);
    QList<QAction *> actions() const { return {m_open, m_copy}; }

private:
    Moment moment() const;
    void refresh();

    SharedTime &m_time;
    SharedTask m_task;
    QAction *m_open;
    QAction *m_copy;
};

} // namespace embedscope
