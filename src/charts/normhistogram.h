// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/laneset.h"
#include "plot/normband.h"
#include "plot/normscale.h"

#include <QFont>
#include <QGraphicsItem>
#include <QPalette>

#include <memory>

namespace embedscope {

/// How the norms of each modality are spread: bars beside the norm chart's plot, on its own axis, each modality
/// as wide at its fullest as there is room.
class NormHistogram final : public QGraphicsItem
{
public:
    explicit NormHistogram(QGraphicsItem *chart) : QGraphicsItem(chart) { }

    void setContent(const std::shared_ptr<const LaneSet> &lanes, const std::vector<NormBand> &bands);
    void setScale(const NormScale &scale);
    void setPalette(const QPalette &palette);
    /// Beside the plot and as high.
    void setPlace(const QRectF &place);

    QRectF boundingRect() const override { return m_place.adjusted(-1, -1, 1, 1); }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    void paintBand(QPainter &painter, const NormBand &band) const;

    std::shared_ptr<const LaneSet> m_lanes;
    std::vector<NormBand> m_bands;
    NormScale m_scale;
    QPalette m_palette;
    QRectF m_place;
};

} // namespace embedscope
