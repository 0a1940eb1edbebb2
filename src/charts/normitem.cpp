// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/normitem.h"

#include "charts/chartwords.h"
#include "charts/columncanvas.h"
#include "charts/modalitycolours.h"
#include "plot/timeticks.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace embedscope {

namespace {

constexpr double stepNearPx = 3;
constexpr double clickReachPx = 28; // a click farther from any step means none

} // namespace

void NormItem::setScale(const NormScale &scale)
{
    m_scale = scale;
    update();
}

void NormItem::setBands(const std::vector<NormBand> &bands)
{
    m_bands = bands;
    update();
}

double NormItem::lineWidth(size_t laneIndex, size_t laneCount)
{
    constexpr double thinnest = 1.5;
    constexpr double step = 1.25;
    return thinnest + step * static_cast<double>(std::min<size_t>(laneCount - 1 - laneIndex, 3));
}

double NormItem::yOf(double norm) const
{
    return plotArea().bottom() - m_scale.shareOf(norm) * plotArea().height();
}

void NormItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget)
{
    Q_UNUSED(option)
    Q_UNUSED(widget)
    beginPainting(*painter);
    if (plotArea().width() < 1)
        return;
    std::vector<const Lane *> drawn;
    for (const Lane &lane : lanes().lanes()) {
        if (lane.kind == LaneKind::Clips)
            drawn.push_back(&lane);
    }
    if (std::none_of(drawn.begin(), drawn.end(), [](const Lane *lane) { return lane->norms.count > 0; }))
        paintHint(*painter, task() && unit() == AxisUnit::None ? wholeVectorSentence(*task())
                                                  : tr("No clip has a norm, so there is nothing to draw."));
    painter->save();
    painter->setClipRect(plotArea().adjusted(0, -4, 0, 4));
    for (const NormBand &band : m_bands)
        paintBand(*painter, band);
    const double columns = plotArea().width() * painter->device()->devicePixelRatio();
    for (size_t i = 0; i < drawn.size(); ++i) {
        const QColor colour = modalityColour(drawn[i]->modality, palette());
        const double width = lineWidth(i, drawn.size());
        for (const ClipTrack &track : drawn[i]->rows) {
            const ClipIndexes visible = track.clipsIn(timeScale().visible);
            if (static_cast<double>(visible.count()) <= columns / 2)
                paintSteps(*painter, track, visible, width, colour);
            else
                paintColumns(*painter, track, width, colour);
        }
    }
    for (const NormBand &band : m_bands)
        paintOutliers(*painter, band);
    paintMarks(*painter);
    painter->restore();
}

void NormItem::paintBand(QPainter &painter, const NormBand &band) const
{
    if (band.lane >= lanes().lanes().size() || !(band.high >= band.low))
        return;
    const Lane &lane = lanes().lanes()[band.lane];
    const double left = std::max(plotArea().left(), paintedXOf(lane.firstSec()));
    const double right = std::min(plotArea().right(), paintedXOf(lane.lastSec()));
    const double top = yOf(band.high);
    const double height = yOf(band.low) - top;
    if (right <= left || height < 1)
        return; // all of them are as good as equal: the line says so
    QColor fill = modalityColour(lane.modality, palette());
    fill.setAlpha(36);
    painter.fillRect(QRectF(left, top, right - left, height), fill);
}

// A shape, so that it needs no colour; where many share a column of pixels, the least and the greatest of them.
void NormItem::paintOutliers(QPainter &painter, const NormBand &band) const
{
    constexpr double reach = 4.5;
    const QPolygonF diamond({{0, -reach}, {reach, 0}, {0, reach}, {-reach, 0}});
    const QColor base = palette().color(QPalette::Base);
    const QColor text = palette().color(QPalette::Text);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(base);
    painter.setPen(QPen(text, 1.5));
    struct Column
    {
        double x;
        double top;
        double bottom;
    };
    std::optional<Column> column;
    const auto paint = [&] {
        if (!column)
            return;
        painter.drawPolygon(diamond.translated(column->x, column->top));
        if (column->bottom - column->top >= 1)
            painter.drawPolygon(diamond.translated(column->x, column->bottom));
    };
    for (const int segment : band.outliers) {
        const std::optional<ClipSpan> clip = lanes().clipOf(segment);
        if (!clip || !timeScale().visible.contains(clip->startSec + clip->lengthSec() / 2))
            continue;
        const double x = timeScale().xOf(clip->startSec + clip->lengthSec() / 2);
        const double y = yOf(clip->norm);
        if (column && std::abs(x - column->x) < 1) {
            column->top = std::min(column->top, y);
            column->bottom = std::max(column->bottom, y);
            continue;
        }
        paint();
        column = Column{x, y, y};
    }
    paint();
    painter.setRenderHint(QPainter::Antialiasing, false);
}

