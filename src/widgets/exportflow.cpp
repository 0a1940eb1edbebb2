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
#include <QFileInfo>

#include <numeric>

namespace embedscope {

ExportFlow::ExportFlow(const TaskFeed &feed, const TaskPage &page, AppSettings &settings, QWidget &window)
    : QObject(&window), m_feed(feed), m_page(page), m_settings(settings), m_window(window),
      m_runner(new ExportRunner(this)), m_bar(new ExportBar(*m_runner, &window))
{
    auto *const opener = new FolderOpener(this);
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

void ExportFlow::begin()
{
    const int selected = static_cast<int>(m_page.selectedRows().size());
    // A fresh account has no folder for documents yet.
    const QString folder =
        QFileInfo(m_settings.exportFolder()).isDir() ? m_settings.exportFolder() : QDir::homePath();
    const ExportDialog::Offer offer{selected, m_feed.list().size(), folder, QDateTime::currentDateTime()};
    auto *const dialog = new ExportDialog(offer, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { start(*dialog); });
    dialog->open();
}

void ExportFlow::start(const ExportDialog &dialog)
{
    std::vector<int> rows = m_page.selectedRows();
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
