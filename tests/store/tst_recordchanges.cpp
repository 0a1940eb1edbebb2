// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/recordchanges.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// What each thing that polling tells leaves in a record.
class TestRecordChanges final : public QObject
{
    Q_OBJECT

private:
    static TaskRecord failedOnce()
    {
        TaskRecord record;
        record.id = *TaskId::fromString(u"task"_s);
        record.state = TaskState::Processing;
        record.statusText = u"queued"_s;
        record.underWay = true;
        RetryDecision again;
        again.wait = std::chrono::seconds(5);
        recordchanges::failed(record, {.kind = FailureKind::Network, .isOfDisk = true}, again, 2,
                              MonotonicClock::now() + std::chrono::seconds(5));
        return record;
    }
    static ListedTask listedAs(TaskState state, const QString &text)
    {
        ListedTask listed;
        listed.id = *TaskId::fromString(u"task"_s);
        listed.state = state;
        listed.statusText = text;
        listed.file = u"film.mp4"_s;
        return listed;
    }
    static EmbeddingTask answerOf(TaskState state)
    {
        EmbeddingTask task;
        task.state = state;
        return task;
    }

private Q_SLOTS:
    void aFailureStaysUntilTheListSaysThatItGoesOn()
    {
        TaskRecord record = failedOnce();
        QVERIFY(record.problem && !record.underWay && record.nextPoll);
        QCOMPARE(record.tries, 2);
        const ListedTask ended = listedAs(TaskState::Ready, u"ready"_s);
        QVERIFY(recordchanges::isNews(record, ended, false)); // the file's name
        recordchanges::listed(record, ended, false);
        QVERIFY(record.problem && record.nextPoll);
        QCOMPARE(record.tries, 2);
        QCOMPARE(record.state, TaskState::Processing); // until its own answer is here
        QCOMPARE(record.statusText, u"queued"_s);
        QCOMPARE(record.summary.file, u"film.mp4"_s);
        QVERIFY(!recordchanges::isNews(record, ended, false));
        const ListedTask goesOn = listedAs(TaskState::Processing, u"indexing"_s);
        QVERIFY(recordchanges::isNews(record, goesOn, true));
        recordchanges::listed(record, goesOn, true);
        QVERIFY(!record.problem && !record.nextPoll && record.viaList);
        QCOMPARE(record.tries, 0);
        QCOMPARE(record.statusText, u"indexing"_s);
    }

    void whatHasEndedStaysEnded()
    {
        TaskRecord record = failedOnce();
        QVERIFY(recordchanges::answered(record, answerOf(TaskState::Ready), AnswerBytes::fromMemory("one"), {}, u"service"_s));
        QVERIFY(!record.problem && record.settledAt.isValid());
        QCOMPARE(record.origin.name, u"service"_s);
        const QDateTime settledAt = record.settledAt;
        QVERIFY(!recordchanges::answered(record, answerOf(TaskState::Processing), AnswerBytes::fromMemory("two"), {}, u"other"_s));
        QCOMPARE(record.state, TaskState::Ready);
        QCOMPARE(record.answer.head(10), QByteArray("one"));
        QCOMPARE(record.settledAt, settledAt);
        RetryDecision given;
        given.settled = TaskState::NotFound;
        recordchanges::failed(record, {.kind = FailureKind::NotFound}, given, 3, {});
        QCOMPARE(record.state, TaskState::Ready);
        QVERIFY(record.problem);
        QVERIFY(recordchanges::answered(record, answerOf(TaskState::Failed), AnswerBytes::fromMemory("three"), {}, u"other"_s));
        QCOMPARE(record.state, TaskState::Failed); // an answer that is as final counts
    }

    void aReturningRecordKeepsWhatWasWantedJustNow()
    {
        TaskRecord known = failedOnce();
        known.underWay = true;
        TaskRecord saved;
        saved.id = known.id;
        saved.state = TaskState::Ready;
        saved.isPaused = true;
        saved.label = u"mine"_s;
        recordchanges::returned(known, saved);
        QCOMPARE(known.label, u"mine"_s);
        QVERIFY(!known.isPaused && !known.underWay && !known.nextPoll); // it has ended: nothing is sent any more
        known = failedOnce();
        known.underWay = true;
        saved.state = TaskState::Processing;
        recordchanges::returned(known, saved);
        QVERIFY(known.underWay && known.nextPoll);
    }
};

EMBEDSCOPE_TEST(TestRecordChanges)
#include "tst_recordchanges.moc"
