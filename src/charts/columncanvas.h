// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRect>

#include <vector>

class QPainter;

namespace embedscope {

class PixelGrid;

/// For each column of pixels of a plot one upright stretch that is filled, or nothing where it has no height.
struct ColumnSpans
{
    std::vector<int> tops; ///< in pixels of the device
    std::vector<int> feet; ///< one below the last pixel

    explicit ColumnSpans(int columns)
        : tops(static_cast<size_t>(columns), 0), feet(static_cast<size_t>(columns), 0)
    {
    }
    /// Whether there is such a column, and nothing of it is filled.
    bool isEmpty(int column) const;
    /// Makes what is filled of a column reach over this stretch too.
    void add(int column, int top, int foot);
};

/// Paints many upright stretches, over each other in the order in which they came, in one go: row by row into an image,
/// because a thousand narrow and high rectangles of one's own touch every line of memory a thousand times.
class ColumnCanvas final
{
public:
    /// The plot in pixels of the device.
    explicit ColumnCanvas(const QRect &area) : m_area(area) { }

    void add(ColumnSpans spans, const QColor &colour) { m_layers.push_back({std::move(spans), colour}); }
    /// `painter` is the grid's. Where the device takes no images the same is painted as rectangles.
    void paint(QPainter &painter, PixelGrid &grid, bool isVector) const;

private:
    struct Layer
    {
        ColumnSpans spans;
        QColor colour;
    };
    void paintImage(QPainter &painter) const;
    void paintRectangles(PixelGrid &grid) const;

    QRect m_area;
    std::vector<Layer> m_layers;
};

} // namespace embedscope
