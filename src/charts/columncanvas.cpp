// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/columncanvas.h"

#include "charts/plotitem.h"

#include <QImage>
#include <QList>
#include <QPainter>

#include <algorithm>
#include <limits>

namespace embedscope {

bool ColumnSpans::isEmpty(int column) const
{
    const auto index = static_cast<size_t>(column);
    return column >= 0 && index < tops.size() && feet[index] <= tops[index];
}

void ColumnSpans::add(int column, int top, int foot)
{
    const auto index = static_cast<size_t>(column);
    if (isEmpty(column)) {
        tops[index] = top;
        feet[index] = foot;
    } else {
        tops[index] = std::min(tops[index], top);
        feet[index] = std::max(feet[index], foot);
    }
}

void ColumnCanvas::paint(QPainter &painter, PixelGrid &grid, bool isVector) const
{
    if (isVector)
        paintRectangles(grid);
    else
        paintImage(painter);
}

void ColumnCanvas::paintImage(QPainter &painter) const
{
    int top = std::numeric_limits<int>::max();
    int foot = std::numeric_limits<int>::min();
    for (const Layer &layer : m_layers) {
        for (size_t i = 0; i < layer.spans.tops.size(); ++i) {
            if (layer.spans.feet[i] > layer.spans.tops[i]) {
                top = std::min(top, layer.spans.tops[i]);
                foot = std::max(foot, layer.spans.feet[i]);
            }
        }
    }
    if (top >= foot)
        return;
    QImage image(m_area.width(), foot - top, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    for (const Layer &layer : m_layers) {
        const QRgb colour = layer.colour.rgb();
        const int *const tops = layer.spans.tops.data();
        const int *const feet = layer.spans.feet.data();
        const auto columns = std::min(static_cast<int>(layer.spans.tops.size()), image.width());
        for (int y = top; y < foot; ++y) {
            auto *const line = reinterpret_cast<QRgb *>(image.scanLine(y - top)); // NOLINT: a line of 32-bit pixels
            for (int x = 0; x < columns; ++x)
                line[x] = y >= tops[x] && y < feet[x] ? colour : line[x];
        }
    }
    painter.drawImage(QPoint(m_area.left(), top), image);
}

void ColumnCanvas::paintRectangles(PixelGrid &grid) const
{
    for (const Layer &layer : m_layers) {
        QList<QRect> rects;
        const auto columns = static_cast<int>(layer.spans.tops.size());
        for (int x = 0, next = 1; x < columns; x = next++) { // columns alike are one
            const int top = layer.spans.tops[static_cast<size_t>(x)];
            const int foot = layer.spans.feet[static_cast<size_t>(x)];
            while (next < columns && layer.spans.tops[static_cast<size_t>(next)] == top
                   && layer.spans.feet[static_cast<size_t>(next)] == foot)
                ++next;
            if (foot > top)
                rects.append(QRect(m_area.left() + x, top, next - x, foot - top));
        }
        grid.fill(rects, layer.colour);
    }
}

} // namespace embedscope
