// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/taskwords.h"

#include "polling/ratelimits.h"
#include "polling/retrypolicy.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <iterator>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// Gives these functions a tr() that lupdate knows.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(embedscope)
};

const auto noValue = u"—"_s;

/// Where the first line of a text ends that has at most `longest` characters, between words if that can be.
qsizetype lineEnd(const QString &text, qsizetype longest)
{
    if (text.size() <= longest)
        return text.size();
    if (const qsizetype space = text.lastIndexOf(u' ', longest); space > 0)
        return space;
    return text.at(longest - 1).isHighSurrogate() ? longest - 1 : longest; // half a character is none
}

} // namespace

static QString inSentence(QString detail)
{
    detail = oneLine(detail);
    while ((detail.endsWith(u'.') && !detail.endsWith(u"..")) || detail.endsWith(u':'))
        detail.chop(1);
    return detail;
}

QString inBrackets(const QString &detail)
{
    const QString said = inSentence(detail);
    return said.isEmpty() ? QString() : u" (%1)"_s.arg(said);
}

bool leadsElsewhere(const Failure &failure)
{
    return failure.kind == FailureKind::Redirect && !inSentence(failure.detail).isEmpty();
}

QString whatCame(const Failure &failure)
{
    const QString said = inSentence(failure.detail);
    const QString what = said.isEmpty() ? Words::tr("a response of another kind") : said;
    return failure.httpStatus ? Words::tr("%1 (HTTP %2)").arg(what, QString::number(*failure.httpStatus)) : what;
}

namespace {

QString keySentence(const Failure &failure)
{
    if (!failure.httpStatus)
        return Words::tr(
            "There is no API key that could be sent, so the service was not asked. Give one in the "
            "variable TWELVELABS_API_KEY or in a file with --api-key-file.");
    return Words::
        tr("The service refused the API key%1. Check that the key is whole and still valid; nothing more is "
           "asked with this one.")
            .arg(inBrackets(failure.detail));
}

QString rateLimitSentence(const Failure &failure)
{
    if (!failure.retryAfter)
        return Words::tr(
            "The account has sent more requests than the service allows. Nothing needs to be done: "
            "asking goes on by itself after a pause.");
    const double sec = std::ceil(std::chrono::duration<double>(*failure.retryAfter).count());
    if (*failure.retryAfter >= longestTold) // what it said was cut to that
        return Words::tr("The account has sent more requests than the service allows, and the service asked to wait for a day or "
                         "longer. Nothing needs to be done: asking goes on by itself after %1.")
            .arg(durationText(sec));
    return Words::tr(
               "The account has sent more requests than the service allows. Nothing needs to be done: asking "
               "goes on by itself after the %1 that the service asked to wait.")
        .arg(durationText(sec));
}

/// A status that is neither a result nor a refusal (204, 304), said as what it is.
QString unexpectedStatus(const Failure &failure)
{
    return Words::tr("The service responded with HTTP %1%2, which is no result.")
        .arg(QString::number(failure.httpStatus.value_or(0)), inBrackets(failure.detail));
}

QString serviceSentence(const Failure &failure)
{
    const int status = failure.httpStatus.value_or(0);
    const QString said = inBrackets(failure.detail);
    if (status >= 500 || status == 408 || status == 425)
        return Words::tr("The service has trouble: HTTP %1%2. The fault is not yours; the task is asked "
                         "again by itself.")
            .arg(QString::number(status), said);
    if (status < 400)
        return unexpectedStatus(failure) + u' ' + Words::tr("Retries are automatic.");
    if (isRefusal(failure))
        return Words::tr("The service refuses the request: HTTP %1%2. Check the ID and the base URL, then ask again.")
            .arg(QString::number(status), said);
    return Words::
        tr("The service refuses the request: HTTP %1%2. Check the ID and the base URL; the task is asked again by "
           "itself.")
            .arg(QString::number(status), said);
}

QString tooLargeSentence(const Failure &failure)
{
    bool isNumber = false;
    const qint64 cap = failure.detail.toLongLong(&isNumber);
    const QString limit = isNumber ? u" (%1)"_s.arg(bytesText(cap)) : QString();
    return Words::
        tr("The answer is larger than this program accepts%1 and was not read. Create the task again with "
           "longer clips or fewer modalities.")
            .arg(limit);
}

} // namespace

