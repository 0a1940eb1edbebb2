// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/answerbytes.h"

#include <QString>

#include <chrono>
#include <optional>

namespace embedscope {

/// Why a request brought no answer that counts. The names are those of the export format's "kind".
enum class FailureKind {
    NotFound, ///< 404
    Unauthorized, ///< 401: no key, or a wrong one
    Forbidden, ///< 403
    RateLimited, ///< 429
    ServiceError, ///< 408, 425, 5xx, and other statuses that say nothing about the task
    Redirect, ///< any 3xx: never followed, the key would travel along
    Network, ///< refused, reset, DNS, TLS, or the disk that should take the answer
    NotTheService, ///< something between answered in its place: a sign-in page, a proxy, the wrong address
    Timeout, ///< a deadline of ours for a request
    Unreadable, ///< 200, but the body's grammar is broken
    WrongTask, ///< 200, but the answer is for another task
    TooLarge, ///< the body grew over the cap
    Cancelled, ///< taken back by us
};

/// The one word for each kind, in exports and in the session. Part of both formats: never changed, only added to.
QLatin1StringView kindName(FailureKind kind);
/// Nothing for a word that this version does not know.
std::optional<FailureKind> kindOfName(QStringView name);

/// A request that failed: what kind, what HTTP said, and the detail that a sentence for the user is made from.
struct Failure
{
    FailureKind kind = FailureKind::Network;
    /// The HTTP status, where an answer came.
    std::optional<int> httpStatus = std::nullopt;
    /// What the service, the socket or the reader said, in its own words. NotTheService: what came instead, to stand in a
    /// sentence (a web page titled “Hotel”). Never holds the key.
    QString detail = {};
    /// The service's code for the error ("api_key_invalid"), where it gave one.
    QString serviceCode = {};
    /// How long the service asked to wait, counted from when the answer came.
    std::optional<std::chrono::milliseconds> retryAfter = std::nullopt;
    /// Network: the other side could not prove who it is (TLS), or the means to check that are missing.
    bool isUntrusted = false;
    /// Network: it was the disk that did not take the answer.
    bool isOfDisk = false;
    /// The bytes that came, where the user may want to see them (unreadable, wrong task).
    AnswerBytes bytes = {};
};

} // namespace embedscope
