// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/changeitem.h"

#include "charts/chartwords.h"
#include "charts/modalitycolours.h"
#include "plot/timeticks.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace embedscope {

namespace {

constexpr double stemReachPx = 8;
constexpr double noveltyWidth = 1.75;

} // namespace

void ChangeItem::setCurves(const std::vector<ChangeCurve> &curves)
{
    m_curves = curves;
    update();
}

void ChangeItem::setScenes(const std::optional<SceneMarks> &scenes)
{
    m_scenes = scenes;
    update();
}

void ChangeItem::setTop(double value)
{
    m_top = value;
    update();
}

double ChangeItem::yOf(double value) const
{
    return plotArea().bottom() - std::clamp(value / m_top, 0.0, 1.0) * plotArea().height();
}

double ChangeItem::valueAt(double y) const
{
    return std::clamp((plotArea().bottom() - y) / std::max(1.0, plotArea().height()), 0.0, 1.0) * m_top;
}

QColor ChangeItem::colourOfLane(size_t lane) const
{
    return lane < lanes().lanes().size() ? modalityColour(lanes().lanes()[lane].modality, palette()) : QColor();
}

/// Those in view, and `beyond` more to either side.
ChangeItem::Visible ChangeItem::visibleOf(const Values &values, int beyond) const
{
    const TimeRange range = timeScale().visible;
    auto begin = std::lower_bound(values.begin(), values.end(), range.startSec,
                                  [](const BoundaryValue &value, double sec) { return value.atSec < sec; });
    auto end = std::upper_bound(begin, values.end(), range.endSec,
                                [](double sec, const BoundaryValue &value) { return sec < value.atSec; });
    begin -= std::min<std::ptrdiff_t>(beyond, begin - values.begin());
    end += std::min<std::ptrdiff_t>(beyond, values.end() - end);
    return {begin, end};
}

void ChangeItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget)
{
    Q_UNUSED(option)
    Q_UNUSED(widget)
    beginPainting(*painter);
    if (plotArea().width() < 1)
        return;
    painter->save();
    painter->setClipRect(plotArea().adjusted(0, -4, 0, 4));
    if (hovered() && hovered() != selected())
        paintMark(*painter, *hovered(), false);
    if (selected())
        paintMark(*painter, *selected(), true);
    double shift = -std::floor(static_cast<double>(m_curves.size()) / 2);
    for (const ChangeCurve &curve : m_curves)
        paintStems(*painter, curve, shift++); // side by side, where lanes have their boundaries at the same times
    for (const ChangeCurve &curve : m_curves)
        paintNovelty(*painter, curve);
    paintScenes(*painter);
    painter->restore();
}

/// The highest of each column of pixels.
void ChangeItem::paintStems(QPainter &painter, const ChangeCurve &curve, double shift) const
{
    const QColor colour = mixed(palette().color(QPalette::Base), colourOfLane(curve.lane), 0.55);
    const double left = plotArea().left();
    const double right = plotArea().right();
    PixelGrid grid(painter);
    const int bottom = grid.at(plotArea().bottom());
    const int thick = std::max(1, grid.at(1));
    QList<QRect> rects;
    const Visible visible = visibleOf(curve.changes, 0);
    for (auto value = visible.begin; value != visible.end; ++value) {
        const int x = grid.at(std::clamp(timeScale().xOf(value->atSec) + shift, left, right - 1));
        const int top = grid.at(yOf(value->value));
        if (!rects.isEmpty() && rects.last().left() == x)
            rects.last().setTop(std::min(rects.last().top(), top));
        else
            rects.append(QRect(QPoint(x, top), QPoint(x + thick - 1, std::max(top, bottom - 1))));
    }
    grid.fill(rects, colour);
}

void ChangeItem::paintNovelty(QPainter &painter, const ChangeCurve &curve) const
{
    const Visible visible = visibleOf(curve.novelty, isVector() ? 0 : 1);
    if (static_cast<double>(visible.end - visible.begin) > plotArea().width() / 2)
        paintNoveltyColumns(painter, visible, colourOfLane(curve.lane));
    else
        paintNoveltyLine(painter, visible, colourOfLane(curve.lane));
}

