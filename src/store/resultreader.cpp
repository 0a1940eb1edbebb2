// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/resultreader.h"

#include "core/whenfinished.h"
#include "polling/keyredactor.h"
#include "reader/taskreader.h"

#include <QtConcurrentRun>

namespace embedscope {

void ResultReader::keep(const SharedTask &task)
{
    m_readings.remove(task->id);
    m_cache.insert(task);
}

void ResultReader::drop(const TaskId &id)
{
    m_readings.remove(id);
    m_cache.remove(id);
}

void ResultReader::request(const TaskRecord &record)
{
    const TaskId id = record.id;
    if (const SharedTask cached = m_cache.find(id)) {
        QMetaObject::invokeMethod(this, [this, id, cached] { Q_EMIT read(id, cached, false); }, Qt::QueuedConnection);
        return;
    }
    if (record.answer.isNull() || m_readings.contains(id)) // the reading that is under way tells
        return;
    const quint64 number = ++m_lastReading;
    m_readings.insert(id, number);
    // An answer from a file may have no ID of its own; what stands under the task's was looked at when it was taken in.
    const TaskId expected = record.origin.isFile ? TaskId() : id;
    const auto reading =
        QtConcurrent::run([bytes = record.answer, id, expected, redactor = KeyRedactor(m_key)]() -> Result<SharedTask> {
            auto task = redactor.redacted(readTask(bytes, expected));
            if (!task)
                return task.failure();
            task->id = id;
            return std::make_shared<const EmbeddingTask>(std::move(*task));
        });
    whenFinished(reading, this, [this, id, number](const Result<SharedTask> &task) {
        const bool counts = m_readings.value(id) == number;
        if (counts)
            m_readings.remove(id);
        if (!counts)
            Q_EMIT outdated(id);
        else if (task)
            Q_EMIT read(id, *task, true);
        else
            Q_EMIT failed(id, task.failure());
    });
}

void ResultReader::audit(const SharedTask &task)
{
    m_underAudit.insert(task->id, task);
    const auto auditing = QtConcurrent::run([task] {
        const auto audit = auditTask(*task);
        return audit ? summarize(*audit) : std::nullopt;
    });
    whenFinished(auditing, this, [this, task](const std::optional<HealthSummary> &health) {
        if (m_underAudit.value(task->id) != task)
            return; // there is a later one
        m_underAudit.remove(task->id);
        Q_EMIT audited(task->id, health);
    });
}

} // namespace embedscope

#include "moc_resultreader.cpp"
