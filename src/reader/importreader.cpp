// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/importreader.h"

#include "reader/filekind.h"
#include "reader/jsonscanner.h"
#include "reader/jsontoken.h"
#include "reader/readlimits.h"
#include "reader/responsewriter.h"
#include "reader/spelling.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QLocale>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// A problem or the measures of one task: some MB for the longest film.
constexpr qint64 mostOfPart = 256LL << 20;

QString faultSentence(const QString &name, const FoundFault &fault)
{
    return u"“%1”, at byte %2: %3."_s.arg(name,
                                        QLocale(QLocale::English).toString(fault.byte), fault.what);
}

QByteArray bytesOf(QIODevice &device, const ByteRange &range)
{
    return range.size <= mostOfPart && device.seek(range.begin) ? device.read(range.size) : QByteArray();
}

/// Of very many faults only the first are worth a sentence.
void addFault(ImportedFile &file, const FoundFault &fault)
{
    const auto told = static_cast<size_t>(file.faults.size());
    if (told < 2 * most::faultsOfFile)
        file.faults += faultSentence(file.name, fault);
    else if (told == 2 * most::faultsOfFile)
        file.faults += faultSentence(file.name, {fault.byte, u"from here on there is more like this, which is left out"_s});
}

using Measures = std::shared_ptr<const TaskMeasures>;

Measures measuresAt(QIODevice &device, const ByteRange &range, ImportedFile &file)
{
    if (auto measures = readTaskMeasures(bytesOf(device, range)))
        return std::make_shared<const TaskMeasures>(std::move(*measures));
    addFault(file, {range.begin, u"these measures are not as an export writes them, so they are left out"_s});
    return {};
}

bool isSet(const std::function<bool()> &isCancelled)
{
    return isCancelled && isCancelled();
}

/// False where it was cancelled.
bool readProblems(QIODevice &device, const FoundAnswers &found, const std::function<bool()> &isCancelled,
                  ImportedFile &file)
{
    for (const FoundPart &part : found.problems) {
        if (isSet(isCancelled))
            return false;
        const QByteArray object = bytesOf(device, part.bytes);
        if (const auto id = readProblemId(object))
            file.problems.push_back({*id, object});
        else
            addFault(file, {part.bytes.begin, u"this problem is broken or names no task, so it is left out"_s});
    }
    return true;
}

/// False where it was cancelled. Measures are read where an answer asks for them, and once: an ID may have many answers.
bool readAnswers(QFile &device, const std::optional<FileStamp> &stamp, const FoundAnswers &found,
                 const std::function<bool()> &isCancelled, ImportedFile &file)
{
    QHash<QString, ByteRange> places;
    for (const FoundPart &part : found.measures)
        places.insert(part.id, part.bytes);
    QHash<QString, Measures> measures; // of those places that were read; null where they are broken
    for (const FoundAnswer &answer : found.answers) {
        if (isSet(isCancelled))
            return false;
        ImportedTask task;
        const auto own = TaskId::fromString(answer.id);
        task.hasOwnId = own.has_value();
        task.id = own ? *own : importId(file.name, file.tasks.size() + 1);
        task.form = answer.form;
        task.looksLikeAnswer = answer.looksLikeAnswer;
        task.bytes = AnswerBytes::fromFilePart(file.path, answer.bytes.begin, answer.bytes.size, stamp);
        task.begin = answer.bytes.begin;
        const QString id = task.id.toString();
        if (const auto place = places.constFind(id); place != places.cend()) {
            measures.insert(id, measuresAt(device, *place, file));
            places.erase(place);
        }
        task.measures = measures.value(id);
        file.tasks.push_back(std::move(task));
    }
    return true;
}

/// What the begin of an answer tells of its spelling.
struct Spelled
{
    bool isOther = false; ///< a field has another name than the service gives it
    bool hasItems = false;
    bool hasStatus = false;
};