std::optional<MonotonicTime> nextPollOf(const TaskRecord &record, std::optional<MonotonicTime> nextRequest)
{
    return record.nextPoll && nextRequest ? std::max(record.nextPoll, nextRequest) : record.nextPoll;
}

QString stateWord(const TaskRecord &record)
{
    // An export's problem may be of a kind that no state of the list stands for.
    if (record.origin.isFile && record.state == TaskState::Unreadable && record.problem
        && record.problem->kind != FailureKind::Unreadable)
        return Words::tr("no answer");
    switch (record.shownState()) {
    case TaskState::Waiting:
        return Words::tr("waiting");
    case TaskState::Processing:
        if (const QString &text = record.shownStatusText(); !text.isEmpty() && text != "processing"_L1)
            return oneLine(text, 64);
        return Words::tr("processing");
    case TaskState::Ready:
        return Words::tr("ready");
    case TaskState::Failed:
        return Words::tr("failed");
    case TaskState::NotFound:
        return Words::tr("not found");
    case TaskState::Unreadable:
        return Words::tr("unreadable");
    case TaskState::WrongTask:
        return Words::tr("wrong task");
    case TaskState::TooLarge:
        return Words::tr("too large");
    case TaskState::Refused:
        return Words::tr("refused");
    }
    Q_UNREACHABLE();
}

QString stateTitle(const TaskRecord &record)
{
    QString word = stateWord(record);
    const bool isOurs = record.shownState() != TaskState::Processing || word == Words::tr("processing");
    if (isOurs && !word.isEmpty())
        word.front() = word.front().toUpper();
    // When the file was written; nobody knows about now.
    const bool isPast = record.origin.isFile && record.state == TaskState::Processing;
    return isPast ? Words::tr("Was %1").arg(stateWord(record)) : word;
}

QString originText(const TaskRecord &record)
{
    if (!record.origin.isFile)
        return {};
    return record.origin.name.isEmpty() ? Words::tr("from a file")
                                        : Words::tr("from file “%1”").arg(oneLine(record.origin.name));
}

QString failureSentence(const Failure &failure, const TaskId &id)
{
    const QString said = inBrackets(failure.detail);
    switch (failure.kind) {
    case FailureKind::NotFound:
        return Words::tr(
            "The service has no task with this ID: it is mistyped or from another account, or its result "
            "has expired (results are deleted after 7 days). Check the ID; if it is right, create the "
            "task again.");
    case FailureKind::Unauthorized:
        return keySentence(failure);
    case FailureKind::Forbidden:
        return Words::tr(
                   "The service knows the API key but does not allow it to do this%1. Ask the owner of the "
                   "account for access, or use another key.")
            .arg(said);
    case FailureKind::RateLimited:
        return rateLimitSentence(failure);
    case FailureKind::ServiceError:
        return serviceSentence(failure);
    case FailureKind::Redirect:
        if (!leadsElsewhere(failure))
            return unexpectedStatus(failure) + u' ' + Words::tr("Check your network or proxy, and the base URL. Retries are automatic.");
        return Words::
            tr("The service sent us on to another address%1. The API key does not travel there, so nothing "
               "was asked. Sign in to your network or proxy, or check the base URL.")
                .arg(said);
    case FailureKind::Network:
        if (failure.isUntrusted)
            return Words::tr("The service could not prove who it is%1, so nothing was sent to it. Check this "
                             "computer's date and the base URL; if your network has a certificate authority of its "
                             "own, name its file in the settings or in the variable SSL_CERT_FILE.")
                .arg(said);
        if (failure.isOfDisk)
            return Words::tr("The answer could not be kept%1. Check the free space on the disk; the task is asked again "
                             "by itself.")
                .arg(said);
        return Words::tr("No answer could be fetched%1. Check this computer's network connection; the task is asked "
                         "again by itself.")
            .arg(said);
    case FailureKind::NotTheService:
        return Words::tr("Something other than the service responded: %1. Sign in to your network or proxy, or check the "
                         "base URL. Retries are automatic.")
            .arg(whatCame(failure));
    case FailureKind::Timeout:
        return Words::
            tr("The service did not answer in time%1. It or the network is slow; the task is asked again by "
               "itself.")
                .arg(said);
    case FailureKind::Unreadable:
        return failure.bytes.isNull()
            ? Words::tr("The answer cannot be read%1. That is a fault of the service or of something in between; the "
                        "bytes that came are not kept any more. Ask again later.")
                  .arg(said)
            : Words::tr("The answer cannot be read%1. That is a fault of the service or of something in between; the "
                        "bytes that came are kept and can be looked at. Ask again later.")
                  .arg(said);
    case FailureKind::WrongTask:
        return Words::tr(
                   "The service answered for another task than %1%2. That is its fault, or of something in "
                   "between; the answer is not used. Ask again later.")
            .arg(id.toString(), said);
    case FailureKind::TooLarge:
        return tooLargeSentence(failure);
    case FailureKind::Cancelled:
        return Words::tr("The request was taken back before an answer had come. Ask again when you want it.");
    }
    Q_UNREACHABLE();
}

