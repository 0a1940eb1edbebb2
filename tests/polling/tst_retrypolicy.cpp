// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/retrypolicy.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace std::chrono_literals;

class TestRetryPolicy final : public QObject
{
    Q_OBJECT

private:
    static RetryDecision decide(FailureKind kind, int tries, double random = 0.5,
                                std::optional<std::chrono::milliseconds> retryAfter = {})
    {
        return decideAfterFailure(Failure{.kind = kind, .retryAfter = retryAfter}, tries, random);
    }

private Q_SLOTS:
    void threeInARowSettle_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("state");
        const auto row = [](const char *name, FailureKind kind, TaskState state) {
            QTest::newRow(name) << static_cast<int>(kind) << static_cast<int>(state);
        };
        row("not found", FailureKind::NotFound, TaskState::NotFound);
        row("unreadable", FailureKind::Unreadable, TaskState::Unreadable);
        row("wrong task", FailureKind::WrongTask, TaskState::WrongTask);
    }
    void threeInARowSettle()
    {
        QFETCH(int, kind);
        QFETCH(int, state);
        for (int tries = 1; tries <= 2; ++tries) {
            const auto decision = decide(static_cast<FailureKind>(kind), tries);
            QVERIFY(decision.wait && !decision.settled && !decision.cycleOver);
        }
        const auto decision = decide(static_cast<FailureKind>(kind), 3);
        QVERIFY(!decision.wait && decision.cycleOver);
        QCOMPARE(static_cast<int>(*decision.settled), state);
    }

    void tooLargeIsNotDownloadedAgain()
    {
        QCOMPARE(*decide(FailureKind::TooLarge, 1).settled, TaskState::TooLarge);
    }

    void theServicesOwnRefusalSettlesToo()
    {
        Failure refused{.kind = FailureKind::ServiceError, .httpStatus = 400, .serviceCode = QStringLiteral("parameter_invalid")};
        QVERIFY(decideAfterFailure(refused, 2, 0.5).wait);
        QCOMPARE(*decideAfterFailure(refused, 3, 0.5).settled, TaskState::Refused);
        QVERIFY(!isFault(refused));
        refused.serviceCode.clear(); // whoever that was
        QVERIFY(!decideAfterFailure(refused, 3, 0.5).settled);
        for (const int passing : {408, 425, 500, 503}) {
            const Failure failure{.kind = FailureKind::ServiceError, .httpStatus = passing, .detail = QStringLiteral("Busy.")};
            QVERIFY(isFault(failure) && !decideAfterFailure(failure, 3, 0.5).settled);
        }
    }

    void transientOnesAreAskedForEver()
    {
        for (const FailureKind kind : {FailureKind::Network, FailureKind::ServiceError, FailureKind::Timeout,
                                       FailureKind::RateLimited, FailureKind::NotTheService, FailureKind::Redirect}) {
            for (int tries = 1; tries <= 1000; ++tries) {
                const auto decision = decide(kind, tries);
                QVERIFY(decision.wait && !decision.settled && !decision.standstill);
                QCOMPARE(decision.cycleOver, tries % 3 == 0);
            }
        }
    }

    void refusedKeysStopEverything()
    {
        for (const FailureKind kind : {FailureKind::Unauthorized, FailureKind::Forbidden}) {
            const auto decision = decide(kind, 1);
            QVERIFY(decision.standstill && !decision.wait && !decision.settled);
        }
    }

    void waitsDoubleWithinBounds()
    {
        for (int tries = 1; tries <= 2000; ++tries) {
            const auto shortest = *decide(FailureKind::Network, tries, 0).wait;
            const auto longest = *decide(FailureKind::Network, tries, 1).wait;
            QCOMPARE(shortest, 500ms);
            QCOMPARE(longest, std::min<std::chrono::milliseconds>(30s, tries < 7 ? 500ms * (1 << tries) : 30s));
        }
    }

    void neverEarlierThanTold()
    {
        QCOMPARE(*decide(FailureKind::RateLimited, 1, 0, 90s).wait, 90s);
        QCOMPARE(*decide(FailureKind::ServiceError, 1, 0, 90s).wait, 90s);
        // A wait that the service asks for can only lengthen ours.
        QCOMPARE(*decide(FailureKind::Network, 10, 1, 1s).wait, 30s);
    }
};

EMBEDSCOPE_TEST(TestRetryPolicy)
#include "tst_retrypolicy.moc"
