// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasktablemodel.h"

#include "models/auditwords.h"
#include "models/tasksortvalue.h"
#include "models/taskwords.h"

#include <QLocale>

#include <cmath>
#include <iterator>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// Whether elapsed or next poll of a task change with the time.
bool isOpen(const TaskRecord &record)
{
    return record.isOpen() || record.underWay || record.nextPoll;
}

QString dateText(const QDateTime &utc)
{
    return utc.isValid() ? utc.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s) : QString();
}

QString longDateText(const QDateTime &utc)
{
    return utc.isValid() ? QLocale().toString(utc.toLocalTime(), QLocale::LongFormat) : QString();
}

/// How long the media is: as a time, or "6 pages".
QString extentText(const TaskSummary &summary)
{
    if (isCounted(summary.axis))
        return stretchCountText(summary.axis, static_cast<size_t>(summary.clips));
    return summary.durationSec ? timeText(*summary.durationSec) : QString();
}

} // namespace

TaskTableModel::TaskTableModel(const TaskList &list, QObject *parent)
    : ColumnModel(columnTotal, parent), m_list(list), m_ticker(this)
{
    m_rows = rowsOf(0, m_list.size() - 1);
    connectList();
    m_ticker.setInterval(1s);
    connect(&m_ticker, &QTimer::timeout, this, &TaskTableModel::tick);
    startTicking(0, rowCount() - 1);
}

std::vector<TaskTableModel::Row> TaskTableModel::rowsOf(int first, int last) const
{
    std::vector<Row> rows;
    for (int row = first; row <= last; ++row)
        rows.push_back({m_list.snapshot(row), {}});
    return rows;
}

/// Very many runs at once are a reset: views and proxies go through all of their rows for each insertion and removal.
void TaskTableModel::connectList()
{
    connect(&m_list, &TaskList::rowsAboutToBeInserted, this, [this](const RowRuns &runs) {
        if (runs.size() == 1)
            beginInsertRows({}, runs.front().first, runs.front().second);
        else
            beginResetModel();
    });
    connect(&m_list, &TaskList::rowsInserted, this, [this](const RowRuns &runs) {
        if (runs.size() != 1)
            return finishReset();
        const auto [first, last] = runs.front();
        std::vector<Row> fresh = rowsOf(first, last);
        m_rows.insert(m_rows.begin() + first, std::make_move_iterator(fresh.begin()),
                      std::make_move_iterator(fresh.end()));
        endInsertRows();
        startTicking(first, last);
    });
    connect(&m_list, &TaskList::rowsAboutToBeRemoved, this, [this](const RowRuns &runs) {
        if (runs.size() != 1)
            return beginResetModel();
        const auto [first, last] = runs.front();
        beginRemoveRows({}, first, last);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
    });
    connect(&m_list, &TaskList::rowsRemoved, this, [this](const RowRuns &runs) {
        if (runs.size() == 1)
            endRemoveRows();
        else
            finishReset();
    });
    connect(&m_list, &TaskList::rowsChanged, this, [this](int first, int last) {
        for (int row = first; row <= last; ++row)
            m_rows[static_cast<size_t>(row)] = {m_list.snapshot(row), {}};
        Q_EMIT dataChanged(index(first, 0), index(last, columnTotal - 1));
        startTicking(first, last);
    });
}

void TaskTableModel::finishReset()
{
    m_rows = rowsOf(0, m_list.size() - 1);
    endResetModel();
    startTicking(0, rowCount() - 1);
}

int TaskTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant TaskTableModel::cellValue(int row, int column, int role) const
{
    const TaskRecord &record = at(row);
    switch (role) {
    case SortRole:
        return taskSortValue(record, Column{column});
    case StateRole:
        return static_cast<int>(record.shownState());
    case KeptRole:
        return record.isKept;
    case Qt::AccessibleTextRole: // what is drawn there besides the word
        return Column{column} == Column::Status && record.isKept ? tr("%1, marked as kept").arg(stateTitle(record)) : QVariant();
    case TaskIdRole:
        return record.id.toString();
    case Qt::EditRole:
        return Column{column} == Column::Label ? record.label : cellText(row, column);
    case SearchRole:
        return searchText(row);
    default:
        return {};
    }
}

