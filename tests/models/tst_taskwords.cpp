// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/taskwords.h"

#include "support/testprogram.h"
#include "support/widetask.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <numeric>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

TaskId someId()
{
    return *TaskId::fromString(u"6650f1c2ab34de56f7890123"_s);
}

TaskRecord recordIn(TaskState state, const QString &statusText = {})
{
    TaskRecord record;
    record.id = someId();
    record.state = state;
    record.statusText = statusText;
    return record;
}

QString sentenceOf(FailureKind kind, std::optional<int> httpStatus = {}, const QString &detail = {})
{
    return failureSentence({.kind = kind, .httpStatus = httpStatus, .detail = detail}, someId());
}

bool isWholeSentence(const QString &text)
{
    return text.size() > 15 && text.front().isUpper() && text.endsWith(u'.') && !text.contains(u'%')
        && !text.contains(u"  "_s) && !text.contains(u".."_s);
}

} // namespace

class TstTaskWords final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statesHaveTheContractsWords();
    void anUnknownStatusIsShownAsSent();
    void everyFailureHasItsOwnSentence();
    void failuresNameWhatMatters();
    void problemsOfRecords();
    void whatCameLaterAndIsWorseIsTold();
    void adviceForFailedTasks();
    void everyFindingHasASentence();
    void findingsCountAndPlace();
    void times_data();
    void times();
    void durations_data();
    void durations();
    void sizes_data();
    void sizes();
    void norms();
    void textFromOutsideStaysOnOneLine();
    void toolTipsCannotBeMarkup();
    void toolTipsHaveLinesThatCanBeRead();
    void whatIsFromAFileSaysSo();
    void ofVeryManyNamesTheFirstAreListed();
};

void TstTaskWords::statesHaveTheContractsWords()
{
    QCOMPARE(stateWord(recordIn(TaskState::Waiting)), u"waiting"_s);
    QCOMPARE(stateWord(recordIn(TaskState::Processing, u"processing"_s)), u"processing"_s);
    QCOMPARE(stateWord(recordIn(TaskState::Ready, u"ready"_s)), u"ready"_s);
    QCOMPARE(stateWord(recordIn(TaskState::Failed, u"failed"_s)), u"failed"_s);
    QCOMPARE(stateWord(recordIn(TaskState::NotFound)), u"not found"_s);
    QCOMPARE(stateWord(recordIn(TaskState::Unreadable)), u"unreadable"_s);
    QCOMPARE(stateWord(recordIn(TaskState::WrongTask)), u"wrong task"_s);
    QCOMPARE(stateWord(recordIn(TaskState::TooLarge)), u"too large"_s);
    QCOMPARE(stateTitle(recordIn(TaskState::NotFound)), u"Not found"_s);
    QCOMPARE(stateTitle(recordIn(TaskState::Processing, u"processing"_s)), u"Processing"_s);
}

