// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/endedrequests.h"

#include "app/words.h"
#include "models/taskwords.h"

namespace embedscope {

namespace {

QString inBrackets(const QString &detail)
{
    const QString line = oneLine(detail);
    return line.isEmpty() ? QString() : QString(QStringLiteral(" (") + line + QLatin1Char(')'));
}

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

QString endedSentence(const Failure &failure, const TaskId &id)
{
    switch (failure.kind) {
    case FailureKind::RateLimited:
        return AppWords::tr("The account has sent more requests than the service allows%1.")
            .arg(inBrackets(failure.detail));
    case FailureKind::ServiceError:
        return AppWords::tr("The service answered with HTTP status %1%2, which says nothing about the task.")
            .arg(failure.httpStatus.value_or(0))
            .arg(inBrackets(failure.detail));
    case FailureKind::Network:
        return AppWords::tr("No answer could be fetched%1.").arg(inBrackets(failure.detail));
    case FailureKind::Timeout:
        return AppWords::tr("The service did not answer in time%1.").arg(inBrackets(failure.detail));
    case FailureKind::NotFound:
    case FailureKind::Unauthorized:
    case FailureKind::Forbidden:
    case FailureKind::Redirect:
    case FailureKind::Unreadable:
    case FailureKind::WrongTask:
    case FailureKind::TooLarge:
    case FailureKind::Cancelled:
        break;
    }
    return failureSentence(failure, id);
}

} // namespace embedscope
