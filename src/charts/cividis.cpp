// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/cividis.h"

#include <algorithm>
#include <cmath>

namespace embedscope {

namespace {

// The map's own colours at 0, 1/9, 2/9 ... 1.
constexpr std::array<QRgb, 10> stops{0xff00224e, 0xff123570, 0xff3b496c, 0xff575d6d, 0xff707173,
                                     0xff8a8678, 0xffa59c74, 0xffc3b369, 0xffe1cc55, 0xfffee838};

int channel(QRgb colour, int shift)
{
    return static_cast<int>((colour >> shift) & 0xff);
}

/// Catmull-Rom between the stops: through each of them, without a kink.
int curve(double share, int shift)
{
    constexpr auto last = static_cast<int>(stops.size()) - 1;
    const double place = share * last;
    const int left = std::min(static_cast<int>(place), last - 1);
    const double t = place - left;
    const auto at = [&](int stop) {
        if (stop < 0)
            return 2.0 * channel(stops[0], shift) - channel(stops[1], shift);
        if (stop > last)
            return 2.0 * channel(stops[last], shift) - channel(stops[last - 1], shift);
        return double(channel(stops[static_cast<size_t>(stop)], shift));
    };
    const double p0 = at(left - 1);
    const double p1 = at(left);
    const double p2 = at(left + 1);
    const double p3 = at(left + 2);
    const double value = p1
        + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)));
    return std::clamp(static_cast<int>(std::lround(value)), 0, 255);
}

std::array<QRgb, 256> makeTable()
{
    std::array<QRgb, 256> table{};
    for (size_t i = 0; i < table.size(); ++i) {
        const double share = static_cast<double>(i) / 255;
        table[i] = qRgb(curve(share, 16), curve(share, 8), curve(share, 0));
    }
    return table;
}

} // namespace

const std::array<QRgb, 256> &cividisTable()
{
    static const std::array<QRgb, 256> table = makeTable();
    return table;
}

QRgb cividis(double share)
{
    return cividisTable()[static_cast<size_t>(std::lround(std::clamp(share, 0.0, 1.0) * 255))];
}

} // namespace embedscope
