// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/normhistogram.h"

#include "charts/modalitycolours.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace embedscope {

void NormHistogram::setContent(const std::shared_ptr<const LaneSet> &lanes, const std::vector<NormBand> &bands)
{
    m_lanes = lanes;
    m_bands = bands;
    update();
}

void NormHistogram::setScale(const NormScale &scale)
{
    m_scale = scale;
    update();
}

void NormHistogram::setPalette(const QPalette &palette)
{
    m_palette = palette;
    update();
}

void NormHistogram::setPlace(const QRectF &place)
{
    prepareGeometryChange();
    m_place = place;
}

void NormHistogram::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget)
{
    Q_UNUSED(option)
    Q_UNUSED(widget)
    if (!m_lanes || m_place.width() < 8)
        return;
    const QColor base = m_palette.color(QPalette::Base);
    painter->fillRect(QRectF(m_place.left(), m_place.top(), 1, m_place.height()),
                      mixed(base, m_palette.color(QPalette::Text), 0.25));
    for (const NormBand &band : m_bands)
        paintBand(*painter, band);
}

// One bar a row of pixels, as wide as the fullest bin that falls into it: a spike of noise stays a spike.
void NormHistogram::paintBand(QPainter &painter, const NormBand &band) const
{
    if (band.histogram.empty() || band.lane >= m_lanes->lanes().size())
        return;
    const auto most = static_cast<double>(*std::max_element(band.histogram.begin(), band.histogram.end()));
    const int rows = std::max(1, static_cast<int>(m_place.height()));
    std::vector<double> widths(static_cast<size_t>(rows), 0);
    const double binSize = (band.histogramHigh - band.histogramLow) / static_cast<double>(band.histogram.size());
    for (size_t bin = 0; bin < band.histogram.size(); ++bin) {
        if (band.histogram[bin] == 0 || most <= 0)
            continue;
        const double low = band.histogramLow + binSize * static_cast<double>(bin);
        const int first = static_cast<int>(std::clamp((1 - m_scale.shareOf(low + binSize)) * rows, 0.0, rows - 1.0));
        const int last = static_cast<int>(std::clamp((1 - m_scale.shareOf(low)) * rows, 0.0, rows - 1.0));
        const double width = std::max(1.0, static_cast<double>(band.histogram[bin]) / most * (m_place.width() - 4));
        for (int row = first; row <= last; ++row)
            widths[static_cast<size_t>(row)] = std::max(widths[static_cast<size_t>(row)], width);
    }
    const QColor colour = modalityColour(m_lanes->lanes()[band.lane].modality, m_palette);
    QColor fill = colour;
    fill.setAlpha(110);
    for (int row = 0, next = 0; row < rows; row = next) {
        const double width = widths[static_cast<size_t>(row)];
        for (next = row + 1; next < rows && widths[static_cast<size_t>(next)] == width;)
            ++next;
        if (width <= 0)
            continue;
        const QRectF bar(m_place.left() + 2, m_place.top() + row, width, next - row);
        painter.fillRect(bar, fill);
        painter.fillRect(QRectF(bar.right() - 1, bar.top(), 1, bar.height()), colour);
    }
}

} // namespace embedscope
