// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/normlegend.h"

#include "charts/chartwords.h"
#include "charts/modalitycolours.h"
#include "charts/normitem.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace embedscope {

namespace {

constexpr double topSpace = 8;
constexpr double bottomSpace = 8;
constexpr double swatchWidth = 18;
constexpr double legendSwatchSpace = 25;
constexpr double entrySpace = 24;

} // namespace

void NormLegend::setContent(const std::shared_ptr<const LaneSet> &lanes, const std::vector<NormBand> &bands,
                            NormAxis axis)
{
    m_lanes = lanes;
    m_bands = bands;
    m_axis = axis;
    relayout();
}

void NormLegend::setPalette(const QPalette &palette, const QFont &font)
{
    m_palette = palette;
    m_font = font;
    relayout();
}

void NormLegend::setPlace(double left, double width)
{
    m_left = left;
    m_width = width;
    relayout();
}

void NormLegend::relayout()
{
    prepareGeometryChange();
    m_entries.clear();
    std::vector<const Lane *> lanes;
    if (m_lanes) {
        for (const Lane &lane : m_lanes->lanes()) {
            if (lane.kind == LaneKind::Clips)
                lanes.push_back(&lane);
        }
        for (size_t i = 0; i < lanes.size(); ++i)
            m_entries.push_back({{},
                                 normLegendText(*lanes[i]),
                                 modalityColour(lanes[i]->modality, m_palette),
                                 NormItem::lineWidth(i, lanes.size())});
        if (const QString sentence = unitLengthSentence(*m_lanes); !sentence.isEmpty())
            m_entries.push_back({{}, sentence, {}, 0});
        if (const QString sentence = bandSentence(m_bands, m_axis); !sentence.isEmpty())
            m_entries.push_back({{}, sentence, {}, 0});
    }
    const QFontMetricsF metrics(m_font);
    constexpr int mostLines = 3; // the chart is what matters; the timeline names all lanes
    double x = m_left;
    double y = topSpace;
    int line = 1;
    for (size_t i = 0; i < m_entries.size(); ++i) {
        Entry &entry = m_entries[i];
        const double indent = entry.colour.isValid() ? legendSwatchSpace : 0;
        const double width = std::min(metrics.horizontalAdvance(entry.text) + indent + 1, m_width);
        if (x > m_left && x + width > m_left + m_width) {
            if (line == mostLines) {
                m_entries.resize(i);
                m_entries.back().text += QStringLiteral(" …");
                break;
            }
            ++line;
            x = m_left;
            y += metrics.height() + 2;
        }
        entry.text = metrics.elidedText(entry.text, Qt::ElideRight, width - indent);
        entry.rect = {x, y, width, metrics.height()};
        x += width + entrySpace;
    }
    m_height = y + metrics.height() + bottomSpace;
    update();
}

void NormLegend::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget)
{
    Q_UNUSED(option)
    Q_UNUSED(widget)
    painter->setFont(m_font);
    const QColor text = m_palette.color(QPalette::Text);
    const QColor quiet = mixed(m_palette.color(QPalette::Base), text, 0.72);
    for (const Entry &entry : m_entries) {
        QRectF place = entry.rect;
        if (entry.colour.isValid()) {
            painter->fillRect(
                QRectF(place.left(), place.center().y() - entry.lineWidth / 2, swatchWidth, entry.lineWidth),
                entry.colour);
            place.setLeft(place.left() + legendSwatchSpace);
        }
        painter->setPen(entry.colour.isValid() ? text : quiet);
        painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter, entry.text);
    }
}

} // namespace embedscope
