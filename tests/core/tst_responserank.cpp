// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/responserank.h"

#include "support/testprogram.h"

#include <QTest>

#include <random>

using namespace embedscope;

/// Which of two responses about a task is kept.
class TestResponseRank final : public QObject
{
    Q_OBJECT

private:
    static ResponseRank rank(TaskState state, int usable, int items, bool hasBytes = true)
    {
        TaskSummary summary;
        summary.vectors = items;
        if (usable > 0)
            summary.norms = {{QStringLiteral("visual"), usable - usable / 2, 1, 1, 1}, {QString(), usable / 2, 1, 1, 1}};
        return ResponseRank::of(state, summary, hasBytes);
    }

private Q_SLOTS:
    void inOrder()
    {
        // Each outranks all before it.
        const std::vector<ResponseRank> ascending{rank(TaskState::Processing, 0, 0), rank(TaskState::Failed, 0, 0, false),
                                                  rank(TaskState::Failed, 0, 0),     rank(TaskState::Ready, 0, 0, false),
                                                  rank(TaskState::Ready, 0, 0),      rank(TaskState::Ready, 9, 9, false),
                                                  rank(TaskState::Ready, 0, 9),      rank(TaskState::Ready, 1, 9),
                                                  rank(TaskState::Ready, 8, 9),      rank(TaskState::Ready, 9, 9)};
        for (size_t i = 0; i < ascending.size(); ++i) {
            for (size_t j = 0; j < ascending.size(); ++j)
                QVERIFY2((ascending[i] <=> ascending[j]) == (i <=> j), qPrintable(QStringLiteral("%1 %2").arg(i).arg(j)));
        }
    }

    void whatIsAsGoodIsEqual()
    {
        for (const TaskState open : {TaskState::Waiting, TaskState::NotFound, TaskState::Unreadable, TaskState::WrongTask, TaskState::TooLarge})
            QCOMPARE(rank(open, 0, 0), rank(TaskState::Processing, 3, 3));
        QCOMPARE(rank(TaskState::Failed, 2, 2), rank(TaskState::Failed, 0, 0));
        QCOMPARE(rank(TaskState::Ready, 5, 9), rank(TaskState::Ready, 5, 5)); // broken items more or less
    }

    void anyThreeHaveAnOrder()
    {
        std::mt19937 random(1);
        const auto below = [&random](int end) { return std::uniform_int_distribution<int>(0, end - 1)(random); };
        const auto any = [&] { return rank(TaskState(below(taskStateTotal)), below(3), below(3), below(2) == 0); };
        for (int i = 0; i < 20'000; ++i) {
            const ResponseRank a = any();
            const ResponseRank b = any();
            const ResponseRank c = any();
            QVERIFY(a == a);
            QVERIFY(a <= b || b <= a);
            QVERIFY(!(a <= b && b <= c) || a <= c);
        }
    }
};

EMBEDSCOPE_TEST(TestResponseRank)
#include "tst_responserank.moc"
