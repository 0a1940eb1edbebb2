// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/laneitem.h"

#include "charts/chartwords.h"
#include "charts/modalitycolours.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace embedscope {

namespace {

constexpr double hatchStep = 6; // between the hatching's lines, in pixels
constexpr double nearPx = 3; // a click this near a clip still means it
constexpr double separatorFromPx = 4; // clips as wide as this are told apart by a line between them
constexpr double roundedFromPx = 9;

} // namespace

void LaneItem::relayout()
{
    m_bands = layoutLanes(lanes(), plotArea().height());
}

QRectF LaneItem::rowRect(size_t lane, int row) const
{
    const LaneBand &band = m_bands.at(lane);
    return {plotArea().left(), plotArea().top() + band.rowTop(row), plotArea().width(), band.rowHeight()};
}

QRectF LaneItem::barRect(const ClipSpan &clip, const QRectF &row, double pixel) const
{
    const TimeScale scale = timeScale();
    const double left = snapped(scale.clampedXOf(clip.startSec), pixel);
    const double right = std::max(snapped(scale.clampedXOf(clip.endSec), pixel), left + pixel);
    const double top = snapped(row.top(), pixel);
    const double bottom = std::max(snapped(row.bottom(), pixel), top + pixel);
    return {left, top, right - left, bottom - top};
}

QColor LaneItem::laneColour(const Lane &lane) const
{
    return modalityColour(lane.modality, palette());
}

void LaneItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget)
{
    Q_UNUSED(option)
    Q_UNUSED(widget)
    if (m_bands.empty() || plotArea().width() < 1)
        return;
    painter->save();
    painter->setClipRect(plotArea());
    paintBeyondMedia(*painter);
    const double columns = plotArea().width() / pixelOf(*painter);
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
            else
                paintColumns(*painter, lane.rows[row], laneColour(lane), rect);
        }
    }
    if (hovered() && hovered() != selected())
        paintMark(*painter, *hovered(), false);
    if (selected())
        paintMark(*painter, *selected(), true);
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
    const QColor base = palette().color(QPalette::Base);
    painter.fillRect(area, mixed(base, laneColour(lane), 0.06));
    painter.save();
    painter.setClipRect(area, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(mixed(base, laneColour(lane), 0.30), 1));
    QList<QLineF> hatching;
    // Counted from a fixed place in time, the lines travel with the clips when the view pans.
    const double phase = std::fmod(scale.xOf(0), hatchStep);
    for (double x = area.left() - std::fmod(area.left() - phase, hatchStep) - hatchStep;
         x < area.right() + band.height(); x += hatchStep)
        hatching.append(QLineF(x, area.top(), x - band.height(), area.bottom()));
    painter.drawLines(hatching);
    painter.restore();
}

void LaneItem::paintMissing(QPainter &painter, const Lane &lane, const QRectF &band) const
{
    const QColor base = palette().color(QPalette::Base);
    painter.setFont(font());
    painter.setPen(mixed(base, palette().color(QPalette::Text), 0.7));
    painter.drawText(band.adjusted(6, -8, -6, 8), Qt::AlignVCenter | Qt::AlignLeft, missingText(lane));
}

void LaneItem::paintBars(QPainter &painter, const ClipTrack &track, ClipIndexes visible, const QRectF &row,
                         bool isAsset) const
{
    const double pixel = pixelOf(painter);
    const QColor base = palette().color(QPalette::Base);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (size_t i = visible.first; i < visible.last; ++i) {
        const ClipSpan &clip = track.clips()[i];
        QRectF bar = barRect(clip, row, pixel);
        const QColor colour = colourOf(clip.segment);
        const bool isWide = bar.width() >= separatorFromPx;
        if (isWide)
            bar.setRight(bar.right() - std::max(pixel, 0.5));
        if (bar.width() >= roundedFromPx) {
            painter.setBrush(isAsset ? mixed(base, colour, 0.22) : colour);
            painter.drawRoundedRect(bar, 2, 2);
        } else {
            painter.fillRect(bar, colour);
        }
        if (isAsset && bar.height() >= QFontMetricsF(font()).height() - 2) {
            painter.setFont(font());
            painter.setPen(palette().color(QPalette::Text));
            const QRectF shown = bar.intersected(plotArea()).adjusted(8, -2, -8, 2);
            painter.drawText(shown, Qt::AlignVCenter | Qt::AlignLeft, modalityTitleOf(*task(), clip.segment));
            painter.setPen(Qt::NoPen);
        }
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

// One scan line stretched over the row: as dear as the row is wide, however many clips there are.
void LaneItem::paintColumns(QPainter &painter, const ClipTrack &track, const QColor &colour,
                            const QRectF &row) const
{
    const double pixel = pixelOf(painter);
    const int columns = std::max(1, static_cast<int>(std::lround(row.width() / pixel)));
    const std::vector<float> shares = track.coverage(timeScale().visible, columns);
    const QColor base = palette().color(QPalette::Base);
    QImage line(columns, 1, QImage::Format_ARGB32_Premultiplied);
    auto *const pixels = reinterpret_cast<QRgb *>(line.scanLine(0)); // NOLINT: a line of 32-bit pixels
    for (int i = 0; i < columns; ++i) {
        const float share = shares[static_cast<size_t>(i)];
        // Even a sliver of a clip is seen; nothing lets the hatching through.
        pixels[i] = share > 0 ? mixed(base, colour, 0.4 + 0.6 * static_cast<double>(share)).rgb() : 0U;
    }
    painter.drawImage(
        QRectF(row.left(), snapped(row.top(), pixel), row.width(), snapped(row.height(), pixel)), line);
}

void LaneItem::paintMark(QPainter &painter, int segment, bool isSelected) const
{
    const QRectF bar = rectOf(segment);
    if (bar.right() < plotArea().left() || bar.left() > plotArea().right())
        return;
    const QColor text = palette().color(QPalette::Text);
    painter.setRenderHint(QPainter::Antialiasing);
    const double width = isSelected ? 2 : 1;
    QRectF frame = bar.adjusted(-1, -2, 1, 2);
    if (frame.width() < 6)
        frame.adjust(-(6 - frame.width()) / 2, 0, (6 - frame.width()) / 2, 0);
    // A rim of the background keeps the frame apart from neighbours of any colour.
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette().color(QPalette::Base), width + 2));
    painter.drawRoundedRect(frame, 3, 3);
    painter.setPen(QPen(isSelected ? text : mixed(palette().color(QPalette::Base), text, 0.7), width));
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
                                 nearPx * scale.secPerPx());
}

QRectF LaneItem::rectOf(int segment) const
{
    const std::optional<ClipPlace> place = lanes().placeOf(segment);
    if (!place || place->lane >= m_bands.size())
        return {};
    const int row = lanes().lanes()[place->lane].rowOfClip[place->clip];
    return barRect(lanes().clipAt(*place), rowRect(place->lane, row), 1);
}

QList<ReadoutLine> LaneItem::readout(std::optional<int> segment, double sec) const
{
    Q_UNUSED(sec)
    return segment && lanes().placeOf(*segment) ? clipReadout(*segment) : QList<ReadoutLine>();
}

} // namespace embedscope
