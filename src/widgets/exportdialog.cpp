// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/exportdialog.h"

#include "ui_exportdialog.h"
#include "widgets/exportjobs.h"
#include "widgets/iconfactory.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

ExportDialog::ExportDialog(const Offer &offer, QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::ExportDialog>()), m_offer(offer)
{
    m_ui->setupUi(this);
    setIconsByName(*this);
    m_ui->selectionButton->setText(offer.selected == 1 ? tr("&Selected: 1 task")
                                                       : tr("&Selected: %n tasks", nullptr, offer.selected));
    m_ui->allButton->setText(offer.all == 1 ? tr("&All: 1 task") : tr("&All: %n tasks", nullptr, offer.all));
    m_ui->selectionButton->setEnabled(offer.selected > 0);
    // One selected row is where the cursor happens to be; several were selected on purpose.
    const bool onPurpose = offer.selected > 1;
    (onPurpose ? m_ui->selectionButton : m_ui->allButton)->setChecked(true);

    m_ui->nameEdit->setText(exportFileName(format(), offer.now));
    m_ui->nameEdit->setFocus();
    m_ui->nameEdit->setSelection(
        0, static_cast<int>(QFileInfo(m_ui->nameEdit->text()).completeBaseName().size()));
    connect(m_ui->nameEdit, &QLineEdit::textChanged, this, &ExportDialog::forgetConsent);
    connect(m_ui->browseButton, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    connect(m_ui->linesButton, &QRadioButton::toggled, this, &ExportDialog::followFormat);
    forgetConsent();
}

ExportDialog::~ExportDialog() = default;

bool ExportDialog::onlySelection() const
{
    return m_ui->selectionButton->isChecked();
}

ExportFormat ExportDialog::format() const
{
    return m_ui->linesButton->isChecked() ? ExportFormat::JsonLines : ExportFormat::Json;
}

QString ExportDialog::path() const
{
    QString name = m_ui->nameEdit->text().trimmed();
    if (name.startsWith("~/"_L1))
        name = QDir::homePath() + name.mid(1);
    return QDir::cleanPath(QDir(m_offer.folder).absoluteFilePath(name));
}

void ExportDialog::accept()
{
    const QFileInfo file(path());
    const QFileInfo folder(file.absolutePath());
    if (file.isDir())
        return setNote(tr("This is a folder. Add a file name to it."));
    if (!folder.isDir())
        return setNote(tr("There is no folder %1.").arg(folder.filePath()));
    if (!folder.isWritable())
        return setNote(
            tr("Nothing can be written in the folder %1. Choose another one.").arg(folder.filePath()));
    if (file.exists() && !m_mayReplace) {
        setNote(tr("%1 is there already. Press Replace to write over it, or choose another name.")
                    .arg(file.fileName()));
        m_mayReplace = true;
        m_ui->buttonBox->button(QDialogButtonBox::Save)->setText(tr("&Replace"));
        return;
    }
    QDialog::accept();
}

void ExportDialog::chooseFile()
{
    auto *const chooser = new QFileDialog(this, tr("Export to"), QFileInfo(path()).absolutePath());
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setOption(QFileDialog::DontConfirmOverwrite); // asked here, once
    chooser->setNameFilters({tr("JSON (*.json)"), tr("JSON Lines (*.jsonl)"), tr("All files (*)")});
    chooser->selectFile(QFileInfo(path()).fileName());
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &chosen) {
        m_ui->nameEdit->setText(QDir::toNativeSeparators(chosen));
        m_ui->nameEdit->setFocus();
    });
    chooser->open();
}

void ExportDialog::followFormat()
{
    QString name = m_ui->nameEdit->text();
    const bool lines = format() == ExportFormat::JsonLines;
    const QString ending = lines ? u".json"_s : u".jsonl"_s;
    if (!name.endsWith(ending))
        return; // a name of the user's own
    name.chop(ending.size());
    m_ui->nameEdit->setText(name + (lines ? u".jsonl"_s : u".json"_s));
}

void ExportDialog::forgetConsent()
{
    m_mayReplace = false;
    setNote({});
    QPushButton *const save = m_ui->buttonBox->button(QDialogButtonBox::Save);
    save->setText(tr("&Export"));
    save->setEnabled(!m_ui->nameEdit->text().trimmed().isEmpty());
    m_ui->folderLabel->setText(tr("In %1").arg(QDir::toNativeSeparators(QFileInfo(path()).absolutePath())));
}

void ExportDialog::setNote(const QString &note)
{
    m_ui->noteLabel->setText(note);
}

} // namespace embedscope
