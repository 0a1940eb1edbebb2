// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/isodate.h"

#include <QTimeZone>

#include <algorithm>
#include <optional>

namespace embedscope {

namespace {

/// Takes fixed pieces off the front of a text; after the first that does not fit, nothing fits any more.
class Taker final
{
public:
    explicit Taker(QStringView text) : m_rest(text) { }

    int digits(qsizetype count)
    {
        int value = 0;
        for (qsizetype i = 0; i < count; ++i)
            value = 10 * value + digit();
        return value;
    }
    int digit()
    {
        const bool fits = hasDigit();
        const int value = fits ? m_rest.front().unicode() - u'0' : 0;
        take(fits);
        return value;
    }
    bool hasDigit() const { return !m_rest.isEmpty() && m_rest.front() >= u'0' && m_rest.front() <= u'9'; }
    bool hasOneOf(QStringView characters) const
    {
        return !m_rest.isEmpty() && characters.contains(m_rest.front());
    }
    QChar oneOf(QStringView characters)
    {
        const QChar c = m_rest.isEmpty() ? QChar() : m_rest.front();
        take(hasOneOf(characters));
        return c;
    }
    bool isDone() const { return m_fits && m_rest.isEmpty(); }

private:
    void take(bool fits)
    {
        m_fits = m_fits && fits;
        m_rest = m_fits ? m_rest.sliced(1) : QStringView();
    }

    QStringView m_rest;
    bool m_fits = true;
};

int takeMilliseconds(Taker &taker)
{
    int milliseconds = 0;
    int weight = 100;
    do {
        milliseconds += weight * taker.digit();
        weight /= 10;
    } while (taker.hasDigit());
    return milliseconds;
}

} // namespace

QDateTime readIsoDate(QStringView text)
{
    Taker taker(text);
    const int year = taker.digits(4);
    taker.oneOf(u"-");
    const int month = taker.digits(2);
    taker.oneOf(u"-");
    const QDate date(year, month, taker.digits(2));
    taker.oneOf(u"Tt ");
    const int hour = taker.digits(2);
    taker.oneOf(u":");
    const int minute = taker.digits(2);
    taker.oneOf(u":");
    const int second = taker.digits(2);
    int milliseconds = 0;
    if (taker.hasOneOf(u".")) {
        taker.oneOf(u".");
        milliseconds = takeMilliseconds(taker);
    }
    int offsetMinutes = 0;
    const QChar sign = taker.oneOf(u"Zz+-");
    if (sign == u'+' || sign == u'-') {
        const int hours = taker.digits(2);
        taker.oneOf(u":");
        const int minutes = taker.digits(2);
        if (hours > 23 || minutes > 59)
            return {};
        offsetMinutes = (sign == u'-' ? -1 : 1) * (60 * hours + minutes);
    }
    // RFC 3339 allows the second 60 for a leap second; QTime does not know it.
    const int leap = second == 60 ? 1 : 0;
    const QTime time(hour, minute, second - leap, milliseconds);
    if (!taker.isDone() || !date.isValid() || !time.isValid())
        return {};
    return QDateTime(date, time, Qt::UTC).addSecs(leap - 60 * offsetMinutes);
}

} // namespace embedscope
