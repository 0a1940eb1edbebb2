// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/iconfactory.h"

#include <QAbstractButton>
#include <QAction>
#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

// In the global namespace, as Qt asks for it: a static library's resources are not registered by themselves.
static void registerIcons()
{
    Q_INIT_RESOURCE(icons);
}

namespace embedscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Draws one of the icons anew whenever another size or another colour of the palette is asked for.
class PaletteIconEngine final : public QIconEngine
{
public:
    explicit PaletteIconEngine(const QString &name) : m_name(name) { }

    void paint(QPainter *painter, const QRect &area, QIcon::Mode mode, QIcon::State) override
    {
        paintIcon(*painter, area, m_name, inkFor(mode), QGuiApplication::palette().color(QPalette::Button));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    // `size` is in pixels of the screen already.
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        const QString key = u"embedscope/%1/%2x%3/%4"_s.arg(
            m_name, QString::number(size.width()), QString::number(size.height()), inkFor(mode).name());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        painter.end();
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QIconEngine *clone() const override { return new PaletteIconEngine(m_name); }
    QString key() const override { return u"embedscope-palette"_s; }

private:
    static QColor inkFor(QIcon::Mode mode)
    {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::ButtonText);
        return palette.color(mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText);
    }

    QString m_name;
};

} // namespace

QIcon paletteIcon(const QString &name)
{
    return QIcon(new PaletteIconEngine(name));
}

void paintIcon(QPainter &painter, const QRect &area, const QString &name, const QColor &ink,
               const QColor &paper)
{
    registerIcons();
    QFile file(u":/icons/"_s + name + u".svg"_s);
    if (!file.open(QIODevice::ReadOnly))
        return;
    QByteArray svg = file.readAll();
    svg.replace("currentColor", ink.name().toLatin1());
    svg.replace("paperColor", paper.name().toLatin1());
    QSvgRenderer renderer(svg);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter, area);
    painter.restore();
}

void setIconsByName(QObject &root)
{
    const auto children = root.findChildren<QObject *>();
    for (QObject *const child : children) {
        const QString name = child->property("iconName").toString();
        if (name.isEmpty())
            continue;
        if (auto *const action = qobject_cast<QAction *>(child))
            action->setIcon(paletteIcon(name));
        else if (auto *const button = qobject_cast<QAbstractButton *>(child))
            button->setIcon(paletteIcon(name));
    }
}

QIcon applicationIcon()
{
    registerIcons();
    return QIcon(u":/icons/embedscope.svg"_s);
}

} // namespace embedscope
