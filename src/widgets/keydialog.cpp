// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/keydialog.h"

#include "ui_keydialog.h"

#include <QPushButton>

namespace embedscope {

KeyDialog::KeyDialog(QWidget *parent) : QDialog(parent), m_ui(std::make_unique<Ui::KeyDialog>())
{
    m_ui->setupUi(this);
    m_ui->buttonBox->button(QDialogButtonBox::Ok)->setText(tr("&Use Key"));
    connect(m_ui->keyEdit, &QLineEdit::textChanged, this, &KeyDialog::check);
    check();
}

KeyDialog::~KeyDialog() = default;

ApiKey KeyDialog::key() const
{
    return ApiKey(m_ui->keyEdit->text().trimmed().toUtf8(), ApiKey::Source::Entered, {});
}

void KeyDialog::check()
{
    const ApiKey entered = key();
    const bool usable = entered.isSendable();
    m_ui->buttonBox->button(QDialogButtonBox::Ok)->setEnabled(usable);
    m_ui->problemLabel->setVisible(!entered.isEmpty() && !usable);
    if (entered.value().size() > 512)
        m_ui->problemLabel->setText(tr("This is too long for a key: it has more than 512 characters."));
    else
        m_ui->problemLabel->setText(
            tr("This cannot be sent: a key holds only letters, digits and signs of ASCII, and no spaces."));
}

} // namespace embedscope
