// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/ratelimits.h"

#include "support/testprogram.h"

#include <QScopeGuard>
#include <QTest>

#include <ctime>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// What headers say, in every form that services were seen to use.
class TestRateLimits final : public QObject
{
    Q_OBJECT

private:
    static inline const QDateTime now = QDateTime(QDate(2026, 11, 23), QTime(10, 0), Qt::UTC);
    static RateLimits read(std::vector<std::pair<QByteArray, QByteArray>> headers, const QByteArray &date = {})
    {
        HttpAnswer answer;
        answer.rateHeaders = std::move(headers);
        answer.receivedAt = now;
        answer.date = date;
        return readRateLimits(answer);
    }

private Q_SLOTS:
    void namesWithAndWithoutRequest()
    {
        const RateLimits expected{60, 38, 20s};
        QCOMPARE(read({{"X-Ratelimit-Limit", "60"}, {"X-Ratelimit-Remaining", "38"}, {"X-RateLimit-Reset", "20"}}),
                 expected);
        QCOMPARE(read({{"x-ratelimit-request-limit", "60"},
                       {"x-ratelimit-request-remaining", "38"},
                       {"x-ratelimit-request-reset", "20"},
                       {"x-ratelimit-duration-reset", "9999"}}),
                 expected);
        QCOMPARE(read({{"X-Ratelimit-Limit", "60"}, {"X-Ratelimit-Used", "22"}}).remaining, 38);
    }

    void resets_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("ms"); // -1: nothing
        const qint64 epoch = now.toSecsSinceEpoch();
        QTest::newRow("seconds from now") << QByteArray("42") << qint64(42'000);
        QTest::newRow("epoch seconds") << QByteArray::number(epoch + 30) << qint64(30'000);
        QTest::newRow("epoch milliseconds") << QByteArray::number(epoch * 1000 + 1500) << qint64(1500);
        QTest::newRow("HTTP date") << QByteArray("Mon, 23 Nov 2026 10:01:00 GMT") << qint64(60'000);
        QTest::newRow("ISO date") << QByteArray("2026-11-23T10:00:05Z") << qint64(5000);
        QTest::newRow("past") << QByteArray::number(epoch - 10) << qint64(0);
        QTest::newRow("absurdly far") << QByteArray("999999999") << qint64(24 * 3600 * 1000);
        QTest::newRow("negative") << QByteArray("-5") << qint64(-1);
        QTest::newRow("a word") << QByteArray("soon") << qint64(-1);
        QTest::newRow("nan") << QByteArray("nan") << qint64(-1);
        QTest::newRow("empty") << QByteArray() << qint64(-1);
    }
    void resets()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, ms);
        const auto resets = read({{"X-Ratelimit-Reset", text}}).resetsIn;
        QCOMPARE(resets.value_or(std::chrono::milliseconds(-1)).count(), ms);
    }

    void theServicesOwnClockCounts()
    {
        // Our clock is an hour behind: the answer's Date says what the service means.
        const QByteArray reset = QByteArray::number(now.toSecsSinceEpoch() + 3600 + 15);
        QCOMPARE(read({{"X-Ratelimit-Reset", reset}}, "Mon, 23 Nov 2026 11:00:00 GMT").resetsIn, 15s);
    }

    /// On this date the clocks of Berlin go from 2:00 to 3:00.
    void aDateInTheHourThatSummerTimeSkips()
    {
        const QByteArray zone = qgetenv("TZ");
        const auto restore = qScopeGuard([&zone] {
            if (zone.isNull())
                qunsetenv("TZ");
            else
                qputenv("TZ", zone);
            tzset();
        });
        qputenv("TZ", "Europe/Berlin");
        tzset();
        const QDateTime date = readHttpDate("Sun, 28 Mar 2027 02:30:00 GMT");
        QCOMPARE(date, QDateTime(QDate(2027, 3, 28), QTime(2, 30), Qt::UTC));
        QCOMPARE(date.toSecsSinceEpoch(), 1'806'201'000);
        QVERIFY(!readHttpDate("Sun, 28 Mar 2027 02:30:00").isValid());
    }

    void nonsenseSaysNothing()
    {
        QVERIFY(read({}).isEmpty());
        QVERIFY(read({{"X-Ratelimit-Limit", "many"}, {"X-Ratelimit-Remaining", "-1"}}).isEmpty());
        QVERIFY(!read({{"X-Ratelimit-Limit", "0"}}).limit);
    }

    void retryAfter_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<qint64>("ms");
        QTest::newRow("seconds") << QByteArray(" 7 ") << qint64(7000);
        QTest::newRow("zero") << QByteArray("0") << qint64(0);
        QTest::newRow("epoch") << QByteArray::number(now.toSecsSinceEpoch() + 30) << qint64(30'000);
        QTest::newRow("epoch in milliseconds") << QByteArray::number(now.toMSecsSinceEpoch() + 30) << qint64(30);
        QTest::newRow("epoch, long past") << QByteArray("1764580000") << qint64(0);
        QTest::newRow("epoch, in years") << QByteArray("1999999999") << qint64(24 * 3600 * 1000);
        QTest::newRow("a moment, never earlier") << QByteArray("0.0001") << qint64(1);
        QTest::newRow("ISO date") << QByteArray("2026-11-23T10:00:05Z") << qint64(5000);
        QTest::newRow("negative") << QByteArray("-1") << qint64(-1);
        QTest::newRow("huge") << QByteArray("1000000000") << qint64(24 * 3600 * 1000);
        QTest::newRow("date") << QByteArray("Mon, 23 Nov 2026 10:00:09 GMT") << qint64(9000);
        QTest::newRow("past date") << QByteArray("Mon, 23 Nov 2026 09:00:00 GMT") << qint64(0);
        QTest::newRow("a word") << QByteArray("soon") << qint64(-1);
        QTest::newRow("absent") << QByteArray() << qint64(-1);
    }
    void retryAfter()
    {
        QFETCH(QByteArray, header);
        QFETCH(qint64, ms);
        QCOMPARE(readWait(header, now).value_or(std::chrono::milliseconds(-1)).count(), ms);
    }
};

EMBEDSCOPE_TEST(TestRateLimits)
#include "tst_ratelimits.moc"
