// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/fileflow.h"

#include "core/whenfinished.h"
#include "models/intakewords.h"
#include "models/taskwords.h"
#include "net/spoolfolder.h"
#include "reader/idfinder.h"
#include "reader/responsetext.h"
#include "store/taskfeed.h"
#include "widgets/appsettings.h"
#include "widgets/droppedtext.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QtConcurrentRun>

#include <algorithm>

using namespace std::chrono_literals;

namespace embedscope {

namespace {

/// Writes the text to a file of its own, and gives its path.
Result<QString> savedText(const QString &text, SpoolFolder &folder)
{
    auto file = folder.createFile();
    if (!file)
        return file.failure();
    QFile &to = **file;
    const QByteArray bytes = text.toUtf8();
    if (to.write(bytes) != bytes.size() || !to.flush())
        return Failure{.kind = FailureKind::Network, .detail = to.errorString(), .isOfDisk = true};
    const QString name = FileFlow::tr("pasted text");
    const QDir place = QFileInfo(to.fileName()).dir();
    for (int number = 1; number < 10'000; ++number) { // sentences call it by this name
        const QString path = place.filePath(number == 1 ? name : name + u' ' + QString::number(number));
        if (!QFileInfo::exists(path) && to.rename(path))
            return path;
    }
    return to.fileName();
}

} // namespace

FileFlow::FileFlow(TaskFeed &feed, AppSettings &settings, NoticeBar &bar, QWidget &window)
    : QObject(&window), m_feed(feed), m_settings(settings), m_bar(bar), m_window(window),
      m_intake(new FileIntake(feed, this)), m_dropped(new DroppedText(this))
{
    connect(&m_bar, &NoticeBar::cancelRequested, m_intake, &FileIntake::cancel);
    connect(m_intake, &FileIntake::finished, this, &FileFlow::finish);
    connect(m_dropped, &DroppedText::taken, this, &FileFlow::takeText);
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

void FileFlow::takeText(const QString &text)
{
    if (!m_pasted)
        m_pasted = std::make_shared<SpoolFolder>(SpoolFolder::defaultRoot());
    const auto saving = QtConcurrent::run(
        [text, folder = m_pasted] { return holdsVectors(text) ? savedText(text, *folder) : Result<QString>(QString()); });
    whenFinished(saving, this, [this, text](const Result<QString> &path) {
        if (path && !path->isEmpty())
            return open({*path});
        if (!isReading()) // else the notice shows how far that is
            showNotice({path ? QString() : failureSentence(path.failure(), {})});
        Q_EMIT textTaken(text);
    });
}

bool FileFlow::isReading() const
{
    return m_intake->isRunning();
}

void FileFlow::showProgress()
{
    m_bar.showNotice(intakeProgressText(m_intake->progress()), NoticeBar::Cancel, NoticeBar::Tone::Plain);
    m_progressTimer.start(100ms);
}

void FileFlow::finish(const IntakeReport &report)
{
    m_progressTimer.stop();
    const QString sentence = intakeSentence(report);
    const bool isAllWell = report.problems.isEmpty() && report.faultTotal == 0 && report.withoutVectors.isEmpty();
    showNotice({sentence}, isAllWell ? NoticeBar::Tone::Plain : NoticeBar::Tone::Warning);
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
        FoundIds ids; ///< that stand in it
    };
    const auto reading = QtConcurrent::run([paths = report.textFiles] {
        DroppedText::Content content = DroppedText::readFiles(paths);
        return Text{content, findTaskIds(content.text)};
    });
    const bool isTold = report.untoldText.isEmpty();
    // A single file of text is looked at by the user: it may have IDs of another form. Among others it would only be in the way.
    const bool isAlone = report.textFiles.size() == 1 && report.files == 0 && report.problems.isEmpty();
    whenFinished(reading, this, [this, isTold, isAlone, sentence, files = report.untoldText](const Text &text) {
        const auto &[content, ids] = text;
        const bool hasNone = ids.ids.empty() && ids.leftOut.empty();
        const bool mayPass = !content.text.isEmpty() || content.problems.isEmpty();
        const bool isOfUse = isTold ? std::ranges::any_of(ids.taken(), [this](const TaskId &id) { return isNew(id); })
                                    : isAlone || !hasNone;
        if (!isReading())
            showNotice({sentence, content.problems, isOfUse || isTold || !mayPass ? QString() : nothingInSentence(files)});
        if (mayPass && isOfUse)
            Q_EMIT textTaken(content.text);
    });
}

bool FileFlow::isNew(const TaskId &id) const
{
    return m_feed.list().rowOf(id) < 0;
}

void FileFlow::showNotice(const QStringList &sentences, NoticeBar::Tone tone)
{
    m_bar.clear(); // one that the user has hidden before may be the same
    QStringList told = sentences;
    told.removeAll(QString());
    const QString notice = told.join(u' ');
    if (!notice.isEmpty())
        m_bar.showNotice(notice, NoticeBar::NoStep, tone);
}

} // namespace embedscope

#include "moc_fileflow.cpp"
