// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/plotframe.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <utility>

namespace embedscope {

bool PlotFrame::setTopMargin(double pixels)
{
    return std::exchange(m_topMargin, pixels) != pixels;
}

bool PlotFrame::setTimeBelow(bool isBelow)
{
    return std::exchange(m_isTimeBelow, isBelow) != isBelow;
}

bool PlotFrame::setLeast(Least least)
{
    const bool hadTimes = showsTimes();
    m_least = least;
    return showsTimes() != hadTimes;
}

bool PlotFrame::setForKeeping(bool isForKeeping)
{
    const bool hadTimes = showsTimes();
    m_isForKeeping = isForKeeping;
    return showsTimes() != hadTimes;
}

bool PlotFrame::showsTimes() const
{
    constexpr double roomyLines = 12;
    const double roomy =
        std::max(roomyLines * QFontMetricsF(m_font).height(), m_least.topPx + m_least.plotPx + bottomMargin(true));
    return !m_isTimeBelow || m_isForKeeping || m_size.height() >= roomy;
}

QRectF PlotFrame::plot() const
{
    const double left = widthOf("transcription") + 30;
    const double right = std::ceil(QFontMetricsF(m_font).horizontalAdvance(QStringLiteral("00:00:00")) / 2) + 6; // half of the last time
    return {left, m_topMargin, std::max(1.0, m_size.width() - left - right - sideWidth()),
            std::max(1.0, m_size.height() - m_topMargin - bottomMargin(showsTimes()))};
}

QRectF PlotFrame::side() const
{
    const QRectF beside = plot();
    return {beside.right() + 8, beside.top(), sideWidth(), beside.height()};
}

int PlotFrame::leastHeight() const
{
    return static_cast<int>(std::ceil(m_least.topPx + m_least.plotPx + bottomMargin(!m_isTimeBelow)));
}

double PlotFrame::roomAbovePlot() const
{
    return m_size.height() - leastPlotPx - bottomMargin(showsTimes());
}

double PlotFrame::bottomMargin(bool withTimes) const
{
    return withTimes ? std::ceil(QFontMetricsF(m_font).height()) + 14 : 8;
}

double PlotFrame::widthOf(const char *text) const
{
    return std::ceil(QFontMetricsF(m_font).horizontalAdvance(QLatin1StringView(text)));
}

double PlotFrame::sideWidth() const
{
    return widthOf("00000 clips");
}

} // namespace embedscope