Spelled spellingOf(QIODevice &device, const FoundAnswer &answer)
{
    constexpr qint64 enough = 1 << 16;
    Spelled spelled;
    spelled.isOther = answer.id.isEmpty() && answer.bytes.size > enough; // it may have one further on
    if (!answer.looksLikeAnswer || !device.seek(answer.bytes.begin))
        return spelled;
    const QByteArray begin = device.read(std::min(enough, answer.bytes.size));
    const auto keys = itemKeys(answer.form);
    const int itemDepth = answer.form == AnswerForm::V1 ? 4 : 3;
    JsonScanner scanner(itemDepth);
    scanner.addBlock(begin.constData(), static_cast<size_t>(begin.size()));
    JsonScanner::Event event;
    for (int items = 0; scanner.next(event) && items < 2;) {
        const bool isOfItems = answer.form == AnswerForm::V1 ? scanner.keyAt(2) == "segments" : scanner.keyAt(1) == "data";
        items += event.kind == JsonScanner::Kind::Open && event.depth == itemDepth && isOfItems ? 1 : 0;
        spelled.hasItems = spelled.hasItems || items > 0;
        if (event.kind != JsonScanner::Kind::Key || (event.depth != 1 && event.depth != itemDepth))
            continue;
        const std::string &key = scanner.keyAt(event.depth);
        spelled.hasStatus = spelled.hasStatus || (event.depth == 1 && key == "status");
        const std::string_view usual = event.depth == 1 ? taskFieldName(key) : isOfItems ? itemFieldName(key) : std::string_view();
        const bool isOfForm = event.depth == itemDepth && std::ranges::find(keys, key) != keys.end();
        spelled.isOther = spelled.isOther || (!usual.empty() && usual != key && !isOfForm && key != "task_id");
    }
    return spelled;
}

bool isKnownForm(QIODevice &device, const FoundAnswer &answer)
{
    const Spelled spelled = spellingOf(device, answer);
    return answer.looksLikeAnswer && !spelled.isOther && (!answer.id.isEmpty() || (spelled.hasItems && spelled.hasStatus));
}

/// Whether the file holds nothing but what has the service's own form, or is an export.
bool isUsual(QIODevice &device, const FoundAnswers &found)
{
    return !found.envelopes.empty()
        || (found.faults.empty() && !found.answers.empty()
            && std::ranges::all_of(found.answers, [&](const FoundAnswer &answer) { return isKnownForm(device, answer); }));
}

/// Whether the search for responses of any form found what the one for the service's own has not; that one tells more exactly
/// what else is in the file.
bool isBetter(const ImportedFile &general, QIODevice &device, const FoundAnswers &found)
{
    const auto known = static_cast<size_t>(std::ranges::count(found.answers, true, &FoundAnswer::looksLikeAnswer));
    const bool isOfText = std::ranges::all_of(found.faults, &FoundFault::isOfText);
    const auto isOther = [&](const FoundAnswer &answer) { return spellingOf(device, answer).isOther; };
    return general.tasks.size() > known
        || (!general.tasks.empty() && (isOfText || std::ranges::any_of(found.answers, isOther)));
}

/// Responses of any form, each written once more in the service's own.
class GeneralReading final
{
public:
    GeneralReading(ImportedFile &file, const MakeFile &makeFile, const std::function<bool()> &isCancelled)
        : m_file(file), m_makeFile(makeFile), m_isCancelled(isCancelled)
    {
    }

    /// Nothing where all went well.
    std::optional<Failure> read(QIODevice &device);

private:
    std::optional<Failure> take(QIODevice &device, const FoundResponses &found, std::optional<qint64> begin);
    std::optional<Failure> takeTexts(QIODevice &device, const std::vector<ByteRange> &texts);
    std::optional<Failure> add(const QString &id, const QString &name, qint64 begin, qint64 size,
                               const std::function<bool(QIODevice &)> &write);

    ImportedFile &m_file;
    const MakeFile &m_makeFile;
    const std::function<bool()> &m_isCancelled;
};

