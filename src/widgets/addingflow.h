// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/gradualadding.h"

#include <QObject>
#include <QTimer>

#include <span>

namespace embedscope {

class NoticeBar;

/// Adds tasks to the list while the window stays in use: where there are very many, a notice says how far that is, and ends
/// it on wish.
class AddingFlow final : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive this; what is not added yet when this goes is added then.
    AddingFlow(TaskFeed &feed, NoticeBar &bar, QObject *parent = nullptr);

    void add(std::span<const TaskId> ids);

private:
    void showProgress();
    void finish(size_t looked, size_t total);

    NoticeBar &m_bar;
    GradualAdding m_adding;
    QTimer m_progressTimer;
};

} // namespace embedscope
