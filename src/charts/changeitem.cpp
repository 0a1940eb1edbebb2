// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/changeitem.h"

#include "charts/chartwords.h"
#include "charts/modalitycolours.h"
#include "plot/peakisolation.h"
#include "plot/timeticks.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace embedscope {

namespace {

constexpr double stemReachPx = 8;
constexpr double diamondReachPx = 4.5;
constexpr double diamondPlacePx = 14; // a diamond, its rim, and enough beside it to tell it from the next
constexpr double noveltyWidth = 2;
constexpr double dotReachPx = 3; // of a value that no line leads to

} // namespace

void ChangeItem::setCurves(const std::vector<ChangeCurve> &curves)
{
    m_tracks.clear();
    for (const ChangeCurve &curve : curves)
        m_tracks.push_back({curve.lane, BoundaryTrack(curve.changes), BoundaryTrack(curve.novelty)});
    update();
}

void ChangeItem::setScenes(const std::optional<SceneMarks> &scenes)
{
    m_scenes = scenes;
    m_peaks = BoundaryTrack(scenes ? scenes->peaks : Values());
    m_isolations = peakIsolations(m_peaks.values());
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
    paintMarks(*painter);
    paintStems(*painter);
    paintNovelty(*painter);
    paintScenes(*painter);
    painter->restore();
}

/// For each of `pixels` pixels of the device from the left edge of the plot on, and one more, what is nearer to its left
/// edge than to any other pixel's: so a value stands in the same pixel as everything else that is drawn at its time.
std::vector<BoundaryColumn> ChangeItem::columnsOf(const BoundaryTrack &track, int pixels, double pixel) const
{
    const TimeScale scale = timeScale();
    const double start = scale.visible.startSec - pixel / 2 * scale.secPerPx();
    return track.columns({start, start + (pixels + 1) * pixel * scale.secPerPx()}, pixels + 1);
}

/// The highest of each column of pixels.
ColumnSpans ChangeItem::stemsOf(const ChangeTrack &track, const PixelGrid &grid, double shift) const
{
    const QRect area = grid.at(plotArea());
    const int thick = std::max(1, grid.at(1));
    ColumnSpans spans(area.width());
    int x = grid.at(shift);
    for (const BoundaryColumn &column : columnsOf(track.changes, area.width(), grid.pixel())) {
        if (column.count() > 0) {
            const int left = std::clamp(x, 0, std::max(0, area.width() - thick));
            const int top = grid.at(yOf(column.range.high));
            for (int i = left; i < std::min(left + thick, area.width()); ++i)
                spans.add(i, top, std::max(top, area.bottom()) + 1);
        }
        ++x;
    }
    return spans;
}

/// Of several lanes side by side, where they have their boundaries at the same times.
void ChangeItem::paintStems(QPainter &painter) const
{
    PixelGrid grid(painter);
    ColumnCanvas canvas(grid.at(plotArea()));
    double shift = -std::floor(static_cast<double>(m_tracks.size()) / 2);
    for (const ChangeTrack &track : m_tracks)
        canvas.add(stemsOf(track, grid, shift++), mixed(palette().color(QPalette::Base), colourOfLane(track.lane), 0.55));
    canvas.paint(painter, grid, isVector());
}

void ChangeItem::paintNovelty(QPainter &painter) const
{
    std::vector<const ChangeTrack *> dense; // a line with thousands of corners takes seconds to stroke
    for (const ChangeTrack &track : m_tracks) {
        const Visible visible = visibleOf(track.novelty.values(), isVector() ? 0 : 1);
        if (static_cast<double>(visible.end - visible.begin) > plotArea().width() / 2)
            dense.push_back(&track);
        else
            paintNoveltyLine(painter, track.novelty, visible, colourOfLane(track.lane));
    }
    if (dense.empty())
        return;
    PixelGrid grid(painter);
    ColumnCanvas canvas(grid.at(plotArea()));
    for (const ChangeTrack *const track : dense)
        canvas.add(noveltyOf(track->novelty, grid), colourOfLane(track->lane));
    canvas.paint(painter, grid, isVector());
}

