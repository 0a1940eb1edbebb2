// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskstatus.h"

#include <QColor>
#include <QString>

class QPainter;
class QPalette;
class QPixmap;
class QRect;

namespace embedscope {

// How the state of a task looks: a sign of its own, so that colour is never needed to tell states apart, and
// a colour that people with a colour-blind eye can tell apart too. On the palette's base it has a contrast of
// at least 3:1.

/// The name of the state's icon.
QString stateIconName(TaskState state);
/// Its colour on the base of `palette`.
QColor stateColour(TaskState state, const QPalette &palette);
/// Draws the state's icon into `area`, on the base of `palette` or on its highlight.
void paintState(QPainter &painter, const QRect &area, TaskState state, const QPalette &palette,
                bool highlighted);
/// The same with the sign that a task's answer is marked as kept.
void paintKept(QPainter &painter, const QRect &area, const QPalette &palette, bool highlighted);

/// The state's icon as a picture of `size` device-independent pixels, on the window of `palette`.
QPixmap statePixmap(TaskState state, int size, const QPalette &palette, qreal devicePixelRatio);

} // namespace embedscope
