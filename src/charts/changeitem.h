// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/plotitem.h"
#include "plot/changecurve.h"

#include <QCoreApplication>

namespace embedscope {

/// Paints how every lane changes: a stem at each boundary for the change to the next clip, a line for the novelty, both
/// only as many as there are columns of pixels; the threshold, and a numbered diamond at each scene boundary.
class ChangeItem final : public PlotItem
{
    Q_DECLARE_TR_FUNCTIONS(embedscope)

public:
    using PlotItem::PlotItem;

    void setCurves(const std::vector<ChangeCurve> &curves);
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
    const BoundaryValue *nearest(const Values &values, double sec, double reachPx) const;
    QColor colourOfLane(size_t lane) const;
    void paintStems(QPainter &painter, const ChangeCurve &curve, double shift) const;
    void paintNovelty(QPainter &painter, const ChangeCurve &curve) const;
    void paintNoveltyLine(QPainter &painter, const Visible &visible, const QColor &colour) const;
    void paintNoveltyColumns(QPainter &painter, const Visible &visible, const QColor &colour) const;
    void paintScenes(QPainter &painter) const;
    void paintMark(QPainter &painter, int segment, bool isSelected) const;

    std::vector<ChangeCurve> m_curves;
    std::optional<SceneMarks> m_scenes;
    double m_top = 1;
};

} // namespace embedscope
