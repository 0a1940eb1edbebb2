// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sessiontasks.h"

#include "store/savedlists.h"

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace embedscope::test {

namespace {

QString exact(double number)
{
    return QString::number(number, 'a', -1) + u'/' + QString::number(number, 'g', 17);
}

QString exact(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : u"none"_s;
}

QStringList fieldsOfSummary(const TaskSummary &summary)
{
    QStringList fields{u"file "_s + summary.file,
                       u"input "_s + summary.inputType,
                       u"duration "_s + (summary.durationSec ? exact(*summary.durationSec) : u"none"_s),
                       u"clips %1 vectors %2"_s.arg(summary.clips).arg(summary.vectors),
                       u"modalities "_s + summary.modalities.join(u'|'),
                       u"created "_s + exact(summary.createdAt),
                       u"updated "_s + exact(summary.updatedAt),
                       u"error "_s + summary.errorMessage};
    for (const quint32 dimension : summary.dimensions)
        fields += u"dimension %1"_s.arg(dimension);
    for (const Finding &finding : summary.findings)
        fields += u"finding %1 x%2 at %3 %4"_s.arg(int(finding.kind)).arg(finding.count).arg(
            finding.firstPosition ? qint64(*finding.firstPosition) : -1).arg(finding.detail);
    for (const ModalityNorms &norms : summary.norms)
        fields += u"norms %1 x%2 %3 %4 %5"_s.arg(norms.modality).arg(norms.vectors).arg(
            exact(norms.least), exact(norms.most), exact(norms.mean));
    return fields;
}

template<class Problem>
QString problemFields(const std::optional<Problem> &problem)
{
    if (!problem)
        return u"no problem"_s;
    return u"problem %1 http %2 detail %3 code %4 untrusted %5 disk %6"_s.arg(int(problem->kind))
        .arg(problem->httpStatus.value_or(-1))
        .arg(problem->detail, problem->serviceCode)
        .arg(problem->isUntrusted)
        .arg(problem->isOfDisk);
}

/// What SavedTask and TaskRecord both have, under the same names.
template<class Task>
QStringList commonFields(const Task &task)
{
    QStringList fields{u"id "_s + task.id.toString(),
                       u"label "_s + task.label,
                       u"origin %1 %2"_s.arg(task.origin.isFile).arg(task.origin.name),
                       u"first seen "_s + exact(task.firstSeen),
                       u"settled "_s + exact(task.settledAt),
                       u"state %1 status %2"_s.arg(int(task.state)).arg(task.statusText),
                       u"seen %1 paused %2 kept %3"_s.arg(task.wasSeen).arg(task.isPaused).arg(task.isKept),
                       u"tries %1"_s.arg(task.tries),
                       problemFields(task.problem),
                       u"model "_s + task.model};
    fields += fieldsOfSummary(task.summary);
    if (task.archived)
        fields += u"answer %1 %2 %3 %4 %5"_s.arg(task.archived->fileName(), QString::fromLatin1(task.archived->sha256.toHex()))
                      .arg(task.archived->rawSize)
                      .arg(task.archived->storedSize)
                      .arg(task.archived->isPacked);
    if (task.dropped)
        fields += u"dropped %1 by %2"_s.arg(exact(task.dropped->at)).arg(int(task.dropped->cause));
    if (task.health)
        fields += u"health "_s + savedHealth(task.health);
    if (task.worse)
        fields += u"worse "_s + savedWorse(task.worse);
    for (const StateChange &change : task.history)
        fields += u"was %1 from %2"_s.arg(int(change.state)).arg(exact(change.at));
    return fields;
}

} // namespace

QDateTime TaskMaker::time()
{
    if (below(5) == 0)
        return {};
    const qint64 msecs = std::uniform_int_distribution<qint64>(-1'000'000'000'000, 4'000'000'000'000)(m_random);
    return QDateTime::fromMSecsSinceEpoch(msecs, Qt::UTC);
}

QString TaskMaker::text()
{
    static const QStringList parts{u"film"_s,  u" "_s, u"\""_s, u"'"_s,        u"\\"_s,           u"\n"_s, u"ü"_s,
                                   u"[1,2]"_s, u"%"_s, u"?"_s,  u"\U0001F3AC"_s, QString(QChar(0)), u"\u202E"_s, u";--"_s};
    QString text;
    for (int i = below(8); i > 0; --i)
        text += parts.at(below(static_cast<int>(parts.size())));
    return text;
}

double TaskMaker::number()
{
    switch (below(4)) {
    case 0:
        return below(1000);
    case 1:
        return std::ldexp(1.0 + below(1'000'000) / 1e6, below(600) - 300);
    case 2:
        return 0.1 * below(100);
    default:
        return 1.0 + below(1000) * 1e-12;
    }
}

TaskSummary TaskMaker::summary()
{
    TaskSummary summary;
    summary.file = text();
    summary.inputType = text();
    if (flip())
        summary.durationSec = number();
    summary.clips = below(10'000);
    summary.vectors = below(100'000);
    for (int i = below(4); i > 0; --i) {
        summary.modalities += text();
        summary.dimensions += static_cast<quint32>(below(5000)) * 1'000'000;
        summary.norms.push_back({text(), below(1000), number(), number(), number()});
    }
    summary.createdAt = time();
    summary.updatedAt = time();
    summary.errorMessage = text();
    for (int i = below(4); i > 0; --i) {
        const auto kind = FindingKind(below(int(FindingKind::OlderForm) + 1));
        summary.findings.push_back({.kind = kind, .count = 1 + below(1'000'000), .detail = text()});
        if (flip())
            summary.findings.back().firstPosition = static_cast<quint32>(below(1000)) * 4'000'000;
    }
    return summary;
}

TaskRecord TaskMaker::record(const TaskId &id)
{
    TaskRecord record;
    record.id = id;
    record.state = TaskState(below(int(TaskState::TooLarge) + 1));
    record.statusText = text();
    record.summary = summary();
    record.answer = AnswerBytes::fromMemory("{}");
    if (flip()) {
        record.problem = Failure{.kind = FailureKind(below(int(FailureKind::Cancelled) + 1)),
                                 .detail = text(),
                                 .serviceCode = text(),
                                 .retryAfter = std::chrono::seconds(5),
                                 .isUntrusted = flip(),
                                 .isOfDisk = flip(),
                                 .bytes = AnswerBytes::fromMemory("not json")};
        if (flip())
            record.problem->httpStatus = below(600);
    }
    record.firstSeen = time();
    record.settledAt = time();
    record.nextPoll = MonotonicClock::now();
    record.tries = below(10);
    record.underWay = flip();
    record.viaList = flip();
    record.isPaused = flip();
    record.wasSeen = flip();
    record.model = text();
    record.receivedBytes = below(1000);
    record.label = text();
    record.isKept = flip();
    if (flip() && !contains(record.summary.findings, FindingKind::HoldsKey)) { // with one of before it is saved otherwise
        QByteArray hash(32, '\0');
        for (char &c : hash)
            c = static_cast<char>(below(256));
        record.archived = ArchivedAnswer{id, hash, qint64(below(1'000'000)) * 1'000'000, below(1'000'000), flip()};
    }
    if (!record.archived && flip())
        record.dropped = DroppedAnswer{time(), flip() ? DroppedAnswer::Cause::Limit : DroppedAnswer::Cause::User};
    if (flip()) {
        record.health = HealthSummary();
        record.health->percent = below(101);
        record.health->errors = below(1000);
        record.health->warnings = below(1000);
        record.health->notes = below(1000);
        for (int i = below(4); i > 0; --i)
            record.health->parts.push_back({text(), text(), flip(), number(), number()});
    }
    if (flip())
        record.worse = WorseResponse{QDateTime::fromMSecsSinceEpoch(below(2'000'000'000) * qint64(1000) + below(1000), Qt::UTC),
                                     TaskState(below(taskStateTotal)), text(), below(1000), text()};
    record.origin = {flip(), text()};
    for (int i = below(4); i > 0; --i)
        record.history.push_back({TaskState(below(int(TaskState::TooLarge) + 1)),
                                  QDateTime::fromMSecsSinceEpoch(below(2'000'000'000) * qint64(1000) + below(1000), Qt::UTC)});
    return record;
}

SavedTask TaskMaker::saved(const TaskId &id, qint64 orderKey)
{
    return toSaved(record(id), orderKey);
}

TaskId sessionTaskId(int number)
{
    return *TaskId::fromString(u"%1"_s.arg(number, 24, 16, QLatin1Char('0')));
}

QStringList fieldsOf(const SavedTask &task)
{
    return QStringList{u"order %1"_s.arg(task.orderKey)} + commonFields(task);
}

QStringList fieldsOf(const TaskRecord &record)
{
    return commonFields(record);
}

} // namespace embedscope::test
