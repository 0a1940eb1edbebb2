// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/savedtask.h"

#include <QStringList>

#include <random>

namespace embedscope::test {

/// Made-up tasks for the session's tests: any field may hold anything that it can hold.
class TaskMaker final
{
public:
    explicit TaskMaker(quint32 seed) : m_random(seed) { }

    int below(int end) { return std::uniform_int_distribution<int>(0, end - 1)(m_random); }
    bool flip() { return below(2) == 0; }
    QDateTime time();
    QString text();
    TaskRecord record(const TaskId &id);
    /// As it would be written, with nothing in it that a file does not keep.
    SavedTask saved(const TaskId &id, qint64 orderKey);

private:
    double number();
    TaskSummary summary();

    std::mt19937 m_random;
};

TaskId sessionTaskId(int number);

/// Every field of a saved task by name, written by hand: two tasks are the same where these are.
QStringList fieldsOf(const SavedTask &task);
/// The same of what outlives the program of a record.
QStringList fieldsOf(const TaskRecord &record);

} // namespace embedscope::test
