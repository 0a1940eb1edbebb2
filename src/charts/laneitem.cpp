// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/laneitem.h"

#include "charts/chartwords.h"
#include "charts/lanegap.h"
#include "charts/modalitycolours.h"
#include "plot/timeticks.h"

#include <QFontMetricsF>
#include <QHash>
#include <QImage>
#include <QPainter>
#include <QPixmap>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace embedscope {

namespace {

constexpr int hatchStep = 8; // between the hatching's lines, in pixels
constexpr double clipNearPx = 3; // a click this near a clip still means it
constexpr double separatorFromPx = 4; // clips as wide as this are told apart by a line between them
constexpr double roundedFromPx = 9;

} // namespace

void LaneItem::setShades(const std::shared_ptr<const ClipShades> &shades)
{
    m_shades = shades;
    prepareShades();
    update();
}

void LaneItem::relayout()
{
    m_bands = layoutLanes(lanes(), plotArea().height());
    if (&lanes() != m_preparedLanes)
        prepareShades();
}

void LaneItem::prepareShades()
{
    m_preparedLanes = &lanes();
    m_numbers.clear();
    if (!m_shades)
        return;
    for (const Lane &lane : lanes().lanes()) {
        std::vector<RangeMinMax> &rows = m_numbers.emplace_back();
        for (const ClipTrack &track : lane.rows) {
            std::vector<double> numbers;
            numbers.reserve(track.clips().size());
            for (const ClipSpan &clip : track.clips()) {
                const float number = m_shades->numberOf(clip.segment);
                numbers.push_back(std::isfinite(number) ? static_cast<double>(number)
                                                        : std::numeric_limits<double>::quiet_NaN());
            }
            rows.emplace_back(std::move(numbers));
        }
    }
}

QRectF LaneItem::rowRect(size_t lane, int row) const
{
    const LaneBand &band = m_bands.at(lane);
    return {plotArea().left(), plotArea().top() + band.rowTop(row), plotArea().width(), band.rowHeight()};
}

QRectF LaneItem::barRect(const ClipSpan &clip, const QRectF &row) const
{
    const double left = paintedXOf(clip.startSec);
    return {left, row.top(), paintedXOf(clip.endSec) - left, row.height()};
}

QColor LaneItem::laneColour(const Lane &lane) const
{
    return modalityColour(lane.modality, palette());
}

void LaneItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget)
{
    Q_UNUSED(option)
    Q_UNUSED(widget)
    beginPainting(*painter);
    if (m_bands.empty())
        paintHint(*painter, tr("No segment has times, so there is nothing to draw. The table has them all."));
    if (m_bands.empty() || plotArea().width() < 1)
        return;
    painter->save();
    painter->setClipRect(plotArea());
    paintBeyondMedia(*painter);
    const double columns = plotArea().width() * painter->device()->devicePixelRatio();
    for (size_t i = 0; i < lanes().lanes().size(); ++i) {
        const Lane &lane = lanes().lanes()[i];
        const LaneBand &band = m_bands[i];
        const QRectF bandRect(plotArea().left(), plotArea().top() + band.top, plotArea().width(),
                              band.height);
        if (lane.kind == LaneKind::Missing)
            paintMissing(*painter, lane, bandRect);
        if (lane.kind == LaneKind::Clips)
            paintGaps(*painter, lane, bandRect);
        for (size_t row = 0; row < lane.rows.size(); ++row) {
            const QRectF rect = rowRect(i, static_cast<int>(row)).adjusted(0, row > 0 ? 1 : 0, 0, 0);
            const ClipIndexes visible = lane.rows[row].clipsIn(timeScale().visible);
            if (static_cast<double>(visible.count()) <= columns / 3)
                paintBars(*painter, lane.rows[row], visible, rect, lane.kind == LaneKind::Asset);
            else if (m_shades && lane.kind != LaneKind::Asset)
                paintShadedColumns(*painter, lane.rows[row], m_numbers[i][row], rect);
            else
                paintColumns(*painter, lane.rows[row], laneColour(lane), rect);
            if (lane.kind == LaneKind::Asset)
                paintAssetNames(*painter, lane.rows[row], visible, rect);
        }
    }
    paintMarks(*painter);
    painter->restore();
}

