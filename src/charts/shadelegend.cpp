// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/shadelegend.h"

#include "charts/cividis.h"
#include "charts/modalitycolours.h"

#include <QFontMetricsF>
#include <QPainter>

namespace embedscope {

namespace {

constexpr double topSpacePx = 4;
constexpr double bottomSpacePx = 6;
constexpr double barWidthPx = 128;
constexpr double wordSpacePx = 8;
constexpr double swatchPx = 18;

} // namespace

void ShadeLegend::setContent(const std::shared_ptr<const ClipShades> &shades, const QString &hint,
                             const QPalette &palette, const QFont &font)
{
    prepareGeometryChange();
    m_shades = shades;
    m_hint = hint;
    m_palette = palette;
    m_font = font;
    update();
}

void ShadeLegend::setPlace(double left, double width)
{
    prepareGeometryChange();
    m_left = left;
    m_width = width;
}

double ShadeLegend::height() const
{
    return m_shades || !m_hint.isEmpty() ? topSpacePx + QFontMetricsF(m_font).height() + bottomSpacePx : 0;
}

QString ShadeLegend::sentence(const ClipShades &shades)
{
    return tr("Clips are coloured by %1, dark at %2, bright at %3.")
        .arg(shades.title, shades.textOf(shades.low), shades.textOf(shades.high));
}

void ShadeLegend::paintHint(QPainter &painter) const
{
    const QFontMetricsF metrics(m_font);
    painter.setFont(m_font);
    painter.setPen(m_palette.color(QPalette::Text));
    painter.drawText(QPointF(m_left, topSpacePx + metrics.ascent()), metrics.elidedText(m_hint, Qt::ElideRight, m_width));
}

void ShadeLegend::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget)
{
    Q_UNUSED(option)
    Q_UNUSED(widget)
    if (!m_shades) {
        paintHint(*painter);
        return;
    }
    painter->setFont(m_font);
    const QFontMetricsF metrics(m_font);
    const QColor text = m_palette.color(QPalette::Text);
    const QColor edge = mixed(m_palette.color(QPalette::Base), text, 0.5);
    const double height = metrics.height();
    const double end = m_left + m_width;
    double x = m_left;
    // What does not fit whole is left out: half a number would be a wrong one.
    const auto write = [&](const QString &words) {
        const double width = metrics.horizontalAdvance(words);
        if (x + width <= end) {
            painter->setPen(text);
            painter->drawText(QPointF(x, topSpacePx + metrics.ascent()), words);
        }
        x += width + wordSpacePx;
    };
    const auto box = [&](double width) {
        const QRectF place(x, topSpacePx + 2, width, height - 4);
        x += width + wordSpacePx;
        return place;
    };
    write(m_shades->title);
    write(m_shades->textOf(m_shades->low));
    const QRectF bar = box(barWidthPx);
    if (bar.right() <= end) {
        constexpr int steps = 64;
        for (int i = 0; i < steps; ++i) {
            const double left = bar.left() + bar.width() * i / steps;
            painter->fillRect(QRectF(left, bar.top(), bar.right() - left, bar.height()),
                              QColor::fromRgb(cividisTable().at(static_cast<size_t>(i * 255 / (steps - 1)))));
        }
        painter->setBrush(Qt::NoBrush);
        painter->setPen(edge);
        painter->drawRect(bar);
    }
    write(m_shades->textOf(m_shades->high));
    x += wordSpacePx;
    if (const QRectF swatch = box(swatchPx); swatch.right() <= end) {
        painter->setPen(edge);
        painter->setBrush(ClipShades::noneColour(m_palette));
        painter->drawRect(swatch);
    }
    write(tr("none"));
}

} // namespace embedscope
