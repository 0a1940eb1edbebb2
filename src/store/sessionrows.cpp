// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sessionrows.h"

#include "store/savedlists.h"
#include "store/savednames.h"

#include <QVariant>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr auto taskColumns =
    "id, order_key, label, origin, is_from_file, first_seen, settled_at, state, status, was_seen, is_paused, is_kept, "
    "tries, problem, problem_http, problem_detail, problem_code, problem_is_untrusted, problem_is_of_disk, model, file, "
    "input_type, duration_sec, clips, vectors, modalities, dimensions, created_at, updated_at, error_message, findings, "
    "norms, answer_sha256, answer_size, answer_stored_size, answer_is_packed, history, dropped_at, dropped_cause, "
    "health, worse_response, axis"_L1;

/// Gives the columns of a row their values, one after another.
class RowWriter final
{
public:
    explicit RowWriter(QSqlQuery &query) : m_query(query) { }

    void null() { value({}); }
    void value(const QVariant &value) { m_query.bindValue(m_column++, value); }
    void number(qint64 number) { value(number); }
    void flag(bool flag) { value(flag ? 1 : 0); }
    void text(const QString &text) { value(text.isEmpty() ? QVariant() : QVariant(text)); }
    void time(const QDateTime &time) { value(time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant()); }

private:
    QSqlQuery &m_query;
    int m_column = 0;
};

/// Takes the values of a row's columns, one after another, and notes whether one of them made no sense.
class RowReader final
{
public:
    explicit RowReader(const QSqlQuery &query) : m_query(query) { }

    bool isSound() const { return m_isSound; }
    QVariant value() { return m_query.value(m_column++); }
    qint64 number() { return value().toLongLong(); }
    int count() { return static_cast<int>(std::clamp<qint64>(number(), 0, std::numeric_limits<int>::max())); }
    bool flag() { return number() != 0; }
    QString text() { return value().toString(); }
    QDateTime time()
    {
        const QVariant msecs = value();
        return msecs.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(msecs.toLongLong(), Qt::UTC);
    }
    /// What `parse` makes of the column's text; where it makes nothing of it, the row is not sound.
    template<class Parse>
    auto parsed(Parse parse) -> std::decay_t<decltype(*parse(QString()))>
    {
        auto made = parse(text());
        m_isSound = m_isSound && made.has_value();
        return made ? *std::move(made) : std::decay_t<decltype(*made)>();
    }

private:
    const QSqlQuery &m_query;
    int m_column = 0;
    bool m_isSound = true;
};

void writeProblem(RowWriter &row, const std::optional<SavedProblem> &problem)
{
    if (!problem) {
        for (int i = 0; i < 6; ++i)
            row.null();
        return;
    }
    row.text(kindName(problem->kind));
    row.value(problem->httpStatus ? QVariant(*problem->httpStatus) : QVariant());
    row.text(problem->detail);
    row.text(problem->serviceCode);
    row.flag(problem->isUntrusted);
    row.flag(problem->isOfDisk);
}

std::optional<SavedProblem> readProblem(RowReader &row)
{
    const auto kind = row.parsed([](const QString &name) -> std::optional<std::optional<FailureKind>> {
        if (name.isEmpty())
            return std::optional<FailureKind>();
        const auto known = kindOfName(name);
        return known ? std::optional(known) : std::nullopt;
    });
    SavedProblem problem;
    problem.kind = kind.value_or(FailureKind::Network);
    if (const QVariant status = row.value(); !status.isNull())
        problem.httpStatus = status.toInt();
    problem.detail = row.text();
    problem.serviceCode = row.text();
    problem.isUntrusted = row.flag();
    problem.isOfDisk = row.flag();
    return kind ? std::optional(problem) : std::nullopt;
}

void writeSummary(RowWriter &row, const TaskSummary &summary)
{
    row.text(summary.file);
    row.text(summary.inputType);
    row.value(summary.durationSec ? QVariant(*summary.durationSec) : QVariant());
    row.number(summary.clips);
    row.number(summary.vectors);
    row.text(savedModalities(summary.modalities));
    row.text(savedDimensions(summary.dimensions));
    row.time(summary.createdAt);
    row.time(summary.updatedAt);
    row.text(summary.errorMessage);
    row.text(savedFindings(summary.findings));
    row.text(savedNorms(summary.norms));
}

