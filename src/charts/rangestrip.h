// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace embedscope {

class SharedTime;
struct TimeRange;

/// The whole time as a narrow bar, and in it the window that the charts show, to be dragged along; also where
/// the marks and the selected range are. Calm while everything is shown.
class RangeStrip final : public QWidget
{
    Q_OBJECT

public:
    /// `time` must outlive the strip.
    explicit RangeStrip(SharedTime &time, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// Where the window stands, in the widget's pixels.
    QRectF windowRect() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QRectF trackRect() const;
    double xOf(double sec) const;
    double secAt(double x) const;
    bool showsAll() const;
    void panTo(double startSec);
    void follow();

    SharedTime &m_time;
    bool m_isDragging = false;
    double m_grabSec = 0; // from the window's start to where it was taken
};

} // namespace embedscope
