// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/serviceaddress.h"
#include "widgets/theme.h"

#include <QDialog>

#include <memory>
#include <optional>

namespace Ui {
class SettingsDialog;
}

namespace embedscope {

class AppSettings;

/// The settings of the window. The theme shows at once while choosing; OK stores everything, Cancel takes it
/// back. After accepted(), whoever polls takes what it needs from the settings.
class SettingsDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `settings` and `theme` must outlive the dialog. `givenAddress`: the base URL was named at the start (on the
    /// command line, by a variable, or it is the demo's), so that it cannot be changed here.
    SettingsDialog(AppSettings &settings, Theme &theme, const std::optional<ServiceAddress> &givenAddress = {},
                   QWidget *parent = nullptr);
    ~SettingsDialog() override;

    void accept() override;
    void reject() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fillRequests();
    void fillService();
    void fillTheme();
    void fillArchive();
    void check();
    void browse();
    Theme::Choice chosenTheme() const;

    AppSettings &m_settings;
    Theme &m_theme;
    Theme::Choice m_themeBefore;
    std::optional<ServiceAddress> m_givenAddress;
    std::unique_ptr<Ui::SettingsDialog> m_ui;
};

} // namespace embedscope
