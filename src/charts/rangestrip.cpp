// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/rangestrip.h"

#include "charts/modalitycolours.h"
#include "plot/sharedtime.h"
#include "plot/timeticks.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace embedscope {

namespace {

constexpr double narrowestWindow = 6; // still to be seen and taken hold of
constexpr double panShare = 0.1; // of what is shown, by an arrow key

} // namespace

RangeStrip::RangeStrip(SharedTime &time, QWidget *parent) : QWidget(parent), m_time(time)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("What part of the time is shown"));
    setToolTip(tr("The whole time, and the part of it that the charts show. Drag it along, or use the arrow keys."));
    for (const auto signal : {&SharedTime::visibleChanged, &SharedTime::marksChanged, &SharedTime::selectedRangeChanged})
        connect(&m_time, signal, this, &RangeStrip::follow);
    follow();
}

void RangeStrip::follow()
{
    const TimeRange shown = m_time.visible();
    setAccessibleDescription(showsAll() ? isCounted(m_time.unit()) ? tr("All is shown") : tr("All of the time is shown")
                                        : isCounted(m_time.unit())
                                      ? tr("%1 of %2").arg(axisStretchText(m_time.unit(), shown.startSec, shown.endSec, 0),
                                                           lengthText(m_time.unit(), m_time.duration()))
                                      : tr("%1 to %2 of %3").arg(clockText(shown.startSec, 0, true), clockText(shown.endSec, 0, true),
                                                                 clockText(m_time.duration(), 0, true)));
    setCursor(showsAll() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    update();
}

QSize RangeStrip::sizeHint() const
{
    return {200, 16};
}

QSize RangeStrip::minimumSizeHint() const
{
    return {60, 16};
}

bool RangeStrip::showsAll() const
{
    return m_time.visible() == TimeRange{0, m_time.duration()};
}

QRectF RangeStrip::trackRect() const
{
    return QRectF(rect()).adjusted(2.5, 3.5, -2.5, -3.5);
}

double RangeStrip::xOf(double sec) const
{
    return trackRect().left() + sec / m_time.duration() * trackRect().width();
}

double RangeStrip::secAt(double x) const
{
    return (x - trackRect().left()) / std::max(1.0, trackRect().width()) * m_time.duration();
}

QRectF RangeStrip::windowRect() const
{
    const QRectF track = trackRect();
    const double left = xOf(m_time.visible().startSec);
    QRectF window(left, track.top(), xOf(m_time.visible().endSec) - left, track.height());
    if (window.width() < narrowestWindow) {
        window.adjust(-(narrowestWindow - window.width()) / 2, 0, (narrowestWindow - window.width()) / 2, 0);
        window.moveLeft(std::clamp(window.left(), track.left(), std::max(track.left(), track.right() - window.width())));
    }
    return window;
}

void RangeStrip::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor base = palette().color(QPalette::Base);
    const QColor text = palette().color(QPalette::Text);
    const QColor highlight = palette().color(QPalette::Active, QPalette::Highlight);
    const QRectF track = trackRect();
    painter.setPen(QPen(mixed(base, text, 0.35), 1));
    painter.setBrush(base);
    painter.drawRoundedRect(track, 3, 3);
    if (const auto range = m_time.selectedRange()) {
        const double left = xOf(range->startSec);
        painter.fillRect(QRectF(left, track.top() + 1, std::max(1.0, xOf(range->endSec) - left), track.height() - 2),
                         mixed(base, highlight, 0.3));
    }
    if (!showsAll()) {
        painter.setPen(QPen(mixed(base, text, 0.75), 1));
        QColor fill = mixed(base, highlight, 0.6);
        fill.setAlpha(200);
        painter.setBrush(fill);
        painter.drawRoundedRect(windowRect(), 3, 3);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const TimeMark which : {TimeMark::A, TimeMark::B}) {
        if (const auto sec = m_time.mark(which)) {
            QPen pen(text, 2, Qt::SolidLine, Qt::FlatCap);
            if (which == TimeMark::B)
                pen.setDashPattern({1, 1});
            painter.setPen(pen);
            painter.drawLine(QLineF(xOf(*sec), 0, xOf(*sec), height()));
        }
    }
    if (hasFocus()) {
        painter.setPen(QPen(highlight, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

// In steps of one gesture, so that Backspace takes the whole drag back.
void RangeStrip::panTo(double startSec)
{
    m_time.pan((startSec - m_time.visible().startSec) / m_time.visible().span());
}

void RangeStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || showsAll()) {
        event->ignore();
        return;
    }
    const double sec = secAt(event->position().x());
    if (!windowRect().adjusted(-1, -4, 1, 4).contains(event->position()))
        panTo(sec - m_time.visible().span() / 2);
    m_grabSec = sec - m_time.visible().startSec;
    m_isDragging = true;
}

void RangeStrip::mouseMoveEvent(QMouseEvent *event)
{
    if (m_isDragging)
        panTo(secAt(event->position().x()) - m_grabSec);
}

void RangeStrip::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_isDragging = false;
}

void RangeStrip::keyPressEvent(QKeyEvent *event)
{
    const TimeRange shown = m_time.visible();
    switch (event->key()) {
    case Qt::Key_Left:
        return m_time.pan(-panShare);
    case Qt::Key_Right:
        return m_time.pan(panShare);
    case Qt::Key_PageUp:
        return m_time.pan(-1);
    case Qt::Key_PageDown:
        return m_time.pan(1);
    case Qt::Key_Home:
        return panTo(0);
    case Qt::Key_End:
        return panTo(m_time.duration() - shown.span());
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace embedscope

#include "moc_rangestrip.cpp"
