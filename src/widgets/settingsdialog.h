// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme.h"

#include <QDialog>

#include <memory>

namespace Ui {
class SettingsDialog;
}

namespace embedscope {

class AppSettings;

/// The settings of the window. The theme shows at once while choosing; OK stores everything, Cancel takes it
/// back. After accepted(), whoever polls takes the interval from the settings.
class SettingsDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `settings` and `theme` must outlive the dialog.
    SettingsDialog(AppSettings &settings, Theme &theme, QWidget *parent = nullptr);
    ~SettingsDialog() override;

    void accept() override;
    void reject() override;

private:
    Theme::Choice chosenTheme() const;

    AppSettings &m_settings;
    Theme &m_theme;
    Theme::Choice m_themeBefore;
    std::unique_ptr<Ui::SettingsDialog> m_ui;
};

} // namespace embedscope
