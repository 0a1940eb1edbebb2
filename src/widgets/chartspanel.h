// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "plot/laneset.h"

#include <QPointer>
#include <QWidget>

#include <memory>

class QAction;

namespace Ui {
class ChartsPanel;
}

namespace embedscope {

class ChangeView;
class ChartViews;
class LaneLoader;
class MomentActions;
class NormChart;
class SharedTime;
class TimeChart;
class TimeChartView;
class TimelineChart;

/// The views of one task, one above the other over the same time axis; below them what the marks A and B tell,
/// what range of time is shown, and which clip is selected.
class ChartsPanel final : public QWidget
{
    Q_OBJECT
    Q_MOC_INCLUDE("charts/timechart.h")

public:
    /// `time` must outlive the panel.
    explicit ChartsPanel(SharedTime &time, QWidget *parent = nullptr);
    ~ChartsPanel() override;

    /// The lanes of a large task are made in another thread; its charts appear when they are there.
    void setTask(const SharedTask &task);
    const SharedTask &task() const { return m_task; }
    /// Never null.
    const std::shared_ptr<const LaneSet> &lanes() const { return m_lanes; }

    /// Which views are shown, how high they are, and their actions; others may be added to them.
    ChartViews &views() const { return *m_views; }
    /// What the charts' keys do, as actions for a menu, with what opens the moment that is selected. The charts
    /// themselves take the keys while they have the focus.
    const QList<QAction *> &keyActions() const { return m_keyActions; }
    /// What can be done with the moment that is selected.
    QList<QAction *> momentActions() const;
    /// Also in every chart's context menu.
    QAction *saveAction() const { return m_saveAction; }
    TimelineChart &timeline() const { return *m_timeline; }
    /// Below what there is in every chart's context menu.
    void addToContextMenus(const QList<QAction *> &actions);
    /// Stands before the words about the clip that is selected until another one is; empty for none.
    void setClipRemark(const QString &words);
    void focusCharts();
    /// Adds the change view, and what walks from scene to scene; once. `view` goes into the panel.
    void addChange(ChangeView &view, const QList<QAction *> &steps);

Q_SIGNALS:
    /// The user wants to keep this chart: the one with the focus, else the first that is shown.
    void saveRequested(embedscope::TimeChart *chart);
    /// What there is to say about what was just asked for.
    void told(const QString &words);

private:
    void makeActions();
    QAction *addKeyAction(const QString &text, QKeyCombination key);
    void fillContextMenus();
    void fillContextMenu(TimeChartView &view);
    TimeChart *currentChart() const;
    void computeBands();
    void takeViews();
    void labelTimes();
    void showLanes(const SharedTask &task, const std::shared_ptr<const LaneSet> &lanes);
    void showRange();
    void showClip();
    void showMarks();

    SharedTime &m_time;
    std::unique_ptr<Ui::ChartsPanel> m_ui;
    TimelineChart *m_timeline;
    NormChart *m_norms;
    QPointer<ChangeView> m_change; // null until it is added
    ChartViews *m_views;
    LaneLoader *m_loader;
    MomentActions *m_moments;
    QAction *m_saveAction;
    QAction *m_deviationAction;
    QAction *m_backAction = nullptr;
    QAction *m_forwardAction = nullptr;
    QList<QAction *> m_keyActions;
    QString m_clipRemark;
    SharedTask m_task;
    std::shared_ptr<const LaneSet> m_lanes = std::make_shared<const LaneSet>();
};

} // namespace embedscope
