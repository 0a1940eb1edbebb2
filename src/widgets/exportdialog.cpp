// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/exportdialog.h"

#include "ui_exportdialog.h"
#include "widgets/exportjobs.h"
#include "widgets/iconfactory.h"

#include <QAbstractButton>
#include <QCheckBox>
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

    m_ui->safeCellsBox->setChecked(offer.safeCells);
    m_ending = exportEnding(format(), needsFolder());
    m_ui->nameEdit->setText(exportFileName(offer.now) + m_ending);
    connect(m_ui->nameEdit, &QLineEdit::textChanged, this, &ExportDialog::forgetConsent);
    connect(m_ui->browseButton, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    for (QAbstractButton *const button :
         {static_cast<QAbstractButton *>(m_ui->jsonButton), static_cast<QAbstractButton *>(m_ui->linesButton),
          static_cast<QAbstractButton *>(m_ui->csvButton), static_cast<QAbstractButton *>(m_ui->npyButton),
          static_cast<QAbstractButton *>(m_ui->eachBox)})
        connect(button, &QAbstractButton::toggled, this, &ExportDialog::followFormat);
    followFormat();
    focusName();
}

ExportDialog::~ExportDialog() = default;

bool ExportDialog::onlySelection() const
{
    return m_ui->selectionButton->isChecked();
}

ExportFormat ExportDialog::format() const
{
    if (m_ui->npyButton->isChecked())
        return ExportFormat::Npy;
    if (m_ui->csvButton->isChecked())
        return ExportFormat::Csv;
    return m_ui->linesButton->isChecked() ? ExportFormat::JsonLines : ExportFormat::Json;
}

ExportOptions ExportDialog::options() const
{
    const auto isOn = [](const QCheckBox *box) { return box->isEnabled() && box->isChecked(); };
    ExportOptions options;
    options.vectors = !m_ui->vectorsBox->isEnabled() || m_ui->vectorsBox->isChecked();
    options.measures = isOn(m_ui->measuresBox);
    options.float64 = isOn(m_ui->doublesBox);
    options.onePerTask = isOn(m_ui->eachBox);
    options.safeCells = isOn(m_ui->safeCellsBox);
    return options;
}

std::optional<bool> ExportDialog::safeCellsChoice() const
{
    return m_ui->safeCellsBox->isEnabled() ? std::optional(m_ui->safeCellsBox->isChecked()) : std::nullopt;
}

bool ExportDialog::needsFolder() const
{
    return format() == ExportFormat::Npy || m_ui->eachBox->isChecked();
}

QString ExportDialog::path() const
{
    QString name = m_ui->nameEdit->text().trimmed();
    if (name.startsWith("~/"_L1))
        name = QDir::homePath() + name.mid(1);
    return QDir::cleanPath(QDir(m_offer.folder).absoluteFilePath(name));
}

/// Why nothing can be written there, as far as that shows before the attempt; else nothing.
QString ExportDialog::objection() const
{
    const QFileInfo target(path());
    const QFileInfo folder(target.absolutePath());
    if (needsFolder() && target.exists() && !target.isDir())
        return tr("This is a file, and the export is a folder. Choose another name.");
    if (!needsFolder() && target.isDir())
        return tr("This is a folder. Add a file name to it.");
    if (!folder.isDir())
        return tr("There is no folder %1.").arg(folder.filePath());
    if (!folder.isWritable())
        return tr("Nothing can be written in the folder %1. Choose another one.").arg(folder.filePath());
    return {};
}