/// Line by line with square ends, which the painter draws at once; one polyline of hundreds of corners it would first
/// turn into the outline of a shape, which takes tens of milliseconds.
void ChangeItem::paintNoveltyLine(QPainter &painter, const BoundaryTrack &novelty, const Visible &visible,
                                  const QColor &colour) const
{
    QList<QLineF> lines;
    QPointF before;
    for (auto value = visible.begin; value != visible.end; ++value) {
        const QPointF place(timeScale().xOf(value->atSec), yOf(value->value));
        if (value != visible.begin && value->isJoined)
            lines.append(QLineF(before, place));
        before = place;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, noveltyWidth, Qt::SolidLine, Qt::SquareCap));
    painter.drawLines(lines);
    paintDots(painter, novelty, visible, colour);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

/// A value alone between two gaps has no line.
void ChangeItem::paintDots(QPainter &painter, const BoundaryTrack &novelty, const Visible &visible,
                           const QColor &colour) const
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    for (auto value = visible.begin; value != visible.end; ++value) {
        if (!novelty.isAlone(static_cast<size_t>(value - novelty.values().begin())))
            continue;
        double x = timeScale().xOf(value->atSec);
        if (isVector()) // nothing may stand beyond the plot there
            x = std::clamp(x, plotArea().left() + dotReachPx, plotArea().right() - dotReachPx);
        painter.drawEllipse(QPointF(x, yOf(value->value)), dotReachPx, dotReachPx);
    }
}

/// From the least to the greatest of each column of pixels, and from where the line came.
ColumnSpans ChangeItem::noveltyOf(const BoundaryTrack &novelty, const PixelGrid &grid) const
{
    const QRect area = grid.at(plotArea());
    const int thick = std::max(1, grid.at(noveltyWidth));
    const auto yOfValue = [&](size_t index) { return grid.at(yOf(novelty.values()[index].value)); };
    const auto isJoined = [&](size_t index) {
        return index > 0 && index < novelty.values().size() && novelty.values()[index].isJoined;
    };
    ColumnSpans spans(area.width());
    int free = 0; // the first column that nothing is drawn in
    const auto drawLevel = [&](size_t index, int end) {
        for (; free < end; ++free)
            spans.add(free, yOfValue(index), yOfValue(index) + thick);
    };
    std::vector<std::pair<int, int>> alone; // column and y of each value that no line leads to
    int x = 0;
    size_t next = 0; // the first value after the columns
    for (const BoundaryColumn &column : columnsOf(novelty, area.width(), grid.pixel())) {
        const int here = std::min(x++, area.width() - 1);
        next = column.last;
        if (column.count() == 0)
            continue;
        if (column.count() == 1 && novelty.isAlone(column.first))
            alone.emplace_back(here, yOfValue(column.first));
        MinMax range = column.range;
        if (isJoined(column.first)) {
            drawLevel(column.first - 1, here);
            range.add(novelty.values()[column.first - 1].value);
        }
        spans.add(here, grid.at(yOf(range.high)), grid.at(yOf(range.low)) + thick);
        free = here + 1;
    }
    if (isJoined(next))
        drawLevel(next - 1, area.width());
    addDots(spans, grid, alone);
    return spans;
}

/// As wide and high as a dot, but for the columns where something else stands.
void ChangeItem::addDots(ColumnSpans &spans, const PixelGrid &grid, const std::vector<std::pair<int, int>> &places) const
{
    const int reach = grid.at(dotReachPx);
    for (const auto &[place, y] : places) {
        for (int column = place - reach; column < place + reach; ++column) {
            if (column == place || spans.isEmpty(column))
                spans.add(column, y - reach, y + reach);
        }
    }
}

