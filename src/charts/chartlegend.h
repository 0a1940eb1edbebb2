// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QGraphicsItem>
#include <QPalette>
#include <QString>

#include <vector>

namespace embedscope {

/// The names of a chart's lanes and what else is to be said of it, in up to three lines above the plot; its tool tip has what
/// there is no room for.
class ChartLegend final : public QGraphicsItem
{
public:
    /// A text with a line before it as the chart draws it, or without one where the colour is invalid.
    struct Entry
    {
        QString text;
        QColor colour = {};
        double lineWidth = 3; ///< pixels
    };

    explicit ChartLegend(QGraphicsItem *chart) : QGraphicsItem(chart) { }

    static constexpr int mostLines = 3; ///< the chart is what matters; the timeline names all lanes

    /// Lays the entries out in at most `lines` lines of `width` pixels from `left`. What does not fit is left out, and the
    /// last text says so by an ellipsis.
    void setEntries(const std::vector<Entry> &entries, const QPalette &palette, const QFont &font, double left,
                    double width, int lines = mostLines);
    /// How many lines there are in so many pixels with the space above and below; at least 1 and at most mostLines.
    static int linesIn(double pixels, const QFont &font);
    /// Pixels that so many lines need, with the space above and below.
    static double heightOf(int lines, const QFont &font);
    /// Pixels that all lines need, with the space above and below.
    double height() const { return m_height; }
    /// As they are laid out.
    QStringList texts() const;

    QRectF boundingRect() const override { return {m_left, 0, m_width, m_height}; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    struct Placed
    {
        QRectF rect;
        Entry entry;
    };
    void addEllipsis();

    std::vector<Placed> m_placed;
    QPalette m_palette;
    QFont m_font;
    double m_left = 0;
    double m_width = 0;
    double m_height = 0;
};

} // namespace embedscope
