// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/exportrunner.h"

#include "support/testprogram.h"
#include "widgets/exportbar.h"
#include "widgets/exportjobs.h"
#include "widgets/servedfeed.h"

#include <QFile>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;

/// Exports as the window runs them: what goes in, how they end, and what the bar says of it.
class TestExportRunner final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    static ExportJob jobOf(int tasks, qsizetype bytes)
    {
        ExportJob job;
        job.exportedAt = QDateTime::currentDateTimeUtc();
        job.service = u"https://example.org/v1.3"_s;
        for (int number = 0; number < tasks; ++number)
            job.entries.push_back(
                {testId(number),
                 AnswerBytes::fromMemory(LoopbackServer::taskBody(
                     testId(number).toString(), "ready", ",\"pad\":\"" + QByteArray(bytes, 'x') + '"'))});
        return job;
    }

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void writesAndTells()
    {
        ExportRunner runner;
        ExportBar bar(runner);
        QSignalSpy shown(&bar, &ExportBar::showInFolderRequested);
        QSignalSpy finished(&runner, &ExportRunner::finished);
        const QString path = m_folder.filePath(u"out.json"_s);
        runner.start(jobOf(3, 10), path, false);
        QVERIFY(runner.isRunning());
        QVERIFY(bar.text().startsWith("Exporting to out.json"_L1));
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(!runner.isRunning());
        QVERIFY(QFile::exists(path));
        QVERIFY2(bar.text().startsWith("Exported 3 tasks to out.json"_L1), qPrintable(bar.text()));
        bar.findChild<QPushButton *>(u"showButton"_s)->click();
        QCOMPARE(shown.constFirst().constFirst().toString(), path);
    }

    void cancelLeavesTheOldFile()
    {
        const QString path = m_folder.filePath(u"old.json"_s);
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly));
        file.write("old");
        file.close();
        ExportRunner runner;
        ExportBar bar(runner);
        QSignalSpy finished(&runner, &ExportRunner::finished);
        runner.start(jobOf(200, 1'000'000), path, true);
        runner.cancel();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(finished.constFirst().constFirst().value<ExportOutcome>().kind,
                 ExportOutcome::Kind::Cancelled);
        QVERIFY(bar.text().startsWith("The export was cancelled."_L1));
        QVERIFY(file.open(QFile::ReadOnly));
        QCOMPARE(file.readAll(), "old");
    }

    void closingWhileWritingWaitsAndLeavesNothing()
    {
        const QString path = m_folder.filePath(u"half.json"_s);
        {
            ExportRunner runner;
            runner.start(jobOf(200, 1'000'000), path, false);
        }
        QVERIFY(!QFile::exists(path));
    }

    void aFailureSaysWhy()
    {
        ExportRunner runner;
        ExportBar bar(runner);
        QSignalSpy finished(&runner, &ExportRunner::finished);
        runner.start(jobOf(1, 1), m_folder.filePath(u"missing/out.json"_s), false);
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY2(bar.text().startsWith("The export to out.json failed: "_L1), qPrintable(bar.text()));
    }

    void everyTaskStandsInTheJobOnce()
    {
        ServedFeed served;
        served.serve(1, readyAnswer(1, 1));
        served.serve(2, "{}", 404);
        served.feed.add(std::array{testId(1), testId(2)});
        QTRY_COMPARE(served.stateOf(1), TaskState::Ready);
        QTRY_COMPARE(served.stateOf(2), TaskState::NotFound);
        served.feed.setPaused(true);
        served.feed.add(std::array{testId(3)});
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const ExportJob job = makeExportJob(served.feed, std::array{0, 1, 2}, ExportFormat::Json, {}, now);
        QCOMPARE(job.entries.size(), size_t(3));
        QCOMPARE(std::get<AnswerBytes>(job.entries[0].content).head(10'000), readyAnswer(1, 1));
        const auto &missing = std::get<ExportEntry::Problem>(job.entries[1].content);
        QCOMPARE(missing.kind, FailureKind::NotFound);
        QCOMPARE(missing.httpStatus, 404);
        const auto &unasked = std::get<ExportEntry::Problem>(job.entries[2].content);
        QVERIFY(!unasked.httpStatus);
        QVERIFY(unasked.message.contains("had not answered"_L1));
        QCOMPARE(job.service, served.server.baseUrl());
    }

    void theServiceIsTheOneThatAnswered()
    {
        ServedFeed served;
        served.feed.setPaused(true);
        served.feed.add(std::array{testId(1), testId(2)});
        const auto answeredBy = [&](int number, const QString &service) {
            served.feed.list().edit(served.feed.list().rowOf(testId(number)), [&](TaskRecord &record) {
                record.answer = AnswerBytes::fromMemory(readyAnswer(number, 1));
                record.origin = {false, service};
            });
        };
        const auto service = [&](std::initializer_list<int> rows) {
            return makeExportJob(served.feed, std::vector<int>(rows), ExportFormat::Json, {}, QDateTime::currentDateTimeUtc()).service;
        };
        answeredBy(1, u"https://before.example/v1"_s); // the settings name another one by now
        QCOMPARE(service({0}), u"https://before.example/v1"_s);
        QCOMPARE(service({1}), served.server.baseUrl());
        QCOMPARE(service({0, 1}), QString()); // one alone would be wrong
        answeredBy(2, u"https://before.example/v1"_s);
        QCOMPARE(service({0, 1}), u"https://before.example/v1"_s);
    }

    void whatIsFromAFileIsExportedAsItStoodThere()
    {
        ServedFeed served;
        TaskRecord answer;
        answer.id = testId(1);
        answer.state = TaskState::Processing;
        answer.answer = AnswerBytes::fromMemory(processingAnswer(1));
        answer.origin = {true, u"a.json"_s};
        answer.summary.findings = {{.kind = FindingKind::VectorsLeftOut}};
        TaskRecord problem;
        problem.id = testId(2);
        problem.state = TaskState::Unreadable;
        problem.problem = Failure{.kind = FailureKind::Timeout, .detail = u"The file's own sentence."_s};
        problem.origin = answer.origin;
        served.feed.takeFromFile({answer, problem});
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const ExportJob job = makeExportJob(served.feed, std::array{0, 1}, ExportFormat::Json, {}, now);
        QCOMPARE(std::get<AnswerBytes>(job.entries[0].content).head(10'000), processingAnswer(1));
        QVERIFY(job.entries[0].lacksVectors);
        const auto &told = std::get<ExportEntry::Problem>(job.entries[1].content);
        QCOMPARE(told.kind, FailureKind::Timeout);
        QCOMPARE(told.message, u"The file's own sentence."_s);
        QCOMPARE(job.service, QString()); // which one it was, the files do not say
    }

    void aDroppedAnswerIsAProblemThatSaysSo()
    {
        ServedFeed served;
        served.serve(1, readyAnswer(1, 1));
        served.feed.add(std::array{testId(1)});
        QTRY_COMPARE(served.stateOf(1), TaskState::Ready);
        served.feed.list().edit(0, [](TaskRecord &record) {
            record.answer = {};
            record.dropped = DroppedAnswer{QDateTime::currentDateTimeUtc(), DroppedAnswer::Cause::Limit};
        });
        const ExportJob job =
            makeExportJob(served.feed, std::array{0}, ExportFormat::Json, {}, QDateTime::currentDateTimeUtc());
        const auto &dropped = std::get<ExportEntry::Problem>(job.entries.at(0).content);
        QVERIFY(!dropped.httpStatus);
        QVERIFY(dropped.message.contains("archive's limit"_L1));
        QVERIFY(dropped.message.contains("could not be exported"_L1));
    }

    void jsonLinesSaysWhatItLeavesOut()
    {
        const ExportOutcome outcome{ExportOutcome::Kind::Written, {}, 10, 1, 2};
        QCOMPARE(exportSentence(outcome, ExportFormat::JsonLines, u"/a/b.jsonl"_s),
                 u"Exported 1 task to b.jsonl (10 bytes). JSON Lines has no place for the 2 problems."_s);
    }
};

EMBEDSCOPE_TEST(TestExportRunner)
#include "tst_exportrunner.moc"