QString endedSentence(const Failure &failure, const TaskId &id)
{
    switch (failure.kind) {
    case FailureKind::RateLimited:
        return Words::tr("The account has sent more requests than the service allows%1.")
            .arg(inBrackets(failure.detail));
    case FailureKind::ServiceError:
        if (isRefusal(failure))
            return Words::tr("The service refuses the request: HTTP %1%2.")
                .arg(failure.httpStatus.value_or(0))
                .arg(inBrackets(failure.detail));
        if (failure.httpStatus.value_or(0) < 400)
            return unexpectedStatus(failure);
        return Words::tr("The service answered with HTTP status %1%2, which says nothing about the task.")
            .arg(failure.httpStatus.value_or(0))
            .arg(inBrackets(failure.detail));
    case FailureKind::Network:
        if (failure.isUntrusted)
            break;
        return Words::tr("No answer could be fetched%1.").arg(inBrackets(failure.detail));
    case FailureKind::NotTheService:
        return Words::tr("Something other than the service responded: %1.").arg(whatCame(failure));
    case FailureKind::Timeout:
        return Words::tr("The service did not answer in time%1.").arg(inBrackets(failure.detail));
    case FailureKind::Unreadable:
        return Words::tr("The answer cannot be read%1. That is a fault of the service or of something in between.")
            .arg(inBrackets(failure.detail));
    case FailureKind::Redirect:
        if (leadsElsewhere(failure))
            break;
        return unexpectedStatus(failure);
    case FailureKind::NotFound:
    case FailureKind::Unauthorized:
    case FailureKind::Forbidden:
    case FailureKind::WrongTask:
    case FailureKind::TooLarge:
    case FailureKind::Cancelled:
        break;
    }
    return failureSentence(failure, id);
}

QString endedSentence(const TaskRecord &record)
{
    if (record.origin.isFile && !record.problem->detail.isEmpty())
        return oneLine(record.problem->detail, 2000);
    return endedSentence(*record.problem, record.id);
}

QString lostAnswerSentence(const TaskRecord &record, const Failure &failure)
{
    if (record.origin.isFile && !record.archived && failure.kind == FailureKind::Network)
        return Words::tr("The file “%1”, which the answer is in, was changed or cannot be read any more. Remove the task "
                         "and open the file again.")
            .arg(oneLine(record.origin.name));
    return endedSentence(failure, record.id);
}

QString worseSentence(const TaskRecord &record)
{
    if (!record.worse)
        return {};
    const WorseResponse &worse = *record.worse;
    const QString when = worse.at.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s);
    if (record.isReopened())
        return record.state == TaskState::Failed
            ? Words::tr("It had failed%1. Since %2 the service works on it again.").arg(inBrackets(oneLine(record.summary.errorMessage, 500)), when)
            : Words::tr("It was ready without embeddings. Since %1 the service works on it again.").arg(when);
    const QString kept = Words::tr("The better response from before is kept.");
    if (worse.state == TaskState::Failed) {
        const QString message = oneLine(worse.message, 500);
        return Words::tr("On %1 the service said that the task failed%2. %3").arg(when, inBrackets(message), kept);
    }
    if (worse.state != TaskState::Ready) {
        const QString status = worse.statusText.isEmpty() ? Words::tr("processing") : oneLine(worse.statusText, 64);
        return Words::tr("On %1 the service said “%2” again. %3").arg(when, status, kept);
    }
    if (worse.vectors == 0)
        return Words::tr("On %1 the service returned the task without usable vectors. %2").arg(when, kept);
    return Words::tr("On %1 the service returned %2 instead of %3 usable vectors. %4")
        .arg(when, QString::number(worse.vectors), QString::number(usableVectors(record.summary)), kept);
}

