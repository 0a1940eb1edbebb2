// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/robuststatistics.h"

#include <QWidget>

namespace embedscope {

/// How the cosines of pairs are spread, as bars over a logarithmic scale of counts, and a threshold that is moved over them
/// with the pointer or the arrow keys, in steps of 0.005.
class CosineHistogram final : public QWidget
{
    Q_OBJECT

public:
    static constexpr double step = 0.005;

    explicit CosineHistogram(QWidget *parent = nullptr);

    /// Bins of `step` from -1 to 1; without counts: nothing to show.
    void setHistogram(const Histogram &histogram);
    double threshold() const { return m_threshold; }
    /// Rounded to a step; tells thresholdChanged() where it is another one.
    void setThreshold(double cosine);
    /// Pairs at the threshold and above; by bins.
    uint64_t countAbove() const;

    QSize sizeHint() const override { return {300, 96}; }
    QSize minimumSizeHint() const override { return {120, 72}; }

Q_SIGNALS:
    void thresholdChanged(double cosine);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QRectF plotRect() const;
    double xOf(double cosine) const;
    void paintBars(QPainter &painter, const QRectF &plot) const;
    void describe();

    Histogram m_histogram;
    double m_low = 0; // of the axis; it ends at 1
    double m_threshold = 0.98;
};

} // namespace embedscope
