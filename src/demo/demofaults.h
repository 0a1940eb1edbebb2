// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>

namespace embedscope {

/// What the demo service is asked to do badly, as services and the networks before them do. Each percentage
/// is of all requests, whatever they ask for; together they are at most 100.
struct DemoFaults
{
    std::optional<int> ratePerMinute = std::nullopt; ///< requests in any 60 s; those beyond get a 429
    int errorPercent = 0; ///< 503
    int cutPercent = 0; ///< the connection ends in the middle of the body
    int dropPercent = 0; ///< the connection ends without an answer
    int hangPercent = 0; ///< no answer ever comes
    int redirectPercent = 0; ///< 302 to a port where nobody listens
    int htmlPercent = 0; ///< 200 with the page of a captive portal
    int wrongPercent = 0; ///< 200 with another task's answer
    std::chrono::milliseconds delay{0}; ///< before every answer
    bool hasNoList = false; ///< the list is a 404

    int percentInAll() const
    {
        return errorPercent + cutPercent + dropPercent + hangPercent + redirectPercent + htmlPercent
            + wrongPercent;
    }
};

} // namespace embedscope
