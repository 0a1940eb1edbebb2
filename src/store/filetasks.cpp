// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/filetasks.h"

#include "analysis/audit.h"
#include "core/blocksearch.h"
#include "polling/keyredactor.h"
#include "reader/filekind.h"
#include "reader/importreader.h"
#include "reader/taskreader.h"
#include "store/savednames.h"
#include "store/sha256.h"
#include "store/tasklist.h"
#include "store/words.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// What a look at all bytes of an answer tells.
struct BytesLook
{
    bool isWhole = false; ///< all of them could be read
    bool holdsKey = false;
    QByteArray sha256 = {}; ///< where it was wanted
};

BytesLook lookAt(const AnswerBytes &bytes, const QByteArray &key, bool wantsHash)
{
    const auto device = bytes.open();
    if (!device)
        return {};
    BytesLook look;
    Sha256 hash;
    BlockSearch search(key);
    constexpr qint64 blockBytes = 1 << 20;
    QByteArray buffer(blockBytes, Qt::Uninitialized);
    for (;;) {
        const qint64 count = device->read(buffer.data(), blockBytes);
        if (count < 0)
            return {};
        if (count == 0)
            break;
        if (wantsHash)
            hash.add(buffer.constData(), count);
        search.add({buffer.constData(), count});
    }
    look.holdsKey = search.isFound();
    look.isWhole = true;
    look.sha256 = wantsHash ? hash.result() : QByteArray();
    return look;
}

/// Why this is no file that could be read; empty where it seems to be one.
QString objection(const QString &path)
{
    const QFileInfo info(path);
    const QString name = info.fileName().isEmpty() ? path : info.fileName();
    if (info.isDir())
        return StoreWords::tr("“%1” is a folder. Open the files in it.").arg(name);
    if (!info.exists())
        return StoreWords::tr("There is no file “%1”.").arg(name);
    // A pipe or a device could keep us waiting for ever.
    if (!info.isFile())
        return StoreWords::tr("“%1” is no file, but a device or a pipe, which cannot be opened here.").arg(name);
    return info.size() == 0 ? StoreWords::tr("“%1” is empty.").arg(name) : QString();
}

/// Logs may begin with { too, but have other names.
bool seemsToBeAnswer(const QString &path)
{
    constexpr qint64 enough = 1000;
    QFile file(path);
    return path.endsWith(".json"_L1, Qt::CaseInsensitive) && file.open(QIODevice::ReadOnly)
        && file.read(enough).trimmed().startsWith('{');
}

FileKind kindOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? fileKind(file.read(bytesOfKind)) : FileKind::Text;
}

/// Whether task IDs may stand in it.
bool mayHoldText(FileKind kind)
{
    return unreadableKind(kind).isEmpty() || kind == FileKind::Csv || kind == FileKind::PythonLiteral;
}

/// The states of the list have no word for every reason not to have an answer; the sentence has.
TaskState stateAfter(FailureKind kind)
{
    if (kind == FailureKind::NotFound)
        return TaskState::NotFound;
    if (kind == FailureKind::WrongTask)
        return TaskState::WrongTask;
    return kind == FailureKind::TooLarge ? TaskState::TooLarge : TaskState::Unreadable;
}

/// One reading of one file.
class FileReading final
{
public:
    FileReading(const QString &path, const ApiKey &key, const QDateTime &now, FileProgress &progress)
        : m_path(path), m_name(QFileInfo(path).fileName()), m_key(key.isSecret() ? key.value() : QByteArray()), m_redactor(key), m_now(now),
          m_progress(progress)
    {
    }

    FileTasks run(const MakeFile &makeFile);

private:
    bool isCancelled() const { return m_progress.isCancelled.load(); }
    void takeAnswers(const ImportedFile &file);
    void takeAnswer(const ImportedTask &task);
    void takeProblem(const ImportedProblem &problem);
    QString emptyExport();
    TaskRecord recordOf(const TaskId &id) const;
    void add(TaskRecord record, const QByteArray &sha256 = {});
    QString placed(qint64 byte, const QString &what) const;

    QString m_path;
    QString m_name;
    QByteArray m_key; // empty where it is nobody's secret
    KeyRedactor m_redactor;
    QDateTime m_now;
    FileProgress &m_progress;
    FileTasks m_tasks;
};

