// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <deque>
#include <optional>
#include <vector>

namespace embedscope {

/// How long tasks like one usually take: the middle half of them, and how many they are.
struct DurationEstimate
{
    double lowSec = 0; ///< a quarter took less
    double highSec = 0; ///< a quarter took more
    int tasks = 0;
};

/// Learns from tasks that have ended how long processing takes, by the kind and the duration of their media.
class DurationHistory final
{
public:
    static constexpr int fewestTasks = 3; ///< fewer make no estimate

    /// A task that was processed in `tookSec`. `mediaSec`: the duration of its media, where known.
    void add(const QString &kind, std::optional<double> mediaSec, double tookSec);

    /// From tasks of the same kind with media of half to twice the duration; where those are too few, from the same
    /// kind; where nothing is known of the task, from all. Nothing where even those are too few.
    std::optional<DurationEstimate> estimate(const QString &kind, std::optional<double> mediaSec) const;

    /// When it is worth to look at a task that has been processed for `elapsedSec` and has not ended: the seconds (of
    /// its whole duration) by which a twentieth of the like tasks that took longer had ended. Nothing where none did.
    std::optional<double> worthALook(const QString &kind, std::optional<double> mediaSec, double elapsedSec) const;

private:
    struct Sample
    {
        QString kind;
        std::optional<double> mediaSec;
        double tookSec;
    };
    std::vector<double> likes(const QString &kind, std::optional<double> mediaSec) const;

    std::deque<Sample> m_samples; ///< the last ones
};

} // namespace embedscope
