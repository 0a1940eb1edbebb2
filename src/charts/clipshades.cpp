// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/clipshades.h"

#include "charts/cividis.h"
#include "charts/modalitycolours.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace embedscope {

float ClipShades::numberOf(int segment) const
{
    const auto index = static_cast<size_t>(segment);
    return numbers && segment >= 0 && index < numbers->size() ? (*numbers)[index]
                                                              : std::numeric_limits<float>::quiet_NaN();
}

QString ClipShades::textOf(double number) const
{
    return QString::number(number, 'f', decimals);
}

QRgb ClipShades::shadeOf(float number) const
{
    const double share = high > low ? (static_cast<double>(number) - low) / (high - low) : 0.5;
    return cividisTable().at(static_cast<size_t>(std::lround(255 * std::clamp(share, 0.0, 1.0))));
}

QColor ClipShades::noneColour(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.18);
}

void ClipShades::fitScale(double leastSpan)
{
    low = std::numeric_limits<double>::infinity();
    high = -low;
    for (const float number : numbers ? *numbers : std::vector<float>()) {
        if (!std::isfinite(number))
            continue;
        low = std::min(low, static_cast<double>(number));
        high = std::max(high, static_cast<double>(number));
    }
    if (low > high) {
        low = 0;
        high = 1;
    }
    if (high - low < leastSpan) {
        const double middle = (low + high) / 2;
        low = middle - leastSpan / 2;
        high = middle + leastSpan / 2;
    }
}

} // namespace embedscope
