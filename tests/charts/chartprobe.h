// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/timechartview.h"
#include "plot/sharedtime.h"

#include <QApplication>
#include <QImage>
#include <QMouseEvent>
#include <QTest>
#include <QWheelEvent>

/// Looks at a chart as a user does: its pixels, and what pointer and keys do to it.
class ChartProbe final
{
public:
    explicit ChartProbe(QWidget &chart)
        : m_view(*chart.findChild<embedscope::TimeChartView *>())
    {
    }

    embedscope::TimeChartView &view() const { return m_view; }
    QRectF plot() const { return m_view.chart()->plotArea(); }
    double xOf(double sec, const embedscope::SharedTime &time) const
    {
        return embedscope::TimeScale{time.visible(), plot().left(), plot().width()}.xOf(sec);
    }

    QImage picture() const
    {
        QCoreApplication::processEvents();
        return m_view.viewport()->grab().toImage().convertToFormat(QImage::Format_RGB32);
    }

    /// How many pixels of this very colour there are in the column `x` of the plot.
    static int countInColumn(const QImage &image, int x, const QColor &colour)
    {
        int count = 0;
        for (int y = 0; y < image.height(); ++y)
            count += image.pixelColor(x, y) == colour ? 1 : 0;
        return count;
    }
    static int count(const QImage &image, const QColor &colour)
    {
        int total = 0;
        for (int x = 0; x < image.width(); ++x)
            total += countInColumn(image, x, colour);
        return total;
    }

    void hover(QPointF position) const { send(QEvent::MouseMove, position, Qt::NoButton, Qt::NoButton); }
    void click(QPointF position) const
    {
        send(QEvent::MouseButtonPress, position, Qt::LeftButton, Qt::LeftButton);
        send(QEvent::MouseButtonRelease, position, Qt::LeftButton, Qt::NoButton);
    }
    void drag(QPointF from, QPointF to, Qt::MouseButton button) const
    {
        send(QEvent::MouseButtonPress, from, button, button);
        send(QEvent::MouseMove, (from + to) / 2, Qt::NoButton, button);
        send(QEvent::MouseMove, to, Qt::NoButton, button);
        send(QEvent::MouseButtonRelease, to, button, Qt::NoButton);
    }
    /// Whether the chart took the event as its own.
    bool wheel(QPointF position, int angle, Qt::KeyboardModifiers modifiers) const
    {
        QWheelEvent event(position, m_view.viewport()->mapToGlobal(position), {}, {0, angle}, Qt::NoButton,
                          modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_view.viewport(), &event);
        return event.isAccepted();
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTest::keyClick(&m_view, key, modifiers);
    }
    QString readout() const
    {
        QStringList lines;
        for (const embedscope::ReadoutLine &line : m_view.readout())
            lines.append(line.text);
        return lines.join(QLatin1Char('\n'));
    }

private:
    void send(QEvent::Type type, QPointF position, Qt::MouseButton button, Qt::MouseButtons held) const
    {
        QMouseEvent event(type, position, m_view.viewport()->mapToGlobal(position), button, held,
                          Qt::NoModifier);
        QApplication::sendEvent(m_view.viewport(), &event);
    }

    embedscope::TimeChartView &m_view;
};

/// A palette as a dark desktop has it.
inline QPalette darkPalette()
{
    QPalette palette;
    palette.setColor(QPalette::Window, QColor(0x2B, 0x2B, 0x2E));
    palette.setColor(QPalette::Base, QColor(0x1E, 0x1E, 0x20));
    palette.setColor(QPalette::Text, QColor(0xE6, 0xE6, 0xE6));
    palette.setColor(QPalette::WindowText, QColor(0xE6, 0xE6, 0xE6));
    return palette;
}

inline QPalette lightPalette()
{
    QPalette palette;
    palette.setColor(QPalette::Window, QColor(0xEF, 0xEF, 0xEF));
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::Text, Qt::black);
    palette.setColor(QPalette::WindowText, Qt::black);
    return palette;
}
