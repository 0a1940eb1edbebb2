// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settingsdialog.h"

#include "ui_settingsdialog.h"
#include "widgets/appsettings.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QLayout>
#include <QPushButton>

#include <algorithm>

namespace embedscope {

SettingsDialog::SettingsDialog(AppSettings &settings, Theme &theme,
                               const std::optional<ServiceAddress> &givenAddress, QWidget *parent)
    : QDialog(parent), m_settings(settings), m_theme(theme), m_themeBefore(theme.choice()),
      m_givenAddress(givenAddress), m_ui(std::make_unique<Ui::SettingsDialog>())
{
    m_ui->setupUi(this);
    fillRequests();
    fillService();
    fillTheme();
    fillArchive();
    m_ui->intervalBox->setFocus();
    m_ui->intervalBox->selectAll();
    for (int i = 0; i < m_ui->tabs->count(); ++i)
        m_ui->tabs->widget(i)->installEventFilter(this);
    check();
}

SettingsDialog::~SettingsDialog() = default;

void SettingsDialog::fillRequests()
{
    m_ui->intervalBox->setRange(static_cast<int>(AppSettings::shortestPollInterval.count()),
                                static_cast<int>(AppSettings::longestPollInterval.count()));
    m_ui->intervalBox->setValue(static_cast<int>(m_settings.pollInterval().count()));
    const RequestBudget::Limits budget = m_settings.budget();
    m_ui->minuteBox->setRange(0, AppSettings::mostPerMinute);
    m_ui->minuteBox->setValue(budget.perMinute);
    m_ui->dayBox->setRange(0, AppSettings::mostPerDay);
    m_ui->dayBox->setValue(budget.perDay);
    m_ui->largestBox->setRange(AppSettings::leastLargestMib, AppSettings::mostLargestMib);
    m_ui->largestBox->setValue(m_settings.largestAnswerMib());
}

void SettingsDialog::fillService()
{
    m_ui->urlEdit->setText(m_givenAddress.value_or(m_settings.address()).toString());
    // What cannot be changed does not look as if it could, but can be copied.
    m_ui->urlEdit->setHidden(m_givenAddress.has_value());
    m_ui->givenUrl->setVisible(m_givenAddress.has_value());
    if (m_givenAddress) {
        m_ui->givenUrl->setText(m_givenAddress->toString());
        m_ui->urlLabel->setBuddy(m_ui->givenUrl);
    }
    m_ui->urlEdit->setPlaceholderText(ServiceAddress().toString());
    m_ui->caEdit->setText(m_settings.caFile());
    connect(m_ui->urlEdit, &QLineEdit::textChanged, this, &SettingsDialog::check);
    connect(m_ui->caEdit, &QLineEdit::textChanged, this, &SettingsDialog::check);
    connect(m_ui->caButton, &QPushButton::clicked, this, &SettingsDialog::browse);
}

void SettingsDialog::fillTheme()
{
    m_ui->themeBox->addItem(tr("As the desktop"), QVariant::fromValue(Theme::Choice::Desktop));
    m_ui->themeBox->addItem(tr("Light"), QVariant::fromValue(Theme::Choice::Light));
    m_ui->themeBox->addItem(tr("Dark"), QVariant::fromValue(Theme::Choice::Dark));
    m_ui->themeBox->setCurrentIndex(m_ui->themeBox->findData(QVariant::fromValue(m_themeBefore)));
    connect(m_ui->themeBox, &QComboBox::currentIndexChanged, this,
            [this] { m_theme.setChoice(chosenTheme()); });
}

void SettingsDialog::fillArchive()
{
    m_ui->packBox->setChecked(m_settings.packsAnswers());
    m_ui->sizeBox->setDecimals(2); // of AppSettings::leastArchiveGigabytes
    m_ui->sizeBox->setRange(0, AppSettings::mostArchiveGigabytes);
    m_ui->sizeBox->setValue(m_settings.archiveGigabytes());
    m_ui->ageBox->setRange(0, AppSettings::mostArchiveDays);
    connect(m_ui->ageBox, &QSpinBox::valueChanged, this,
            [this](int days) { m_ui->ageBox->setSuffix(days == 1 ? tr(" day") : tr(" days")); });
    m_ui->ageBox->setValue(m_settings.archiveDays());
    m_ui->cacheBox->setRange(AppSettings::leastCacheMib, AppSettings::mostCacheMib);
    m_ui->cacheBox->setValue(m_settings.cacheMib());
}

/// Says what is wrong with the URL and the file, beside them, and lets nothing wrong be stored.
void SettingsDialog::check()
{
    using Refusal = ServiceAddress::Refusal;
    const QString text = m_ui->urlEdit->text().trimmed();
    Refusal refusal{};
    const bool isUsable = text.isEmpty() || ServiceAddress::fromString(text, &refusal);
    QString note;
    if (m_givenAddress)
        note = tr("Named when the program was started, so it cannot be changed here.");
    else if (!isUsable && refusal == Refusal::NotHttps)
        note = tr("It must begin with https: the API key travels to it. Only this computer itself may be asked over http.");
    else if (!isUsable && refusal == Refusal::HasCredentials)
        note = tr("A name or a password in the URL is not sent; leave it out.");
    else if (!isUsable && refusal == Refusal::HasQuery)
        note = tr("Nothing may stand behind the path: no ? and no #.");
    else if (!isUsable)
        note = tr("This is no URL. The service's own is %1.").arg(ServiceAddress().toString());
    m_ui->urlNote->setText(note);
    m_ui->urlNote->setHidden(note.isEmpty());

    const QString ca = m_ui->caEdit->text().trimmed();
    const bool isFile = ca.isEmpty() || QFileInfo(ca).isFile();
    m_ui->caNote->setText(tr("There is no such file."));
    m_ui->caNote->setHidden(isFile);
    m_ui->buttons->button(QDialogButtonBox::Ok)->setEnabled((isUsable || m_givenAddress) && isFile);
}

/// Tabs do not ask their pages how high they must be at a width: sentences of several lines would be cut.
bool SettingsDialog::eventFilter(QObject *watched, QEvent *event)
{
    auto *const page = qobject_cast<QWidget *>(watched);
    const bool mayGrow = event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest;
    if (page && page->layout() && mayGrow && isVisible())
        page->setMinimumHeight(std::max(page->layout()->minimumSize().height(), page->layout()->totalHeightForWidth(page->width())));
    return QDialog::eventFilter(watched, event);
}

void SettingsDialog::browse()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Certificates of Authorities"), m_ui->caEdit->text(),
                                                      tr("Certificates (*.pem *.crt *.cer);;All files (*)"));
    if (!path.isEmpty())
        m_ui->caEdit->setText(path);
}

void SettingsDialog::accept()
{
    m_settings.setPollInterval(std::chrono::seconds(m_ui->intervalBox->value()));
    m_settings.setBudget({m_ui->minuteBox->value(), m_ui->dayBox->value()});
    m_settings.setLargestAnswerMib(m_ui->largestBox->value());
    if (!m_givenAddress)
        m_settings.setAddress(
            ServiceAddress::fromString(m_ui->urlEdit->text().trimmed()).value_or(ServiceAddress()));
    m_settings.setCaFile(m_ui->caEdit->text().trimmed());
    m_settings.setThemeChoice(chosenTheme());
    m_settings.setPacksAnswers(m_ui->packBox->isChecked());
    m_settings.setArchiveGigabytes(m_ui->sizeBox->value());
    m_settings.setArchiveDays(m_ui->ageBox->value());
    m_settings.setCacheMib(m_ui->cacheBox->value());
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

#include "moc_settingsdialog.cpp"
