// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/timechart.h"
#include "plot/changecurve.h"

#include <optional>
#include <vector>

namespace embedscope {

class ChangeItem;
class ChartLegend;

/// How much each modality changes over the time axis in Qt Charts: change from clip to clip, novelty, and the scene
/// boundaries from a threshold on that pointer (drag the line) and keyboard (Page Up, Page Down) move.
class ChangeChart final : public TimeChart
{
    Q_OBJECT

public:
    /// `time` must outlive the chart.
    explicit ChangeChart(SharedTime &time, QWidget *parent = nullptr);

    /// Curves of the lanes that are shown; with the next setTask() they are gone, and the scenes with them.
    void setCurves(const std::shared_ptr<const LaneSet> &lanes, const std::vector<ChangeCurve> &curves);
    const std::vector<ChangeCurve> &curves() const { return m_curves; }
    /// None: no threshold is drawn.
    void setScenes(const std::optional<SceneMarks> &scenes);
    const std::optional<SceneMarks> &scenes() const { return m_scenes; }
    /// Stands in the plot's place while there are no curves.
    void setNote(const QString &text);
    /// Where a value stands, in the view's viewport.
    double yOf(double value) const;

Q_SIGNALS:
    /// The user wants the threshold here; setScenes() answers.
    void thresholdMoved(double novelty);

protected:
    QString summaryOf(const LaneSet &lanes) const override;
    void arrange() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    ChangeChart(SharedTime &time, ChangeItem *item, QWidget *parent);
    bool takeMouse(QEvent &event);
    bool takeKey(QEvent &event);
    QString scenesSentence() const;
    void placeLegend();
    void applyScale();

    ChangeItem *m_item;
    ChartLegend *m_legend;
    std::shared_ptr<const LaneSet> m_curveLanes; // that m_curves are of
    std::vector<ChangeCurve> m_curves;
    std::optional<SceneMarks> m_scenes;
    QString m_note;
    double m_top = 1;
    bool m_isDragging = false;
};

} // namespace embedscope
