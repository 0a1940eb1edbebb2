// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"

#include <QWidget>

#include <memory>

class QAction;

namespace Ui {
class ChartsPanel;
}

namespace embedscope {

class NormChart;
class SharedTime;
class TimelineChart;

/// The charts of one task, one above the other over the same time axis, and below them what range of time
/// they show and which clip is selected.
class ChartsPanel final : public QWidget
{
    Q_OBJECT

public:
    /// `time` must outlive the panel.
    explicit ChartsPanel(SharedTime &time, QWidget *parent = nullptr);
    ~ChartsPanel() override;

    void setTask(const SharedTask &task);
    /// What the charts' keys do, as actions for a menu. The charts themselves take the keys while they have
    /// the focus.
    const QList<QAction *> &keyActions() const { return m_keyActions; }
    void focusCharts();

private:
    void makeKeyActions();
    void addKeyAction(const QString &text, Qt::Key key);
    void showRange();
    void showClip();

    SharedTime &m_time;
    std::unique_ptr<Ui::ChartsPanel> m_ui;
    TimelineChart *m_timeline;
    NormChart *m_norms;
    QList<QAction *> m_keyActions;
    SharedTask m_task;
};

} // namespace embedscope
