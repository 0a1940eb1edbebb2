// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/recordchanges.h"

#include "store/filetasks.h"
#include "store/savedtask.h"
#include "store/tasklist.h"
#include "support/testprogram.h"

#include <QTest>

#include <array>
#include <random>

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

    /// Of any state, with any number of vectors, usable or not.
    static EmbeddingTask anyAnswer(const auto &below)
    {
        EmbeddingTask task;
        task.state = std::array{TaskState::Processing, TaskState::Ready, TaskState::Ready, TaskState::Failed}[size_t(below(4))];
        task.modalities = {u"visual"_s};
        task.scopes = {u"clip"_s};
        for (int i = below(4); i > 0; --i) {
            Segment segment;
            if (below(3) > 0)
                segment.norm = 1;
            task.segments.push_back(segment);
        }
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
        QVERIFY(!recordchanges::answered(record, answerOf(TaskState::Failed), AnswerBytes::fromMemory("three"), {}, u"other"_s));
        QCOMPARE(record.state, TaskState::Ready);
        QCOMPARE(record.worse->state, TaskState::Failed);
        QVERIFY(recordchanges::answered(record, answerOf(TaskState::Ready), AnswerBytes::fromMemory("four"), {}, u"other"_s));
        QCOMPARE(record.answer.head(10), QByteArray("four")); // one that is as good counts
        QVERIFY(!record.worse);
    }

    void whateverComesWhatIsKnownNeverGetsWorse_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 500; ++seed)
            QTest::addRow("%d", seed) << seed;
    }
    void whateverComesWhatIsKnownNeverGetsWorse()
    {
        QFETCH(int, seed);
        std::mt19937 random(static_cast<unsigned>(seed));
        const auto below = [&random](int end) { return std::uniform_int_distribution<int>(0, end - 1)(random); };
        const TaskId id = *TaskId::fromString(u"task"_s);
        TaskList list;
        list.add(std::array{id}, QDateTime::currentDateTimeUtc(), {});
        const auto edit = [&list](const auto &change) { list.edit(0, change); };
        const auto anyRecord = [&](int number) {
            const EmbeddingTask task = anyAnswer(below);
            TaskRecord record;
            record.id = id;
            record.state = task.state;
            record.statusText = task.statusText;
            record.summary = summarize(task);
            record.answer = AnswerBytes::fromMemory(QByteArray::number(number));
            return record;
        };
        for (int step = 0; step < 60; ++step) {
            const TaskRecord before = list.at(0);
            bool isTaken = false;
            bool isNoted = false;
            std::optional<bool> isWatched; // where that is for certain
            TaskRecord other = anyRecord(step);
            switch (below(7)) {
            case 0:
            case 1:
            case 2: {
                const EmbeddingTask task = anyAnswer(below);
                other.state = task.state;
                other.summary = summarize(task);
                const auto next = isSettled(task.state) ? std::nullopt : std::optional(MonotonicClock::now());
                edit([&](TaskRecord &record) { isTaken = recordchanges::answered(record, task, other.answer, next, {}); });
                isNoted = !isTaken;
                if (!list.at(0).origin.isFile)
                    isWatched = !isSettled(task.state) && !before.hasVectors();
                QCOMPARE(isTaken, other.rank() >= before.rank());
                break;
            }
            case 3: {
                RetryDecision decision;
                decision.settled = std::array{TaskState::NotFound, TaskState::Unreadable, TaskState::WrongTask, TaskState::TooLarge}[size_t(below(4))];
                edit([&](TaskRecord &record) { recordchanges::failed(record, {.kind = FailureKind::NotFound}, decision, 3, {}); });
                isWatched = false;
                break;
            }
            case 4: // by a file
                isTaken = !mergeFileTasks(list, {other}).completed.empty();
                break;
            case 5: // an earlier run had this one
                edit([&](TaskRecord &record) { recordchanges::returned(record, other); });
                isTaken = list.at(0).answer.isSameAs(other.answer);
                isNoted = isTaken && !before.answer.isNull();
                break;
            case 6: // as the next run of the program finds it
                if (!before.answer.isNull())
                    edit([&](TaskRecord &record) {
                        record = fromSaved(toSaved(record, 1));
                        record.answer = before.answer;
                    });
                QCOMPARE(list.at(0).worse, before.worse);
                isWatched = before.isOpen();
                break;
            }
            const TaskRecord &now = list.at(0);
            QVERIFY(now.rank() >= before.rank());
            QVERIFY(isTaken || now.answer.isSameAs(before.answer));
            QVERIFY(isTaken || !hasEnded(before.state) || (now.state == before.state && now.summary == before.summary));
            QVERIFY(!isNoted || now.worse);
            QCOMPARE(now.isOpen(), isWatched.value_or(now.isOpen()));
            QCOMPARE(now.isOpen(), list.openTotal() == 1);
            QVERIFY(now.isOpen() || !now.nextPoll);
        }
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