// Only upright and level lines: rectangles on whole pixels are both crisp and quick.
void NormItem::paintSteps(QPainter &painter, const ClipTrack &track, ClipIndexes visible, double width,
                          const QColor &colour) const
{
    PixelGrid grid(painter);
    const int thick = std::max(1, grid.at(width));
    const int riser = std::max(1, thick / 2);
    const auto topOf = [&](const ClipSpan &clip) { return grid.at(yOf(clip.norm)) - thick / 2; };
    QList<QRect> rects;
    const ClipSpan *before = nullptr;
    for (size_t i = visible.first; i < visible.last; ++i) {
        const ClipSpan &clip = track.clips()[i];
        if (std::isnan(clip.norm)) {
            before = nullptr;
            continue;
        }
        const int left = grid.at(paintedXOf(clip.startSec));
        const int right = grid.at(paintedXOf(clip.endSec));
        const int top = topOf(clip);
        rects.append(QRect(left, top, std::max(1, right - left), thick));
        if (before && clip.startSec - before->endSec < leastGapSec) {
            const int from = topOf(*before);
            rects.append(QRect(left - riser / 2, std::min(from, top), riser, std::abs(from - top) + thick));
        }
        before = &clip;
    }
    grid.fill(rects, colour);
}

void NormItem::paintColumns(QPainter &painter, const ClipTrack &track, double width,
                            const QColor &colour) const
{
    PixelGrid grid(painter);
    const QRect area = grid.at(plotArea());
    const int thick = std::max(1, grid.at(width));
    ColumnSpans spans(area.width());
    int x = 0;
    for (const NormColumn &column : track.normColumns(timeScale().visible, area.width())) {
        MinMax range = column.range;
        if (!range.isEmpty()) {
            range.add(column.cameFrom);
            spans.add(x, grid.at(yOf(range.high)) - thick / 2, grid.at(yOf(range.low)) - thick / 2 + thick);
        }
        ++x;
    }
    ColumnCanvas canvas(area);
    canvas.add(std::move(spans), colour);
    canvas.paint(painter, grid, isVector());
}

void NormItem::paintMark(QPainter &painter, int segment, bool isSelected) const
{
    const QRectF step = rectOf(segment);
    if (step.isNull() || step.right() < plotArea().left() || step.left() > plotArea().right())
        return;
    const QColor base = palette().color(QPalette::Base);
    const QColor text = palette().color(QPalette::Text);
    painter.fillRect(QRectF(step.left(), plotArea().top(), step.width(), plotArea().height()),
                     QColor(text.red(), text.green(), text.blue(), isSelected ? 26 : 14));
    QRectF frame = step.adjusted(-1, -5, 1, 5);
    if (frame.width() < 6)
        frame.adjust(-(6 - frame.width()) / 2, 0, (6 - frame.width()) / 2, 0);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(base, isSelected ? 4 : 3));
    painter.drawRoundedRect(frame, 3, 3);
    painter.setPen(QPen(isSelected ? text : mixed(base, text, 0.7), isSelected ? 2 : 1));
    painter.drawRoundedRect(frame, 3, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

std::optional<ClipSpan> NormItem::clipAt(const Lane &lane, double sec, double y) const
{
    std::optional<ClipSpan> nearest;
    double least = std::numeric_limits<double>::infinity();
    for (const ClipTrack &track : lane.rows) {
        const std::optional<size_t> index = track.clipNear(sec, stepNearPx * timeScale().secPerPx());
        if (!index)
            continue;
        const ClipSpan &clip = track.clips()[*index];
        const double distance = std::isnan(clip.norm) ? 1e9 : std::abs(yOf(clip.norm) - y);
        if (distance < least) {
            least = distance;
            nearest = clip;
        }
    }
    return nearest;
}

std::optional<int> NormItem::segmentAt(QPointF position) const
{
    if (!plotArea().contains(position))
        return std::nullopt;
    const double sec = timeScale().secAt(position.x());
    std::optional<int> segment;
    double least = clickReachPx;
    for (const Lane &lane : lanes().lanes()) {
        if (lane.kind != LaneKind::Clips)
            continue;
        const std::optional<ClipSpan> clip = clipAt(lane, sec, position.y());
        if (!clip || std::isnan(clip->norm))
            continue;
        const double distance = std::abs(yOf(clip->norm) - position.y());
        // Of lines that coincide, the thinnest lies on top: it is the one that is meant.
        if (distance <= least) {
            least = distance;
            segment = clip->segment;
        }
    }
    return segment;
}

QRectF NormItem::rectOf(int segment) const
{
    const std::optional<ClipSpan> clip = lanes().clipOf(segment);
    if (!clip || std::isnan(clip->norm)
        || lanes().lanes()[lanes().placeOf(segment)->lane].kind != LaneKind::Clips)
        return {};
    const double left = paintedXOf(clip->startSec);
    return {left, yOf(clip->norm) - 1, std::max(1.0, paintedXOf(clip->endSec) - left), 2};
}

QList<ReadoutLine> NormItem::readout(std::optional<int> segment, double sec) const
{
    if (!task())
        return {};
    QList<ReadoutLine> lines;
    if (segment && lanes().placeOf(*segment))
        lines.append({{}, intervalText(*task(), *segment), true});
    else
        lines.append({{}, axisText(unit(), sec, 3), true});
    for (const Lane &lane : lanes().lanes()) {
        if (lane.kind != LaneKind::Clips)
            continue;
        std::optional<ClipSpan> clip;
        if (segment && lanes().placeOf(*segment)
            && &lanes().lanes()[lanes().placeOf(*segment)->lane] == &lane)
            clip = lanes().clipOf(*segment);
        else
            clip = clipAt(lane, sec, plotArea().center().y());
        const QString norm = clip ? normReadout(clip->norm) : stretchCountText(AxisUnit::Seconds, 0);
        lines.append({modalityColour(lane.modality, palette()), laneTitle(lane) + QStringLiteral("  ") + norm,
                      clip && clip->segment == segment});
    }
    return lines;
}

} // namespace embedscope
