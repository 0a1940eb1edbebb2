// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/answerjudge.h"

#include "support/testprogram.h"

#include <QTest>

#include <algorithm>

using namespace embedscope;
using namespace std::chrono_literals;

class TestAnswerJudge final : public QObject
{
    Q_OBJECT

private:
    const TaskId m_id = *TaskId::fromString(u"64f8d2c7e4a1b37f8a9c5d12");

    static HttpAnswer answer(int status, const QByteArray &body, const QByteArray &retryAfter = {})
    {
        return {.status = status,
                .body = AnswerBytes::fromMemory(body),
                .retryAfter = retryAfter,
                .date = {},
                .rateHeaders = {},
                .redirectTarget = QStringLiteral("https://elsewhere/"),
                .receivedAt = QDateTime::fromString(QStringLiteral("2026-11-23T10:00:00Z"), Qt::ISODate)};
    }

private Q_SLOTS:
    void statuses_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("kind");
        const auto row = [](int status, FailureKind kind) { QTest::addRow("%d", status) << status << static_cast<int>(kind); };
        row(204, FailureKind::ServiceError);
        row(206, FailureKind::ServiceError);
        row(302, FailureKind::Redirect);
        row(400, FailureKind::ServiceError);
        row(401, FailureKind::Unauthorized);
        row(403, FailureKind::Forbidden);
        row(404, FailureKind::NotFound);
        row(408, FailureKind::ServiceError);
        row(429, FailureKind::RateLimited);
        row(500, FailureKind::ServiceError);
        row(503, FailureKind::ServiceError);
    }
    void statuses()
    {
        QFETCH(int, status);
        QFETCH(int, kind);
        const auto judged = judgeAnswer(answer(status, R"({"code":"c","message":"m"})"), m_id);
        QVERIFY(!judged);
        QCOMPARE(static_cast<int>(judged.failure().kind), kind);
        QCOMPARE(*judged.failure().httpStatus, status);
        QCOMPARE(judged.failure().detail, status == 302 ? QStringLiteral("https://elsewhere/") : QStringLiteral("m"));
        QCOMPARE(judged.failure().serviceCode, QStringLiteral("c"));
    }

    void a200CountsOnlyIfItReadsAndIsOurs()
    {
        const auto good = judgeAnswer(answer(200, R"({"_id":"64f8d2c7e4a1b37f8a9c5d12","status":"processing"})"), m_id);
        QVERIFY(good);
        QCOMPARE((*good)->state, TaskState::Processing);
        const auto other = judgeAnswer(answer(200, R"({"_id":"000000000000000000000000","status":"ready"})"), m_id);
        QCOMPARE(other.failure().kind, FailureKind::WrongTask);
        const auto cut = judgeAnswer(answer(200, "{\"_id\":\"64f8d2c7e4a1"), m_id);
        QCOMPARE(cut.failure().kind, FailureKind::Unreadable);
        QCOMPARE(*cut.failure().httpStatus, 200);
        QCOMPARE(cut.failure().bytes.head(6), QByteArray("{\"_id\""));
    }

    void whatIsNotTheServiceSaysNothingOfTaskOrKey()
    {
        for (const int status : {200, 401, 403, 404, 503}) {
            const HttpAnswer page = answer(status, "<html><title>Hotel</title>", "7200");
            for (const Failure &failure : {judgeAnswer(page, m_id).failure(), judgePageAnswer(page).failure()}) {
                QCOMPARE(failure.kind, FailureKind::NotTheService);
                QCOMPARE(*failure.httpStatus, status);
                QCOMPARE(failure.detail, QStringLiteral("a web page titled “Hotel”"));
                QCOMPARE(*failure.retryAfter, 60s); // it is not the service that asks to wait
            }
        }
    }

    void aRepeatedKeyIsAFinding()
    {
        HttpAnswer holding = answer(200, R"({"_id":"64f8d2c7e4a1b37f8a9c5d12","status":"processing"})");
        holding.holdsKey = true;
        const auto judged = judgeAnswer(holding, m_id);
        QVERIFY(judged);
        QVERIFY(std::ranges::any_of((*judged)->findings, [](const Finding &finding) { return finding.kind == FindingKind::HoldsKey; }));
    }

    void retryAfter_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<qint64>("ms"); // -1: none
        QTest::newRow("seconds") << QByteArray("7") << qint64(7000);
        QTest::newRow("zero") << QByteArray("0") << qint64(0);
        QTest::newRow("negative") << QByteArray("-1") << qint64(-1);
        QTest::newRow("huge") << QByteArray("1e9") << qint64(86'400'000);
        QTest::newRow("nan") << QByteArray("nan") << qint64(-1);
        QTest::newRow("word") << QByteArray("soon") << qint64(-1);
        QTest::newRow("absent") << QByteArray() << qint64(-1);
        QTest::newRow("date") << QByteArray("Mon, 23 Nov 2026 10:01:30 GMT") << qint64(90'000);
        QTest::newRow("past") << QByteArray("Mon, 23 Nov 2026 09:00:00 GMT") << qint64(0);
    }
    void retryAfter()
    {
        QFETCH(QByteArray, header);
        QFETCH(qint64, ms);
        const auto judged = judgeAnswer(answer(429, {}, header), m_id);
        const auto wait = judged.failure().retryAfter;
        QCOMPARE(wait ? qint64{wait->count()} : qint64{-1}, ms);
    }

    void theBodysWaitCountsToo()
    {
        const auto judged
            = judgeAnswer(answer(429, R"({"error":{"code":"RATE_LIMIT_EXCEEDED","details":{"retryAfter":"42"}}})", "7"), m_id);
        QCOMPARE(*judged.failure().retryAfter, std::chrono::milliseconds(42s));
    }
};

EMBEDSCOPE_TEST(TestAnswerJudge)
#include "tst_answerjudge.moc"