std::optional<Failure> GeneralReading::read(QIODevice &device)
{
    const FoundResponses found = findResponses(device, m_isCancelled);
    if (found.wasCancelled)
        return Failure{.kind = FailureKind::Cancelled};
    if (auto failure = take(device, found, std::nullopt))
        return failure;
    if (auto failure = takeTexts(device, found.texts))
        return failure;
    std::ranges::stable_sort(m_file.tasks, {}, &ImportedTask::begin);
    if (m_file.tasks.empty() && found.stranger == FoundResponses::Stranger::DatabaseRecords)
        return Failure{.kind = FailureKind::Unreadable,
                       .detail = u"“%1” holds records of a vector database, not a response. Paste it to fetch the tasks whose IDs "
                                 "stand in it."_s.arg(m_file.name)};
    if (m_file.tasks.empty() && found.stranger == FoundResponses::Stranger::BedrockJob)
        return Failure{.kind = FailureKind::Unreadable,
                       .detail = u"“%1” is the record of an Amazon Bedrock job, which holds no vectors. Open the output.json that the "
                                 "job wrote."_s.arg(m_file.name)};
    if (m_file.tasks.empty())
        return std::nullopt;
    m_file.faults.clear();
    for (const FoundFault &fault : found.faults)
        addFault(m_file, fault);
    return std::nullopt;
}

std::optional<Failure> GeneralReading::take(QIODevice &device, const FoundResponses &found, std::optional<qint64> begin)
{
    for (const FoundResponse &response : found.responses) {
        qint64 size = 0;
        for (const ByteRange &item : response.items)
            size += item.size;
        if (auto failure = add(response.id, response.name, begin.value_or(response.begin), size,
                               [&](QIODevice &to) { return writeResponse(device, response, to); }))
            return failure;
    }
    if (found.stranger == FoundResponses::Stranger::ListPage)
        return std::nullopt; // its tasks have no vectors, and no errors
    for (const ByteRange &task : found.tasks) {
        if (auto failure = add(taskIdOf(device, task), {}, begin.value_or(task.begin), task.size,
                               [&](QIODevice &to) { return writeTask(device, task, to); }))
            return failure;
    }
    return std::nullopt;
}

/// Strings that hold JSON, as a HAR file's: one level deep.
std::optional<Failure> GeneralReading::takeTexts(QIODevice &device, const std::vector<ByteRange> &texts)
{
    for (const ByteRange &range : texts) {
        const QByteArray token = bytesOf(device, range);
        const auto text = jsonString(std::string_view(token.constData(), static_cast<size_t>(token.size())));
        if (!text)
            continue;
        QBuffer buffer;
        buffer.setData(QByteArray::fromStdString(*text));
        buffer.open(QIODevice::ReadOnly);
        const FoundResponses found = findResponses(buffer, m_isCancelled);
        if (found.wasCancelled)
            return Failure{.kind = FailureKind::Cancelled};
        if (auto failure = take(buffer, found, range.begin))
            return failure;
    }
    return std::nullopt;
}

std::optional<Failure> GeneralReading::add(const QString &id, const QString &name, qint64 begin, qint64 size,
                                           const std::function<bool(QIODevice &)> &write)
{
    if (isSet(m_isCancelled))
        return Failure{.kind = FailureKind::Cancelled};
    constexpr qint64 mostInMemory = 1 << 20;
    const auto own = TaskId::fromString(isHex(id) ? id.toLower() : id); // whatever case somebody wrote them in
    ImportedTask task;
    task.hasOwnId = own.has_value();
    task.id = own ? *own : importId(name.isEmpty() ? m_file.name : name, m_file.tasks.size() + 1);
    task.begin = begin;
    const auto failed = [this](const QString &why) {
        return Failure{.detail = u"“%1” cannot be read: %2."_s.arg(m_file.name, why), .isOfDisk = true};
    };
    if (!m_makeFile || size <= mostInMemory) {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        if (!write(buffer))
            return failed(u"it has changed"_s);
        task.bytes = AnswerBytes::fromMemory(buffer.data());
    } else {
        const auto made = m_makeFile();
        if (!made)
            return failed(made.failure().detail);
        QFile &file = **made;
        if (!write(file) || !file.flush())
            return failed(file.errorString());
        task.bytes = AnswerBytes::fromFile(file.fileName(), file.size(), AnswerBytes::FileOwnership::RemoveWithLastHandle);
    }
    m_file.tasks.push_back(std::move(task));
    return std::nullopt;
}

