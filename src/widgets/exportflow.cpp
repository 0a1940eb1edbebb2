// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/exportflow.h"

#include "store/taskfeed.h"
#include "widgets/appsettings.h"
#include "widgets/exportbar.h"
#include "widgets/exportdialog.h"
#include "widgets/exportjobs.h"
#include "widgets/exportrunner.h"
#include "widgets/folderopener.h"
#include "widgets/taskpage.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

QString selectionFilter(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Csv:
        return ExportFlow::tr("CSV, a segment a row (*.csv)");
    case ExportFormat::Npy:
        return ExportFlow::tr("Folder of NumPy matrices (*)");
    case ExportFormat::Json:
    case ExportFormat::JsonLines:
        break;
    }
    return ExportFlow::tr("JSON, the segments as they came (*.json)");
}

ExportFormat formatOfFilter(const QString &filter)
{
    for (const ExportFormat format : {ExportFormat::Csv, ExportFormat::Npy}) {
        if (filter == selectionFilter(format))
            return format;
    }
    return ExportFormat::Json;
}

constexpr QLatin1StringView npyEnding = ".npy"_L1;

/// The ending that was typed says it better than a filter that was left as it stood.
ExportFormat formatOfFile(const QString &path, const QString &filter)
{
    if (path.endsWith(npyEnding, Qt::CaseInsensitive))
        return ExportFormat::Npy;
    for (const ExportFormat format : {ExportFormat::Json, ExportFormat::Csv}) {
        if (path.endsWith(fileEnding(format), Qt::CaseInsensitive))
            return format;
    }
    return formatOfFilter(filter);
}

} // namespace

ExportFlow::ExportFlow(const TaskFeed &feed, const TaskPage &page, AppSettings &settings, QWidget &window)
    : QObject(&window), m_feed(feed), m_page(page), m_settings(settings), m_window(window),
      m_runner(new ExportRunner(this)), m_bar(new ExportBar(*m_runner, &window))
{
    auto *const opener = new FolderOpener(this);
    connect(opener, &FolderOpener::failed, this, &ExportFlow::refused);
    connect(m_bar, &ExportBar::showInFolderRequested, opener, &FolderOpener::showInFolder);
    connect(m_runner, &ExportRunner::finished, this,
            [this](const ExportOutcome &outcome, ExportFormat, const QString &path) {
                if (outcome.kind == ExportOutcome::Kind::Written)
                    m_settings.setExportFolder(QFileInfo(path).absolutePath());
                Q_EMIT runningChanged();
            });
}

bool ExportFlow::isRunning() const
{
    return m_runner->isRunning();
}

bool ExportFlow::mayEnd()
{
    if (!isRunning())
        return true;
    QMessageBox box(QMessageBox::Question, tr("Quit"),
                    tr("An export is being written. Where you quit now, nothing of it is left; what was there before stays."),
                    QMessageBox::NoButton, &m_window);
    const QPushButton *const quit = box.addButton(tr("&Quit"), QMessageBox::DestructiveRole);
    box.setDefaultButton(box.addButton(tr("&Go On Exporting"), QMessageBox::RejectRole));
    connect(this, &ExportFlow::runningChanged, &box, &QDialog::reject); // it has finished meanwhile
    box.exec();
    return box.clickedButton() == quit || !isRunning();
}

void ExportFlow::begin()
{
    // Taken now: what is selected may change while the dialog is open.
    const std::vector<TaskId> selected = m_page.selectedTasks();
    // A fresh account has no folder for documents yet.
    const QString folder =
        QFileInfo(m_settings.exportFolder()).isDir() ? m_settings.exportFolder() : QDir::homePath();
    const ExportDialog::Offer offer{static_cast<int>(selected.size()), m_feed.list().size(), folder, QDateTime::currentDateTime(),
                                    m_settings.exportsSafeCells()};
    auto *const dialog = new ExportDialog(offer, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, selected] { start(*dialog, selected); });
    dialog->open();
}

void ExportFlow::beginSelection(const TaskId &id, const std::vector<quint32> &positions)
{
    const int row = m_feed.list().rowOf(id);
    if (row < 0 || positions.empty() || isRunning())
        return;
    const QString folder =
        QFileInfo(m_settings.exportFolder()).isDir() ? m_settings.exportFolder() : QDir::homePath();
    // Taken now: what is selected may change while the dialog is open.
    ExportJob job = makeExportJob(m_feed, std::span(&row, 1), ExportFormat::Json, {.safeCells = m_settings.exportsSafeCells()},
                                  QDateTime::currentDateTimeUtc());
    job.entries.front().chosen = positions;
    const auto count = static_cast<int>(positions.size());
    auto *const dialog = new QFileDialog(
        &m_window, count == 1 ? tr("Export 1 Segment") : tr("Export %n Segments", nullptr, count), folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setNameFilters({selectionFilter(ExportFormat::Json), selectionFilter(ExportFormat::Csv),
                            selectionFilter(ExportFormat::Npy)});
    dialog->setDefaultSuffix(u"json"_s);
    dialog->selectFile(id.toString() + u"-selection"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        const ExportFormat format = formatOfFilter(filter);
        dialog->setDefaultSuffix(format == ExportFormat::Npy ? QString() : fileEnding(format).mid(1));
    });
    connect(dialog, &QDialog::accepted, this, [this, dialog, job]() mutable {
        if (isRunning())
            return;
        QString path = dialog->selectedFiles().constFirst();
        job.format = formatOfFile(path, dialog->selectedNameFilter());
        if (job.format == ExportFormat::Npy && path.endsWith(npyEnding, Qt::CaseInsensitive))
            path.chop(npyEnding.size()); // matrices are files in a folder
        // The dialog has asked about a file that is there; into a folder that is there nothing is mixed.
        m_runner->start(job, path, job.format != ExportFormat::Npy);
        Q_EMIT runningChanged();
    });
    dialog->open();
}

void ExportFlow::start(const ExportDialog &dialog, const std::vector<TaskId> &selected)
{
    if (isRunning())
        return;
    if (const auto safeCells = dialog.safeCellsChoice())
        m_settings.setExportsSafeCells(*safeCells);
    std::vector<int> rows;
    for (const TaskId &id : selected) {
        if (const int row = m_feed.list().rowOf(id); row >= 0)
            rows.push_back(row);
    }
    if (!dialog.onlySelection()) {
        rows.resize(static_cast<size_t>(m_feed.list().size()));
        std::iota(rows.begin(), rows.end(), 0);
    }
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_runner->start(makeExportJob(m_feed, rows, dialog.format(), dialog.options(), now), dialog.path(),
                    dialog.mayReplace());
    Q_EMIT runningChanged();
}

} // namespace embedscope

#include "moc_exportflow.cpp"
