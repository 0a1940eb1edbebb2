// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace embedscope {

/// What tests make shorter about the demo service.
struct DemoOptions
{
    std::chrono::milliseconds readyAfter{20'000}; ///< when the late task gets ready, counted from listening
    std::chrono::seconds longFilm{4 * 3600}; ///< the duration of the longest film
};

} // namespace embedscope
