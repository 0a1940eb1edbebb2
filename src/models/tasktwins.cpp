// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasktwins.h"

#include <algorithm>
#include <tuple>

namespace embedscope {

namespace {

bool isMoreAlikeTask(const ComparedTask &a, const ComparedTask &b)
{
    const auto rank = [](const ComparedTask &each) {
        const TaskLikeness &likeness = each.likeness;
        return std::make_tuple(!likeness.wasCompared(), -likeness.likeness(), -std::max(likeness.shareOfA, likeness.shareOfB));
    };
    return rank(a) < rank(b);
}

} // namespace

TaskTwins::TaskTwins(const TaskFeed &feed, QObject *parent) : QObject(parent), m_walk(new TaskWalk(feed, this))
{
    connect(m_walk, &TaskWalk::visited, this, [this](const TaskId &id) {
        const ComparedTask compared{id, *m_latest};
        m_results.insert(std::upper_bound(m_results.begin(), m_results.end(), compared, isMoreAlikeTask), compared);
        Q_EMIT progressed();
    });
    connect(m_walk, &TaskWalk::unread, this, [this] {
        ++m_unread;
        Q_EMIT progressed();
    });
    connect(m_walk, &TaskWalk::ended, this, &TaskTwins::ended);
}

void TaskTwins::start(const TaskWalk::Prepared &task, const LikenessWish &wish, std::vector<TaskId> ids)
{
    m_results.clear();
    m_unread = 0;
    m_latest = std::make_shared<TaskLikeness>();
    std::erase(ids, task->task->id);
    m_walk->start(std::move(ids),
                  [task, wish, latest = m_latest](const SearchableTask &other, const IsCancelled &isCancelled) {
                      *latest = taskLikeness(*task, other, wish, isCancelled).value_or(TaskLikeness());
                  });
}

} // namespace embedscope

#include "moc_tasktwins.cpp"
