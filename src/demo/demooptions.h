// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demofaults.h"

#include <QByteArray>
#include <QDir>

#include <chrono>

namespace embedscope {

/// What tests and the command line change about the demo service.
struct DemoOptions
{
    std::chrono::milliseconds readyAfter{20'000}; ///< when the late task gets ready, counted from listening
    std::chrono::seconds longFilm{4 * 3600}; ///< the duration of the longest film
    QString filmFolder = QDir::tempPath(); ///< the disk that takes the longest film
    QByteArray key = "demo"; ///< the one key that is accepted
    DemoFaults faults = {};
    int crowd = 0; ///< so many small tasks more
    quint64 seed = 1; ///< of the faults and of when the crowd ends: the same seed, the same run
};

} // namespace embedscope
