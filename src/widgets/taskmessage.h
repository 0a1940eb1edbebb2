// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/taskrecord.h"

#include <QDateTime>
#include <QString>

namespace embedscope {

/// What the inspector says of a task that has no charts to show: what it is doing, for how long, and what
/// comes next.
struct TaskMessage
{
    QString headline;
    QString detail; ///< whole sentences; may be empty
    bool canAskAgain = false; ///< asking on purpose makes sense
    bool canExplain = false; ///< there is a problem, and more to say about it
};

/// What polling does at the moment.
struct PollingState
{
    bool paused = false; ///< everything, or this task
    bool stopped = false; ///< a standstill: no key, a refused one, a redirect
    bool taskPaused = false; ///< this task alone
    QString estimate = {}; ///< "usually 3 to 6 min, 14 tasks"; empty while unknown
    std::optional<MonotonicTime> nextRequest = {}; ///< of all: see nextPollOf()
};

TaskMessage messageFor(const TaskRecord &record, const PollingState &polling, const QDateTime &now,
                       MonotonicTime monotonicNow);

/// "from file “film.json”, video, 0:12:00.000, 360 clips, visual and audio, 512 numbers a vector": where the result is from, if
/// not from the service, and what is known of it in one line.
QString factsText(const TaskRecord &record);

} // namespace embedscope
