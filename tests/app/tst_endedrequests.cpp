// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/endedrequests.h"
#include "models/exportcontent.h"
#include "models/taskwords.h"
#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestEndedRequests final : public QObject
{
    Q_OBJECT

private:
    static TaskRecord record()
    {
        TaskRecord record;
        record.id = *TaskId::fromString(u"64f8d2c7e4a1b37f8a9c5d12");
        return record;
    }
    static ExportEntry::Problem problemOf(const TaskRecord &record, FetchEnd end)
    {
        const auto content = exportContent(record, notAnswered(record, end, 1500ms));
        return std::holds_alternative<ExportEntry::Problem>(content) ? std::get<ExportEntry::Problem>(content)
                                                                     : ExportEntry::Problem{};
    }

private Q_SLOTS:
    void anAnswerStandsWhateverCameLater()
    {
        TaskRecord answered = record();
        answered.answer = AnswerBytes::fromMemory("{}");
        answered.problem = Failure{.kind = FailureKind::NotFound, .httpStatus = 404};
        for (const FetchEnd end : {FetchEnd::Complete, FetchEnd::TimedOut, FetchEnd::Interrupted})
            QVERIFY(std::holds_alternative<AnswerBytes>(exportContent(answered, notAnswered(answered, end, 1s))));
    }

    void theLastProblemStandsWhyeverItEnded()
    {
        TaskRecord failed = record();
        failed.problem = Failure{.kind = FailureKind::ServiceError, .httpStatus = 503, .detail = u"Busy."_s};
        for (const FetchEnd end : {FetchEnd::Complete, FetchEnd::TimedOut, FetchEnd::Interrupted}) {
            const auto problem = problemOf(failed, end);
            QCOMPARE(problem.kind, FailureKind::ServiceError);
            QCOMPARE(problem.httpStatus, std::optional(503));
            QVERIFY2(problem.message.contains("503"_L1), qPrintable(problem.message));
            QVERIFY2(problem.message.contains("Busy"_L1), qPrintable(problem.message));
        }
    }

    void whatWasNeverAnsweredSaysWhy()
    {
        QCOMPARE(problemOf(record(), FetchEnd::TimedOut).kind, FailureKind::Timeout);
        QVERIFY(problemOf(record(), FetchEnd::TimedOut).message.contains("1.5 s"_L1));
        QCOMPARE(problemOf(record(), FetchEnd::Interrupted).kind, FailureKind::Network);
        QCOMPARE(problemOf(record(), FetchEnd::Interrupted).message,
                 u"Not answered before the program was interrupted."_s);
        for (const FetchEnd end : {FetchEnd::TimedOut, FetchEnd::Interrupted})
            QCOMPARE(problemOf(record(), end).httpStatus, std::nullopt);
    }

    void whyTheServiceWasNotReachedStandsForThoseThatNobodyAskedFor()
    {
        const Failure page{.kind = FailureKind::NotTheService, .httpStatus = 200, .detail = u"a web page"_s};
        const ExportEntry::Problem problem = notAnswered(record(), FetchEnd::TimedOut, 1s, page);
        QCOMPARE(problem.kind, FailureKind::NotTheService);
        QCOMPARE(problem.httpStatus, std::optional(200));
        QVERIFY2(problem.message.contains("a web page"_L1), qPrintable(problem.message));
    }

    void noSentencePromisesMore()
    {
        for (int kind = 0; kind <= static_cast<int>(FailureKind::Cancelled); ++kind) {
            const QString sentence =
                endedSentence({.kind = static_cast<FailureKind>(kind), .httpStatus = 500}, record().id);
            QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
            QVERIFY2(!sentence.contains("by itself"_L1), qPrintable(sentence));
        }
    }
};

EMBEDSCOPE_TEST(TestEndedRequests)
#include "tst_endedrequests.moc"
