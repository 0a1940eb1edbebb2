// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/clipshades.h"

#include <QCoreApplication>
#include <QFont>
#include <QGraphicsItem>

namespace embedscope {

/// What the colours of the clips mean: the title, the scale from its least to its greatest number, and how a
/// clip without one looks; or what is missing for such colours. A line above the plot.
class ShadeLegend final : public QGraphicsItem
{
    Q_DECLARE_TR_FUNCTIONS(embedscope::ShadeLegend)

public:
    explicit ShadeLegend(QGraphicsItem *chart) : QGraphicsItem(chart) { }

    /// Null: only `hint` is said, nothing where that is empty.
    void setContent(const std::shared_ptr<const ClipShades> &shades, const QString &hint, const QPalette &palette,
                    const QFont &font);
    /// The line begins at (`left`, 4) and is cut off after `width` pixels.
    void setPlace(double left, double width);
    /// Pixels that the line needs with the space above and below; 0 where there is nothing to say.
    double height() const;
    /// The same in words.
    static QString sentence(const ClipShades &shades);

    QRectF boundingRect() const override { return {m_left, 0, m_width, height()}; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    void paintHint(QPainter &painter) const;

    std::shared_ptr<const ClipShades> m_shades;
    QString m_hint;
    QPalette m_palette;
    QFont m_font;
    double m_left = 0;
    double m_width = 0;
};

} // namespace embedscope
