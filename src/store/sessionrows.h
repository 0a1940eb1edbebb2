// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/savedtask.h"

#include <QSqlQuery>

namespace embedscope {

// A task as a row of the session's table `task`, and back.

/// "SELECT ... FROM task" with the columns as readTaskRow() expects them, in the tasks' order.
QString taskSelection();
/// Inserts a task, or replaces the row that it has; to be prepared, and given values by bindTaskRow().
QString taskUpsert();
void bindTaskRow(QSqlQuery &query, const SavedTask &task);
/// The task in the query's row; nothing where it makes no sense (no ID, words that nobody wrote).
std::optional<SavedTask> readTaskRow(const QSqlQuery &query);

} // namespace embedscope
