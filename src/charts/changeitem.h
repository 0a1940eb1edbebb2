// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/columncanvas.h"
#include "charts/plotitem.h"
#include "plot/boundarytrack.h"

#include <QCoreApplication>

#include <utility>
#include <vector>

namespace embedscope {

/// Paints how every lane changes: a stem at each boundary for the change to the next clip, a line for the novelty, both
/// only as many as there are columns of pixels; the threshold, and a numbered diamond at each scene boundary; where those would hide each other, at the strongest.
///
/// A frame costs as much as there are pixels to fill: the highest and the lowest value of each column are looked up.
class ChangeItem final : public PlotItem
{
    Q_DECLARE_TR_FUNCTIONS(embedscope)

public:
    using PlotItem::PlotItem;

    /// Prepares all values for drawing: not to be called for every frame.
    void setCurves(const std::vector<ChangeCurve> &curves);
    const std::vector<ChangeTrack> &tracks() const { return m_tracks; }
    void setScenes(const std::optional<SceneMarks> &scenes);
    /// What the top of the plot stands for; above 0. Its bottom is 0.
    void setTop(double value);

    double yOf(double value) const;
    double valueAt(double y) const;

    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;
    std::optional<int> segmentAt(QPointF position) const override;
    QRectF rectOf(int segment) const override;
    QList<ReadoutLine> readout(std::optional<int> segment, double sec) const override;

private:
    using Values = std::vector<BoundaryValue>;
    struct Visible
    {
        Values::const_iterator begin;
        Values::const_iterator end;
    };
    Visible visibleOf(const Values &values, int beyond) const;
    std::vector<BoundaryColumn> columnsOf(const BoundaryTrack &track, int pixels, double pixel) const;
    const BoundaryValue *nearest(const BoundaryTrack &track, double sec) const;
    QColor colourOfLane(size_t lane) const;
    ColumnSpans stemsOf(const ChangeTrack &track, const PixelGrid &grid, double shift) const;
    void paintStems(QPainter &painter) const;
    void paintNovelty(QPainter &painter) const;
    void paintNoveltyLine(QPainter &painter, const BoundaryTrack &novelty, const Visible &visible, const QColor &colour) const;
    void paintDots(QPainter &painter, const BoundaryTrack &novelty, const Visible &visible, const QColor &colour) const;
    ColumnSpans noveltyOf(const BoundaryTrack &novelty, const PixelGrid &grid) const;
    void addDots(ColumnSpans &spans, const PixelGrid &grid, const std::vector<std::pair<int, int>> &places) const;
    std::vector<size_t> shownPeaks() const;
    void paintScenes(QPainter &painter) const;
    void paintMark(QPainter &painter, int segment, bool isSelected) const override;

    std::vector<ChangeTrack> m_tracks;
    std::optional<SceneMarks> m_scenes;
    BoundaryTrack m_peaks; // of m_scenes
    std::vector<double> m_isolations; // of m_peaks
    double m_top = 1;
};

} // namespace embedscope
