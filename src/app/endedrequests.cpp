// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/endedrequests.h"

#include "app/words.h"
#include "models/taskwords.h"

namespace embedscope {

ExportEntry::Problem notAnswered(const TaskRecord &record, FetchEnd end, std::chrono::milliseconds timeout,
                                 const std::optional<Failure> &unreached)
{
    const bool wasAsked = record.underWay || record.tries > 0;
    const bool isHeldUp = end == FetchEnd::ToldToWait || end == FetchEnd::DaySpent || end == FetchEnd::KeyRefused;
    if (unreached && (wasAsked || !isHeldUp)) {
        const QString sentence = endedSentence(*unreached, record.id);
        return {unreached->kind, unreached->httpStatus,
                wasAsked ? sentence : AppWords::tr("Not requested: %1").arg(sentence)};
    }
    if (record.underWay && (end == FetchEnd::Unanswered || end == FetchEnd::ToldToWait || end == FetchEnd::DaySpent))
        return {FailureKind::Timeout, std::nullopt, AppWords::tr("Not answered within a minute.")};
    switch (end) {
    case FetchEnd::Unanswered:
        return {FailureKind::Network, std::nullopt,
                AppWords::tr("Not requested: for a minute the service said nothing about any task.")};
    case FetchEnd::ToldToWait:
        return {FailureKind::RateLimited, std::nullopt,
                AppWords::tr("Not requested: the service asked to wait for a minute or longer.")};
    case FetchEnd::DaySpent:
        return {FailureKind::RateLimited, std::nullopt, AppWords::tr("Not requested: the day's requests are used.")};
    case FetchEnd::TimedOut:
        return {FailureKind::Timeout, std::nullopt,
                AppWords::tr("Not answered within the %1 s of --timeout.")
                    .arg(std::chrono::duration<double>(timeout).count())};
    case FetchEnd::KeyRefused:
        return {FailureKind::Unauthorized, std::nullopt, AppWords::tr("Not asked: the service refused the API key.")};
    case FetchEnd::Interrupted:
    case FetchEnd::Complete:
        break;
    }
    return {FailureKind::Network, std::nullopt,
            AppWords::tr("Not answered before the program was interrupted.")};
}

} // namespace embedscope
