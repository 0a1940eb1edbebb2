// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/result.h"

#include "core/taskstatus.h"
#include "support/testprogram.h"

#include <QTest>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

class TestResult final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsAValue();
    void holdsAFailure();
    void movesTheValueOut();
    void settledStates();
};

void TestResult::holdsAValue()
{
    Result<QString> result(u"x"_s);
    QVERIFY(result.hasValue());
    QVERIFY(static_cast<bool>(result));
    QCOMPARE(*result, u"x"_s);
    QCOMPARE(result->size(), 1);
    result.value() = u"yz"_s;
    QCOMPARE(std::as_const(result).value(), u"yz"_s);
}

void TestResult::holdsAFailure()
{
    const Result<QString> result(Failure{.kind = FailureKind::TooLarge, .detail = u"why"_s});
    QVERIFY(!result.hasValue());
    QVERIFY(!result);
    QCOMPARE(result.failure().kind, FailureKind::TooLarge);
    QCOMPARE(result.failure().detail, u"why"_s);
    QVERIFY(!result.failure().httpStatus);
    QVERIFY(result.failure().bytes.isNull());
}

void TestResult::movesTheValueOut()
{
    Result<std::unique_ptr<int>> result(std::make_unique<int>(7));
    const std::unique_ptr<int> taken = std::move(*result);
    QCOMPARE(*taken, 7);
}

void TestResult::settledStates()
{
    for (const TaskState state : {TaskState::Waiting, TaskState::Processing})
        QVERIFY(!isSettled(state));
    for (const TaskState state : {TaskState::Ready, TaskState::Failed, TaskState::NotFound,
                                  TaskState::Unreadable, TaskState::WrongTask, TaskState::TooLarge})
        QVERIFY(isSettled(state));
}

} // namespace embedscope

EMBEDSCOPE_TEST(embedscope::TestResult)
#include "tst_result.moc"