void TstTaskWords::anUnknownStatusIsShownAsSent()
{
    QCOMPARE(stateWord(recordIn(TaskState::Processing, u"queued"_s)), u"queued"_s);
    QCOMPARE(stateTitle(recordIn(TaskState::Processing, u"queued"_s)), u"queued"_s);
    QCOMPARE(stateTitle(recordIn(TaskState::Processing, {})), u"Processing"_s);
    QCOMPARE_LE(stateTitle(recordIn(TaskState::Processing, QString(100'000, u'x'))).size(), 64);
}

void TstTaskWords::everyFailureHasItsOwnSentence()
{
    QStringList sentences;
    for (int kind = static_cast<int>(FailureKind::NotFound); kind <= static_cast<int>(FailureKind::Cancelled);
         ++kind) {
        const QString sentence = sentenceOf(static_cast<FailureKind>(kind), 200, u"what was said."_s);
        QVERIFY2(isWholeSentence(sentence), qPrintable(sentence));
        sentences.append(sentence);
    }
    QCOMPARE(sentences.removeDuplicates(), 0);
}

void TstTaskWords::failuresNameWhatMatters()
{
    QVERIFY(sentenceOf(FailureKind::NotFound, 404).contains(u"7 days"_s));
    QVERIFY(sentenceOf(FailureKind::Unauthorized, 401).contains(u"refused the API key"_s));
    QVERIFY(
        sentenceOf(FailureKind::Unauthorized).contains(u"TWELVELABS_API_KEY"_s)); // no key: how to give one
    QVERIFY(sentenceOf(FailureKind::Redirect, 302, u"https://elsewhere.example/x"_s)
                .contains(u"(https://elsewhere.example/x)"_s));
    QVERIFY(sentenceOf(FailureKind::ServiceError, 503, u"Down for repairs."_s)
                .contains(u"HTTP 503 (Down for repairs). The fault is not yours"_s));
    QVERIFY(sentenceOf(FailureKind::ServiceError, 418).contains(u"HTTP 418"_s));
    QVERIFY(!sentenceOf(FailureKind::ServiceError, 418).contains(u"trouble"_s));
    QVERIFY(
        sentenceOf(FailureKind::Unreadable, 200, u"byte 17: no value"_s).contains(u"(byte 17: no value)"_s));
    QVERIFY(sentenceOf(FailureKind::Unreadable, 200).contains(u"not kept any more"_s));
    QVERIFY(failureSentence({.kind = FailureKind::Unreadable, .bytes = AnswerBytes::fromMemory("{")}, {}).contains(u"looked at"_s));
    QVERIFY(sentenceOf(FailureKind::NotTheService, 511, u"a web page titled “Hotel”"_s)
                .contains(u"responded: a web page titled “Hotel” (HTTP 511). "_s));
    QVERIFY(isWholeSentence(sentenceOf(FailureKind::NotTheService)));
    QVERIFY(sentenceOf(FailureKind::WrongTask, 200).contains(someId().toString()));
    QVERIFY(sentenceOf(FailureKind::TooLarge, 200, u"2147483648"_s).contains(u"(2.1 GB)"_s));
    QVERIFY(!sentenceOf(FailureKind::TooLarge, 200).contains(u'('));

    const Failure limited{
        .kind = FailureKind::RateLimited, .httpStatus = 429, .retryAfter = std::chrono::seconds(75)};
    QVERIFY(failureSentence(limited, someId()).contains(u"after the 1 min 15 s"_s));
    QVERIFY(isWholeSentence(sentenceOf(FailureKind::RateLimited, 429)));
    const Failure days{.kind = FailureKind::RateLimited, .httpStatus = 429, .retryAfter = std::chrono::hours(24)};
    QVERIFY(failureSentence(days, someId()).contains(u"a day or longer"_s)); // it may have said a week
    // Neither a redirect nor a refusal.
    for (const Failure &odd : {Failure{.kind = FailureKind::Redirect, .httpStatus = 304}, Failure{.kind = FailureKind::ServiceError, .httpStatus = 204}}) {
        for (const QString &sentence : {failureSentence(odd, someId()), endedSentence(odd, someId())}) {
            QVERIFY(sentence.startsWith(u"The service responded with HTTP %1, which is no result."_s.arg(*odd.httpStatus)));
            QVERIFY(isWholeSentence(sentence));
        }
    }
}

void TstTaskWords::problemsOfRecords()
{
    QCOMPARE(problemSentence(recordIn(TaskState::Waiting)), QString());
    QCOMPARE(problemSentence(recordIn(TaskState::Ready)), QString());

    TaskRecord failed = recordIn(TaskState::Failed);
    failed.summary.errorMessage = u"Something odd."_s;
    QVERIFY(problemSentence(failed).startsWith(u"The service says: “Something odd.” "_s));
    failed.summary.errorMessage.clear();
    QVERIFY(problemSentence(failed).contains(u"gave no reason"_s));
    QVERIFY(isWholeSentence(problemSentence(failed)));

    // A problem is told before an older answer, and that the answer is still there.
    TaskRecord ready = recordIn(TaskState::Ready);
    ready.problem = Failure{.kind = FailureKind::NotFound, .httpStatus = 404};
    QVERIFY(problemSentence(ready).endsWith(u"The answer that came before is kept."_s));
    TaskRecord open = recordIn(TaskState::Processing);
    open.problem = ready.problem;
    QCOMPARE(problemSentence(open), failureSentence(*open.problem, open.id));
}

void TstTaskWords::whatCameLaterAndIsWorseIsTold()
{
    TaskRecord record;
    record.state = TaskState::Ready;
    record.summary.norms = {{u"visual"_s, 1200, 1, 1, 1}};
    record.summary.vectors = 1200;
    QVERIFY(problemSentence(record).isEmpty());
    const QDateTime at(QDate(2026, 12, 1), QTime(12, 30), Qt::LocalTime);
    const auto said = [&](TaskState state, int vectors, const QString &status, const QString &message = {}) {
        record.worse = WorseResponse{at.toUTC(), state, status, vectors, message};
        return problemSentence(record);
    };
    QCOMPARE(said(TaskState::Ready, 0, u"ready"_s),
             u"On 2026-12-01 12:30 the service returned the task without usable vectors. The better response from before is kept."_s);
    QVERIFY(said(TaskState::Ready, 7, u"ready"_s).contains("7 instead of 1200 usable vectors."_L1));
    QVERIFY(said(TaskState::Failed, 0, u"failed"_s, u"No.\nReally."_s).contains("the task failed (No. Really)."_L1));
    QVERIFY(said(TaskState::Processing, 0, {}).contains(u"“processing” again."_s));
    QVERIFY(said(TaskState::Processing, 0, u"queued"_s).contains(u"“queued” again."_s));
    // What goes on again is no problem any more; what was wrong with it is named all the same.
    record.state = TaskState::Failed;
    record.summary.errorMessage = u"No."_s;
    QCOMPARE(stateWord(record), u"queued"_s);
    QCOMPARE(problemSentence(record), u"It had failed (No). Since 2026-12-01 12:30 the service works on it again."_s);
    record.state = TaskState::Ready;
    record.summary = {};
    QCOMPARE(said(TaskState::Processing, 0, {}), u"It was ready without embeddings. Since 2026-12-01 12:30 the service works on it again."_s);
    QCOMPARE(stateTitle(record), u"Processing"_s);
}

void TstTaskWords::adviceForFailedTasks()
{
    const QString transient =
        failedTaskAdvice(u"The embedding service is temporarily unstable. Please try again later."_s);
    QVERIFY(transient.contains(u"create the task again"_s));
    QCOMPARE(failedTaskAdvice(u"The embedding task failed. Please try again later."_s), transient);
    const QString file = failedTaskAdvice(
        u"We could not process your media for embedding. Please verify the input file and try again."_s);
    QVERIFY(file.contains(u"media file"_s));
    const QString unknown = failedTaskAdvice(u"E_WHATEVER"_s);
    QCOMPARE_NE(file, transient);
    QCOMPARE_NE(unknown, transient);
    QCOMPARE_NE(unknown, file);
    QCOMPARE(failedTaskAdvice({}), unknown);
}

void TstTaskWords::everyFindingHasASentence()
{
    QStringList ones;
    for (int kind = static_cast<int>(FindingKind::NoEmbeddings);
         kind <= static_cast<int>(FindingKind::OlderForm); ++kind) {
        Finding finding{.kind = static_cast<FindingKind>(kind), .count = 1, .detail = u"fused"_s};
        const QString one = findingSentence(finding);
        QVERIFY2(isWholeSentence(one) || one.startsWith(u'“'), qPrintable(one));
        ones.append(one);
        finding.count = 12;
        const QString many = findingSentence(finding);
        QVERIFY2(many == one || many.contains(u"12"_s),
                 qPrintable(many)); // the same where a count says nothing
        QVERIFY2(!many.contains(u'%'), qPrintable(many));
    }
    QCOMPARE(ones.removeDuplicates(), 0);
}

void TstTaskWords::findingsCountAndPlace()
{
    QCOMPARE(findingSentence({.kind = FindingKind::VectorEmpty, .count = 1, .firstPosition = 7}),
             u"One vector is empty. It is data[7]."_s);
    QCOMPARE(findingSentence({.kind = FindingKind::VectorEmpty, .count = 3, .firstPosition = 0}),
             u"3 vectors are empty. The first is data[0]."_s);
    QCOMPARE(findingSentence({.kind = FindingKind::ModalityNotDelivered, .detail = u"transcription"_s}),
             u"“transcription” was asked for, and not one vector of it came."_s);
    QCOMPARE(findingSentence({.kind = FindingKind::DuplicateKey, .count = 2, .detail = u"%1 \n%2"_s}),
             u"The key “%1 %2” stands twice in 2 objects; the last one counts."_s);
}

void TstTaskWords::times_data()
{
    QTest::addColumn<double>("sec");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << 0.0 << u"0:00:00.000"_s;
    QTest::newRow("usual") << 3723.45 << u"1:02:03.450"_s;
    QTest::newRow("rounds up") << 59.9996 << u"0:01:00.000"_s;
    QTest::newRow("long") << 360'000.0 << u"100:00:00.000"_s;
    QTest::newRow("negative") << -1.5 << u"-0:00:01.500"_s;
    QTest::newRow("negative zero") << -0.0001 << u"0:00:00.000"_s;
    QTest::newRow("nan") << std::nan("") << u"—"_s;
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << u"—"_s;
    QTest::newRow("absurd") << 1e300 << u"1e+300 s"_s;
}

void TstTaskWords::times()
{
    QFETCH(double, sec);
    QTEST(timeText(sec), "text");
}

void TstTaskWords::durations_data()
{
    QTest::addColumn<double>("sec");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << 0.0 << u"0 s"_s;
    QTest::newRow("seconds") << 12.0 << u"12 s"_s;
    QTest::newRow("carries over") << 59.7 << u"1 min 0 s"_s;
    QTest::newRow("minutes") << 200.0 << u"3 min 20 s"_s;
    QTest::newRow("hours") << 7500.0 << u"2 h 5 min"_s;
    QTest::newRow("days") << 6 * 86400.0 + 7300 << u"6 d 2 h"_s;
    QTest::newRow("negative") << -1.0 << u"—"_s;
    QTest::newRow("nan") << std::nan("") << u"—"_s;
    QTest::newRow("absurd") << 1e300 << u"—"_s;
}

void TstTaskWords::durations()
{
    QFETCH(double, sec);
    QTEST(durationText(sec), "text");
}

void TstTaskWords::sizes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << qint64(0) << u"0 bytes"_s;
    QTest::newRow("one") << qint64(1) << u"1 byte"_s;
    QTest::newRow("last byte") << qint64(999) << u"999 bytes"_s;
    QTest::newRow("kilo") << qint64(1000) << u"1.0 kB"_s;
    QTest::newRow("no 1000.0 kB") << qint64(999'999) << u"1.0 MB"_s;
    QTest::newRow("mega") << qint64(12'400'000) << u"12.4 MB"_s;
    QTest::newRow("giga") << qint64(2'147'483'648) << u"2.1 GB"_s;
    QTest::newRow("beyond") << qint64(5'000'000'000'000'000) << u"5000.0 TB"_s;
}

void TstTaskWords::sizes()
{
    QFETCH(qint64, bytes);
    QTEST(bytesText(bytes), "text");
}

void TstTaskWords::norms()
{
    QCOMPARE(normText(0.999871), u"0.99987"_s);
    QCOMPARE(normText(0), u"0.00000"_s);
    QCOMPARE(normText(1e-9), u"1e-09"_s);
    QCOMPARE(normText(1e200), u"1e+200"_s);
    QCOMPARE(normText(std::nan("")), u"—"_s);
}

void TstTaskWords::textFromOutsideStaysOnOneLine()
{
    QCOMPARE(oneLine(u" a\n\tb  c "_s), u"a b c"_s);
    QCOMPARE(oneLine(u"abcdef"_s, 4), u"abc…"_s);
    QCOMPARE(oneLine(u"abcd"_s, 4), u"abcd"_s);
    QCOMPARE(oneLine(u"ab😀cd"_s, 4), u"ab…"_s); // not half of it
    QCOMPARE(oneLine(u"gpj\u202Eexe\x07"_s), u"gpj\uFFFDexe\uFFFD"_s);
    QCOMPARE(oneLine(QString(10'000'000, u'x')).size(), 200);
    QCOMPARE(modalityTitle({}), u"unnamed"_s);
    QCOMPARE(modalityTitle(u"fused"_s), u"fused"_s);
}

void TstTaskWords::toolTipsCannotBeMarkup()
{
    QCOMPARE(toolTipText({}), QString());
    QCOMPARE(toolTipText(u"<img src=x>"_s), u"<img src=x>"_s); // shown as it is: no tool tip is markup
}

void TstTaskWords::toolTipsHaveLinesThatCanBeRead()
{
    QCOMPARE(toolTipText(u"one\ntwo"_s), u"one\ntwo"_s);
    const QString wrapped = toolTipText(u"seven w "_s.repeated(30));
    QCOMPARE(QString(wrapped).replace(u'\n', u' '), u"seven w "_s.repeated(30).trimmed());
    for (const QString &line : wrapped.split(u'\n'))
        QVERIFY(line.size() <= 90);
    QCOMPARE(toolTipText(QString(100, u'x')), QString(90, u'x') + u'\n' + QString(10, u'x')); // one word
    const QString faces = QStringLiteral("\U0001F600").repeated(100);
    QCOMPARE(toolTipText(u'x' + faces).remove(u'\n'), u'x' + faces); // no character is cut in half
    QVERIFY(toolTipText(QString(5'000'000, u'x')).size() < 2100);
    QVERIFY(toolTipText(u"x\n"_s.repeated(1'000'000)).size() < 4100);
    QVERIFY(toolTipText(QString(5'000'000, u'x')).endsWith(u'…'));
    QCOMPARE(toolTipText(u"a\u202eb"_s), u"a\ufffdb"_s); // nor is the direction of writing turned
}

void TstTaskWords::whatIsFromAFileSaysSo()
{
    TaskRecord record = recordIn(TaskState::Processing);
    QCOMPARE(originText(record), QString());
    record.origin = {true, u"a\nb.json"_s};
    QCOMPARE(originText(record), u"from file “a b.json”"_s);
    QCOMPARE(stateTitle(record), u"Was processing"_s);
    record.state = TaskState::Ready;
    QCOMPARE(stateTitle(record), u"Ready"_s);
    record.origin.name.clear();
    QCOMPARE(originText(record), u"from a file"_s);

    record.state = TaskState::Unreadable;
    record.problem = Failure{.kind = FailureKind::RateLimited, .httpStatus = 429};
    QCOMPARE(stateWord(record), u"no answer"_s);
    QVERIFY(!problemSentence(record).contains("by itself"_L1)); // nothing goes on
    record.problem->detail = u"The file's own sentence."_s;
    QCOMPARE(problemSentence(record), u"The file's own sentence."_s);
    QCOMPARE(endedSentence(record), u"The file's own sentence."_s);
    record.problem->kind = FailureKind::Unreadable;
    QCOMPARE(stateWord(record), u"unreadable"_s);

    QVERIFY(lostAnswerSentence(record, {.kind = FailureKind::Network}).contains("open the file again"_L1));
    record.archived = ArchivedAnswer();
    QVERIFY(!lostAnswerSentence(record, {.kind = FailureKind::Network}).contains("open the file again"_L1));
}

void TstTaskWords::ofVeryManyNamesTheFirstAreListed()
{
    QCOMPARE(modalitiesText(test::manyNames(u"m"_s, 3)), u"m0, m1, m2"_s);
    QCOMPARE(modalitiesText(test::manyNames(u"m"_s, 5000)),
             u"m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11 and 4,988 more"_s);
    QCOMPARE(dimensionsText({128, 512}, u" or "_s), u"128 or 512"_s);
    QList<quint32> dimensions(100'000);
    std::iota(dimensions.begin(), dimensions.end(), 1U);
    QCOMPARE(dimensionsText(dimensions), u"1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 99,988 more"_s);
}

EMBEDSCOPE_TEST(TstTaskWords)
#include "tst_taskwords.moc"
