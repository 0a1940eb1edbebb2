// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/taskkeeper.h"

#include "core/whenfinished.h"
#include "store/answerarchive.h"
#include "store/archivedtasks.h"
#include "store/taskfeed.h"

#include <QStandardPaths>
#include <QtConcurrentRun>

#include <algorithm>
#include <iterator>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

QString archiveFolderIn(const QString &folder)
{
    return folder + u"/archive"_s;
}

} // namespace

TaskKeeper::TaskKeeper(TaskFeed &feed, const QString &folder, QObject *parent)
    : QObject(parent), m_feed(feed), m_folder(folder),
      m_leaving(m_archive, m_session, [this](const TaskId &id) { return m_storing.contains(id); }),
      m_keeping(feed.list(), m_leaving, [this](const TaskId &id) { return m_storing.contains(id); }),
      m_session(feed.list(), folder, [&feed] { return feed.memory(); }), m_archive(archiveFolderIn(folder))
{
    m_retry.setInterval(30s);
    connect(&m_retry, &QTimer::timeout, this, &TaskKeeper::retry);
    connect(&m_session, &SessionWriter::reading, this, &TaskKeeper::reading);
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
    connect(&m_archive, &ArchiveWorker::removed, this, &TaskKeeper::archiveChanged);
    connect(&m_archive, &ArchiveWorker::removeFailed, this, [this](const std::vector<Failure> &failures) {
        Q_EMIT removalFailed(withOthers(failures.front().detail, static_cast<int>(failures.size()) - 1));
        Q_EMIT archiveChanged();
    });
    connect(&m_leaving, &LeavingAnswers::added, this, &TaskKeeper::archiveChanged);
    connect(&m_keeping, &ArchiveKeeping::daysChanged, this, [this] { m_session.noteDays(m_keeping.days()); });
    connect(&m_keeping, &ArchiveKeeping::dropped, this, [this](const TaskId &id) { m_inArchive.remove(id); });
    connect(&m_feed, &TaskFeed::taskAnswered, this, [this](const TaskId &id) {
        m_session.noteMemory();
        archiveAnswer(id);
    });
    connect(&m_feed.list(), &TaskList::rowsAboutToBeRemoved, this, &TaskKeeper::noteRemoval);
    connect(&m_feed.list(), &TaskList::rowsInserted, this, &TaskKeeper::noteInsertion);
}

TaskKeeper::~TaskKeeper()
{
    // Where the session cannot be written it still names them.
    if (!m_leaving.isEmpty() && !m_session.flush())
        m_leaving.removeAll();
}

QString TaskKeeper::defaultFolder(bool demo)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    return demo ? folder + u"/demo"_s : folder;
}

QString TaskKeeper::incomingFolder(const QString &folder)
{
    return AnswerArchive::incomingFolder(archiveFolderIn(folder));
}

QString TaskKeeper::archiveFolder() const
{
    return archiveFolderIn(m_folder);
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
    if (!m_unstored.isEmpty())
        sentences += withOthers(m_unstored.cbegin()->detail, static_cast<int>(m_unstored.size()) - 1);
    return sentences;
}

/// What is wrong with one task, where it is wrong with others too.
QString TaskKeeper::withOthers(const QString &why, int others)
{
    return others == 0 ? why
        : others == 1  ? tr("%1 The same holds for one other task.").arg(why)
                       : tr("%1 The same holds for %2 other tasks.").arg(why).arg(others);
}

