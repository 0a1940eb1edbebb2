// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/checks.h"
#include "polling/ratelimits.h"

#include <QLocale>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace embedscope::fuzz {

namespace {

bool isWait(const std::optional<std::chrono::milliseconds> &wait)
{
    return !wait || (*wait >= 0ms && *wait <= 24h);
}

QString checkValue(const QByteArray &value, const QDateTime &now)
{
    if (const auto wait = readWait(value, now); !isWait(wait))
        return u"a wait of %1 ms"_s.arg(wait->count());
    const QDateTime date = readHttpDate(value);
    if (!date.isValid())
        return {};
    const QString again = QLocale::c().toString(date, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (date.timeSpec() != Qt::UTC || readHttpDate(again.toLatin1()) != date)
        return u"a date is not UTC, or is not read again from what it is: "_s + again;
    return {};
}

} // namespace

QString checkHeaders(const QByteArray &bytes)
{
    HttpAnswer answer;
    answer.receivedAt = QDateTime(QDate(2026, 3, 10), QTime(12, 0), Qt::UTC);
    for (const QByteArray &line : bytes.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.left(colon).trimmed();
        const QByteArray value = line.mid(colon + 1).trimmed();
        if (name.toLower() == "date")
            answer.date = value;
        else
            answer.rateHeaders.emplace_back(name, value);
        if (const QString broken = checkValue(value, answer.receivedAt); !broken.isEmpty())
            return broken;
    }
    const RateLimits limits = readRateLimits(answer);
    if (limits.limit && (*limits.limit < 1 || *limits.limit > 1'000'000))
        return u"a limit of %1"_s.arg(*limits.limit);
    if (limits.remaining && (*limits.remaining < 0 || *limits.remaining > 1'000'000))
        return u"%1 remain"_s.arg(*limits.remaining);
    if (!isWait(limits.resetsIn))
        return u"it resets in %1 ms"_s.arg(limits.resetsIn->count());
    return {};
}

} // namespace embedscope::fuzz
