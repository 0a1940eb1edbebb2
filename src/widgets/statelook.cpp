// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statelook.h"

#include "widgets/iconfactory.h"

#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QPixmapCache>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// One colour for a light and one for a dark ground.
struct ColourPair
{
    QRgb light;
    QRgb dark;
};

ColourPair coloursOf(TaskState state)
{
    switch (state) {
    case TaskState::Waiting:
        return {0xff6b7280, 0xff9aa4b2};
    case TaskState::Processing:
        return {0xff0072b2, 0xff56b4e9};
    case TaskState::Ready:
        return {0xff00805e, 0xff2cc596};
    case TaskState::Failed:
        return {0xffc2410c, 0xffff8a5c};
    case TaskState::NotFound:
    case TaskState::Unreadable:
    case TaskState::WrongTask:
    case TaskState::TooLarge:
    case TaskState::Refused:
        break;
    }
    return {0xff9a6700, 0xffe8b339};
}

/// A table draws the same few pictures over and over: each is drawn from its SVG once.
QPixmap picture(const QString &name, const QSize &pixels, const QColor &ink, const QColor &paper)
{
    const QString key = u"embedscope/state/%1/%2x%3/%4/%5"_s.arg(
        name, QString::number(pixels.width()),
        QString::number(pixels.height()), ink.name(), paper.name());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintIcon(painter, QRect(QPoint(0, 0), pixels), name, ink, paper);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void drawPicture(QPainter &painter, const QRect &area, const QString &name, const QColor &ink, const QColor &paper)
{
    const QSizeF pixels = QSizeF(area.size()) * painter.device()->devicePixelRatio();
    painter.drawPixmap(area, picture(name, pixels.toSize(), ink, paper));
}

} // namespace

QString stateIconName(TaskState state)
{
    switch (state) {
    case TaskState::Waiting:
        return u"state-waiting"_s;
    case TaskState::Processing:
        return u"state-processing"_s;
    case TaskState::Ready:
        return u"state-ready"_s;
    case TaskState::Failed:
        return u"state-failed"_s;
    case TaskState::NotFound:
        return u"state-notfound"_s;
    case TaskState::Unreadable:
        return u"state-unreadable"_s;
    case TaskState::WrongTask:
        return u"state-wrongtask"_s;
    case TaskState::TooLarge:
        return u"state-toolarge"_s;
    case TaskState::Refused:
        return u"state-refused"_s;
    }
    return {};
}

QColor stateColour(TaskState state, const QPalette &palette)
{
    const bool dark = palette.color(QPalette::Base).lightness() < 128;
    const ColourPair colours = coloursOf(state);
    return QColor(dark ? colours.dark : colours.light);
}

void paintState(QPainter &painter, const QRect &area, TaskState state, const QPalette &palette,
                bool highlighted)
{
    const QColor ink = highlighted ? palette.color(QPalette::HighlightedText) : stateColour(state, palette);
    const QColor paper = palette.color(highlighted ? QPalette::Highlight : QPalette::Base);
    drawPicture(painter, area, stateIconName(state), ink, paper);
}

void paintKept(QPainter &painter, const QRect &area, const QPalette &palette, bool highlighted)
{
    drawPicture(painter, area, u"kept"_s, palette.color(highlighted ? QPalette::HighlightedText : QPalette::Text),
                palette.color(highlighted ? QPalette::Highlight : QPalette::Base));
}

QPixmap statePixmap(TaskState state, int size, const QPalette &palette, qreal devicePixelRatio)
{
    const QSizeF pixels = QSizeF(size, size) * devicePixelRatio;
    QPixmap pixmap =
        picture(stateIconName(state), pixels.toSize(), stateColour(state, palette), palette.color(QPalette::Window));
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

} // namespace embedscope
