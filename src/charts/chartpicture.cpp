// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartpicture.h"

#include "charts/timechartview.h"

#include <QBuffer>
#include <QPainter>
#include <QSvgGenerator>

namespace embedscope {

QImage chartImage(TimeChartView &view, double scale)
{
    QImage image(view.viewport()->size() * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(view.palette().color(QPalette::Base));
    QPainter painter(&image);
    view.paintForKeeping(painter);
    return image;
}

QByteArray chartSvg(TimeChartView &view, const QString &title, const QString &description)
{
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(view.viewport()->size());
    generator.setViewBox(view.viewport()->rect());
    generator.setResolution(view.logicalDpiX()); // sizes in points come out as they are on the screen
    generator.setTitle(title);
    generator.setDescription(description);
    QPainter painter;
    if (!painter.begin(&generator))
        return {};
    view.paintForKeeping(painter);
    painter.end();
    return buffer.data();
}

} // namespace embedscope
