// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasksortvalue.h"

#include "models/taskwords.h"

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

QVariant orMissing(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

QVariant elapsedSortValue(const TaskRecord &record)
{
    if (!record.isOpen()) {
        const double sec = record.elapsedSec({});
        return std::isfinite(sec) ? QVariant(sec) : QVariant();
    }
    // What began first has run longest; far above all that has ended, and the same at every tick.
    constexpr double aboveAll = 1e15;
    const QDateTime &begin = record.summary.createdAt.isValid() ? record.summary.createdAt : record.firstSeen;
    return aboveAll - static_cast<double>(begin.toMSecsSinceEpoch());
}

QVariant nextPollSortValue(const TaskRecord &record)
{
    if (record.underWay)
        return qint64(0);
    if (!record.nextPoll)
        return {};
    return qint64(std::chrono::ceil<std::chrono::milliseconds>(record.nextPoll->time_since_epoch()).count());
}

/// Like problems stand together, and those with the same words within them.
QVariant problemSortValue(const TaskRecord &record)
{
    if (record.problem)
        return QString(QChar(u'b' + static_cast<int>(record.problem->kind)) + record.problem->detail);
    if (record.shownState() == TaskState::Failed)
        return QString(u'a' + record.summary.errorMessage);
    if (record.worse)
        return u"y"_s;
    if (!record.summary.findings.empty()) // after what is worse, the most findings first
        return u"z%1"_s.arg(1'000'000 - static_cast<int>(record.summary.findings.size()), 8);
    return {};
}

} // namespace

QVariant taskSortValue(const TaskRecord &record, TaskTableModel::Column column)
{
    using Column = TaskTableModel::Column;
    const TaskSummary &summary = record.summary;
    switch (column) {
    case Column::Status:
        return static_cast<int>(record.shownState());
    case Column::Id:
        return record.id.toString();
    case Column::File:
        return orMissing(summary.file);
    case Column::Label:
        return orMissing(record.label);
    case Column::Kind:
        return orMissing(summary.inputType);
    case Column::Duration:
        return summary.durationSec && std::isfinite(*summary.durationSec) ? QVariant(*summary.durationSec)
                                                                          : QVariant();
    case Column::Clips:
        return hasData(record) ? QVariant(summary.clips) : QVariant();
    case Column::Modalities:
        return orMissing(modalitiesText(summary.modalities));
    case Column::Dimension:
        return summary.dimensions.isEmpty() ? QVariant() : QVariant(qint64(summary.dimensions.last()));
    case Column::Health:
        return record.health ? QVariant(record.health->percent) : QVariant();
    case Column::Created:
        return summary.createdAt.isValid() ? QVariant(summary.createdAt) : QVariant();
    case Column::Finished:
        return record.finishedAt().isValid() ? QVariant(record.finishedAt()) : QVariant();
    case Column::Elapsed:
        return elapsedSortValue(record);
    case Column::NextPoll:
        return nextPollSortValue(record);
    case Column::Expires:
        return record.expiresAt().isValid() ? QVariant(record.expiresAt()) : QVariant();
    case Column::Archive:
        return orMissing(archiveWord(record));
    case Column::Tries:
        return record.tries > 0 ? QVariant(record.tries) : QVariant();
    case Column::Problem:
        return problemSortValue(record);
    }
    Q_UNREACHABLE();
}

bool hasData(const TaskRecord &record)
{
    return record.state == TaskState::Ready || record.summary.vectors > 0;
}

} // namespace embedscope