FileTasks FileReading::run(const MakeFile &makeFile)
{
    m_tasks.problem = objection(m_path);
    if (!m_tasks.problem.isEmpty())
        return m_tasks;
    const auto file = readImport(m_path, [this] { return isCancelled(); }, {}, makeFile);
    if (!file) {
        m_tasks.wasCancelled = file.failure().kind == FailureKind::Cancelled;
        const FileKind kind = kindOf(m_path);
        m_tasks.isText = file.failure().kind == FailureKind::Unreadable && mayHoldText(kind);
        m_tasks.seemsBroken = m_tasks.isText && (seemsToBeAnswer(m_path) || !unreadableKind(kind).isEmpty());
        if (!m_tasks.wasCancelled)
            m_tasks.problem = m_redactor.redact(file.failure().detail);
        return m_tasks;
    }
    for (const QString &fault : file->faults)
        m_tasks.faults += m_redactor.redact(fault);
    takeAnswers(*file);
    for (const ImportedProblem &problem : file->problems)
        takeProblem(problem);
    // An array of other objects, a list of IDs for one.
    m_tasks.isText = m_tasks.tasks.empty() && !file->envelope && !m_tasks.wasCancelled && m_tasks.problem.isEmpty();
    if (m_tasks.isText) {
        m_tasks.seemsBroken = !m_tasks.faults.isEmpty() && seemsToBeAnswer(m_path);
        m_tasks.problem = m_tasks.seemsBroken ? m_tasks.faults.front()
                                              : StoreWords::tr("“%1” holds no answer of the service.").arg(m_name);
    } else if (file->envelope && m_tasks.tasks.empty() && m_tasks.problem.isEmpty() && !m_tasks.wasCancelled) {
        m_tasks.problem = emptyExport();
    }
    return m_tasks;
}

/// Why an export brings nothing. One that is cut off or broken may have held tasks.
QString FileReading::emptyExport()
{
    return m_tasks.faults.isEmpty()
        ? StoreWords::tr("“%1” is an export without any whole task. What was exported of selected segments holds these alone.").arg(m_name)
        : StoreWords::tr("%1 There is no whole task in this export.").arg(m_tasks.faults.takeFirst());
}

void FileReading::takeAnswers(const ImportedFile &file)
{
    m_progress.answersTotal = static_cast<int>(file.tasks.size());
    for (const ImportedTask &task : file.tasks) {
        takeAnswer(task);
        if (isCancelled()) {
            m_tasks.wasCancelled = true;
            m_tasks.tasks.clear();
        }
        if (m_tasks.wasCancelled || !m_tasks.problem.isEmpty())
            return;
        ++m_progress.answersRead;
    }
}

void FileReading::takeAnswer(const ImportedTask &task)
{
    if (!task.looksLikeAnswer) {
        m_tasks.faults += placed(task.begin, StoreWords::tr("this object is no answer of the service"));
        return;
    }
    if (!m_redactor.isClean(task.id.toString())) {
        m_tasks.faults += placed(task.begin, StoreWords::tr("its task ID is an API key"));
        return;
    }
    auto read = readTask(task.bytes, task.hasOwnId ? task.id : TaskId(), {}, [this] { return isCancelled(); });
    const bool needsLook = !m_key.isEmpty() || !task.hasOwnId;
    const BytesLook look = needsLook && !isCancelled() ? lookAt(task.bytes, m_key, !task.hasOwnId) : BytesLook{.isWhole = true};
    if (isCancelled())
        return;
    if (!look.isWhole || (!read && read.failure().kind == FailureKind::Network)) {
        m_tasks.tasks.clear();
        m_tasks.problem = StoreWords::tr("“%1” was changed or went away while it was read. Open it again.").arg(m_name);
        return;
    }
    TaskRecord record = recordOf(task.id);
    if (!read) {
        const QString fault = placed(task.begin, m_redactor.redact(read.failure().detail));
        m_tasks.faults += fault;
        if (!task.hasOwnId)
            return; // nothing would be known of it but this sentence
        record.state = TaskState::Unreadable;
        record.problem = Failure{.kind = read.failure().kind, .detail = fault, .bytes = task.bytes};
        add(std::move(record));
        return;
    }
    m_redactor.redact(*read);
    // Now that the vectors are here: they are read again when somebody looks at the task, and not before.
    if (const auto audit = auditTask(*read, [this] { return isCancelled(); }))
        record.health = summarize(*audit);
    if (contains(read->findings, FindingKind::VectorsLeftOut))
        m_tasks.hasVectors = false;
    if (look.holdsKey)
        read->findings.push_back({.kind = FindingKind::HoldsKey});
    record.state = read->state;
    record.statusText = read->statusText;
    record.summary = summarize(*read);
    record.answer = task.bytes;
    add(std::move(record), look.sha256);
}