void ChangeItem::paintNoveltyLine(QPainter &painter, const Visible &visible, const QColor &colour) const
{
    painter.setPen(QPen(colour, noveltyWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setRenderHint(QPainter::Antialiasing);
    QPolygonF line;
    const auto endLine = [&] {
        if (line.size() == 1)
            painter.drawPoint(line.first());
        else
            painter.drawPolyline(line);
        line.clear();
    };
    for (auto value = visible.begin; value != visible.end; ++value) {
        if (!value->isJoined)
            endLine();
        line << QPointF(timeScale().xOf(value->atSec), yOf(value->value));
    }
    endLine();
    painter.setRenderHint(QPainter::Antialiasing, false);
}

/// From the least to the greatest of each column of pixels, and from where the line came: upright rectangles, for a
/// line with thousands of corners takes seconds to stroke.
void ChangeItem::paintNoveltyColumns(QPainter &painter, const Visible &visible, const QColor &colour) const
{
    PixelGrid grid(painter);
    const int thick = std::max(1, grid.at(noveltyWidth));
    const int left = grid.at(plotArea().left());
    const int right = grid.at(plotArea().right());
    QList<QRect> rects;
    int before = 0; // y of the value before
    for (auto value = visible.begin; value != visible.end; ++value) {
        const int x = std::clamp(grid.at(timeScale().clampedXOf(value->atSec)), left, std::max(left, right - 1));
        const int y = grid.at(yOf(value->value));
        const int from = value == visible.begin || !value->isJoined ? y : before;
        const QRect part(x, std::min(y, from), 1, std::abs(y - from) + thick);
        if (value->isJoined && !rects.isEmpty() && rects.last().right() < x - 1) // a level stretch up to here
            rects.append(QRect(rects.last().right() + 1, from, x - 1 - rects.last().right(), thick));
        if (!rects.isEmpty() && rects.last().left() == x && rects.last().width() == 1)
            rects.last() = rects.last().united(part);
        else
            rects.append(part);
        before = y;
    }
    grid.fill(rects, colour);
}

void ChangeItem::paintScenes(QPainter &painter) const
{
    if (!m_scenes)
        return;
    const QColor base = palette().color(QPalette::Base);
    const QColor text = palette().color(QPalette::Text);
    const QColor colour = colourOfLane(m_scenes->lane);
    const double y = yOf(m_scenes->threshold);
    painter.setPen(QPen(text, 1, Qt::DashLine));
    painter.drawLine(QPointF(plotArea().left(), y), QPointF(plotArea().right(), y));
    painter.setFont(font());
    painter.setRenderHint(QPainter::Antialiasing);
    constexpr double reach = 4.5;
    const QPolygonF diamond({{0, -reach}, {reach, 0}, {0, reach}, {-reach, 0}});
    const QFontMetricsF metrics(font());
    const Visible visible = visibleOf(m_scenes->peaks, 0);
    double labelEnd = -1e9;
    double before = -1e9;
    for (auto peak = visible.begin; peak != visible.end; ++peak) {
        const double x = timeScale().xOf(peak->atSec);
        if (x - before < 1)
            continue;
        before = x;
        const QPointF place(x, std::max(yOf(peak->value), plotArea().top() + reach));
        painter.setPen(QPen(text, 1.5));
        painter.setBrush(colour);
        painter.drawPolygon(diamond.translated(place));
        const QString number = QString::number(sceneNumber(peak - m_scenes->peaks.begin()));
        const double width = metrics.horizontalAdvance(number);
        const QRectF label(x + reach + 2, place.y() - metrics.height() / 2, width, metrics.height());
        const auto next = std::next(peak);
        const double nextLeft = next != visible.end ? timeScale().xOf(next->atSec) - reach : plotArea().right();
        if (label.left() < labelEnd + 3 || label.right() > std::min(nextLeft, plotArea().right()))
            continue;
        labelEnd = label.right();
        painter.setPen(text);
        painter.fillRect(label, QColor(base.red(), base.green(), base.blue(), 190));
        painter.drawText(label, Qt::AlignCenter, number);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void ChangeItem::paintMark(QPainter &painter, int segment, bool isSelected) const
{
    const std::optional<ClipSpan> clip = lanes().clipOf(segment);
    if (!clip)
        return;
    const double left = std::max(plotArea().left(), paintedXOf(clip->startSec));
    const double right = std::min(plotArea().right(), paintedXOf(clip->endSec));
    if (right < plotArea().left() || left > plotArea().right())
        return;
    const QColor text = palette().color(QPalette::Text);
    painter.fillRect(QRectF(left, plotArea().top(), std::max(1.0, right - left), plotArea().height()),
                     QColor(text.red(), text.green(), text.blue(), isSelected ? 34 : 18));
}

const BoundaryValue *ChangeItem::nearest(const Values &values, double sec, double reachPx) const
{
    const auto after = std::lower_bound(values.begin(), values.end(), sec,
                                        [](const BoundaryValue &value, double at) { return value.atSec < at; });
    const BoundaryValue *found = nullptr;
    double least = reachPx * timeScale().secPerPx();
    for (auto value = after - (after == values.begin() ? 0 : 1); value != values.end() && value <= after; ++value) {
        if (std::abs(value->atSec - sec) <= least) {
            least = std::abs(value->atSec - sec);
            found = &*value;
        }
    }
    return found;
}

/// The clip that begins at the boundary nearby; of several lanes', the one whose stem or line is nearest.
std::optional<int> ChangeItem::segmentAt(QPointF position) const
{
    if (!plotArea().contains(position))
        return std::nullopt;
    const double sec = timeScale().secAt(position.x());
    std::optional<int> segment;
    double least = std::numeric_limits<double>::infinity();
    for (const ChangeCurve &curve : m_curves) {
        for (const Values *const values : {&curve.changes, &curve.novelty}) {
            const BoundaryValue *const value = nearest(*values, sec, stemReachPx);
            const double distance = value ? std::abs(yOf(value->value) - position.y()) : least;
            if (distance < least) {
                least = distance;
                segment = value->segment;
            }
        }
    }
    return segment;
}

QRectF ChangeItem::rectOf(int segment) const
{
    for (const ChangeCurve &curve : m_curves) {
        for (const Values *const values : {&curve.novelty, &curve.changes}) {
            const auto found = std::find_if(values->begin(), values->end(),
                                            [segment](const BoundaryValue &value) { return value.segment == segment; });
            if (found != values->end())
                return {paintedXOf(found->atSec), yOf(found->value) - 1, 1, 2};
        }
    }
    return {};
}

QList<ReadoutLine> ChangeItem::readout(std::optional<int> segment, double sec) const
{
    if (!task())
        return {};
    if (const QRectF rect = segment ? rectOf(*segment) : QRectF(); !rect.isNull())
        sec = timeScale().secAt(rect.left());
    QList<ReadoutLine> lines{{{}, clockText(sec, 3, true), true}};
    for (const ChangeCurve &curve : m_curves) {
        if (curve.lane >= lanes().lanes().size())
            continue;
        const BoundaryValue *const change = nearest(curve.changes, sec, stemReachPx);
        const BoundaryValue *const novelty = nearest(curve.novelty, sec, stemReachPx);
        QString text = laneTitle(lanes().lanes()[curve.lane]) + QStringLiteral("  ")
            + (change ? tr("change %1").arg(change->value, 0, 'f', 3) : tr("no change here"));
        if (novelty)
            text += tr(", novelty %1").arg(novelty->value, 0, 'f', 3);
        lines.append({colourOfLane(curve.lane), text, change && segment == change->segment});
    }
    const BoundaryValue *const peak = m_scenes ? nearest(m_scenes->peaks, sec, stemReachPx) : nullptr;
    if (peak)
        lines.append({{}, tr("Scene %1 begins").arg(sceneNumber(peak - m_scenes->peaks.data())), true});
    return lines;
}

} // namespace embedscope
