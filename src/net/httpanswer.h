// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/answerbytes.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QUrl>

#include <utility>
#include <vector>

namespace embedscope {

/// An HTTP answer that came whole: its status, its body, and those headers that somebody reads.
struct HttpAnswer
{
    QUrl url = {}; ///< that was asked
    int status = 0;
    QByteArray contentType = {}; ///< header Content-Type as it came
    AnswerBytes body; ///< of a 200 all of it, else at most its first 64 KiB
    QByteArray retryAfter; ///< header Retry-After as it came
    QByteArray date; ///< header Date as it came
    std::vector<std::pair<QByteArray, QByteArray>> rateHeaders; ///< those whose name begins with X-Ratelimit
    QString redirectTarget; ///< header Location of a 3xx
    QDateTime receivedAt; ///< UTC
    bool holdsKey = false; ///< the service repeats the key in the body
};

} // namespace embedscope