/// A copy as UTF-8 text of a file that is packed, or in another encoding.
Result<QString> textCopy(QIODevice &device, FileKind kind, const QString &name, const MakeFile &makeFile,
                         const std::function<bool()> &isCancelled)
{
    const auto failed = [&name](const QString &why) {
        return Failure{.kind = FailureKind::Unreadable, .detail = u"“%1” cannot be read: %2."_s.arg(name, why)};
    };
    if (!makeFile)
        return failed(u"it is packed"_s);
    const auto made = makeFile();
    if (!made)
        return failed(made.failure().detail);
    device.seek(0);
    const QString what = readAsText(device, kind, **made, isCancelled);
    if (isSet(isCancelled))
        return Failure{.kind = FailureKind::Cancelled};
    if (!what.isEmpty())
        return failed(what);
    if (!(*made)->flush())
        return failed((*made)->errorString());
    return (*made)->fileName();
}

} // namespace

TaskId importId(const QString &path, size_t place)
{
    constexpr qsizetype longestName = 100;
    QString name = QFileInfo(path).fileName();
    for (QChar &c : name) {
        const bool isFine = (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z')
            || c == u'_';
        c = isFine ? c : QChar(u'-');
    }
    const QString text = name.left(longestName) + u'-' + QString::number(place);
    return TaskId::fromString(text).value_or(TaskId());
}

Result<ImportedFile> readImport(const QString &path, const std::function<bool()> &isCancelled, const QString &otherName,
                                const MakeFile &makeFile)
{
    const QString name = otherName.isEmpty() ? QFileInfo(QDir::cleanPath(path)).fileName() // a folder's may end in "/"
                                             : otherName;
    QFile device(path);
    if (QFileInfo(path).isDir() || !device.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        const QString why = QFileInfo(path).isDir() ? u"it is a folder"_s : device.errorString();
        return Failure{
            .detail = u"The file “%1” cannot be read: %2."_s.arg(name, why), .isOfDisk = true};
    }
    if (device.isSequential())
        return Failure{.detail = u"“%1” is no file, but a device or a pipe, which cannot be read twice."_s.arg(name),
                       .isOfDisk = true};
    if (device.size() == 0)
        return Failure{.kind = FailureKind::Unreadable, .detail = u"“%1” is empty."_s.arg(name)};
    const auto stamp = FileStamp::of(device.handle());
    const FileKind kind = fileKind(device.read(bytesOfKind));
    if (isEncoded(kind)) {
        const auto copy = textCopy(device, kind, name, makeFile, isCancelled);
        return copy ? readImport(*copy, isCancelled, name, makeFile) : Result<ImportedFile>(copy.failure());
    }
    if (const QString why = unreadableKind(kind); !why.isEmpty())
        return Failure{.kind = FailureKind::Unreadable, .detail = u"“%1” is %2."_s.arg(name, why)};
    device.seek(0);
    const FoundAnswers found = findAnswers(device, isCancelled);
    if (found.wasCancelled)
        return Failure{.kind = FailureKind::Cancelled};
    ImportedFile file;
    file.path = path;
    file.name = name;
    for (const FoundFault &fault : found.faults)
        addFault(file, fault);
    if (!isUsual(device, found)) {
        ImportedFile general;
        general.path = file.path;
        general.name = file.name;
        if (const auto failure = GeneralReading(general, makeFile, isCancelled).read(device))
            return *failure;
        if (isBetter(general, device, found))
            return general;
    }
    if (!readAnswers(device, stamp, found, isCancelled, file) || !readProblems(device, found, isCancelled, file))
        return Failure{.kind = FailureKind::Cancelled};
    if (found.documents == 1 && found.envelopes.size() == 1)
        file.envelope = found.envelopes.front();
    if (file.tasks.empty() && file.problems.empty() && !file.envelope) {
        const QString why = file.faults.isEmpty() ? u"“%1” holds no answer of the service."_s.arg(name)
                                                  : file.faults.front();
        return Failure{.kind = FailureKind::Unreadable, .detail = why};
    }
    return file;
}

} // namespace embedscope
