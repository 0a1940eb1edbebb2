// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archivekeeping.h"

#include "store/leavinganswers.h"
#include "store/tasklist.h"

#include <limits>
#include <utility>

using namespace std::chrono_literals;

namespace embedscope {

ArchiveKeeping::ArchiveKeeping(TaskList &list, LeavingAnswers &leaving, std::function<bool(const TaskId &)> isArriving,
                               Clock clock, QObject *parent)
    : QObject(parent), m_list(list), m_leaving(leaving), m_isArriving(std::move(isArriving)), m_clock(std::move(clock))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(300ms);
    connect(&m_soon, &QTimer::timeout, this, &ArchiveKeeping::check);
    m_ageing.setInterval(10min);
    connect(&m_ageing, &QTimer::timeout, this, &ArchiveKeeping::look);
    // Stored, packed, marked as kept or no longer, or back in the list.
    connect(&list, &TaskList::rowsChanged, this, &ArchiveKeeping::checkSoon);
    connect(&list, &TaskList::rowsInserted, this, &ArchiveKeeping::checkSoon);
}

void ArchiveKeeping::begin(const OpenDays &days)
{
    m_hasBegun = true;
    m_days = days;
    m_ageing.start();
    look();
}

void ArchiveKeeping::look()
{
    if (m_hasBegun && m_days.note(m_clock().date()))
        Q_EMIT daysChanged();
    checkSoon();
}

void ArchiveKeeping::setLimits(const ArchiveLimits &limits)
{
    m_limits = limits;
    m_isTold = false;
    checkSoon();
}

void ArchiveKeeping::setShown(const TaskId &id)
{
    m_shown = id;
    checkSoon();
}

int ArchiveKeeping::drop(std::span<const TaskId> ids)
{
    int count = 0;
    for (const TaskId &id : ids) {
        const int row = m_list.rowOf(id);
        if (row < 0 || !m_list.at(row).archived || m_isArriving(id))
            continue;
        dropAt(row, DroppedAnswer::Cause::User);
        ++count;
    }
    return count;
}

void ArchiveKeeping::dropAt(int row, DroppedAnswer::Cause cause)
{
    const TaskId id = m_list.at(row).id;
    m_leaving.add(*m_list.at(row).archived, m_list.at(row).answer);
    m_list.edit(row, [cause](TaskRecord &record) {
        record.archived.reset();
        record.answer = {};
        record.dropped = DroppedAnswer{QDateTime::currentDateTimeUtc(), cause};
    });
    Q_EMIT dropped(id);
}

void ArchiveKeeping::checkSoon()
{
    if (m_hasBegun && hasLimit() && !m_soon.isActive())
        m_soon.start();
}

void ArchiveKeeping::check()
{
    const QDate today = m_clock().date();
    std::vector<ArchiveEntry> entries;
    std::vector<int> rows;
    for (int row = 0; row < m_list.size(); ++row) {
        const TaskRecord &record = m_list.at(row);
        if (!record.archived)
            continue;
        const QDateTime &since = record.settledAt.isValid() ? record.settledAt : record.firstSeen;
        entries.push_back({.storedSize = record.archived->storedSize,
                           .cameMs = since.isValid() ? since.toMSecsSinceEpoch() : std::numeric_limits<qint64>::max(),
                           .days = m_limits.mostDays > 0 && since.isValid() ? m_days.between(since.date(), today) : 0,
                           .isKept = record.isKept,
                           .isInUse = record.id == m_shown || m_isArriving(record.id)});
        rows.push_back(row);
    }
    const std::vector<size_t> dropped = entriesToDrop(entries, m_limits);
    qint64 bytes = 0;
    for (const size_t i : dropped) {
        dropAt(rows[i], DroppedAnswer::Cause::Limit);
        bytes += entries[i].storedSize;
    }
    if (!dropped.empty() && !std::exchange(m_isTold, true))
        Q_EMIT limitReached(static_cast<int>(dropped.size()), bytes);
}

} // namespace embedscope

#include "moc_archivekeeping.cpp"
