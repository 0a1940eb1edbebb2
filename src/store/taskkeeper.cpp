// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/taskkeeper.h"

#include "core/whenfinished.h"
#include "reader/taskreader.h"
#include "store/answerarchive.h"
#include "store/taskfeed.h"

#include <QStandardPaths>
#include <QtConcurrentRun>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

QString archiveFolder(const QString &folder)
{
    return folder + u"/archive"_s;
}

/// A crash came between the archive and the session: the answer itself says how the task ended. One that does not read is
/// none: the task is asked for again. Only a file's answer can have come here without the task's ID in it.
void completeFromAnswers(std::vector<SavedTask> &tasks, const AnswerArchive &archive)
{
    for (SavedTask &saved : tasks) {
        if (!saved.archived || hasEnded(saved.state) || saved.origin.isFile)
            continue;
        const auto task = readTask(archive.open(*saved.archived), {});
        const bool isOfFile = task && task->id != saved.id;
        if (!task || (!isOfFile && !hasEnded(task->state))) {
            saved.archived.reset();
            continue;
        }
        saved.state = task->state;
        saved.statusText = task->statusText;
        saved.summary = summarize(*task);
        saved.settledAt = QDateTime::currentDateTimeUtc();
        saved.problem.reset();
        if (isOfFile)
            saved.origin = {true, {}};
    }
}

} // namespace

TaskKeeper::TaskKeeper(TaskFeed &feed, const QString &folder, QObject *parent)
    : QObject(parent), m_feed(feed), m_folder(folder), m_session(feed.list(), folder, [&feed] { return feed.memory(); }),
      m_archive(archiveFolder(folder))
{
    m_retry.setInterval(30s);
    connect(&m_retry, &QTimer::timeout, this, &TaskKeeper::retry);
    connect(&m_session, &SessionWriter::opened, this, &TaskKeeper::resume);
    connect(&m_session, &SessionWriter::problem, this, [this](const Failure &failure) {
        m_sessionProblem = failure.detail;
        Q_EMIT problemsChanged();
    });
    connect(&m_session, &SessionWriter::recovered, this, [this] {
        m_sessionProblem.clear();
        Q_EMIT problemsChanged();
    });
    connect(&m_archive, &ArchiveWorker::stored, this, &TaskKeeper::noteStored);
    connect(&m_archive, &ArchiveWorker::storeFailed, this, &TaskKeeper::noteStoreFailed);
    connect(&m_archive, &ArchiveWorker::packed, this, &TaskKeeper::notePacked);
    connect(&m_feed, &TaskFeed::taskAnswered, this, [this](const TaskId &id) {
        m_session.noteMemory();
        archiveAnswer(id);
    });
    connect(&m_feed.list(), &TaskList::rowsAboutToBeRemoved, this, &TaskKeeper::noteRemoval);
    connect(&m_feed.list(), &TaskList::rowsAboutToBeInserted, this,
            [this](int first, int last) { m_inserting = {first, last}; });
    connect(&m_feed.list(), &TaskList::rowsInserted, this, &TaskKeeper::noteInsertion);
}

TaskKeeper::~TaskKeeper()
{
    for (const ArchivedAnswer &answer : std::as_const(m_removed))
        m_archive.remove(answer);
}

QString TaskKeeper::defaultFolder(bool demo)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    return demo ? folder + u"/demo"_s : folder;
}

QString TaskKeeper::incomingFolder(const QString &folder)
{
    return AnswerArchive::incomingFolder(archiveFolder(folder));
}

void TaskKeeper::open()
{
    m_session.open();
}

QStringList TaskKeeper::problems() const
{
    QStringList sentences;
    if (!m_sessionProblem.isEmpty())
        sentences += m_sessionProblem;
    if (!m_unstored.isEmpty()) {
        const QString &why = m_unstored.cbegin()->detail;
        sentences += m_unstored.size() == 1
            ? tr("The answer of one task is not in the archive: %1").arg(why)
            : tr("The answers of %1 tasks are not in the archive: %2").arg(m_unstored.size()).arg(why);
    }
    return sentences;
}

/// An ended task whose answer never reached the archive is asked for again; one from a file cannot be.
TaskRecord TaskKeeper::revived(const SavedTask &saved)
{
    TaskRecord record = fromSaved(saved);
    if (record.archived) {
        record.answer = openArchived(saved.id, *record.archived);
        if (!record.archived->isPacked)
            m_archive.pack(*record.archived); // the earlier run ended before that
    } else if (record.origin.isFile && !record.problem) {
        record.state = TaskState::Unreadable;
        record.problem = Failure{.kind = FailureKind::Unreadable,
                                 .detail = tr("The answer came from the file %1, and it did not get into the archive. "
                                              "Open the file again.").arg(record.origin.name)};
    } else if (hasEnded(record.state) && !record.origin.isFile) {
        record.state = TaskState::Processing;
    }
    return record;
}

AnswerBytes TaskKeeper::openArchived(const TaskId &id, const ArchivedAnswer &answer)
{
    const AnswerBytes bytes = m_archive.open(answer);
    m_inArchive.insert(id, bytes);
    return bytes;
}