Qt::ItemFlags TaskTableModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = ColumnModel::flags(index);
    return index.isValid() && Column{index.column()} == Column::Label ? flags | Qt::ItemIsEditable : flags;
}

bool TaskTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::EditRole
        || Column{index.column()} != Column::Label)
        return false;
    const TaskRecord &record = at(index.row());
    const QString label = value.toString().simplified();
    if (label == record.label)
        return false;
    Q_EMIT labelEntered(record.id, label);
    return true;
}

QString TaskTableModel::columnTitle(int column) const
{
    switch (Column{column}) {
    case Column::Status:
        return tr("Status");
    case Column::Id:
        return tr("Task ID");
    case Column::File:
        return tr("File");
    case Column::Label:
        return tr("Label");
    case Column::Kind:
        return tr("Kind");
    case Column::Duration:
        return tr("Duration");
    case Column::Clips:
        return tr("Clips");
    case Column::Modalities:
        return tr("Modalities");
    case Column::Dimension:
        return tr("Dimension");
    case Column::Health:
        return tr("Health");
    case Column::Created:
        return tr("Created");
    case Column::Finished:
        return tr("Finished");
    case Column::Elapsed:
        return tr("Elapsed");
    case Column::NextPoll:
        return tr("Next poll");
    case Column::Tries:
        return tr("Tries");
    case Column::Expires:
        return tr("Expires in");
    case Column::Archive:
        return tr("Archive");
    case Column::Problem:
        return tr("Problem");
    }
    Q_UNREACHABLE();
}

bool TaskTableModel::isNumber(int section) const
{
    const Column column{section};
    return column == Column::Duration || column == Column::Clips || column == Column::Dimension
        || column == Column::Elapsed || column == Column::Tries || column == Column::Expires;
}

void TaskTableModel::setPollingPaused(bool paused)
{
    if (paused == m_pollingPaused)
        return;
    m_pollingPaused = paused;
    Q_EMIT ticked(Column::NextPoll, Column::NextPoll);
}

void TaskTableModel::tick()
{
    static_assert(int(Column::NextPoll) == int(Column::Elapsed) + 1,
                  "the ticking columns are told as one range");
    Q_EMIT ticked(Column::Elapsed, Column::NextPoll);
    for (int row = 0; row < rowCount(); ++row) {
        if (isOpen(at(row)))
            return;
    }
    m_ticker.stop();
}

/// The clock runs only while there is something to count; rows that may be open have come or changed.
void TaskTableModel::startTicking(int first, int last)
{
    for (int row = first; row <= last && !m_ticker.isActive(); ++row) {
        if (isOpen(at(row)))
            m_ticker.start();
    }
}

/// Kept, because a filter asks for it on every key press and for every row that ticks.
QString TaskTableModel::searchText(int row) const
{
    QString &text = m_rows[static_cast<size_t>(row)].searchText;
    if (text.isEmpty()) {
        for (int column = 0; column < columnTotal; ++column) {
            if (!isTicking(Column{column}))
                text += cellText(row, column).toCaseFolded() + u'\n';
        }
        text += originText(at(row)).toCaseFolded();
    }
    return text;
}

QString TaskTableModel::cellText(int row, int column) const
{
    const TaskRecord &record = at(row);
    const TaskSummary &summary = record.summary;
    switch (Column{column}) {
    case Column::Status:
        return stateTitle(record);
    case Column::Id:
        return record.id.toString();
    case Column::File:
        return oneLine(summary.file);
    case Column::Label:
        return oneLine(record.label);
    case Column::Kind:
        return oneLine(summary.inputType, 64);
    case Column::Duration:
        return extentText(summary);
    case Column::Clips:
        return hasData(record) && summary.axis != AxisUnit::None ? QString::number(summary.clips) : QString();
    case Column::Modalities:
        return modalitiesText(summary.modalities);
    case Column::Dimension:
        return dimensionsText(summary.dimensions);
    case Column::Health:
        return record.health ? healthText(*record.health) : QString();
    case Column::Created:
        return dateText(summary.createdAt);
    case Column::Finished:
        return dateText(record.finishedAt());
    case Column::Elapsed:
        return durationText(std::floor(record.elapsedSec(QDateTime::currentDateTimeUtc())));
    case Column::NextPoll:
        return nextPollText(record);
    case Column::Tries:
        return record.tries > 0 ? QString::number(record.tries) : QString();
    case Column::Expires:
        return expiryText(record);
    case Column::Archive:
        return archiveWord(record);
    case Column::Problem:
        return problemText(record);
    }
    Q_UNREACHABLE();
}