QString problemSentence(const TaskRecord &record)
{
    if (record.problem && record.origin.isFile)
        return endedSentence(record);
    if (record.problem) {
        QString sentence = failureSentence(*record.problem, record.id);
        if (record.problem->kind == FailureKind::NotFound && record.wasSeen)
            sentence = Words::tr("The service does not have this task any more: it deletes results after 7 days.");
        const bool hasAnswer = (record.state == TaskState::Ready || record.state == TaskState::Failed) && !record.dropped;
        return hasAnswer ? sentence + u' ' + Words::tr("The answer that came before is kept.") : sentence;
    }
    const QString worse = worseSentence(record);
    if (record.shownState() != TaskState::Failed)
        return worse;
    const QString tail = worse.isEmpty() ? QString() : u' ' + worse;
    const QString message = oneLine(record.summary.errorMessage, 500);
    const QString advice = failedTaskAdvice(record.summary.errorMessage);
    if (message.isEmpty())
        return Words::tr("The task failed, and the service gave no reason. %1").arg(advice) + tail;
    return Words::tr("The service says: “%1” %2").arg(message, advice) + tail;
}

static bool holdsKey(const TaskRecord &record)
{
    return contains(record.summary.findings, FindingKind::HoldsKey);
}

QString archiveWord(const TaskRecord &record)
{
    if (record.dropped)
        return Words::tr("removed");
    if (holdsKey(record))
        return Words::tr("not stored");
    if (record.isKept)
        return Words::tr("kept");
    return record.archived ? Words::tr("stored") : QString();
}

QString archiveSentence(const TaskRecord &record)
{
    if (record.dropped)
        return droppedSentence(record);
    if (holdsKey(record))
        return Words::tr("Your API key stands in its answer, so it is not stored: it is there until the program ends.");
    if (record.isKept && !record.archived)
        return Words::tr("Once its answer is in the archive it stays there, whatever the archive's limits say.");
    if (record.isKept)
        return Words::tr("Its answer is in the archive and stays there, whatever the archive's limits say.");
    return record.archived ? Words::tr("Its answer is in the archive. It may go where the archive has limits.") : QString();
}

QString droppedSentence(const TaskRecord &record)
{
    if (!record.dropped)
        return {};
    const QString when = record.dropped->at.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s);
    switch (record.dropped->cause) {
    case DroppedAnswer::Cause::Limit:
        return Words::tr("The archive's limit, which is in the settings, removed its answer on %1.").arg(when);
    case DroppedAnswer::Cause::User:
        break;
    }
    return Words::tr("Its answer was removed from the archive on %1, to free space.").arg(when);
}

QString failedTaskAdvice(const QString &errorMessage)
{
    const auto says = [&errorMessage](QLatin1StringView words) {
        return errorMessage.contains(words, Qt::CaseInsensitive);
    };
    if (says("temporarily unstable"_L1) || says("the embedding task failed. please try again later"_L1))
        return Words::tr("That was a passing fault of the service: create the task again.");
    if (says("could not process your media"_L1) || says("verify the input file"_L1))
        return Words::tr(
            "The fault is in the media file: check that it plays to its end and has a format and length "
            "that the service takes, then create the task again.");
    return Words::tr(
        "A failed task does not change any more: create it again, and check the media file if it fails "
        "once more.");
}