void TaskKeeper::resume(const LoadedSession &session, bool wasBroken)
{
    const auto finish = [this, notes = session.notes, memory = session.memory](const std::vector<SavedTask> &tasks) {
        std::vector<TaskRecord> records;
        records.reserve(tasks.size());
        for (const SavedTask &saved : tasks)
            records.push_back(revived(saved));
        m_feed.resume(std::move(records), memory);
        Q_EMIT opened(notes);
    };
    // A task may have ended in the very moment of a crash: the archive has its answer, the session not yet.
    const bool mayKnowMore = wasBroken || std::any_of(session.tasks.begin(), session.tasks.end(), [](const SavedTask &task) {
        return !task.archived && !(task.origin.isFile && task.problem);
    });
    if (!mayKnowMore) {
        finish(session.tasks);
        return;
    }
    auto reading = QtConcurrent::run([tasks = session.tasks, folder = archiveFolder(m_folder), wasBroken]() mutable {
        QSet<TaskId> known;
        for (const SavedTask &task : tasks)
            known.insert(task.id);
        std::vector<ArchivedAnswer> archived;
        const AnswerArchive archive(folder);
        if (const auto contents = archive.contents()) {
            for (const AnswerArchive::Entry &entry : *contents) {
                if (wasBroken || known.contains(entry.answer.id))
                    archived.push_back(entry.answer);
            }
        }
        addFromArchive(tasks, archived, QDateTime::currentDateTimeUtc());
        completeFromAnswers(tasks, archive);
        return tasks;
    });
    whenFinished(reading, this, finish);
}

void TaskKeeper::archiveAnswer(const TaskId &id)
{
    const TaskRecord *const record = m_feed.list().find(id);
    // A file's answer is the last that there will be, whatever it says; and the file may go.
    if (!record || record->answer.isNull() || !(hasEnded(record->state) || record->origin.isFile))
        return;
    // The key is never written to the disk, not even where the service itself puts it into an answer.
    if (std::ranges::any_of(record->summary.findings,
                            [](const Finding &finding) { return finding.kind == FindingKind::HoldsKey; }))
        return;
    const QList<AnswerBytes> storing = m_storing.value(id);
    if (record->answer.isSameAs(m_inArchive.value(id)) || (!storing.isEmpty() && record->answer.isSameAs(storing.last())))
        return;
    m_storing[id].append(record->answer);
    m_archive.store(id, record->answer);
}

AnswerBytes TaskKeeper::takeStoring(const TaskId &id)
{
    const auto found = m_storing.find(id);
    if (found == m_storing.end() || found->isEmpty())
        return {};
    const AnswerBytes first = found->takeFirst();
    if (found->isEmpty())
        m_storing.erase(found);
    return first;
}

void TaskKeeper::noteStored(const TaskId &id, const ArchivedAnswer &answer)
{
    const AnswerBytes given = takeStoring(id);
    if (m_unstored.remove(id) > 0)
        Q_EMIT problemsChanged();
    const int row = m_feed.list().rowOf(id);
    if (row < 0) {
        m_removed.insert(id, answer); // removed meanwhile; it may come back
        return;
    }
    m_feed.list().edit(row, [&](TaskRecord &record) {
        if (record.archived && record.archived->sha256.first(8) != answer.sha256.first(8))
            m_archive.remove(*record.archived); // asked again, and another answer came
        record.archived = answer;
        if (record.answer.isSameAs(given))
            record.answer = openArchived(id, answer); // the file that it arrived in can go
    });
}

void TaskKeeper::noteStoreFailed(const TaskId &id, const Failure &failure)
{
    (void)takeStoring(id);
    if (m_feed.list().rowOf(id) < 0)
        return;
    m_unstored.insert(id, failure);
    m_retry.start();
    Q_EMIT problemsChanged();
}

void TaskKeeper::notePacked(const TaskId &id, const ArchivedAnswer &answer)
{
    const int row = m_feed.list().rowOf(id);
    const auto &archived = row >= 0 ? m_feed.list().at(row).archived : std::nullopt;
    if (archived && archived->sha256.first(8) == answer.sha256.first(8))
        m_feed.list().edit(row, [&answer](TaskRecord &record) { record.archived = answer; });
}

/// The disk may have room again.
void TaskKeeper::retry()
{
    const QList<TaskId> ids = m_unstored.keys();
    for (const TaskId &id : ids) {
        if (m_feed.list().rowOf(id) < 0)
            m_unstored.remove(id);
        else
            archiveAnswer(id);
    }
    if (m_unstored.isEmpty()) {
        m_retry.stop();
        Q_EMIT problemsChanged();
    }
}

void TaskKeeper::noteRemoval(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        const TaskRecord &record = m_feed.list().at(row);
        if (record.archived)
            m_removed.insert(record.id, *record.archived);
        m_inArchive.remove(record.id);
    }
}

/// Undone, or added again: then it is asked for, and its old answer is in use by nobody. The file of an equal one is the same.
void TaskKeeper::noteInsertion()
{
    for (int row = m_inserting.first; row <= m_inserting.second; ++row) {
        const TaskRecord &record = m_feed.list().at(row);
        m_removed.remove(record.id);
        if (record.archived)
            m_inArchive.insert(record.id, record.answer);
        else
            archiveAnswer(record.id); // it was on its way there when it was removed
    }
}

} // namespace embedscope
