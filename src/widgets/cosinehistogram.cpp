// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/cosinehistogram.h"

#include "charts/modalitycolours.h"
#include "models/likenesswords.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace embedscope {

CosineHistogram::CosineHistogram(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("How the cosines of all pairs are spread"));
    setToolTip(tr("How many pairs have which cosine; the heights are logarithmic. Drag the threshold, or move it with the "
                  "arrow keys."));
    describe();
}

void CosineHistogram::setHistogram(const Histogram &histogram)
{
    m_histogram = histogram;
    m_low = 0;
    for (size_t bin = 0; bin < histogram.counts.size(); ++bin) {
        if (histogram.counts[bin] > 0) {
            m_low = std::min(std::floor(histogram.lowOf(bin) * 10 + 1e-9) / 10, 0.9);
            break;
        }
    }
    describe();
    update();
}

void CosineHistogram::setThreshold(double cosine)
{
    const double rounded = std::clamp(std::round(cosine / step) * step, -1.0, 1.0);
    if (std::abs(rounded - m_threshold) < step / 2)
        return;
    m_threshold = rounded;
    describe();
    update();
    Q_EMIT thresholdChanged(m_threshold);
}

uint64_t CosineHistogram::countAbove() const
{
    uint64_t count = 0;
    for (size_t bin = 0; bin < m_histogram.counts.size(); ++bin) {
        if (m_histogram.lowOf(bin) > m_threshold - step / 2)
            count += m_histogram.counts[bin];
    }
    return count;
}

void CosineHistogram::describe()
{
    setAccessibleDescription(m_histogram.total() == 0 ? tr("Nothing to show")
                                                      : tr("%1 of %2 pairs have a cosine of %3 and more")
                                                            .arg(countAbove())
                                                            .arg(m_histogram.total())
                                                            .arg(cosineText(m_threshold)));
}

QRectF CosineHistogram::plotRect() const
{
    const double text = QFontMetricsF(font()).height();
    return QRectF(rect()).adjusted(8, 4, -8, -text - 4);
}

double CosineHistogram::xOf(double cosine) const
{
    const QRectF plot = plotRect();
    return plot.left() + (std::clamp(cosine, m_low, 1.0) - m_low) / (1 - m_low) * plot.width();
}

void CosineHistogram::paintBars(QPainter &painter, const QRectF &plot) const
{
    const QColor base = palette().color(QPalette::Base);
    const QColor strong = palette().color(QPalette::Highlight);
    const QColor weak = mixed(base, palette().color(QPalette::Text), 0.35);
    const double top = std::log1p(static_cast<double>(m_histogram.greatest()));
    for (size_t bin = 0; bin < m_histogram.counts.size(); ++bin) {
        if (m_histogram.counts[bin] == 0)
            continue;
        const double low = m_histogram.lowOf(bin);
        const double height = std::log1p(static_cast<double>(m_histogram.counts[bin])) / top * (plot.height() - 2);
        const double left = xOf(low);
        const double width = std::max(1.0, xOf(low + m_histogram.binWidth()) - left);
        painter.fillRect(QRectF(left, plot.bottom() - height, width, height),
                         low > m_threshold - step / 2 ? strong : weak);
    }
}

void CosineHistogram::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    const QRectF plot = plotRect();
    painter.fillRect(plot, palette().color(QPalette::Base));
    painter.setPen(palette().color(hasFocus() ? QPalette::Highlight : QPalette::Mid));
    painter.drawRect(plot.adjusted(-1, -1, 0, 0));
    if (m_histogram.total() > 0)
        paintBars(painter, plot);
    const QColor ink = palette().color(QPalette::WindowText);
    const double x = std::floor(xOf(m_threshold)) + 0.5;
    painter.setPen(QPen(ink, 2));
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    painter.setBrush(ink);
    painter.setPen(Qt::NoPen);
    painter.drawPolygon(QPolygonF{{x - 5, plot.bottom() + 1}, {x + 5, plot.bottom() + 1}, {x, plot.bottom() - 6}});
    painter.setPen(ink);
    const QRectF below(plot.left(), plot.bottom() + 2, plot.width(), height() - plot.bottom() - 2);
    painter.drawText(below, static_cast<int>(Qt::AlignLeft | Qt::AlignTop), QString::number(m_low, 'f', 1));
    painter.drawText(below, static_cast<int>(Qt::AlignRight | Qt::AlignTop), QString::number(1.0, 'f', 1));
}

void CosineHistogram::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        mouseMoveEvent(event);
}

void CosineHistogram::mouseMoveEvent(QMouseEvent *event)
{
    const QRectF plot = plotRect();
    setThreshold(m_low + (event->position().x() - plot.left()) / plot.width() * (1 - m_low));
}

void CosineHistogram::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        return setThreshold(m_threshold - step);
    case Qt::Key_Right:
    case Qt::Key_Up:
        return setThreshold(m_threshold + step);
    case Qt::Key_PageDown:
        return setThreshold(m_threshold - 10 * step);
    case Qt::Key_PageUp:
        return setThreshold(m_threshold + 10 * step);
    case Qt::Key_Home:
        return setThreshold(m_low);
    case Qt::Key_End:
        return setThreshold(1);
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace embedscope

#include "moc_cosinehistogram.cpp"