QString timeText(double sec)
{
    if (!std::isfinite(sec))
        return noValue;
    if (std::abs(sec) >= 1e9) // 30 years: no time of a medium, and far from overflow
        return QString::number(sec, 'g', 6) + u" s"_s;
    const qint64 ms = std::llround(std::abs(sec) * 1000);
    const auto padded = [](qint64 number, int width) { return u"%1"_s.arg(number, width, 10, QChar(u'0')); };
    const QString sign = sec < 0 && ms > 0 ? u"-"_s : QString();
    return sign + QString::number(ms / 3'600'000) + u':' + padded(ms / 60'000 % 60, 2) + u':'
        + padded(ms / 1000 % 60, 2) + u'.' + padded(ms % 1000, 3);
}

QString timeText(AxisUnit unit, double place)
{
    return isCounted(unit) && std::isfinite(place) ? placeText(unit, place) : timeText(place);
}

QString endText(AxisUnit unit, double place)
{
    constexpr double rounding = 1e-6; // an end is not part of what it ends
    return timeText(unit, isCounted(unit) ? place - rounding : place);
}

QString uncertaintyText(float uncertainty)
{
    return std::isfinite(uncertainty) ? QString::number(static_cast<double>(uncertainty), 'g', 4) : noValue;
}

QString spanText(AxisUnit unit, double length)
{
    return isCounted(unit) && std::isfinite(length) ? distanceText(unit, length) : timeText(length);
}

QString durationText(double sec)
{
    if (!std::isfinite(sec) || sec < 0 || sec >= 1e12)
        return noValue;
    const qint64 whole = std::llround(sec);
    const auto text = [](qint64 number) { return QString::number(number); };
    if (whole < 60)
        return Words::tr("%1 s").arg(text(whole));
    if (whole < 3600)
        return Words::tr("%1 min %2 s").arg(text(whole / 60), text(whole % 60));
    if (whole < 48 * 3600)
        return Words::tr("%1 h %2 min").arg(text(whole / 3600), text(whole / 60 % 60));
    return Words::tr("%1 d %2 h").arg(text(whole / 86400), text(whole / 3600 % 24));
}

QString bytesText(qint64 bytes)
{
    if (bytes < 1000)
        return bytes == 1 ? Words::tr("1 byte") : Words::tr("%1 bytes").arg(bytes);
    static constexpr const char *units[] = {"kB", "MB", "GB", "TB"};
    double number = static_cast<double>(bytes) / 1000;
    size_t unit = 0;
    while (number >= 999.95 && unit + 1 < std::size(units)) { // 999.95 would be written "1000.0"
        number /= 1000;
        ++unit;
    }
    return QString::number(number, 'f', 1) + u' ' + QLatin1StringView(units[unit]);
}

QString normText(double norm)
{
    if (!std::isfinite(norm))
        return noValue;
    const double size = std::abs(norm);
    if (size > 0 && (size < 0.001 || size >= 100'000))
        return QString::number(norm, 'g', 6);
    return QString::number(norm, 'f', size >= 10 ? 3 : 5);
}

QString modalityTitle(const QString &name)
{
    return name.isEmpty() ? Words::tr("unnamed") : oneLine(name, 64);
}

static constexpr qsizetype mostNamedInList = 12; // in a cell or a line of facts; a response may have any number of them

/// "visual, audio", or "a, b, c and 4,997 more" where `named` are not all.
static QString listText(const QStringList &named, qsizetype all, const QString &separator = u", "_s)
{
    const QString text = named.join(separator);
    const qsizetype more = all - named.size();
    return more > 0 ? Words::tr("%1 and %2 more").arg(text, QLocale(QLocale::English).toString(more)) : text;
}

QString modalitiesText(const QStringList &names)
{
    QStringList titles;
    for (const QString &name : names.mid(0, mostNamedInList))
        titles.append(modalityTitle(name));
    return listText(titles, names.size());
}

QString dimensionsText(const QList<quint32> &dimensions, const QString &separator)
{
    QStringList numbers;
    for (const quint32 dimension : dimensions.mid(0, mostNamedInList))
        numbers.append(QString::number(dimension));
    return listText(numbers, dimensions.size(), separator);
}

QString toolTipText(const QString &text)
{
    constexpr qsizetype longest = 2000;
    constexpr qsizetype longestLine = 90;
    QStringList lines;
    qsizetype left = longest;
    for (const QStringView part : QStringView(text).tokenize(u'\n')) {
        if (left <= 0) {
            lines.append(u"…"_s);
            break;
        }
        QString rest = oneLine(part.left(4 * left).toString(), left);
        left -= rest.size() + 1;
        for (qsizetype end = lineEnd(rest, longestLine); end < rest.size(); end = lineEnd(rest, longestLine)) {
            lines.append(rest.left(end).trimmed());
            rest = rest.mid(end).trimmed();
        }
        lines.append(rest);
    }
    return lines.join(u'\n').trimmed();
}

} // namespace embedscope
