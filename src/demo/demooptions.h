// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>

#include <chrono>

namespace embedscope {

/// What tests change about the demo service.
struct DemoOptions
{
    std::chrono::milliseconds readyAfter{20'000}; ///< when the late task gets ready, counted from listening
    std::chrono::seconds longFilm{4 * 3600}; ///< the duration of the longest film
    QString filmFolder = QDir::tempPath(); ///< the disk that takes the longest film
    int crowd = 0; ///< so many small tasks more
    quint64 seed = 1; ///< of when the crowd ends: the same seed, the same run
};

} // namespace embedscope
