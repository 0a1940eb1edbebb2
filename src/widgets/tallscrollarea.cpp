// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tallscrollarea.h"

#include <QEvent>
#include <QScreen>
#include <QScrollBar>

#include <algorithm>

namespace embedscope {

TallScrollArea::TallScrollArea(QWidget *parent) : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

QSize TallScrollArea::minimumSizeHint() const
{
    constexpr int leastLines = 26; // what three charts as low as they get need
    constexpr int otherLines = 31; // what the window needs for all else; on a low screen there is less for the charts
    const int line = fontMetrics().height();
    const int room = std::max(0, screen()->availableSize().height() - otherLines * line);
    const QSize inner = widget() ? widget()->minimumSizeHint() : QSize(0, 0);
    return {inner.width() + verticalScrollBar()->sizeHint().width(),
            std::min({inner.height(), leastLines * line, room})};
}

bool TallScrollArea::eventFilter(QObject *watched, QEvent *event)
{
    const bool isHandled = QScrollArea::eventFilter(watched, event);
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry(); // what it holds may need another width now
    return isHandled;
}

} // namespace embedscope

#include "moc_tallscrollarea.cpp"