void ExportDialog::accept()
{
    if (const QString problem = objection(); !problem.isEmpty())
        return setNote(problem);
    const QFileInfo target(path());
    const bool isTaken = needsFolder()
        ? target.isDir() && !QDir(path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)
        : target.exists();
    if (isTaken && !m_mayReplace) {
        setNote(needsFolder()
                    ? tr("The folder %1 is there already. Press Replace to write over the files of the same names in "
                         "it, or choose another name.")
                          .arg(target.fileName())
                    : tr("%1 is there already. Press Replace to write over it, or choose another name.")
                          .arg(target.fileName()));
        m_mayReplace = true;
        QPushButton *const save = m_ui->buttonBox->button(QDialogButtonBox::Save);
        save->setText(tr("&Replace"));
        // A second Return out of habit writes over nothing.
        save->setAutoDefault(false);
        m_ui->buttonBox->button(QDialogButtonBox::Cancel)->setDefault(true);
        focusName();
        return;
    }
    QDialog::accept();
}

void ExportDialog::chooseFile()
{
    const bool isFolder = needsFolder();
    const QString name = QFileInfo(path()).fileName();
    auto *const chooser = new QFileDialog(this, isFolder ? tr("Put the export folder in") : tr("Export to"),
                                          QFileInfo(path()).absolutePath());
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    if (isFolder) {
        chooser->setFileMode(QFileDialog::Directory);
    } else {
        chooser->setAcceptMode(QFileDialog::AcceptSave);
        chooser->setOption(QFileDialog::DontConfirmOverwrite); // asked here, once
        chooser->setNameFilters({tr("JSON (*.json)"), tr("JSON Lines (*.jsonl)"), tr("CSV (*.csv)"), tr("All files (*)")});
        chooser->selectFile(name);
    }
    connect(chooser, &QFileDialog::fileSelected, this, [this, isFolder, name](const QString &chosen) {
        m_ui->nameEdit->setText(QDir::toNativeSeparators(isFolder ? QDir(chosen).filePath(name) : chosen));
        m_ui->nameEdit->setFocus();
    });
    chooser->open();
}

/// Offers what applies to the format, and gives the name its ending; a name of the user's own is left alone.
void ExportDialog::followFormat()
{
    const bool isMatrix = format() == ExportFormat::Npy;
    m_ui->vectorsBox->setEnabled(!isMatrix);
    m_ui->measuresBox->setEnabled(format() == ExportFormat::Json);
    m_ui->doublesBox->setEnabled(isMatrix);
    m_ui->eachBox->setEnabled(!isMatrix);
    m_ui->safeCellsBox->setEnabled(format() == ExportFormat::Csv || isMatrix);
    m_ui->nameLabel->setText(needsFolder() ? tr("Folder &name") : tr("File &name"));

    const QString ending = exportEnding(format(), needsFolder());
    QString name = m_ui->nameEdit->text();
    if (!m_ending.isEmpty() && name.endsWith(m_ending))
        name.chop(m_ending.size());
    else if (!m_ending.isEmpty() || name != m_stem)
        name.clear();
    m_ending = ending;
    forgetConsent();
    if (name.isEmpty())
        return;
    m_stem = name;
    m_ui->nameEdit->setText(name + ending);
}

void ExportDialog::forgetConsent()
{
    m_mayReplace = false;
    setNote({});
    QPushButton *const save = m_ui->buttonBox->button(QDialogButtonBox::Save);
    save->setText(tr("&Export"));
    save->setAutoDefault(true);
    save->setDefault(true);
    save->setEnabled(!m_ui->nameEdit->text().trimmed().isEmpty());
    m_ui->folderLabel->setText(tr("In %1").arg(QDir::toNativeSeparators(QFileInfo(path()).absolutePath())));
}

/// Ready for another name to be typed; the ending stays.
void ExportDialog::focusName()
{
    const QString text = m_ui->nameEdit->text();
    const auto begin = text.lastIndexOf(u'/') + 1;
    m_ui->nameEdit->setFocus();
    m_ui->nameEdit->setSelection(static_cast<int>(begin), static_cast<int>(QFileInfo(text).completeBaseName().size()));
}

void ExportDialog::setNote(const QString &note)
{
    m_ui->noteLabel->setText(note);
}

} // namespace embedscope

#include "moc_exportdialog.cpp"
