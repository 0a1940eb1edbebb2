// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "plot/laneset.h"

#include <QTimer>
#include <QWidget>

#include <memory>

class QComboBox;

namespace embedscope {

class ChangeChart;
class DecimalBox;
class Scenes;
class SharedTime;

/// The change chart with what steers it: whose scene boundaries are listed, the kernel, the threshold. Has nothing
/// computed while it is hidden.
class ChangeView final : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive the view.
    ChangeView(Scenes &scenes, SharedTime &time, QWidget *parent = nullptr);

    ChangeChart &chart() const { return *m_chart; }
    /// As TimeChart::setTask().
    void setTask(const SharedTask &task, const std::shared_ptr<const LaneSet> &lanes);

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeRow();
    void refresh();
    void showScenes();

    Scenes &m_scenes;
    ChangeChart *m_chart;
    QComboBox *m_lane;
    DecimalBox *m_kernel;
    QTimer m_patience; // what is computed at once is not worth a word
    SharedTask m_task;
    std::shared_ptr<const LaneSet> m_lanes;
    std::vector<size_t> m_laneOfChange; // in LaneSet::lanes(), by index in Scenes::changes()
};

} // namespace embedscope