// The place of every lane from the start of the media to its end is hatched; clips then cover what is no gap.
void LaneItem::paintGaps(QPainter &painter, const Lane &lane, const QRectF &band) const
{
    const TimeScale scale = timeScale();
    QRectF area = band;
    area.setLeft(std::max(band.left(), scale.clampedXOf(0)));
    area.setRight(std::min(band.right(), scale.clampedXOf(lanes().mediaEndSec())));
    if (area.width() <= 0)
        return;
    // Counted from a fixed place in time, the hatching travels with the clips when the view pans.
    const double phase = std::fmod(area.left() - scale.xOf(0), hatchStep);
    if (isVector())
        hatchWithLines(painter, laneColour(lane), area, phase);
    else
        painter.drawTiledPixmap(area, hatchingTile(laneColour(lane), painter.device()->devicePixelRatio()),
                                QPointF(phase, 0));
    if (!lane.whole.empty())
        clearCovered(painter, lane.whole.front(), area);
}

// Where clips overlap, each row has holes that are no gaps: another row covers them.
void LaneItem::clearCovered(QPainter &painter, const ClipTrack &whole, const QRectF &area) const
{
    constexpr float all = 0.99F;
    PixelGrid grid(painter);
    const QRect pixels = grid.at(plotArea());
    const QRect band = grid.at(area);
    const std::vector<float> shares = whole.coverage(timeScale().visible, pixels.width());
    QList<QRect> rects;
    for (int i = 0; i < pixels.width(); ++i) {
        if (shares[static_cast<size_t>(i)] < all)
            continue;
        const int x = pixels.left() + i;
        if (!rects.isEmpty() && rects.last().right() + 1 == x)
            rects.last().setRight(x);
        else
            rects.append(QRect(x, band.top(), 1, band.height()));
    }
    grid.fill(rects, palette().color(QPalette::Base));
}

void LaneItem::hatchWithLines(QPainter &painter, const QColor &colour, const QRectF &area, double phase) const
{
    const Hatching hatching = hatchingOf(colour, palette());
    painter.fillRect(area, hatching.ground);
    painter.setPen(QPen(hatching.line, 1));
    for (double foot = area.left() - area.height() - phase; foot < area.right(); foot += hatchStep) {
        // From the foot at the bottom up to the right, as far as it lies in the area.
        const double first = std::max(0.0, area.left() - foot);
        const double last = std::min(area.height(), area.right() - foot);
        if (first < last)
            painter.drawLine(QLineF(foot + first, area.bottom() - first, foot + last, area.bottom() - last));
    }
}

// A square of diagonal lines that joins seamlessly on every side. Of whole pixels: smoothed lines would be paler.
QPixmap LaneItem::hatchingTile(const QColor &colour, double pixelRatio) const
{
    const Hatching hatching = hatchingOf(colour, palette());
    const int scale = static_cast<int>(std::ceil(pixelRatio));
    const int side = hatchStep * scale;
    QImage tile(side, side, QImage::Format_RGB32);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x)
            tile.setPixelColor(x, y, (x + y) % side < scale ? hatching.line : hatching.ground);
    }
    tile.setDevicePixelRatio(scale);
    return QPixmap::fromImage(tile);
}

void LaneItem::paintMissing(QPainter &painter, const Lane &lane, const QRectF &band) const
{
    if (plotArea().height() < lanePlaces(lanes()) * QFontMetricsF(font()).height() * 0.9)
        return; // it would run into what stands above and below
    const QColor base = palette().color(QPalette::Base);
    painter.setFont(font());
    painter.setPen(mixed(base, palette().color(QPalette::Text), 0.7));
    painter.drawText(band.adjusted(6, -8, -6, 8), Qt::AlignVCenter | Qt::AlignLeft, missingText(lane));
}

void LaneItem::paintBars(QPainter &painter, const ClipTrack &track, ClipIndexes visible, const QRectF &row,
                         bool isAsset) const
{
    PixelGrid grid(painter);
    const QColor base = palette().color(QPalette::Base);
    const int separator = std::max(1, grid.at(0.5));
    QHash<QRgb, QList<QRect>> plain;
    for (size_t i = visible.first; i < visible.last; ++i) {
        const ClipSpan &clip = track.clips()[i];
        const QColor colour = barColour(clip.segment, isAsset);
        QRect bar = grid.at(barRect(clip, row));
        if (bar.width() >= grid.at(separatorFromPx))
            bar.setWidth(bar.width() - separator);
        if (bar.width() < grid.at(roundedFromPx)) {
            plain[colour.rgb()].append(bar);
            continue;
        }
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(isAsset ? mixed(base, colour, 0.22) : colour);
        painter.drawRoundedRect(bar, 2 / grid.pixel(), 2 / grid.pixel());
    }
    for (const auto [colour, bars] : plain.asKeyValueRange())
        grid.fill(bars, QColor::fromRgb(colour));
}

