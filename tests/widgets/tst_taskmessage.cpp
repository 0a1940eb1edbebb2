// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/taskmessage.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// The sentences that stand where charts cannot.
class TestTaskMessage final : public QObject
{
    Q_OBJECT

private:
    const QDateTime m_now = QDateTime(QDate(2026, 11, 23), QTime(10, 0), Qt::UTC);
    const MonotonicTime m_clock = MonotonicTime(1h);

    TaskRecord record(TaskState state) const
    {
        TaskRecord record;
        record.id = *TaskId::fromString(u"67ca93a989d8a564e80dc3ba");
        record.state = state;
        record.firstSeen = m_now.addSecs(-200);
        return record;
    }
    TaskMessage message(const TaskRecord &of, const PollingState &polling = {}) const
    {
        return messageFor(of, polling, m_now, m_clock);
    }

private Q_SLOTS:
    void processingSaysHowLongAndWhatComesNext()
    {
        TaskRecord task = record(TaskState::Processing);
        task.statusText = u"processing"_s;
        task.nextPoll = m_clock + 4s;
        QCOMPARE(message(task).headline, u"Processing for 3 min 20 s"_s);
        QCOMPARE(message(task).detail, u"It is asked again in 4 s."_s);
        task.nextPoll.reset();
        QVERIFY(message(task, {.paused = true}).detail.contains("paused"_L1));
        QVERIFY(message(task, {.stopped = true}).detail.contains("stopped"_L1));
        task.underWay = true;
        QVERIFY(message(task).detail.contains("being asked now"_L1));
        task.receivedBytes = 12'000'000;
        QVERIFY(message(task).detail.contains("12.0 MB"_L1));
    }

    void whatIsFromAFilePromisesNoPoll()
    {
        TaskRecord task = record(TaskState::Processing);
        task.origin = {true, u"film.json"_s};
        QCOMPARE(message(task).headline, u"Processing, when the file was written"_s);
        QVERIFY(message(task).detail.contains("not asked"_L1));
        QVERIFY(!message(task).canAskAgain);
        task.statusText = u"queued"_s;
        QCOMPARE(message(task).headline, u"“queued”, when the file was written"_s);
        QCOMPARE(factsText(task), u"from file “film.json”"_s);
        task.state = TaskState::NotFound;
        task.problem = Failure{.kind = FailureKind::NotFound, .detail = u"No such task."_s};
        QCOMPARE(message(task, {.paused = true}).detail, u"No such task."_s);
        QVERIFY(!message(task).canAskAgain && message(task).canExplain);
        task.state = TaskState::Ready;
        task.problem.reset();
        QVERIFY(!message(task).canAskAgain);
    }

    void anUnknownStatusIsSaidAsItCame()
    {
        TaskRecord task = record(TaskState::Processing);
        task.statusText = u"queued"_s;
        QCOMPARE(message(task).headline, u"“queued” for 3 min 20 s"_s);
    }

    void whatHasEndedOffersWhatHelps()
    {
        TaskRecord failed = record(TaskState::Failed);
        failed.summary.errorMessage =
            u"The embedding service is temporarily unstable. Please try again later."_s;
        QVERIFY(message(failed).detail.contains("temporarily unstable"_L1));
        QVERIFY(!message(failed).canAskAgain); // it does not change any more
        TaskRecord missing = record(TaskState::NotFound);
        missing.problem = Failure{.kind = FailureKind::NotFound, .httpStatus = 404};
        QCOMPARE(message(missing).headline, u"Not found"_s);
        QVERIFY(message(missing).detail.contains("7 days"_L1));
        QVERIFY(message(missing).canAskAgain);
    }

    void aDroppedAnswerSaysWhyAndHowToGetItBack()
    {
        TaskRecord task = record(TaskState::Ready);
        task.dropped = DroppedAnswer{m_now.addSecs(-3600), DroppedAnswer::Cause::Limit};
        task.summary.createdAt = m_now.addDays(-2);
        TaskMessage said = message(task);
        QCOMPARE(said.headline, u"The answer is not in the archive any more"_s);
        QVERIFY(said.detail.contains("The archive's limit, which is in the settings, removed its answer on "_L1));
        QVERIFY(said.detail.contains("Ask Again fetches it: the service keeps it for another 5 d 0 h."_L1));
        QVERIFY(said.canAskAgain);
        task.underWay = true;
        QVERIFY(message(task).detail.contains("being asked for it now"_L1));
        task.underWay = false;
        task.dropped->cause = DroppedAnswer::Cause::User;
        QVERIFY(message(task).detail.contains("to free space"_L1));
        task.summary.createdAt = m_now.addDays(-8);
        said = message(task);
        QVERIFY(said.detail.contains("cannot be fetched again"_L1));
        QVERIFY(!said.canAskAgain);
        task.summary.createdAt = {};
        QVERIFY(message(task).detail.contains("if the service still has it"_L1));
        task.problem = Failure{.kind = FailureKind::NotFound, .httpStatus = 404}; // asked again too late
        task.wasSeen = true;
        QVERIFY(message(task).detail.contains("does not have this task any more"_L1));
        QVERIFY(!message(task).detail.contains("is kept"_L1)); // it is not
        task.origin.isFile = true;
        QVERIFY(message(task).detail.contains("open that again"_L1));
    }

    void readyWithoutVectors()
    {
        TaskRecord empty = record(TaskState::Ready);
        empty.summary.findings.push_back({FindingKind::NoEmbeddings});
        QCOMPARE(message(empty).headline, u"Ready, but without embeddings"_s);
        QVERIFY(!message(empty).detail.isEmpty());
    }

    void factsInOneLine()
    {
        TaskRecord task = record(TaskState::Ready);
        TaskSummary &summary = task.summary;
        QCOMPARE(factsText(task), QString());
        summary.inputType = u"video"_s;
        summary.durationSec = 720;
        summary.clips = 1;
        summary.vectors = 3;
        summary.dimensions = {512, 1024};
        QCOMPARE(factsText(task),
                 u"video  ·  0:12:00.000  ·  1 clip  ·  3 vectors  ·  512 or 1024 numbers each"_s);
    }
};

EMBEDSCOPE_TEST(TestTaskMessage)
#include "tst_taskmessage.moc"
