// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "polling/pollplan.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace embedscope {

class TaskFeed;

/// Says why nothing is sent and until when, once that has lasted for a while, and again when it changes.
class WaitNotice final : public QObject
{
    Q_OBJECT

public:
    using Print = std::function<void(const QString &line)>;

    /// `feed` must outlive this.
    WaitNotice(const TaskFeed &feed, Print print, std::chrono::milliseconds patience = std::chrono::seconds(10));

private:
    void look();

    const TaskFeed &m_feed;
    Print m_print;
    std::chrono::milliseconds m_patience;
    MonotonicTime m_begun;
    QTimer m_timer;
    std::optional<PollPlan::Waiting> m_told;
};

} // namespace embedscope
