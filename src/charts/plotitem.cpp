// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/plotitem.h"

#include "charts/chartwords.h"
#include "charts/modalitycolours.h"

#include <QPaintEngine>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace embedscope {

PixelGrid::PixelGrid(QPainter &painter)
    : m_painter(painter),
      m_pixel(1 / std::max(0.1, painter.worldTransform().m11() * painter.device()->devicePixelRatio()))
{
    painter.save();
    painter.scale(m_pixel, m_pixel);
}

PixelGrid::~PixelGrid()
{
    m_painter.restore();
}

QRect PixelGrid::at(const QRectF &rect) const
{
    const QPoint corner(at(rect.left()), at(rect.top()));
    return {corner.x(), corner.y(), std::max(1, at(rect.right()) - corner.x()),
            std::max(1, at(rect.bottom()) - corner.y())};
}

void PixelGrid::fill(const QList<QRect> &rects, const QColor &colour)
{
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(colour);
    m_painter.drawRects(rects);
}

void PlotItem::setContent(const SharedTask &task, const std::shared_ptr<const LaneSet> &lanes)
{
    m_task = task;
    m_lanes = lanes ? lanes : std::make_shared<const LaneSet>();
    relayout();
    update();
}

void PlotItem::setPlotArea(const QRectF &area)
{
    if (area == m_area)
        return;
    prepareGeometryChange();
    m_area = area;
    relayout();
}

void PlotItem::setVisibleTime(TimeRange visible)
{
    m_visible = visible;
}

void PlotItem::setPalette(const QPalette &palette, const QFont &font)
{
    m_palette = palette;
    m_font = font;
    update();
}

void PlotItem::beginPainting(const QPainter &painter)
{
    m_isVector = painter.paintEngine() && painter.paintEngine()->type() == QPaintEngine::SVG;
}

void PlotItem::setMarks(const Marks &marks)
{
    // A mark of another task's segment must not be looked up in this one.
    const auto known = [this](std::optional<int> segment) {
        return segment && m_lanes->placeOf(*segment) ? segment : std::nullopt;
    };
    m_marks = {known(marks.selected), known(marks.hovered), known(marks.compared), marks.chosen};
    update();
}

void PlotItem::paintMarks(QPainter &painter) const
{
    if (m_marks.chosen)
        paintChosen(painter, *m_marks.chosen);
    for (const std::optional<int> pointed : {m_marks.compared, m_marks.hovered}) {
        if (pointed && pointed != m_marks.selected)
            paintMark(painter, *pointed, false);
    }
    if (m_marks.selected)
        paintMark(painter, *m_marks.selected, true);
}

void PlotItem::paintChosen(QPainter &painter, const ChosenClips &chosen) const
{
    const int columns = columnsOf(painter);
    QColor shade = palette().color(QPalette::Text);
    shade.setAlpha(26);
    for (const ColumnRun &run : chosen.runsOfClips(timeScale().visible, columns)) {
        const auto [left, right] = edgesOf(run, columns);
        painter.fillRect(QRectF(left, plotArea().top(), right - left, plotArea().height()), shade);
    }
}

std::pair<double, double> PlotItem::edgesOf(ColumnRun run, int columns) const
{
    const double step = plotArea().width() / columns;
    return {plotArea().left() + run.first * step, plotArea().left() + run.last * step};
}

int PlotItem::columnsOf(const QPainter &painter) const
{
    return std::max(1, static_cast<int>(std::lround(plotArea().width() * painter.device()->devicePixelRatio())));
}

QColor PlotItem::colourOf(int segment) const
{
    const Segment &item = m_task->segments.at(static_cast<size_t>(segment));
    return modalityColour(m_task->modalities.at(item.modality), m_palette);
}

QList<ReadoutLine> PlotItem::clipReadout(int segment) const
{
    const Segment &item = m_task->segments.at(static_cast<size_t>(segment));
    return {{colourOf(segment), modalityTitleOf(*m_task, segment), true},
            {{}, intervalText(*m_task, segment), false},
            {{}, vectorText(item), false}};
}

void PlotItem::paintHint(QPainter &painter, const QString &text) const
{
    if (!task())
        return;
    painter.setFont(font());
    painter.setPen(mixed(palette().color(QPalette::Base), palette().color(QPalette::Text), 0.7));
    painter.drawText(plotArea().adjusted(8, 4, -8, -4), Qt::AlignCenter | Qt::TextWordWrap, text);
}

} // namespace embedscope
