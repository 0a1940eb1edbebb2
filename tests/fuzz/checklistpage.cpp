// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/checks.h"
#include "reader/tasklistpagereader.h"

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace embedscope::fuzz {

namespace {

QString checkTask(const ListedTask &task)
{
    if (task.id.isEmpty() || task.statusText.isEmpty())
        return u"a task has no ID or no status"_s;
    const TaskState expected = task.statusText == "ready"_L1 ? TaskState::Ready
        : task.statusText == "failed"_L1                     ? TaskState::Failed
                                                             : TaskState::Processing;
    if (task.state != expected)
        return u"the state is not the status's"_s;
    if (task.durationSec && !(std::isfinite(*task.durationSec) && *task.durationSec > 0))
        return u"a duration of %1"_s.arg(*task.durationSec);
    for (const QDateTime &date : {task.createdAt, task.updatedAt}) {
        if (date.isValid() && date.timeSpec() != Qt::UTC)
            return u"a date is not UTC"_s;
    }
    return {};
}

} // namespace

QString checkListPage(const QByteArray &bytes)
{
    const Result<TaskListPage> page = readTaskListPage(bytes);
    if (!page) {
        const bool saysWhy =
            page.failure().kind == FailureKind::Unreadable && !page.failure().detail.isEmpty();
        return saysWhy ? QString() : u"a failure of another kind, or without a reason"_s;
    }
    if (page->totalPages < 1 || page->totalPages > 1'000'000)
        return u"%1 pages"_s.arg(page->totalPages);
    if (static_cast<qsizetype>(page->tasks.size()) >= bytes.count('{'))
        return u"more tasks than objects"_s;
    for (const ListedTask &task : page->tasks) {
        if (const QString broken = checkTask(task); !broken.isEmpty())
            return broken;
    }
    return {};
}

} // namespace embedscope::fuzz
