// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/timechart.h"

#include <QStringList>

#include <memory>
#include <vector>

class QGraphicsSimpleTextItem;
class QLineSeries;

namespace embedscope {

class LaneItem;
class ShadeLegend;
struct ClipShades;

/// The clip timeline in Qt Charts: a lane for each modality that came, true intervals, gaps visible, vectors
/// that span the whole asset apart.
class TimelineChart final : public TimeChart
{
    Q_OBJECT

public:
    /// `time` must outlive the chart.
    explicit TimelineChart(SharedTime &time, QWidget *parent = nullptr);

    /// Colours the clips by numbers of the task that is shown, with a legend above them; null: by modality.
    void setShades(const std::shared_ptr<const ClipShades> &shades);
    /// A sentence in the legend's place that says why there are no shades; empty for none.
    void setShadeHint(const QString &sentence);
    /// Those that have room, from the top down.
    QStringList laneNames() const;

protected:
    QString summaryOf(const LaneSet &lanes) const override;
    void arrange() override;

private:
    TimelineChart(SharedTime &time, LaneItem *item, QWidget *parent);
    void askForLaneHeight();
    std::vector<bool> namedLanes() const;
    void labelLanes();
    void drawExtents();
    void placeLegend();

    LaneItem *m_item;
    ShadeLegend *m_legend;
    std::shared_ptr<const ClipShades> m_shades;
    QString m_shadeHint;
    std::vector<QGraphicsSimpleTextItem *> m_names; // by lane; hidden where there is no room
    std::vector<QGraphicsSimpleTextItem *> m_counts; // how many clips a lane has, beside it
    std::vector<QLineSeries *> m_extents; // a line a lane from its first clip to its last
};

} // namespace embedscope
