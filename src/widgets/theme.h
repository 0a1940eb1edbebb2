// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPalette>

namespace embedscope {

class DesktopScheme;

/// The colours of the whole application: the desktop's wish, light or dark, applied at once to every window.
class Theme final : public QObject
{
    Q_OBJECT

public:
    enum class Choice { Desktop, Light, Dark };
    Q_ENUM(Choice)

    /// Sets the style (Fusion, see ThemeStyle) and follows `desktop` (which must outlive this) while the
    /// choice is Desktop.
    explicit Theme(const DesktopScheme &desktop, QObject *parent = nullptr);

    Choice choice() const { return m_choice; }
    void setChoice(Choice choice);
    /// Whether what is shown now is dark.
    bool isDark() const;

    /// Complete palettes: text on its ground has a contrast of at least 4.5:1 (WCAG 2), what is disabled at
    /// least 2:1.
    static QPalette lightPalette();
    static QPalette darkPalette();

Q_SIGNALS:
    /// Other colours were applied; every widget has them.
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void apply();

    const DesktopScheme &m_desktop;
    Choice m_choice = Choice::Desktop;
    QPalette m_desktopToolTip; // as the platform set it
};

} // namespace embedscope