// Every vector of the whole media says in its bar which modality it is of: they share one lane.
void LaneItem::paintAssetNames(QPainter &painter, const ClipTrack &track, ClipIndexes visible,
                               const QRectF &row) const
{
    constexpr size_t mostNames = 20; // more would not be legible
    constexpr double leastScale = 0.65; // nor would smaller ones
    const double scale = (std::floor(row.height()) + 3) / QFontMetricsF(font()).height();
    if (scale < leastScale || visible.count() > mostNames)
        return;
    QFont fitting = font();
    if (scale < 1)
        fitting.setPointSizeF(font().pointSizeF() * scale);
    painter.setFont(fitting);
    painter.setPen(palette().color(QPalette::Text));
    for (size_t i = visible.first; i < visible.last; ++i) {
        const ClipSpan &clip = track.clips()[i];
        const QRectF shown = barRect(clip, row).intersected(plotArea()).adjusted(8, -2, -8, 2);
        if (shown.width() > 0)
            painter.drawText(shown, Qt::AlignVCenter | Qt::AlignLeft, modalityTitleOf(*task(), clip.segment));
    }
}

// One scan line stretched over the row: as dear as the row is wide, however many clips there are. 0 lets the hatching
// through.
void LaneItem::paintLine(QPainter &painter, PixelGrid &grid, const QRect &place, const std::vector<QRgb> &colours) const
{
    if (!isVector()) {
        QImage line(place.width(), 1, QImage::Format_ARGB32_Premultiplied);
        std::copy(colours.begin(), colours.end(), reinterpret_cast<QRgb *>(line.scanLine(0))); // NOLINT: 32-bit pixels
        painter.drawImage(place, line);
        return;
    }
    const auto columns = static_cast<int>(colours.size());
    for (int i = 0, next = 1; i < columns; i = next++) {
        const QRgb colour = colours[static_cast<size_t>(i)];
        while (next < columns && colours[static_cast<size_t>(next)] == colour)
            ++next;
        if (colour != 0)
            grid.fill({QRect(place.left() + i, place.top(), next - i, place.height())}, QColor::fromRgb(colour));
    }
}

void LaneItem::paintColumns(QPainter &painter, const ClipTrack &track, const QColor &colour,
                            const QRectF &row) const
{
    PixelGrid grid(painter);
    const QRect place = grid.at(row);
    constexpr int shades = 64;
    std::array<QRgb, shades + 1> shadeOf{};
    const QColor base = palette().color(QPalette::Base);
    for (int i = 0; i <= shades; ++i) // even a sliver of a clip is seen
        shadeOf.at(static_cast<size_t>(i)) = mixed(base, colour, 0.4 + 0.6 * i / shades).rgb();
    std::vector<QRgb> colours;
    for (const float share : track.coverage(timeScale().visible, place.width()))
        colours.push_back(share > 0 ? shadeOf.at(static_cast<size_t>(std::lround(share * shades))) : 0U);
    paintLine(painter, grid, place, colours);
}

QColor LaneItem::barColour(int segment, bool isAsset) const
{
    if (!m_shades || isAsset)
        return colourOf(segment);
    const float number = m_shades->numberOf(segment);
    return std::isfinite(number) ? QColor::fromRgb(m_shades->shadeOf(number)) : ClipShades::noneColour(palette());
}

// Where several clips share a column the greatest number tells its colour: what stands out must not drown.
void LaneItem::paintShadedColumns(QPainter &painter, const ClipTrack &track, const RangeMinMax &numbers,
                                  const QRectF &row) const
{
    PixelGrid grid(painter);
    const QRect place = grid.at(row);
    const QRgb none = ClipShades::noneColour(palette()).rgb();
    std::vector<QRgb> colours;
    for (const ClipIndexes clips : track.clipsInColumns(timeScale().visible, place.width())) {
        const MinMax range = numbers.query(clips.first, clips.last);
        if (clips.count() == 0)
            colours.push_back(0);
        else
            colours.push_back(range.isEmpty() ? none : m_shades->shadeOf(static_cast<float>(range.high)));
    }
    paintLine(painter, grid, place, colours);
}

