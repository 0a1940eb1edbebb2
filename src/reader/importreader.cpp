// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/importreader.h"

#include "reader/readlimits.h"

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

Result<ImportedFile> readImport(const QString &path, const std::function<bool()> &isCancelled, const QString &otherName)
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
    const FoundAnswers found = findAnswers(device, isCancelled);
    if (found.wasCancelled)
        return Failure{.kind = FailureKind::Cancelled};
    ImportedFile file;
    file.path = path;
    file.name = name;
    for (const FoundFault &fault : found.faults)
        addFault(file, fault);
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