/// An ended task whose answer never reached the archive is asked for again; one from a file cannot be, and one whose answer was
/// taken out of it is not.
TaskRecord TaskKeeper::revived(const SavedTask &saved)
{
    TaskRecord record = fromSaved(saved);
    if (record.archived) {
        record.answer = openArchived(saved.id, *record.archived);
        if (!record.archived->isPacked)
            m_archive.pack(*record.archived); // the earlier run ended before that
    } else if (record.dropped) {
        // Its answer went because the user wanted it so.
    } else if (record.origin.isFile && !record.problem) {
        const QString why = contains(record.summary.findings, FindingKind::HoldsKey)
            ? tr("The answer came from the file “%1”, and it was not kept, because your API key stands in it. Take the key out "
                 "of the file and open it again.")
            : tr("The answer came from the file “%1”, and it did not get into the archive. Open the file again.");
        record.state = TaskState::Unreadable;
        record.problem = Failure{.kind = FailureKind::Unreadable, .detail = why.arg(record.origin.name)};
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
    const auto finish = [this, notes = session.notes, memory = session.memory, days = session.days](const std::vector<SavedTask> &tasks) {
        std::vector<TaskRecord> records;
        records.reserve(tasks.size());
        for (const SavedTask &saved : tasks)
            records.push_back(revived(saved));
        const std::vector<TaskRecord> earlier = alreadyAnswered(tasks);
        m_feed.resume(std::move(records), memory);
        settleAnswered(tasks, earlier);
        m_keeping.begin(days);
        Q_EMIT opened(notes);
    };
    // A task may have ended in the very moment of a crash: the archive has its answer, the session not yet. And where the
    // last answer may not be stored, an earlier one is there.
    const bool mayKnowMore = wasBroken || std::any_of(session.tasks.begin(), session.tasks.end(), [](const SavedTask &task) {
        return (task.archived && !hasEnded(task.state) && !task.origin.isFile)
            || (!task.archived && !task.dropped && !(task.origin.isFile && task.problem));
    });
    if (!mayKnowMore) {
        finish(session.tasks);
        return;
    }
    auto reading = QtConcurrent::run([tasks = session.tasks, folder = archiveFolder(), wasBroken] {
        return completedFromArchive(tasks, folder, wasBroken ? ArchiveUse::AllAnswers : ArchiveUse::KnownTasks);
    });
    whenFinished(reading, this, finish);
}

/// The tasks that were added and answered before the session was read.
std::vector<TaskRecord> TaskKeeper::alreadyAnswered(const std::vector<SavedTask> &tasks) const
{
    std::vector<TaskRecord> answered;
    for (const SavedTask &saved : tasks) {
        const TaskRecord *const record = m_feed.list().find(saved.id);
        if (record && !record->answer.isNull())
            answered.push_back(*record);
    }
    return answered;
}

/// Of their two answers, the one now and the session's, one is not needed any more.
void TaskKeeper::settleAnswered(const std::vector<SavedTask> &tasks, const std::vector<TaskRecord> &earlier)
{
    QHash<TaskId, std::optional<ArchivedAnswer>> ofSession;
    if (!earlier.empty()) {
        for (const SavedTask &saved : tasks)
            ofSession.insert(saved.id, saved.archived);
    }
    for (const TaskRecord &before : earlier) {
        const TaskRecord &record = *m_feed.list().find(before.id);
        for (const auto &archived : {ofSession.value(before.id), before.archived}) {
            if (archived && record.archived && archived->fileName(false) != record.archived->fileName(false))
                m_leaving.add(*archived, {});
        }
        if (before.archived && record.answer.isSameAs(before.answer))
            m_inArchive.insert(before.id, before.answer);
        archiveAnswer(before.id);
    }
}

void TaskKeeper::archiveAnswer(const TaskId &id)
{
    const int row = m_feed.list().rowOf(id);
    if (row >= 0 && m_feed.list().at(row).archived
        && (m_leaving.holds(*m_feed.list().at(row).archived) || m_freed.contains(m_feed.list().at(row).archived->fileName(false))))
        noteReturn(row); // a removal was undone
    const TaskRecord *const record = m_feed.list().find(id);
    // A file's answer is the last that there will be, whatever it says; and the file may go.
    if (!record || record->answer.isNull() || !(hasEnded(record->state) || record->origin.isFile))
        return;
    // The key is never written to the disk, not even where the service itself puts it into an answer.
    if (contains(record->summary.findings, FindingKind::HoldsKey))
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
    m_freed.remove(answer.fileName(false));
    if (m_unstored.remove(id) > 0)
        Q_EMIT problemsChanged();
    const int row = m_feed.list().rowOf(id);
    if (row < 0) {
        m_leaving.add(answer, {}); // removed meanwhile; it is stored anew should it come back
        return;
    }
    const TaskRecord &current = m_feed.list().at(row);
    const bool isSetAside = !current.answer.isSameAs(given) && current.archived && current.answer.isSameAs(m_inArchive.value(id));
    if (isSetAside) { // a better one, which is in the archive, came back meanwhile
        if (current.archived->fileName(false) != answer.fileName(false))
            m_leaving.add(answer, {});
        return;
    }
    m_leaving.takeBack(answer);
    m_feed.list().edit(row, [&](TaskRecord &record) {
        if (record.archived && record.archived->sha256.first(8) != answer.sha256.first(8))
            m_leaving.add(*record.archived, m_inArchive.value(id)); // asked again, and another answer came
        record.archived = answer;
        record.dropped.reset();
        if (record.answer.isSameAs(given))
            record.answer = openArchived(id, answer); // the file that it arrived in can go
    });
    Q_EMIT archiveChanged();
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
    Q_EMIT archiveChanged();
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

void TaskKeeper::noteRemoval(const RowRuns &runs)
{
    for (const auto &[first, last] : runs) {
        for (int row = first; row <= last; ++row) {
            const TaskRecord &record = m_feed.list().at(row);
            if (record.archived && !record.isKept) // what is marked to be kept stays in the archive, without a task
                m_leaving.add(*record.archived, record.answer);
            m_inArchive.remove(record.id);
        }
    }
}

/// Undone, or added again: then it is asked for, and its old answer is in use by nobody. The file of an equal one is the same.
void TaskKeeper::noteInsertion(const RowRuns &runs)
{
    for (const auto &[first, last] : runs) {
        for (int row = first; row <= last; ++row) {
            if (m_feed.list().at(row).archived)
                noteReturn(row);
            else
                archiveAnswer(m_feed.list().at(row).id); // it was on its way there when it was removed
        }
    }
}

/// Its answer is in the archive, unless the user has freed the space meanwhile.
void TaskKeeper::noteReturn(int row)
{
    const TaskRecord &record = m_feed.list().at(row);
    m_leaving.takeBack(*record.archived);
    if (!m_freed.contains(record.archived->fileName(false))) {
        m_inArchive.insert(record.id, record.answer);
        return;
    }
    m_feed.list().edit(row, [](TaskRecord &returned) {
        returned.archived.reset();
        returned.answer = {};
        returned.dropped = DroppedAnswer{QDateTime::currentDateTimeUtc(), DroppedAnswer::Cause::User};
    });
}

void TaskKeeper::setPacking(bool packing)
{
    const bool isNew = packing && !m_archive.isPacking();
    m_archive.setPacking(packing);
    for (int row = 0; isNew && row < m_feed.list().size(); ++row) {
        if (const auto &archived = m_feed.list().at(row).archived; archived && !archived->isPacked)
            m_archive.pack(*archived);
    }
}

TaskKeeper::Place TaskKeeper::placeOf(const ArchivedAnswer &answer) const
{
    const TaskRecord *const record = m_feed.list().find(answer.id);
    if (record && record->archived && record->archived->fileName(false) == answer.fileName(false))
        return Place::InUse;
    if (m_storing.contains(answer.id))
        return Place::Passing;
    if (m_leaving.holds(answer))
        return record ? Place::Passing : Place::Removed;
    return Place::Orphan;
}

/// Those of them that have no task, and from now on do not go by themselves.
std::vector<ArchivedAnswer> TaskKeeper::takeTaskless(const std::vector<ArchivedAnswer> &answers)
{
    std::vector<ArchivedAnswer> taken;
    for (const ArchivedAnswer &answer : answers) {
        if (!isTaskless(placeOf(answer)))
            continue;
        m_leaving.takeBack(answer);
        taken.push_back(answer);
    }
    return taken;
}

void TaskKeeper::removeTaskless(const std::vector<ArchivedAnswer> &answers)
{
    std::vector<ArchivedAnswer> taskless = takeTaskless(answers);
    for (const ArchivedAnswer &answer : taskless)
        m_freed.insert(answer.fileName(false));
    m_archive.remove(std::move(taskless));
}

void TaskKeeper::adoptTaskless(const std::vector<ArchivedAnswer> &answers)
{
    auto reading = QtConcurrent::run([taken = takeTaskless(answers), folder = archiveFolder()] {
        return tasksOfAnswers(taken, folder);
    });
    whenFinished(reading, this, [this](const std::vector<SavedTask> &tasks) {
        const auto unreadable = std::ranges::count_if(tasks, [](const SavedTask &task) { return !task.archived; });
        adopt(tasks);
        Q_EMIT adopted(static_cast<int>(tasks.size()), static_cast<int>(unreadable));
        Q_EMIT archiveChanged();
    });
}

/// New tasks come to the end of the list, together; a task that has lost its answer gets it back.
void TaskKeeper::adopt(const std::vector<SavedTask> &tasks)
{
    std::vector<TaskRecord> fresh;
    for (const SavedTask &saved : tasks) {
        if (!saved.archived || placeOf(*saved.archived) != Place::Orphan)
            continue;
        const int row = m_feed.list().rowOf(saved.id);
        if (row < 0) {
            fresh.push_back(revived(saved));
        } else if (m_feed.list().at(row).dropped) {
            m_feed.list().edit(row, [found = revived(saved)](TaskRecord &record) {
                if (found.rank() < record.rank())
                    return;
                record.state = found.state;
                record.statusText = found.statusText;
                record.summary = found.summary;
                record.settledAt = found.settledAt;
                record.archived = found.archived;
                record.answer = found.answer;
                record.dropped.reset();
            });
        }
    }
    m_feed.list().append(std::move(fresh));
}

} // namespace embedscope

#include "moc_taskkeeper.cpp"
