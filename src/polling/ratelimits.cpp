// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/ratelimits.h"

#include "reader/isodate.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace std::chrono_literals;

namespace embedscope {

namespace {

std::optional<double> readNumber(const QByteArray &text)
{
    bool isNumber = false;
    const double number = text.trimmed().toDouble(&isNumber);
    return isNumber && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

std::optional<int> readCount(const QByteArray &text)
{
    constexpr double most = 1'000'000;
    const auto number = readNumber(text);
    if (!number || *number < 0)
        return std::nullopt;
    return static_cast<int>(std::min(*number, most));
}

std::chrono::milliseconds clamped(double milliseconds)
{
    return std::chrono::milliseconds(
        static_cast<qint64>(std::ceil(std::clamp(milliseconds, 0.0, static_cast<double>(longestTold.count())))));
}

} // namespace

RateLimits readRateLimits(const HttpAnswer &answer)
{
    const QDateTime served = readHttpDate(answer.date);
    const QDateTime now = served.isValid() ? served : answer.receivedAt;
    RateLimits limits;
    std::optional<int> used;
    for (const auto &[name, value] : answer.rateHeaders) {
        QByteArray what = name.toLower();
        what.replace("-request-", "-");
        if (what == "x-ratelimit-limit")
            limits.limit = readCount(value);
        else if (what == "x-ratelimit-remaining")
            limits.remaining = readCount(value);
        else if (what == "x-ratelimit-used")
            used = readCount(value);
        else if (what == "x-ratelimit-reset")
            limits.resetsIn = readWait(value, now);
    }
    if (limits.limit && *limits.limit < 1)
        limits.limit.reset();
    if (!limits.remaining && limits.limit && used)
        limits.remaining = std::max(0, *limits.limit - *used);
    return limits;
}

std::optional<std::chrono::milliseconds> readWait(const QByteArray &text, const QDateTime &now)
{
    constexpr double epochMilliseconds = 1e12; // larger ones cannot be seconds: that would be in 33,000 years
    constexpr double epochSeconds = 1e9; // larger ones cannot be a delta: that would be 31 years
    const auto nowMs = static_cast<double>(now.toMSecsSinceEpoch());
    if (const auto number = readNumber(text)) {
        if (*number < 0)
            return std::nullopt;
        if (*number > epochMilliseconds)
            return clamped(*number - nowMs);
        return clamped(*number > epochSeconds ? *number * 1000 - nowMs : *number * 1000);
    }
    QDateTime date = readHttpDate(text);
    if (!date.isValid())
        date = readIsoDate(QString::fromLatin1(text.trimmed()));
    if (!date.isValid())
        return std::nullopt;
    return clamped(static_cast<double>(now.msecsTo(date)));
}

QDateTime readHttpDate(const QByteArray &text)
{
    // RFC 9110, with English names whatever the locale. The pieces apart: as a whole Qt reads them as local time, in which
    // an hour of spring is missing.
    constexpr qsizetype dateLength = 16; // "Sun, 06 Nov 1994"
    const QString trimmed = QString::fromLatin1(text.trimmed());
    const QDate date = QLocale::c().toDate(trimmed.left(dateLength), QStringLiteral("ddd, dd MMM yyyy"));
    const QTime time = QTime::fromString(trimmed.mid(dateLength), QStringLiteral(" hh:mm:ss 'GMT'"));
    return date.isValid() && time.isValid() ? QDateTime(date, time, Qt::UTC) : QDateTime();
}

} // namespace embedscope
