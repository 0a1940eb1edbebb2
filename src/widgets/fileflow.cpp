// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/fileflow.h"

#include "core/whenfinished.h"
#include "models/intakewords.h"
#include "reader/idfinder.h"
#include "store/taskfeed.h"
#include "widgets/appsettings.h"
#include "widgets/droppedtext.h"
#include "widgets/noticebar.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QtConcurrentRun>

#include <algorithm>

using namespace std::chrono_literals;

namespace embedscope {

FileFlow::FileFlow(TaskFeed &feed, AppSettings &settings, NoticeBar &bar, QWidget &window)
    : QObject(&window), m_feed(feed), m_settings(settings), m_bar(bar), m_window(window),
      m_intake(new FileIntake(feed, this)), m_dropped(new DroppedText(this))
{
    connect(&m_bar, &NoticeBar::cancelRequested, m_intake, &FileIntake::cancel);
    connect(m_intake, &FileIntake::finished, this, &FileFlow::finish);
    connect(m_dropped, &DroppedText::taken, this, [this](const QString &text) {
        if (!isReading()) // else the notice shows how far that is
            showNotice({});
        Q_EMIT textTaken(text);
    });
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
    if (!report.textFiles.isEmpty())
        readText(report, sentence);
}

void FileFlow::readText(const IntakeReport &report, const QString &sentence)
{
    struct Text
    {
        DroppedText::Content content;
        std::vector<TaskId> ids = {}; ///< that stand in it; looked for where they decide whether it is passed on
    };
    const bool isTold = !report.hasUntoldText;
    const auto reading = QtConcurrent::run([paths = report.textFiles, isTold] {
        Text text{DroppedText::readFiles(paths)};
        if (isTold)
            text.ids = findTaskIds(text.content.text).taken;
        return text;
    });
    whenFinished(reading, this, [this, isTold, sentence](const Text &text) {
        const auto &[content, ids] = text;
        if (!isReading())
            showNotice({sentence, content.problems});
        const bool mayPass = !content.text.isEmpty() || content.problems.isEmpty();
        if (mayPass && (!isTold || std::ranges::any_of(ids, [this](const TaskId &id) { return isNew(id); })))
            Q_EMIT textTaken(content.text);
    });
}

bool FileFlow::isNew(const TaskId &id) const
{
    return m_feed.list().rowOf(id) < 0;
}

void FileFlow::showNotice(const QStringList &sentences)
{
    m_bar.clear(); // one that the user has hidden before may be the same
    const QString notice = sentences.join(u' ').trimmed();
    if (!notice.isEmpty())
        m_bar.showNotice(notice, NoticeBar::NoStep);
}

} // namespace embedscope

#include "moc_fileflow.cpp"
