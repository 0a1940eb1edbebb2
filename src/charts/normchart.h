// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/timechart.h"
#include "plot/normband.h"
#include "plot/normscale.h"

#include <vector>

class QLineSeries;

namespace embedscope {

class NormHistogram;
class NormItem;
class ChartLegend;

/// The vector norms per modality over the time axis in Qt Charts: a step for each clip, honest about unit
/// length; behind them the band of most norms, outliers marked, and a histogram at the side.
class NormChart final : public TimeChart
{
    Q_OBJECT

public:
    /// `time` must outlive the chart.
    explicit NormChart(SharedTime &time, QWidget *parent = nullptr);

    /// Where most norms of the lanes that are shown lie; with the next setTask() they are gone.
    void setBands(const std::shared_ptr<const LaneSet> &lanes, const std::vector<NormBand> &bands);
    /// Shows by how much norms differ from 1, as finely as they do, instead of the norms.
    void setAxis(NormAxis axis);

protected:
    QString summaryOf(const LaneSet &lanes) const override;
    void arrange() override;

private:
    NormChart(SharedTime &time, NormItem *item, QWidget *parent);
    void placeLegend();
    void applyScale();
    void drawMedians();

    NormItem *m_item;
    ChartLegend *m_legend;
    NormHistogram *m_histogram;
    NormAxis m_axis = NormAxis::Norm;
    std::shared_ptr<const LaneSet> m_bandLanes; // that m_bands are of
    std::vector<NormBand> m_bands;
    std::vector<QLineSeries *> m_medians; // a line a lane of clips
};

} // namespace embedscope
