// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/endedrequests.h"

#include "app/words.h"
#include "models/taskwords.h"

namespace embedscope {

namespace {

ExportEntry::Problem notAnswered(FetchEnd end, std::chrono::milliseconds timeout)
{
    switch (end) {
    case FetchEnd::TimedOut:
        return {FailureKind::Timeout, std::nullopt,
                AppWords::tr("Not answered within the %1 s of --timeout.")
                    .arg(std::chrono::duration<double>(timeout).count())};
    case FetchEnd::Redirected:
        return {FailureKind::Redirect, std::nullopt,
                AppWords::tr("Not asked: the service sent another request on to a different address.")};
    case FetchEnd::Distrusted:
        return {FailureKind::Network, std::nullopt,
                AppWords::tr("Not asked: the service could not prove who it is.")};
    case FetchEnd::Interrupted:
    case FetchEnd::Complete:
        break;
    }
    return {FailureKind::Network, std::nullopt,
            AppWords::tr("Not answered before the program was interrupted.")};
}

} // namespace

std::variant<AnswerBytes, ExportEntry::Problem> exportContent(const TaskRecord &record, FetchEnd end,
                                                              std::chrono::milliseconds timeout)
{
    if (!record.answer.isNull())
        return record.answer;
    if (record.problem)
        return ExportEntry::Problem{record.problem->kind, record.problem->httpStatus,
                                    endedSentence(*record.problem, record.id)};
    return notAnswered(end, timeout);
}

} // namespace embedscope
