// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/keydialog.h"

#include "ui_keydialog.h"

#include <QAccessible>
#include <QPushButton>

namespace embedscope {

KeyDialog::KeyDialog(bool canKeep, QWidget *parent) : QDialog(parent), m_ui(std::make_unique<Ui::KeyDialog>())
{
    m_ui->setupUi(this);
    m_ui->keepCheck->setVisible(canKeep);
    QPushButton *const use = m_ui->buttonBox->button(QDialogButtonBox::Ok);
    use->setText(tr("&Use Key"));
    connect(m_ui->keyEdit, &QLineEdit::textChanged, this, &KeyDialog::check);
    connect(m_ui->testButton, &QPushButton::clicked, this, &KeyDialog::test);
    connect(this, &QDialog::finished, this, &KeyDialog::testTakenBack);
    check();
}

KeyDialog::~KeyDialog() = default;

ApiKey KeyDialog::key() const
{
    return ApiKey::fromText(m_ui->keyEdit->text().toUtf8(), ApiKey::Source::Entered, {});
}

bool KeyDialog::keepsKey() const
{
    return !m_ui->keepCheck->isHidden() && m_ui->keepCheck->isChecked();
}

void KeyDialog::showTestResult(const QString &text, bool isRefused)
{
    showResult(text);
    if (isRefused) {
        // Return tests the next one, or asks anew about this one.
        m_ui->testButton->setDefault(true);
        m_ui->keyEdit->setFocus();
        m_ui->keyEdit->selectAll();
    }
    // The focus is elsewhere: without this a screen reader would not read it.
    QAccessibleEvent event(m_ui->resultLabel, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void KeyDialog::check()
{
    const ApiKey entered = key();
    const bool usable = entered.isSendable();
    m_ui->buttonBox->button(QDialogButtonBox::Ok)->setEnabled(usable);
    m_ui->testButton->setEnabled(usable);
    m_ui->buttonBox->button(QDialogButtonBox::Ok)->setDefault(true); // else Return would be the test's; of another key nothing is known
    Q_EMIT testTakenBack();
    if (entered.isEmpty() || usable)
        showResult({});
    else if (entered.value().size() > 512)
        showResult(tr("This is too long for a key: it has more than 512 characters."));
    else
        showResult(
            tr("This cannot be sent: a key holds only letters, digits and signs of ASCII, and no spaces."));
}

void KeyDialog::test()
{
    showResult(tr("Asking the service…"));
    Q_EMIT testRequested(key());
}

void KeyDialog::showResult(const QString &text)
{
    m_ui->resultLabel->setText(text);
    m_ui->resultLabel->setVisible(!text.isEmpty());
    layout()->activate();
    // A text that wraps does not make its window taller by itself.
    resize(width(), qMax(height(), layout()->totalHeightForWidth(width())));
}

} // namespace embedscope

#include "moc_keydialog.cpp"
