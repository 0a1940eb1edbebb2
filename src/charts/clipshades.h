// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

#include <memory>
#include <vector>

namespace embedscope {

/// A number for each clip that a chart shows as colours of cividis, and the scale that it is shown on.
struct ClipShades
{
    std::shared_ptr<const std::vector<float>> numbers; ///< by segment; NaN where there is none
    QString title; ///< what the numbers are
    double low = 0; ///< dark; numbers below are as dark
    double high = 1; ///< bright
    int decimals = 4; ///< that a number is shown with

    /// NaN where there is none.
    float numberOf(int segment) const;
    QString textOf(double number) const;
    /// Of a finite number.
    QRgb shadeOf(float number) const;
    /// Of a clip without a number.
    static QColor noneColour(const QPalette &palette);

    /// From the least to the greatest finite number, but at least `leastSpan` around their middle, so that rounding does not
    /// become drama; [0, 1] without any.
    void fitScale(double leastSpan = 0);
};

} // namespace embedscope
