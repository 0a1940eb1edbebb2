// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/plotitem.h"
#include "plot/normband.h"
#include "plot/normscale.h"

#include <QCoreApplication>
#include <QPainterPath>

namespace embedscope {

/// Paints the norms of every modality as steps, a level for each clip, broken where there is a gap. Lines
/// that coincide are all seen: later ones are drawn thinner over earlier, wider ones. Behind each lies the band
/// of most of its norms; outliers wear a diamond.
class NormItem final : public PlotItem
{
    Q_DECLARE_TR_FUNCTIONS(embedscope)

public:
    using PlotItem::PlotItem;

    void setScale(const NormScale &scale);
    /// Of the lanes that are shown; none where they are not known (yet).
    void setBands(const std::vector<NormBand> &bands);
    /// How wide the line of a lane is drawn, by its place among the lanes of clips.
    static double lineWidth(size_t laneIndex, size_t laneCount);

    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;
    std::optional<int> segmentAt(QPointF position) const override;
    QRectF rectOf(int segment) const override;
    QList<ReadoutLine> readout(std::optional<int> segment, double sec) const override;

private:
    double yOf(double norm) const;
    /// The clip of the lane at this time that stands nearest to `y`.
    std::optional<ClipSpan> clipAt(const Lane &lane, double sec, double y) const;
    void paintSteps(QPainter &painter, const ClipTrack &track, ClipIndexes visible, double width,
                    const QColor &colour) const;
    void paintColumns(QPainter &painter, const ClipTrack &track, double width, const QColor &colour) const;
    void paintBand(QPainter &painter, const NormBand &band) const;
    void paintOutliers(QPainter &painter, const NormBand &band) const;
    void paintMark(QPainter &painter, int segment, bool isSelected) const override;

    NormScale m_scale;
    std::vector<NormBand> m_bands;
};

} // namespace embedscope
