// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/failure.h"

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

// A switch, so that the compiler objects to a kind without a word. What is no kind has none.
QLatin1StringView kindName(FailureKind kind)
{
    switch (kind) {
    case FailureKind::NotFound:
        return "not_found"_L1;
    case FailureKind::Unauthorized:
        return "unauthorized"_L1;
    case FailureKind::Forbidden:
        return "forbidden"_L1;
    case FailureKind::RateLimited:
        return "rate_limited"_L1;
    case FailureKind::ServiceError:
        return "service_error"_L1;
    case FailureKind::Redirect:
        return "redirect"_L1;
    case FailureKind::Network:
        return "network"_L1;
    case FailureKind::NotTheService:
        return "not_the_service"_L1;
    case FailureKind::Timeout:
        return "timeout"_L1;
    case FailureKind::Unreadable:
        return "unreadable"_L1;
    case FailureKind::WrongTask:
        return "wrong_task"_L1;
    case FailureKind::TooLarge:
        return "too_large"_L1;
    case FailureKind::Cancelled:
        return "cancelled"_L1;
    }
    return {};
}

std::optional<FailureKind> kindOfName(QStringView name)
{
    for (int i = 0; !kindName(FailureKind(i)).isEmpty(); ++i) {
        if (kindName(FailureKind(i)) == name)
            return FailureKind(i);
    }
    return std::nullopt;
}

} // namespace embedscope
