// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settingsdialog.h"

#include "ui_settingsdialog.h"
#include "widgets/appsettings.h"

namespace embedscope {

SettingsDialog::SettingsDialog(AppSettings &settings, Theme &theme, QWidget *parent)
    : QDialog(parent), m_settings(settings), m_theme(theme), m_themeBefore(theme.choice()),
      m_ui(std::make_unique<Ui::SettingsDialog>())
{
    m_ui->setupUi(this);
    m_ui->intervalBox->setRange(static_cast<int>(AppSettings::shortestPollInterval.count()),
                                static_cast<int>(AppSettings::longestPollInterval.count()));
    m_ui->intervalBox->setValue(static_cast<int>(settings.pollInterval().count()));
    m_ui->intervalBox->selectAll();

    m_ui->themeBox->addItem(tr("As the desktop"), QVariant::fromValue(Theme::Choice::Desktop));
    m_ui->themeBox->addItem(tr("Light"), QVariant::fromValue(Theme::Choice::Light));
    m_ui->themeBox->addItem(tr("Dark"), QVariant::fromValue(Theme::Choice::Dark));
    m_ui->themeBox->setCurrentIndex(m_ui->themeBox->findData(QVariant::fromValue(m_themeBefore)));
    connect(m_ui->themeBox, &QComboBox::currentIndexChanged, this,
            [this] { m_theme.setChoice(chosenTheme()); });
}

SettingsDialog::~SettingsDialog() = default;

void SettingsDialog::accept()
{
    m_settings.setPollInterval(std::chrono::seconds(m_ui->intervalBox->value()));
    m_settings.setThemeChoice(chosenTheme());
    QDialog::accept();
}

void SettingsDialog::reject()
{
    m_theme.setChoice(m_themeBefore);
    QDialog::reject();
}

Theme::Choice SettingsDialog::chosenTheme() const
{
    return m_ui->themeBox->currentData().value<Theme::Choice>();
}

} // namespace embedscope
