// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/problemdialog.h"

#include "ui_problemdialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLayout>

namespace embedscope {

ProblemDialog::ProblemDialog(const QString &title, const Diagnosis &diagnosis, const QString &report,
                             QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::ProblemDialog>())
{
    m_ui->setupUi(this);
    QFont bold = m_ui->titleLabel->font();
    bold.setBold(true);
    for (QLabel *const label :
         {m_ui->titleLabel, m_ui->whatTitle, m_ui->lastingTitle, m_ui->faultTitle, m_ui->nextTitle})
        label->setFont(bold);
    m_ui->titleLabel->setText(title);
    m_ui->whatLabel->setText(diagnosis.what);
    m_ui->lastingLabel->setText(diagnosis.lasting);
    m_ui->faultLabel->setText(diagnosis.fault);
    m_ui->nextLabel->setText(diagnosis.nextStep);
    m_ui->copiedLabel->hide();
    layout()->activate();
    resize(width(), layout()->totalHeightForWidth(width())); // no taller than the sentences
    setAccessibleDescription(diagnosis.what);
    connect(m_ui->copyButton, &QPushButton::clicked, this, [this, report] {
        QGuiApplication::clipboard()->setText(report);
        m_ui->copiedLabel->show();
    });
    connect(m_ui->againButton, &QPushButton::clicked, this, [this] {
        Q_EMIT againRequested();
        accept();
    });
    connect(m_ui->closeButton, &QPushButton::clicked, this, &QDialog::reject);
}

ProblemDialog::~ProblemDialog() = default;

void ProblemDialog::setCanAskAgain(bool canAskAgain)
{
    m_ui->againButton->setVisible(canAskAgain);
}

} // namespace embedscope

#include "moc_problemdialog.cpp"
