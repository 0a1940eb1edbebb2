// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/clipsearch.h"

namespace embedscope {

ClipSearch::ClipSearch(const TaskFeed &feed, QObject *parent) : QObject(parent), m_walk(new TaskWalk(feed, this))
{
    connect(m_walk, &TaskWalk::visited, this, [this] {
        m_result = *m_growing;
        Q_EMIT progressed();
    });
    connect(m_walk, &TaskWalk::unread, this, [this] {
        ++m_unread;
        Q_EMIT progressed();
    });
    connect(m_walk, &TaskWalk::ended, this, &ClipSearch::ended);
}

void ClipSearch::start(const ClipQuery &query, const LikeWish &wish, std::vector<TaskId> ids,
                       TaskWalk::Prepared prepared)
{
    m_query = query;
    m_result = {};
    m_unread = 0;
    m_growing = std::make_shared<LikeResult>();
    m_walk->start(
        std::move(ids),
        [query, wish, found = m_growing](const SearchableTask &task, const IsCancelled &isCancelled) {
            if (auto more = clipsLike(query, task, wish, isCancelled))
                mergeInto(*found, std::move(*more), wish.most);
        },
        std::move(prepared));
}

} // namespace embedscope

#include "moc_clipsearch.cpp"
