// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/answerjudge.h"

#include "polling/ratelimits.h"
#include "polling/servicecheck.h"
#include "reader/errorbody.h"
#include "reader/tasklistpagereader.h"
#include "reader/taskreader.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace embedscope {

namespace {

FailureKind kindOfStatus(int status)
{
    switch (status) {
    case 401:
        return FailureKind::Unauthorized;
    case 403:
        return FailureKind::Forbidden;
    case 404:
        return FailureKind::NotFound;
    case 429:
        return FailureKind::RateLimited;
    default:
        return status >= 300 && status < 400 ? FailureKind::Redirect : FailureKind::ServiceError;
    }
}

/// Nobody but the service itself makes everything wait for longer than this.
constexpr std::chrono::milliseconds longestToldByOthers = 60s;

Failure failureOfStatus(const HttpAnswer &answer)
{
    const ErrorBody body = readErrorBody(answer.body.head(64 << 10));
    const QDateTime served = readHttpDate(answer.date);
    const QDateTime now = served.isValid() ? served : answer.receivedAt;
    Failure failure{.kind = kindOfStatus(answer.status),
                    .httpStatus = answer.status,
                    .detail = body.message,
                    .serviceCode = body.code,
                    .retryAfter = readWait(answer.retryAfter, now)};
    if (failure.kind == FailureKind::Redirect)
        failure.detail = answer.redirectTarget;
    if (const auto wait = readWait(body.retryAfter, now))
        failure.retryAfter = std::max(failure.retryAfter.value_or(std::chrono::milliseconds(0)), *wait);
    return failure;
}

/// Nothing where it is a 200 of the service, which is left to be read.
std::optional<Failure> failureBeforeReading(const HttpAnswer &answer)
{
    const auto instead = whatCameInstead(answer);
    if (!instead)
        return answer.status == 200 ? std::nullopt : std::optional(failureOfStatus(answer));
    Failure failure = failureOfStatus(answer);
    failure.kind = FailureKind::NotTheService;
    failure.detail = *instead;
    failure.serviceCode.clear();
    if (failure.retryAfter)
        failure.retryAfter = std::min(*failure.retryAfter, longestToldByOthers);
    return failure;
}

Result<EmbeddingTask> readAnswer(const HttpAnswer &answer, const TaskId &id, const std::function<bool()> &isCancelled)
{
    if (auto failure = failureBeforeReading(answer))
        return *std::move(failure);
    auto task = readTask(answer.body, id, {}, isCancelled);
    if (!task) {
        Failure failure = std::move(task.failure());
        failure.httpStatus = answer.status;
        return failure;
    }
    if (answer.holdsKey)
        task->findings.push_back({.kind = FindingKind::HoldsKey});
    return task;
}

Result<TaskListPage> readPageAnswer(const HttpAnswer &answer)
{
    if (auto failure = failureBeforeReading(answer))
        return *std::move(failure);
    constexpr qint64 longest = 16 << 20; // fifty tasks take some 40 kB
    auto page = readTaskListPage(answer.body.head(longest));
    if (!page) {
        page.failure().httpStatus = answer.status;
        return page;
    }
    return page;
}

} // namespace

Result<SharedTask> judgeAnswer(const HttpAnswer &answer, const TaskId &id, const KeyRedactor &redactor,
                               const std::function<bool()> &isCancelled)
{
    auto task = redactor.redacted(readAnswer(answer, id, isCancelled));
    if (!task)
        return std::move(task.failure());
    return std::make_shared<const EmbeddingTask>(std::move(*task));
}

Result<TaskListPage> judgePageAnswer(const HttpAnswer &answer, const KeyRedactor &redactor)
{
    return redactor.redacted(readPageAnswer(answer));
}

} // namespace embedscope
