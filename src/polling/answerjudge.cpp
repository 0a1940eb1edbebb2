// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/answerjudge.h"

#include "reader/errorbody.h"
#include "reader/taskreader.h"

#include <QLocale>

#include <algorithm>

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

Failure failureOfStatus(const HttpAnswer &answer)
{
    const ErrorBody body = readErrorBody(answer.body.head(64 << 10));
    Failure failure{.kind = kindOfStatus(answer.status),
                    .httpStatus = answer.status,
                    .detail = body.message,
                    .serviceCode = body.code,
                    .retryAfter = readRetryAfter(answer.retryAfter, answer.receivedAt)};
    if (failure.kind == FailureKind::Redirect)
        failure.detail = answer.redirectTarget;
    if (body.retryAfter)
        failure.retryAfter = std::max(failure.retryAfter.value_or(std::chrono::milliseconds(0)), *body.retryAfter);
    return failure;
}

} // namespace

Result<SharedTask> judgeAnswer(const HttpAnswer &answer, const TaskId &id, const std::function<bool()> &isCancelled)
{
    if (answer.status != 200)
        return failureOfStatus(answer);
    auto task = readTask(answer.body, id, {}, isCancelled);
    if (!task) {
        Failure failure = std::move(task.failure());
        failure.httpStatus = answer.status;
        return failure;
    }
    return std::make_shared<const EmbeddingTask>(std::move(*task));
}

std::optional<std::chrono::milliseconds> readRetryAfter(const QByteArray &header, const QDateTime &now)
{
    // Longer than a day is taken for a day: the schedule must not be frozen by one odd header.
    constexpr qint64 longestMs = 24LL * 3600 * 1000;
    const QByteArray text = header.trimmed();
    if (text.isEmpty())
        return std::nullopt;
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (isNumber) {
        if (!(seconds >= 0))
            return std::nullopt;
        return std::chrono::milliseconds(
            static_cast<qint64>(std::min(seconds * 1000, static_cast<double>(longestMs))));
    }
    // RFC 9110: "Sun, 06 Nov 1994 08:49:37 GMT", with English names whatever the locale.
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    if (!date.isValid())
        return std::nullopt;
    date.setTimeSpec(Qt::UTC);
    return std::chrono::milliseconds(std::clamp<qint64>(now.msecsTo(date), 0, longestMs));
}

} // namespace embedscope
