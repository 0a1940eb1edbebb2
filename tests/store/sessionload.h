// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sessiondatabase.h"
#include "store/sessiontasks.h"

#include <map>

namespace embedscope::test {

/// The n-th batch (from 1) that session_child writes: whoever reads the session afterwards knows what must be there.
inline SessionBatch sessionLoadBatch(int number)
{
    TaskMaker maker(static_cast<quint32>(number));
    SessionBatch batch;
    std::map<int, bool> removed;
    for (int i = maker.below(3); i > 0; --i)
        removed[maker.below(60)] = true;
    for (const auto &[id, yes] : removed)
        batch.removals.push_back(sessionTaskId(id));
    for (int i = 1 + maker.below(25); i > 0; --i) {
        const int id = maker.below(60);
        batch.upserts.push_back(maker.saved(sessionTaskId(id), id + 1));
    }
    if (maker.flip())
        batch.memory = PollMemory{{{number, QStringLiteral("video"), 1.0, number / 3.0}}, {{29'000'000 + number, number}}};
    return batch;
}

/// What must be there after so many batches, line by line.
inline QStringList sessionLoadState(int batches)
{
    std::map<TaskId, SavedTask> tasks;
    PollMemory memory;
    for (int number = 1; number <= batches; ++number) {
        const SessionBatch batch = sessionLoadBatch(number);
        for (const TaskId &id : batch.removals)
            tasks.erase(id);
        for (const SavedTask &task : batch.upserts)
            tasks[task.id] = task;
        memory = batch.memory.value_or(memory);
    }
    QStringList lines{QString::number(memory.requests.empty() ? 0 : memory.requests.back().count)};
    for (const auto &[id, task] : tasks)
        lines += fieldsOf(task);
    return lines;
}

/// The same of what was read.
inline QStringList sessionStateOf(const LoadedSession &session)
{
    QStringList lines{QString::number(session.memory.requests.empty() ? 0 : session.memory.requests.back().count)};
    for (const SavedTask &task : session.tasks)
        lines += fieldsOf(task);
    return lines;
}

/// A version that a later program may have.
inline SessionSchema nextSessionSchema()
{
    SessionSchema schema = currentSessionSchema();
    schema.steps.push_back({QStringLiteral("ALTER TABLE task ADD COLUMN colour TEXT"),
                            QStringLiteral("UPDATE task SET colour = 'red'"),
                            QStringLiteral("CREATE TABLE tag (name TEXT)")});
    return schema;
}

} // namespace embedscope::test
