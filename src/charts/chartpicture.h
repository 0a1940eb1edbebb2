// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>

namespace embedscope {

class TimeChartView;

// A chart as a picture to keep: what is seen, without pointer and keyboard focus, and high enough for its whole legend.

/// `scale` pixels for each of the widget's.
QImage chartImage(TimeChartView &view, double scale);
/// As an SVG document: shapes as shapes, text as text. `title` and `description` stand in it for those who cannot
/// see it. Empty where it could not be written.
QByteArray chartSvg(TimeChartView &view, const QString &title, const QString &description);

} // namespace embedscope
