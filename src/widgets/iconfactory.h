// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

class QObject;
class QPainter;
class QRect;

namespace embedscope {

// The program's own icons: SVG files of one colour, drawn in a colour of the palette at the size that is
// needed, so that they are sharp on every screen and right in light and dark.

/// The icon of resources/icons/NAME.svg in the palette's colour for text on buttons, whatever the palette is
/// by then.
QIcon paletteIcon(const QString &name);
/// Draws NAME into `area`: lines in `ink`, and what shows through a filled shape in `paper`.
void paintIcon(QPainter &painter, const QRect &area, const QString &name, const QColor &ink,
               const QColor &paper);
/// Gives every action and button below `root` the icon that its dynamic property "iconName" (from the
/// Designer file) names.
void setIconsByName(QObject &root);
/// The program's own icon, in its own colours.
QIcon applicationIcon();

} // namespace embedscope