/// Nothing where there is nothing that the service could delete, or where it has not said when it began.
QString TaskTableModel::expiryText(const TaskRecord &record) const
{
    const QDateTime expiry = record.expiresAt();
    if (!expiry.isValid())
        return {};
    const qint64 left = QDateTime::currentDateTimeUtc().secsTo(expiry);
    return left <= 0 ? tr("expired") : durationText(static_cast<double>(left));
}

/// What is wrong: the last problem, or what was found odd about a result.
QString TaskTableModel::problemText(const TaskRecord &record) const
{
    const QString problem = problemSentence(record);
    const auto count = static_cast<int>(record.summary.findings.size());
    if (!problem.isEmpty() || count == 0)
        return problem;
    const QString first = findingSentence(record.summary.findings.front());
    return count == 1 ? tr("1 finding: %1").arg(first) : tr("%1 findings: %2").arg(count).arg(first);
}

QString TaskTableModel::nextPollText(const TaskRecord &record) const
{
    if (record.underWay)
        return record.receivedBytes > 0 ? tr("%1 so far").arg(bytesText(record.receivedBytes)) : tr("now");
    if (!isOpen(record))
        return {};
    if (m_pollingPaused || record.isPaused)
        return tr("paused");
    if (record.viaList)
        return tr("by the list");
    // Due but not under way: it waits for its turn.
    const MonotonicTime now = MonotonicClock::now();
    const auto due = nextPollOf(record, m_nextRequest ? m_nextRequest() : std::nullopt);
    if (!due || *due <= now)
        return tr("queued");
    const auto wait = *due - now;
    return tr("in %1").arg(durationText(std::ceil(std::chrono::duration<double>(wait).count())));
}

QString TaskTableModel::healthTip(const TaskRecord &record) const
{
    if (!record.health)
        return record.state == TaskState::Ready ? tr("Not audited yet: it is when the result is read.") : QString();
    QStringList lines{tr("Health %1 of 100: %2").arg(record.health->percent).arg(findingCountsText(*record.health))};
    for (const HealthPart &part : record.health->parts)
        lines.append(healthPartText(part));
    return lines.join(u'\n');
}

QString TaskTableModel::cellTip(int row, int column) const
{
    const TaskRecord &record = at(row);
    const TaskSummary &summary = record.summary;
    switch (Column{column}) {
    case Column::Status: {
        const QString problem = problemSentence(record);
        const QString origin = originText(record);
        const QString state = origin.isEmpty() ? stateTitle(record) : tr("%1, %2").arg(stateTitle(record), origin);
        const QString tip = problem.isEmpty() ? state : QString(state + u": "_s + problem);
        return record.isKept ? QString(tip + u'\n' + tr("Marked as kept. %1").arg(archiveSentence(record))) : tip;
    }
    case Column::Created:
        return longDateText(summary.createdAt);
    case Column::Finished:
        return longDateText(record.finishedAt());
    case Column::File:
        return oneLine(summary.file, 4096);
    case Column::Label:
        return record.label.isEmpty() ? tr("F2 gives the task a label of your own.") : oneLine(record.label, 4096);
    case Column::Elapsed:
        return summary.createdAt.isValid()
            ? tr("Since the task was created")
            : tr("Since the task was added here: the service has not said when it was created");
    case Column::Id:
    case Column::Kind:
    case Column::Duration:
    case Column::Clips:
    case Column::Modalities:
    case Column::Dimension:
    case Column::NextPoll:
    case Column::Problem:
        return cellText(row, column);
    case Column::Health:
        return healthTip(record);
    case Column::Expires:
        if (!record.expiresAt().isValid())
            return {};
        return record.archived
            ? tr("The service deletes results seven days after the task was created. This one's answer is kept here.")
            : tr("The service deletes results seven days after the task was created.");
    case Column::Archive:
        return archiveSentence(record);
    case Column::Tries:
        return record.tries > 0 ? tr("Tries in a row without an answer that counts") : QString();
    }
    Q_UNREACHABLE();
}

} // namespace embedscope

#include "moc_tasktablemodel.cpp"
