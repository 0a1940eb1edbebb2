// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartpicture.h"

#include "charts/timechartview.h"

#include <QBuffer>
#include <QPainter>
#include <QSvgGenerator>

namespace embedscope {

namespace {

/// A chart that is low on the screen has no room for its whole legend: it is higher while a picture is made of it.
class RoomForPicture final
{
public:
    explicit RoomForPicture(TimeChartView &view) : m_view(view), m_size(view.size())
    {
        constexpr int leastPx = 280;
        if (m_size.height() < leastPx)
            m_view.resize(m_size.width(), leastPx);
    }
    ~RoomForPicture() { m_view.resize(m_size); }
    Q_DISABLE_COPY_MOVE(RoomForPicture)

private:
    TimeChartView &m_view;
    QSize m_size;
};

} // namespace

QImage chartImage(TimeChartView &view, double scale)
{
    const RoomForPicture room(view);
    QImage image(view.viewport()->size() * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(view.palette().color(QPalette::Base));
    QPainter painter(&image);
    view.paintForKeeping(painter);
    return image;
}

QByteArray chartSvg(TimeChartView &view, const QString &title, const QString &description)
{
    const RoomForPicture room(view);
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
