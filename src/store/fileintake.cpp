// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/fileintake.h"

#include "core/whenfinished.h"
#include "store/taskfeed.h"

#include <QFileInfo>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

FileIntake::FileIntake(TaskFeed &feed, QObject *parent) : QObject(parent), m_feed(feed)
{
}

FileIntake::~FileIntake()
{
    if (m_progress)
        m_progress->isCancelled = true; // the thread has all that it needs
}

void FileIntake::take(const QStringList &paths)
{
    if (paths.isEmpty())
        return;
    if (!isRunning()) {
        m_report = {};
        m_file = 0;
        m_files = 0;
    }
    m_waiting.insert(m_waiting.end(), paths.begin(), paths.end());
    m_files += static_cast<int>(paths.size());
    if (!isRunning())
        readNext();
}

void FileIntake::cancel()
{
    if (!m_progress)
        return;
    m_waiting.clear();
    m_progress->isCancelled = true;
}

FileIntake::Progress FileIntake::progress() const
{
    if (!m_progress)
        return {};
    return {m_name, m_file, m_files, m_progress->answersRead.load(), m_progress->answersTotal.load()};
}

void FileIntake::readNext()
{
    const QString path = m_waiting.front();
    m_waiting.pop_front();
    ++m_file;
    m_name = QFileInfo(path).fileName();
    m_progress = std::make_shared<FileProgress>();
    if (!m_copies)
        m_copies = std::make_shared<SpoolFolder>(SpoolFolder::defaultRoot());
    const auto reading = QtConcurrent::run(
        [path, key = m_feed.key(), now = QDateTime::currentDateTimeUtc(), progress = m_progress, copies = m_copies] {
            return readFileTasks(path, key, now, *progress, [copies] { return copies->createFile(); });
        });
    whenFinished(reading, this, [this, path](const FileTasks &file) {
        const bool wasCancelled = m_progress->isCancelled;
        if (wasCancelled)
            m_report.wasCancelled = true;
        else
            takeFile(path, file);
        if (!m_waiting.empty())
            return readNext();
        m_progress.reset();
        Q_EMIT finished(m_report);
    });
}

void FileIntake::takeFile(const QString &path, const FileTasks &file)
{
    if (!file.isText && !file.faults.isEmpty()) {
        m_report.faultTotal += static_cast<int>(file.faults.size());
        if (++m_report.faultFiles == 1)
            m_report.firstFault = file.faults.front();
    }
    if (file.isText) {
        m_report.textFiles += path;
        if (!file.seemsBroken)
            m_report.untoldText += path;
    }
    if (!file.problem.isEmpty() && (!file.isText || file.seemsBroken))
        m_report.problems += file.problem;
    if (file.isText || file.tasks.empty())
        return;
    if (++m_report.files == 1)
        m_report.name = m_name;
    if (!file.hasVectors)
        m_report.withoutVectors += m_name;

    std::vector<TaskRecord> records;
    records.reserve(file.tasks.size());
    QHash<TaskId, QByteArray> made;
    for (const FileTask &task : file.tasks) {
        TaskRecord record = task.record;
        record.id = freeId(task, made);
        if (!task.sha256.isEmpty())
            made.insert(record.id, task.sha256);
        records.push_back(std::move(record));
    }
    m_hashes.insert(made);
    const FileMerge merge = m_feed.takeFromFile(std::move(records));
    if (merge.added > 0 && ++m_report.addingFiles == 1)
        m_report.name = m_name;
    m_report.added += merge.added;
    m_report.known += merge.known;
    m_report.completed += static_cast<int>(merge.completed.size());
    if (m_report.first.isEmpty())
        m_report.first = merge.first;
}

/// Its own ID; one that was made from the file's name gets a number where another file of that name has it already.
TaskId FileIntake::freeId(const FileTask &task, const QHash<TaskId, QByteArray> &taken)
{
    if (task.sha256.isEmpty())
        return task.record.id;
    return m_ids.idFor(task.record.id, task.sha256, [&](const TaskId &id) -> std::optional<QByteArray> {
        if (const auto hash = taken.constFind(id); hash != taken.cend())
            return *hash;
        const TaskRecord *const record = m_feed.list().find(id);
        if (!record)
            return std::nullopt;
        return record->archived ? record->archived->sha256 : m_hashes.value(id);
    });
}

} // namespace embedscope

#include "moc_fileintake.cpp"