TaskSummary readSummary(RowReader &row)
{
    TaskSummary summary;
    summary.file = row.text();
    summary.inputType = row.text();
    if (const QVariant duration = row.value(); !duration.isNull())
        summary.durationSec = duration.toDouble();
    summary.clips = row.count();
    summary.vectors = row.count();
    summary.modalities = row.parsed(modalitiesOf);
    summary.dimensions = row.parsed(dimensionsOf);
    summary.createdAt = row.time();
    summary.updatedAt = row.time();
    summary.errorMessage = row.text();
    summary.findings = row.parsed(findingsOf);
    summary.norms = row.parsed(normsOf);
    return summary;
}

void writeAnswer(RowWriter &row, const std::optional<ArchivedAnswer> &answer)
{
    if (!answer) {
        for (int i = 0; i < 4; ++i)
            row.null();
        return;
    }
    row.value(answer->sha256);
    row.number(answer->rawSize);
    row.number(answer->storedSize);
    row.flag(answer->isPacked);
}

std::optional<ArchivedAnswer> readAnswer(RowReader &row, const TaskId &id)
{
    const QByteArray hash = row.value().toByteArray();
    ArchivedAnswer answer{.id = id, .sha256 = hash, .rawSize = row.number(), .storedSize = row.number()};
    answer.isPacked = row.flag();
    return hash.isEmpty() ? std::nullopt : std::optional(answer);
}

void writeDropped(RowWriter &row, const std::optional<DroppedAnswer> &dropped)
{
    row.time(dropped ? dropped->at : QDateTime());
    row.text(dropped ? savedName(dropped->cause) : QString());
}

std::optional<DroppedAnswer> readDropped(RowReader &row)
{
    const QDateTime at = row.time();
    const auto cause = row.parsed([](const QString &name) -> std::optional<std::optional<DroppedAnswer::Cause>> {
        if (name.isEmpty())
            return std::optional<DroppedAnswer::Cause>();
        const auto known = dropCauseOfName(name);
        return known ? std::optional(known) : std::nullopt;
    });
    return cause ? std::optional(DroppedAnswer{at, *cause}) : std::nullopt;
}

} // namespace

QString taskSelection()
{
    return u"SELECT "_s + taskColumns + u" FROM task ORDER BY order_key"_s;
}

QString taskUpsert()
{
    const QString columns = taskColumns;
    const qsizetype count = columns.count(u',') + 1;
    return u"INSERT OR REPLACE INTO task ("_s + columns + u") VALUES (?"_s + u", ?"_s.repeated(count - 1) + u')';
}

void bindTaskRow(QSqlQuery &query, const SavedTask &task)
{
    RowWriter row(query);
    row.text(task.id.toString());
    row.number(task.orderKey);
    row.text(task.label);
    row.text(task.origin.name);
    row.flag(task.origin.isFile);
    row.time(task.firstSeen);
    row.time(task.settledAt);
    row.text(savedName(task.state));
    row.text(task.statusText);
    row.flag(task.wasSeen);
    row.flag(task.isPaused);
    row.flag(task.isKept);
    row.number(task.tries);
    writeProblem(row, task.problem);
    row.text(task.model);
    writeSummary(row, task.summary);
    writeAnswer(row, task.archived);
    row.text(savedHistory(task.history));
    writeDropped(row, task.dropped);
    row.text(savedHealth(task.health));
    row.text(savedWorse(task.worse));
    row.text(QString::fromLatin1(unitWord(task.summary.axis)));
}

std::optional<SavedTask> readTaskRow(const QSqlQuery &query)
{
    RowReader row(query);
    SavedTask task;
    task.id = row.parsed([](const QString &text) { return TaskId::fromString(text); });
    task.orderKey = row.number();
    task.label = row.text();
    task.origin.name = row.text();
    task.origin.isFile = row.flag();
    task.firstSeen = row.time();
    task.settledAt = row.time();
    task.state = row.parsed([](const QString &name) { return stateOfName(name); });
    task.statusText = row.text();
    task.wasSeen = row.flag();
    task.isPaused = row.flag();
    task.isKept = row.flag();
    task.tries = row.count();
    task.problem = readProblem(row);
    task.model = row.text();
    task.summary = readSummary(row);
    task.archived = readAnswer(row, task.id);
    task.history = row.parsed(historyOf);
    task.dropped = readDropped(row);
    task.health = row.parsed(healthSummaryOf);
    task.worse = row.parsed(worseOf);
    task.summary.axis = unitOfWord(row.text());
    return row.isSound() ? std::optional(task) : std::nullopt;
}

} // namespace embedscope
