// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/diagnosis.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestDiagnosis final : public QObject
{
    Q_OBJECT

private:
    static TaskRecord record(TaskState state, std::optional<Failure> problem = std::nullopt)
    {
        TaskRecord record;
        record.id = *TaskId::fromString(u"64f8d2c7e4a1b37f8a9c5d12");
        record.state = state;
        record.problem = std::move(problem);
        record.firstSeen = QDateTime(QDate(2026, 11, 23), QTime(10, 0), Qt::UTC);
        return record;
    }

private Q_SLOTS:
    void everyProblemIsExplained()
    {
        QSet<QString> told;
        for (int kind = 0; kind <= static_cast<int>(FailureKind::Cancelled); ++kind) {
            const auto diagnosis =
                diagnose(record(TaskState::Waiting, Failure{.kind = static_cast<FailureKind>(kind), .httpStatus = 500}));
            QVERIFY(diagnosis.has_value());
            for (const QString &sentence : {diagnosis->what, diagnosis->lasting, diagnosis->fault, diagnosis->nextStep})
                QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
            QVERIFY2(!told.contains(diagnosis->what), qPrintable(diagnosis->what)); // all are different
            told.insert(diagnosis->what);
        }
    }

    void aProblemFromAFilePromisesNothing()
    {
        TaskRecord task = record(TaskState::Unreadable, Failure{.kind = FailureKind::Timeout, .detail = u"It was late."_s});
        task.origin = {true, u"film.json"_s};
        const auto diagnosis = diagnose(task);
        QCOMPARE(diagnosis->what, u"It was late."_s); // the file's own words
        QVERIFY(diagnosis->lasting.contains("not asked"_L1));
        QVERIFY(diagnosis->fault.contains("film.json"_L1));
        QVERIFY(!diagnosis->nextStep.contains("Ctrl+R"_L1) && diagnosis->nextStep.contains("Ctrl+N"_L1));
        const QString report = problemReport(task, u"https://service"_s, task.firstSeen);
        QVERIFY(report.contains("File: film.json\n"_L1) && report.contains("Kind: timeout\n"_L1));
        QVERIFY(!report.contains("https://service"_L1));
    }

    // What happened, whether it passes, and what to do: one must not say the opposite of another.
    void noDiagnosisContradictsItself()
    {
        for (int kind = 0; kind <= static_cast<int>(FailureKind::Cancelled); ++kind) {
            for (const std::optional<int> status : {std::optional<int>(), std::optional(204), std::optional(304), std::optional(418), std::optional(503)}) {
                const bool isNetwork = kind == static_cast<int>(FailureKind::Network);
                for (int mark = 0; mark < (isNetwork ? 3 : 1); ++mark) {
                    const Failure failure{.kind = static_cast<FailureKind>(kind), .httpStatus = status, .detail = {}, .isUntrusted = mark == 1, .isOfDisk = mark == 2};
                    const auto diagnosis = diagnose(record(TaskState::Processing, failure));
                    const bool isNothingToDo = diagnosis->nextStep.startsWith("Nothing needs to be done"_L1);
                    const bool isCertain = !diagnosis->lasting.startsWith("That is not certain"_L1);
                    const bool asksForHelp = diagnosis->what.contains("Check "_L1) || diagnosis->what.contains("Sign in"_L1);
                    QVERIFY2(!isCertain || !isNothingToDo || !asksForHelp, qPrintable(diagnosis->what));
                    QVERIFY2(!isCertain || isNothingToDo == (diagnosis->lasting == "It passes by itself."_L1), qPrintable(diagnosis->what + diagnosis->nextStep));
                }
            }
        }
    }

    void aWorseResponseIsExplained()
    {
        TaskRecord task = record(TaskState::Ready);
        task.worse = WorseResponse{task.firstSeen, TaskState::Ready, u"ready"_s, 0, {}};
        const auto diagnosis = diagnose(task);
        QVERIFY(diagnosis && diagnosis->what.contains("is kept."_L1));
        QVERIFY(problemReport(task, u"https://service"_s, task.firstSeen).contains("Later response: On "_L1));
        task.state = TaskState::Failed;
        QVERIFY(diagnose(task)->what.startsWith("The task failed"_L1));
        task.worse->state = TaskState::Processing; // it is watched again
        QVERIFY(!diagnose(task));
    }

    void whereNothingIsWrongThereIsNothingToExplain()
    {
        QVERIFY(!diagnose(record(TaskState::Ready)));
        QVERIFY(!diagnose(record(TaskState::Processing)));
        QVERIFY(!diagnose(record(TaskState::Waiting)));
    }

    void aFailedTaskNamesTheMedia()
    {
        TaskRecord failed = record(TaskState::Failed);
        failed.summary.errorMessage = u"We could not process your media for embedding. Please verify the input file."_s;
        QVERIFY(diagnose(failed)->fault.contains("media"_L1));
        QVERIFY(diagnose(failed)->what.endsWith(u"verify the input file.”"_s)); // one full stop
        failed.summary.errorMessage = u"The embedding service is temporarily unstable. Please try again later."_s;
        QVERIFY(diagnose(failed)->fault.contains("service"_L1));
        QVERIFY(diagnose(failed)->nextStep.contains("create the task again"_L1));
        failed.summary.errorMessage = u"unknown"_s;
        QVERIFY(diagnose(failed)->what.endsWith(u"“unknown”."_s));
    }

    void theReportHoldsTheFactsAndNoKey()
    {
        const TaskRecord task = record(
            TaskState::Unreadable,
            Failure{.kind = FailureKind::Unreadable,
                    .httpStatus = 200,
                    .detail = u"at byte 7, x-api-key: tlk_0123456789ABCDEFGHIJKLMNOPQR was not expected"_s,
                    .bytes = AnswerBytes::fromMemory(QByteArray(1234, 'x'))});
        const QString report = problemReport(task, u"https://x.example/v1"_s, task.firstSeen.addSecs(60));
        for (const auto &part : {u"64f8d2c7e4a1b37f8a9c5d12"_s, u"https://x.example/v1"_s, u"HTTP status: 200"_s,
                                 u"2026-11-23T10:01:00Z"_s, u"1.2 kB"_s, u"Next step: "_s})
            QVERIFY2(report.contains(part), qPrintable(part));
        QVERIFY(!report.contains("0123456789ABCDEFGH"_L1));
    }
};

EMBEDSCOPE_TEST(TestDiagnosis)
#include "tst_diagnosis.moc"