void FileReading::takeProblem(const ImportedProblem &problem)
{
    if (!m_redactor.isClean(problem.id.toString()))
        return;
    const QJsonObject object = QJsonDocument::fromJson(problem.object).object();
    TaskRecord record = recordOf(problem.id);
    record.problem = Failure{
        .kind = kindOfName(object.value("kind"_L1).toString()).value_or(FailureKind::Network),
        .detail = m_redactor.redact(object.value("message"_L1).toString())};
    if (const QJsonValue status = object.value("http_status"_L1); status.isDouble())
        record.problem->httpStatus = status.toInt();
    record.state = stateAfter(record.problem->kind);
    add(std::move(record));
}

TaskRecord FileReading::recordOf(const TaskId &id) const
{
    TaskRecord record;
    record.id = id;
    record.firstSeen = m_now;
    record.origin = {true, m_redactor.redact(m_name)};
    return record;
}

void FileReading::add(TaskRecord record, const QByteArray &sha256)
{
    record.settledAt = isSettled(record.state) ? m_now : QDateTime();
    record.noteState(m_now);
    m_tasks.tasks.push_back({std::move(record), sha256});
}

QString FileReading::placed(qint64 byte, const QString &what) const
{
    return StoreWords::tr("“%1”, at byte %2: %3.").arg(m_name, QLocale(QLocale::English).toString(byte), what);
}

bool hasEndedAnswer(const TaskRecord &record)
{
    return hasEnded(record.state) && !record.answer.isNull();
}

bool isBetter(const TaskRecord &record, const TaskRecord &known)
{
    return hasEndedAnswer(record) && record.rank() > known.rank();
}

/// What the user has said about the task stays; what was asked of the service is over.
void complete(TaskRecord &known, const TaskRecord &from)
{
    known.state = from.state;
    known.statusText = from.statusText;
    known.summary = from.summary;
    known.answer = from.answer;
    known.origin = from.origin;
    known.settledAt = from.settledAt;
    known.problem.reset();
    known.worse.reset();
    known.dropped.reset();
    known.health = from.health;
    known.nextPoll.reset();
    known.tries = 0;
    known.receivedBytes = 0;
    known.underWay = known.viaList = known.isPaused = false;
}

} // namespace

FileTasks readFileTasks(const QString &path, const ApiKey &key, const QDateTime &now, FileProgress &progress,
                        const MakeFile &makeFile)
{
    return FileReading(path, key, now, progress).run(makeFile);
}

FileMerge mergeFileTasks(TaskList &list, std::vector<TaskRecord> records)
{
    FileMerge merge;
    std::vector<TaskRecord> fresh;
    QHash<TaskId, size_t> places; // in `fresh`
    for (TaskRecord &record : records) {
        const int row = list.rowOf(record.id);
        const auto place = places.constFind(record.id);
        if (row < 0 && place == places.cend()) {
            places.insert(record.id, fresh.size());
            fresh.push_back(std::move(record));
            continue;
        }
        if (!isBetter(record, row < 0 ? fresh[*place] : list.at(row))) {
            ++merge.known;
        } else if (row < 0) {
            fresh[*place] = std::move(record);
        } else {
            list.edit(row, [&record](TaskRecord &known) { complete(known, record); });
            merge.completed.push_back(record.id);
        }
    }
    if (!fresh.empty())
        merge.first = fresh.front().id;
    else if (!merge.completed.empty())
        merge.first = merge.completed.front();
    merge.added = list.append(std::move(fresh));
    return merge;
}

} // namespace embedscope
