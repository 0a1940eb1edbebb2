// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/showntasks.h"

#include <QUrlQuery>

namespace embedscope {

/// The body of GET /embed-v2/tasks, or why the query is refused.
struct TaskListing
{
    QByteArray body;
    QString refusal; ///< names the parameter; empty where there is a body
};

/// Applies `status`, `started_at`, `ended_at` (RFC 3339; by default the last seven days before `now`), `page`
/// (from 1) and `page_limit` (10; 1 to 50) to the tasks.
TaskListing listTasks(const ShownTasks &tasks, const QUrlQuery &query, const QDateTime &now);

} // namespace embedscope
