// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/resultreader.h"

#include "core/whenfinished.h"
#include "polling/keyredactor.h"
#include "reader/taskreader.h"

#include <QtConcurrentRun>

namespace embedscope {

void ResultReader::request(const TaskRecord &record)
{
    const TaskId id = record.id;
    if (const SharedTask cached = m_cache.find(id)) {
        QMetaObject::invokeMethod(this, [this, id, cached] { Q_EMIT read(id, cached, false); }, Qt::QueuedConnection);
        return;
    }
    if (record.answer.isNull())
        return;
    // An answer from a file may have no ID of its own; what stands under the task's was looked at when it was taken in.
    const TaskId expected = record.origin.isFile ? TaskId() : id;
    const auto reading =
        QtConcurrent::run([bytes = record.answer, id, expected, redactor = KeyRedactor(m_key)]() -> Result<SharedTask> {
            auto task = readTask(bytes, expected);
            if (!task)
                return task.failure();
            task->id = id;
            redactor.redact(*task);
            return std::make_shared<const EmbeddingTask>(std::move(*task));
        });
    whenFinished(reading, this, [this, id](const Result<SharedTask> &task) {
        if (task)
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
