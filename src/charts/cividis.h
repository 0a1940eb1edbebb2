// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRgb>

#include <array>

namespace embedscope {

/// The colours of cividis, dark to bright: a map that looks nearly the same to people with and without a colour vision
/// deficiency, and whose lightness rises evenly (J. R. Nuñez, C. R. Anderton, R. S. Renslow, "Optimizing colormaps with
/// consideration for color vision deficiency", PLoS ONE 13(7), 2018). Made from ten of its published colours, evenly spaced,
/// with a smooth curve between them; no table of others is copied.
const std::array<QRgb, 256> &cividisTable();

/// The colour at a share (0 to 1; clamped) of the map.
QRgb cividis(double share);

} // namespace embedscope
