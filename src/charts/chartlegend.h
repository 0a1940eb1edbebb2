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

/// The names, medians and line widths of a norm chart's modalities, and what is to be said about unit length,
/// in lines above the plot.
class NormLegend final : public QGraphicsItem
{
public:
    explicit NormLegend(QGraphicsItem *chart) : QGraphicsItem(chart) { }

    void setContent(const std::shared_ptr<const LaneSet> &lanes, const std::vector<NormBand> &bands, NormAxis axis);
    void setPalette(const QPalette &palette, const QFont &font);
    /// Lays the entries out from (`left`, 6) into lines of `width` pixels.
    void setPlace(double left, double width);
    /// Pixels that all lines need, with the space above and below.
    double height() const { return m_height; }

    QRectF boundingRect() const override { return {m_left, 0, m_width, m_height}; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    struct Entry
    {
        QRectF rect;
        QString text;
        QColor colour; // none for the sentence
        double lineWidth = 0;
    };
    void relayout();

    std::shared_ptr<const LaneSet> m_lanes;
    std::vector<NormBand> m_bands;
    NormAxis m_axis = NormAxis::Norm;
    QPalette m_palette;
    QFont m_font;
    double m_left = 0;
    double m_width = 0;
    double m_height = 0;
    std::vector<Entry> m_entries;
};

} // namespace embedscope
