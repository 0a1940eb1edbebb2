// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/healthsummary.h"
#include "core/result.h"
#include "net/apikey.h"
#include "store/resultcache.h"
#include "store/taskrecord.h"

#include <QHash>
#include <QObject>

#include <optional>

namespace embedscope {

/// Gives the read results of tasks, from memory or from their answers' bytes, and tells how sound they are; reading and
/// auditing happen off this object's thread.
class ResultReader final : public QObject
{
    Q_OBJECT

public:
    explicit ResultReader(QObject *parent = nullptr) : QObject(parent) { }

    /// The key that is taken out of what is read.
    void setKey(const ApiKey &key) { m_key = key; }
    /// How many bytes of results stay in memory.
    void setCapacity(qint64 bytes) { m_cache.setCapacity(static_cast<size_t>(bytes)); }

    /// The latest result of a task; a reading of an earlier answer that is under way does not count any more.
    void keep(const SharedTask &task);
    /// The task has another answer, or none.
    void drop(const TaskId &id);
    /// Null where it is not in memory; does not count as a use.
    SharedTask inMemory(const TaskId &id) const { return m_cache.peek(id); }

    /// read() or failed() tells, always after this call returns; neither does where the task has no answer.
    void request(const TaskRecord &record);
    /// audited() tells, for the latest result of a task alone.
    void audit(const SharedTask &task);

Q_SIGNALS:
    /// `isFresh`: read from its bytes just now.
    void read(const embedscope::TaskId &id, const embedscope::SharedTask &result, bool isFresh);
    void failed(const embedscope::TaskId &id, const embedscope::Failure &failure);
    /// In the place of read() or failed(): the task got another answer while this one was read.
    void outdated(const embedscope::TaskId &id);
    void audited(const embedscope::TaskId &id, const std::optional<embedscope::HealthSummary> &health);

private:
    ApiKey m_key;
    ResultCache m_cache;
    QHash<TaskId, quint64> m_readings; // under way, those that count, by number
    quint64 m_lastReading = 0;
    QHash<TaskId, SharedTask> m_underAudit; // the latest result of each; what an older one tells is late
};

} // namespace embedscope