void LaneItem::paintMark(QPainter &painter, int segment, bool isSelected) const
{
    const QRectF bar = rectOf(segment);
    if (bar.right() < plotArea().left() || bar.left() > plotArea().right())
        return;
    const QColor text = palette().color(QPalette::Text);
    paintFrame(painter, bar, isSelected ? text : mixed(palette().color(QPalette::Base), text, 0.7), isSelected ? 2 : 1);
}

// Neighbours share a frame; the one that the keyboard is at has one of its own, with a thicker line.
void LaneItem::paintChosen(QPainter &painter, const ChosenClips &chosen) const
{
    const int columns = columnsOf(painter);
    for (size_t lane = 0; lane < lanes().lanes().size(); ++lane) {
        for (size_t row = 0; row < lanes().lanes()[lane].rows.size(); ++row) {
            const QRectF place = rowRect(lane, static_cast<int>(row));
            for (const ColumnRun &run : chosen.runsOfRow(lane, row, timeScale().visible, columns)) {
                const auto [left, right] = edgesOf(run, columns);
                paintFrame(painter, {left, place.top(), right - left, place.height()}, palette().color(QPalette::Text), 1);
            }
        }
    }
}

void LaneItem::paintFrame(QPainter &painter, const QRectF &bar, const QColor &colour, double width) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    QRectF frame = bar.adjusted(-1, -2, 1, 2);
    if (frame.width() < 6)
        frame.adjust(-(6 - frame.width()) / 2, 0, (6 - frame.width()) / 2, 0);
    // A rim of the background keeps the frame apart from neighbours of any colour.
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette().color(QPalette::Base), width + 2));
    painter.drawRoundedRect(frame, 3, 3);
    painter.setPen(QPen(colour, width));
    painter.drawRoundedRect(frame, 3, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void LaneItem::paintBeyondMedia(QPainter &painter) const
{
    const double end = timeScale().clampedXOf(lanes().mediaEndSec());
    if (end >= plotArea().right())
        return;
    QRectF beyond = plotArea();
    beyond.setLeft(std::max(beyond.left(), end));
    const QColor base = palette().color(QPalette::Base);
    const QColor text = palette().color(QPalette::Text);
    painter.fillRect(beyond, mixed(base, text, 0.05));
    painter.setPen(QPen(mixed(base, text, 0.5), 1, Qt::DashLine));
    painter.drawLine(QLineF(beyond.topLeft(), beyond.bottomLeft()));
}

std::optional<int> LaneItem::segmentAt(QPointF position) const
{
    if (!plotArea().contains(position))
        return std::nullopt;
    const TimeScale scale = timeScale();
    return embedscope::segmentAt(lanes(), m_bands, scale.secAt(position.x()), position.y() - plotArea().top(),
                                 clipNearPx * scale.secPerPx());
}

QRectF LaneItem::rectOf(int segment) const
{
    const std::optional<ClipPlace> place = lanes().placeOf(segment);
    if (!place || place->lane >= m_bands.size())
        return {};
    const int row = lanes().lanes()[place->lane].rowOfClip[place->clip];
    return barRect(lanes().clipAt(*place), rowRect(place->lane, row));
}

QList<ReadoutLine> LaneItem::readout(std::optional<int> segment, double sec) const
{
    Q_UNUSED(sec)
    if (!segment || !lanes().placeOf(*segment))
        return {};
    QList<ReadoutLine> lines = clipReadout(*segment);
    if (m_shades && std::isfinite(m_shades->numberOf(*segment)))
        lines.append({{},
                      tr("%1: %2").arg(m_shades->title, m_shades->textOf(static_cast<double>(m_shades->numberOf(*segment)))),
                      false});
    return lines;
}

QList<ReadoutLine> LaneItem::emptyReadout(QPointF position) const
{
    const double y = position.y() - plotArea().top();
    for (size_t i = 0; i < m_bands.size(); ++i) {
        const Lane &lane = lanes().lanes()[i];
        if (lane.kind != LaneKind::Clips || y < m_bands[i].top || y >= m_bands[i].top + m_bands[i].height)
            continue;
        const auto gap = gapAt(lane, timeScale().secAt(position.x()), lanes().mediaEndSec());
        if (!gap)
            return {};
        return {{laneColour(lane), tr("Nothing of %1").arg(laneTitle(lane)), true},
                {{},
                 isCounted(unit())
                     ? axisStretchText(unit(), gap->startSec, gap->endSec, 3)
                     : tr("from %1 to %2 (%3)")
                           .arg(clockText(gap->startSec, 3, true), clockText(gap->endSec, 3, true), lengthText(gap->span())),
                 false}};
    }
    return {};
}

} // namespace embedscope
