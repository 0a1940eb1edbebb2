// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/fileflow.h"

#include "models/intakewords.h"
#include "widgets/appsettings.h"
#include "widgets/droppedtext.h"
#include "widgets/noticebar.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

using namespace std::chrono_literals;

namespace embedscope {

FileFlow::FileFlow(TaskFeed &feed, AppSettings &settings, NoticeBar &bar, QWidget &window)
    : QObject(&window), m_settings(settings), m_bar(bar), m_window(window), m_intake(new FileIntake(feed, this)),
      m_dropped(new DroppedText(this))
{
    connect(&m_bar, &NoticeBar::cancelRequested, m_intake, &FileIntake::cancel);
    connect(m_intake, &FileIntake::finished, this, &FileFlow::finish);
    connect(m_dropped, &DroppedText::taken, this, &FileFlow::finishText);
    m_progressTimer.setSingleShot(true);
    connect(&m_progressTimer, &QTimer::timeout, this, &FileFlow::showProgress);
}

void FileFlow::choose()
{
    const QString folder = QFileInfo(m_settings.openFolder()).isDir() ? m_settings.openFolder() : QDir::homePath();
    auto *const dialog = new QFileDialog(&m_window, tr("Open Files"), folder,
                                         tr("Answers and exports (*.json *.jsonl *.ndjson);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &paths) {
        if (!paths.isEmpty())
            m_settings.setOpenFolder(QFileInfo(paths.front()).absolutePath());
        open(paths);
    });
    dialog->open();
}

void FileFlow::open(const QStringList &paths)
{
    if (paths.isEmpty())
        return;
    m_intake->take(paths);
    if (!m_progressTimer.isActive())
        m_progressTimer.start(200ms);
}

void FileFlow::take(const QMimeData &data)
{
    if (const QStringList paths = DroppedText::localFiles(data); !paths.isEmpty())
        open(paths);
    else
        m_dropped->take(data);
}

bool FileFlow::isReading() const
{
    return m_intake->isRunning();
}

void FileFlow::showProgress()
{
    m_bar.showNotice(intakeProgressText(m_intake->progress()), NoticeBar::Cancel);
    m_progressTimer.start(100ms);
}

void FileFlow::finish(const IntakeReport &report)
{
    m_progressTimer.stop();
    const QString sentence = intakeSentence(report);
    showNotice({sentence});
    if (!report.first.isEmpty())
        Q_EMIT tasksTaken(report.first);
    if (report.textFiles.isEmpty())
        return;
    m_sentence = sentence;
    m_dropped->takeFiles(report.textFiles);
}

void FileFlow::finishText(const QString &text, const QString &problems)
{
    if (!isReading()) // else the notice shows how far that is
        showNotice({std::exchange(m_sentence, {}), problems});
    if (!text.isEmpty() || problems.isEmpty())
        Q_EMIT textTaken(text);
}

void FileFlow::showNotice(const QStringList &sentences)
{
    m_bar.clear(); // one that the user has hidden before may be the same
    const QString notice = sentences.join(u' ').trimmed();
    if (!notice.isEmpty())
        m_bar.showNotice(notice, NoticeBar::NoStep);
}

} // namespace embedscope
