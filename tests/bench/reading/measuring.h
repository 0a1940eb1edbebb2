// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/reading/ways.h"

namespace embedscope {

/// One reading in a process of its own.
struct Measured
{
    double seconds = 0;
    qint64 peakKib = 0; ///< the peak of the process's memory (VmHWM) less what it was before the reading
    ReadNumbers numbers;
};

/// Reads in this process, the one that was started for it, and prints what measure() takes: seconds, KiB,
/// vectors, sum. Answers the exit code.
int runAsChild(const Way &way, const QString &path);

/// Starts a process for one reading and waits for it. Nothing where it failed.
std::optional<Measured> measure(const Way &way, const QString &path);

} // namespace embedscope