/// Those in view, of those nearer to each other than a diamond needs the strongest; the one that the user went to always.
/// Zooming in shows more and more of them, and hides none that was shown.
std::vector<size_t> ChangeItem::shownPeaks() const
{
    const Values &peaks = m_peaks.values();
    const Visible visible = visibleOf(peaks, 0);
    const double least = diamondPlacePx * timeScale().secPerPx();
    std::vector<size_t> shown;
    for (auto peak = visible.begin; peak != visible.end; ++peak) {
        const auto index = static_cast<size_t>(peak - peaks.begin());
        if (m_isolations[index] >= least || selected() == peak->segment)
            shown.push_back(index);
    }
    return shown;
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
    constexpr double reach = diamondReachPx;
    const QPolygonF diamond({{0, -reach}, {reach, 0}, {0, reach}, {-reach, 0}});
    const QFontMetricsF metrics(font());
    const std::vector<size_t> shown = shownPeaks();
    const auto xOfPeak = [this](size_t peak) { return timeScale().xOf(m_peaks.values()[peak].atSec); };
    double labelEnd = -1e9;
    for (size_t i = 0; i < shown.size(); ++i) {
        const QPointF place(xOfPeak(shown[i]),
                            std::max(yOf(m_peaks.values()[shown[i]].value), plotArea().top() + reach));
        painter.setPen(QPen(text, 1.5));
        painter.setBrush(colour);
        painter.drawPolygon(diamond.translated(place));
        const QString number = QString::number(sceneNumber(static_cast<qint64>(shown[i])));
        const double width = metrics.horizontalAdvance(number);
        const QRectF label(place.x() + reach + 2, place.y() - metrics.height() / 2, width, metrics.height());
        const double nextLeft = i + 1 < shown.size() ? xOfPeak(shown[i + 1]) - reach : plotArea().right();
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
    if (!clip || lanes().lanes()[lanes().placeOf(segment)->lane].kind == LaneKind::Asset)
        return; // nothing of it is drawn here
    const double left = std::max(plotArea().left(), paintedXOf(clip->startSec));
    const double right = std::min(plotArea().right(), paintedXOf(clip->endSec));
    if (right < plotArea().left() || left > plotArea().right())
        return;
    const QColor text = palette().color(QPalette::Text);
    painter.fillRect(QRectF(left, plotArea().top(), std::max(1.0, right - left), plotArea().height()),
                     QColor(text.red(), text.green(), text.blue(), isSelected ? 34 : 18));
}

const BoundaryValue *ChangeItem::nearest(const BoundaryTrack &track, double sec) const
{
    return track.nearest(sec, stemReachPx * timeScale().secPerPx());
}

/// The clip that begins at the boundary nearby; of several lanes', the one whose stem or line is nearest.
std::optional<int> ChangeItem::segmentAt(QPointF position) const
{
    if (!plotArea().contains(position))
        return std::nullopt;
    const double sec = timeScale().secAt(position.x());
    std::optional<int> segment;
    double least = std::numeric_limits<double>::infinity();
    for (const ChangeTrack &track : m_tracks) {
        for (const BoundaryTrack *const values : {&track.changes, &track.novelty}) {
            const BoundaryValue *const value = nearest(*values, sec);
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
    for (const ChangeTrack &track : m_tracks) {
        for (const BoundaryTrack *const values : {&track.novelty, &track.changes}) {
            if (const BoundaryValue *const found = values->before(segment))
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
    QList<ReadoutLine> lines{{{}, axisText(unit(), sec, 3), true}};
    for (const ChangeTrack &track : m_tracks) {
        if (track.lane >= lanes().lanes().size())
            continue;
        const BoundaryValue *const change = nearest(track.changes, sec);
        const BoundaryValue *const novelty = nearest(track.novelty, sec);
        QString text = laneTitle(lanes().lanes()[track.lane]) + QStringLiteral("  ")
            + (change ? tr("change %1").arg(change->value, 0, 'f', 3) : tr("no change here"));
        if (novelty)
            text += tr(", novelty %1").arg(novelty->value, 0, 'f', 3);
        lines.append({colourOfLane(track.lane), text, change && segment == change->segment});
    }
    const BoundaryValue *const peak = nearest(m_peaks, sec);
    if (peak)
        lines.append({{}, tr("Scene %1 begins").arg(sceneNumber(peak - m_peaks.values().data())), true});
    return lines;
}

} // namespace embedscope
