// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QGraphicsItem>
#include <QPalette>
#include <QString>

#include <vector>

namespace embedscope {

/// The names of a change chart's lanes and what else is to be said, in up to three lines above the plot.
class ChangeLegend final : public QGraphicsItem
{
public:
    /// A text with a swatch before it, or without one where the colour is invalid.
    struct Entry
    {
        QString text;
        QColor colour;
    };

    explicit ChangeLegend(QGraphicsItem *chart) : QGraphicsItem(chart) { }

    void setEntries(const std::vector<Entry> &entries);
    // Both count with the next setEntries().
    void setPalette(const QPalette &palette, const QFont &font);
    void setPlace(double left, double width);
    /// Pixels that all lines need, with the space above and below.
    double height() const { return m_height; }

    QRectF boundingRect() const override { return {m_left, 0, m_width, m_height}; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    struct Placed
    {
        QRectF rect;
        QString text;
        QColor colour;
    };
    std::vector<Placed> m_placed;
    QPalette m_palette;
    QFont m_font;
    double m_left = 0;
    double m_width = 0;
    double m_height = 0;
};

} // namespace embedscope
