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

/// How long one task that has ended was processed.
struct DurationSample
{
    qint64 number = 0; ///< counts up with each task that has ended
    QString kind; ///< of its media
    std::optional<double> mediaSec; ///< the duration of its media
    double tookSec = 0;

    friend bool operator==(const DurationSample &, const DurationSample &) = default;
};

/// Learns from tasks that have ended how long processing takes, by the kind and the duration of their media.
class DurationHistory final
{
public:
    static constexpr int fewestTasks = 3; ///< fewer make no estimate
    static constexpr size_t mostSamples = 300; ///< then the oldest go

    /// A task that was processed in `tookSec`. `mediaSec`: the duration of its media, where known.
    void add(const QString &kind, std::optional<double> mediaSec, double tookSec);

    /// From tasks of the same kind with media of half to twice the duration; where those are too few, from the same
    /// kind; where nothing is known of the task, from all. Nothing where even those are too few.
    std::optional<DurationEstimate> estimate(const QString &kind, std::optional<double> mediaSec) const;

    /// When it is worth to look at a task that has been processed for `elapsedSec` and has not ended: the seconds (of
    /// its whole duration) by which a twentieth of the like tasks that took longer had ended. Nothing where none did.
    std::optional<double> worthALook(const QString &kind, std::optional<double> mediaSec, double elapsedSec) const;

    /// What it has learnt from, oldest first, to be kept.
    std::vector<DurationSample> samples() const { return {m_samples.begin(), m_samples.end()}; }
    /// Puts kept samples before those that have come in the meantime.
    void restore(std::vector<DurationSample> samples);

private:
    std::vector<double> likes(const QString &kind, std::optional<double> mediaSec) const;

    std::deque<DurationSample> m_samples; ///< the last ones
    qint64 m_lastNumber = 0;
};

} // namespace embedscope
