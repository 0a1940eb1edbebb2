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

std::optional<TaskMeasures> measuresAt(QIODevice &device, const ByteRange &range, ImportedFile &file)
{
    auto measures = readTaskMeasures(bytesOf(device, range));
    if (!measures)
        addFault(file, {range.begin, u"these measures are not as an export writes them, so they are left out"_s});
    return measures;
}

void readProblems(QIODevice &device, const FoundAnswers &found, ImportedFile &file)
{
    for (const FoundPart &part : found.problems) {
        const QByteArray object = bytesOf(device, part.bytes);
        if (const auto id = readProblemId(object))
            file.problems.push_back({*id, object});
        else
            addFault(file, {part.bytes.begin, u"this problem is broken or names no task, so it is left out"_s});
    }
}

void readAnswers(QFile &device, const std::optional<FileStamp> &stamp, const FoundAnswers &found, ImportedFile &file)
{
    QHash<QString, ByteRange> measures;
    for (const FoundPart &part : found.measures)
        measures.insert(part.id, part.bytes);
    for (const FoundAnswer &answer : found.answers) {
        ImportedTask task;
        const auto own = TaskId::fromString(answer.id);
        task.hasOwnId = own.has_value();
        task.id = own ? *own : importId(file.name, file.tasks.size() + 1);
        task.form = answer.form;
        task.looksLikeAnswer = answer.looksLikeAnswer;
        task.bytes = AnswerBytes::fromFilePart(file.path, answer.bytes.begin, answer.bytes.size, stamp);
        task.begin = answer.bytes.begin;
        if (const auto known = measures.constFind(task.id.toString()); known != measures.cend())
            task.measures = measuresAt(device, *known, file);
        file.tasks.push_back(std::move(task));
    }
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
    readAnswers(device, stamp, found, file);
    readProblems(device, found, file);
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
