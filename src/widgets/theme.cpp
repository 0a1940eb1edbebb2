// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme.h"

#include "widgets/desktopscheme.h"
#include "widgets/themestyle.h"

#include <QApplication>
#include <QEvent>
#include <QToolTip>

#include <span>

namespace embedscope {

namespace {

/// A role's colour, and its colour in what is disabled.
struct RoleColour
{
    QPalette::ColorRole role;
    QRgb colour;
    QRgb disabled;
};

constexpr RoleColour lightColours[] = {
    {QPalette::Window, 0xfff4f5f7, 0xfff4f5f7},
    {QPalette::WindowText, 0xff1b1f24, 0xff8a9099},
    {QPalette::Base, 0xffffffff, 0xfff8f9fa},
    {QPalette::AlternateBase, 0xfff3f6f9, 0xfff4f5f7},
    {QPalette::Text, 0xff1b1f24, 0xff8a9099},
    {QPalette::PlaceholderText, 0xff646b75, 0xff8a9099},
    {QPalette::Button, 0xffeceef1, 0xfff0f1f3},
    {QPalette::ButtonText, 0xff1b1f24, 0xff8a9099},
    {QPalette::BrightText, 0xffb3261e, 0xff8a9099},
    {QPalette::Highlight, 0xff1f6fb5, 0xffb4bcc6},
    {QPalette::HighlightedText, 0xffffffff, 0xff3f454d},
    {QPalette::Link, 0xff0b5cad, 0xff8a9099},
    {QPalette::LinkVisited, 0xff6b4ba1, 0xff8a9099},
    {QPalette::ToolTipBase, 0xffffffff, 0xffffffff},
    {QPalette::ToolTipText, 0xff1b1f24, 0xff1b1f24},
    {QPalette::Light, 0xffffffff, 0xffffffff},
    {QPalette::Midlight, 0xffe4e7eb, 0xffe4e7eb},
    {QPalette::Mid, 0xff858d97, 0xffb9c0c8},
    {QPalette::Dark, 0xff959da7, 0xff959da7},
    {QPalette::Shadow, 0xff5d646e, 0xff5d646e},
};

constexpr RoleColour darkColours[] = {
    {QPalette::Window, 0xff202328, 0xff202328},
    {QPalette::WindowText, 0xffe3e6ea, 0xff757d88},
    {QPalette::Base, 0xff17191d, 0xff1b1e22},
    {QPalette::AlternateBase, 0xff1d2025, 0xff1d2025},
    {QPalette::Text, 0xffe3e6ea, 0xff757d88},
    {QPalette::PlaceholderText, 0xff959da8, 0xff757d88},
    {QPalette::Button, 0xff2d3138, 0xff272a30},
    {QPalette::ButtonText, 0xffe3e6ea, 0xff757d88},
    {QPalette::BrightText, 0xffff8a80, 0xff757d88},
    {QPalette::Highlight, 0xff2f6ea8, 0xff3b424c},
    {QPalette::HighlightedText, 0xffffffff, 0xffa8b0ba},
    {QPalette::Link, 0xff6cb4ff, 0xff757d88},
    {QPalette::LinkVisited, 0xffc3a6f0, 0xff757d88},
    {QPalette::ToolTipBase, 0xff2d3138, 0xff2d3138},
    {QPalette::ToolTipText, 0xffe3e6ea, 0xffe3e6ea},
    {QPalette::Light, 0xff464c56, 0xff464c56},
    {QPalette::Midlight, 0xff383d45, 0xff383d45},
    {QPalette::Mid, 0xff707883, 0xff4b515b},
    {QPalette::Dark, 0xff121418, 0xff121418},
    {QPalette::Shadow, 0xff000000, 0xff000000},
};

QPalette paletteOf(std::span<const RoleColour> colours)
{
    QPalette palette;
    for (const RoleColour &entry : colours) {
        palette.setColor(QPalette::Active, entry.role, QColor::fromRgb(entry.colour));
        palette.setColor(QPalette::Inactive, entry.role, QColor::fromRgb(entry.colour));
        palette.setColor(QPalette::Disabled, entry.role, QColor::fromRgb(entry.disabled));
    }
    return palette;
}

} // namespace

Theme::Theme(const DesktopScheme &desktop, QObject *parent)
    : QObject(parent), m_desktop(desktop), m_desktopToolTip(QToolTip::palette())
{
    QApplication::setStyle(new ThemeStyle); // the application owns it
    connect(&m_desktop, &DesktopScheme::changed, this, &Theme::apply);
    qApp->installEventFilter(this);
    apply();
}

void Theme::setChoice(Choice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
}

bool Theme::isDark() const
{
    const QPalette palette = QApplication::palette();
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

QPalette Theme::lightPalette()
{
    return paletteOf(lightColours);
}

QPalette Theme::darkPalette()
{
    return paletteOf(darkColours);
}

/// The platform changes colours too (KDE's own theme does): whoever follows `changed` hears of both.
bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    // The application passes the event on to its widgets now; who is told later finds the new colours in all
    // of them.
    if (event->type() == QEvent::ApplicationPaletteChange && watched == qApp)
        QMetaObject::invokeMethod(this, &Theme::changed, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

void Theme::apply()
{
    std::optional<bool> dark = m_choice == Choice::Dark;
    if (m_choice == Choice::Desktop)
        dark = m_desktop.wantsDark();
    if (!dark) { // nobody says anything: the platform's own colours
        QApplication::setPalette(QPalette());
        QToolTip::setPalette(m_desktopToolTip);
        return;
    }
    const QPalette palette = *dark ? darkPalette() : lightPalette();
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
}

} // namespace embedscope

#include "moc_theme.cpp"
