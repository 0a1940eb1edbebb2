// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace embedscope {

/// Whether the palette's windows are dark.
bool isDark(const QPalette &palette);

/// The colour of a modality on this palette's Base: colour-blind safe, at least 3:1 against white and against
/// dark grey. The four modalities that the service is known for have fixed ones; any other name always gets
/// the same of some more.
QColor modalityColour(const QString &modality, const QPalette &palette);

/// The contrast of two opaque colours by WCAG 2: 1 (none) to 21.
double contrastRatio(const QColor &one, const QColor &other);

/// `share` (0 to 1) of `top` over `base`, as an opaque colour.
QColor mixed(const QColor &base, const QColor &top, double share);

/// Diagonal lines on a ground: how a gap looks in a lane of a colour.
struct Hatching
{
    QColor ground;
    QColor line; ///< as quiet as it may be, but with a contrast of at least 3 : 1 to the ground and to the palette's base
};

Hatching hatchingOf(const QColor &colour, const QPalette &palette);

} // namespace embedscope
