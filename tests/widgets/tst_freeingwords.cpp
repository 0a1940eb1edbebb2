// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/freeingwords.h"

#include "store/tasklist.h"
#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// What is said before answers are removed.
class TestFreeingWords final : public QObject
{
    Q_OBJECT

private:
    const QDateTime m_now = QDateTime(QDate(2026, 11, 23), QTime(10, 0), Qt::UTC);

    static TaskId id(int number) { return *TaskId::fromString(u"task%1"_s.arg(number)); }
    static ArchiveModel::Row row(int number, bool isKept = false)
    {
        return {.answer = {id(number), QByteArray(8, 'a'), 2'000'000, 1'000'000, true},
                .storedAt = {},
                .place = TaskKeeper::Place::InUse,
                .file = {},
                .isKept = isKept};
    }
    void add(TaskList &list, int number, const QDateTime &createdAt)
    {
        list.add(std::array{id(number)}, m_now);
        list.edit(list.rowOf(id(number)), [&](TaskRecord &record) {
            record.state = TaskState::Ready;
            record.summary.createdAt = createdAt;
        });
    }

private Q_SLOTS:
    void saysWhatIsLostForGood()
    {
        TaskList list;
        add(list, 1, m_now.addDays(-1));
        add(list, 2, m_now.addDays(-8));
        add(list, 3, m_now.addDays(-5));
        const FreeingQuestion all = freeingQuestion({row(1), row(2, true), row(3), row(4)}, list, m_now);
        QCOMPARE(all.question, u"Remove 4 answers from the archive, which frees 4.0 MB?"_s);
        QVERIFY(all.consequences.contains("1 answer is lost for good: the service does not have it"_L1));
        QVERIFY(all.consequences.contains("1 answer may be lost for good"_L1)); // without a task
        QVERIFY(all.consequences.contains("2 answers can be fetched again with Ask Again, the first of them for another 2 d 0 h"_L1));
        QVERIFY(all.consequences.contains("1 of them is marked as kept."_L1));
        QVERIFY(all.consequences.contains("cannot be undone"_L1));
    }

    void oneThatTheServiceStillHas()
    {
        TaskList list;
        add(list, 1, m_now.addDays(-1));
        const FreeingQuestion one = freeingQuestion({row(1)}, list, m_now);
        QCOMPARE(one.question, u"Remove 1 answer from the archive, which frees 1.0 MB?"_s);
        QVERIFY(one.consequences.startsWith("1 answer can be fetched again with Ask Again, for another 6 d 0 h."_L1));
        QVERIFY(!one.consequences.contains("lost"_L1));
    }

    void whatTheServiceHasForgottenIsLost()
    {
        TaskList list;
        add(list, 1, m_now.addDays(-1));
        list.edit(0, [](TaskRecord &record) { record.problem = Failure{.kind = FailureKind::NotFound, .httpStatus = 404}; });
        QVERIFY(freeingQuestion({row(1)}, list, m_now).consequences.contains("lost for good"_L1));
    }

    void whatCameFromAFileIsNoneOfTheServices()
    {
        TaskList list;
        add(list, 1, m_now.addDays(-1));
        list.edit(0, [](TaskRecord &record) { record.origin.isFile = true; });
        QVERIFY(freeingQuestion({row(1)}, list, m_now).consequences.startsWith("1 answer came from a file"_L1));
    }
};

EMBEDSCOPE_TEST(TestFreeingWords)
#include "tst_freeingwords.moc"
