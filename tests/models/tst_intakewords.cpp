// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/intakewords.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// The sentences about opened files.
class TestIntakeWords final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneFile()
    {
        IntakeReport report{.files = 1, .addingFiles = 1, .name = u"film.json"_s, .added = 1};
        QCOMPARE(intakeSentence(report), u"1 task from file “film.json”."_s);
        report.added = 3;
        report.known = 1;
        report.faultTotal = 1;
        report.faultFiles = 1;
        report.firstFault = u"“film.json”, at byte 7: it was cut off."_s;
        QCOMPARE(intakeSentence(report),
                 u"3 tasks from file “film.json”. 1 was already here, and stays as it was. 1 place cannot be used: “film.json”, at "
                 "byte 7: it was cut off."_s);
        report.known = 2;
        report.faultTotal = 40;
        QVERIFY(intakeSentence(report).contains("2 were already here"_L1));
        QVERIFY(intakeSentence(report).contains(u"40 places cannot be used, first of all: “film.json”"_s));
        report = {.files = 1, .name = u"film.json"_s, .known = 2};
        QCOMPARE(intakeSentence(report), u"No new task from file “film.json”. 2 were already here, and stay as they were."_s);
        report = {.files = 1, .name = u"film.json"_s, .completed = 1};
        QVERIFY(intakeSentence(report).startsWith("1 task of the list had no final answer"_L1));
    }

    void severalFiles()
    {
        IntakeReport report{.files = 3, .addingFiles = 3, .name = u"a.json"_s, .added = 12, .completed = 1};
        report.withoutVectors = {u"b.json"_s};
        report.wasCancelled = true;
        const QString sentence = intakeSentence(report);
        QVERIFY(sentence.startsWith("12 tasks from 3 files."_L1));
        QVERIFY(sentence.contains("1 task of the list had no final answer"_L1));
        QVERIFY(sentence.contains(u"“b.json” was exported without vectors."_s));
        QVERIFY(sentence.contains("cancelled"_L1));
        QVERIFY(!sentence.contains(u'%'));
        report.completed = 2;
        QVERIFY(intakeSentence(report).contains("2 tasks of the list"_L1));
        report = {.files = 5, .addingFiles = 5, .added = 5, .withoutVectors = {u"a run.json"_s, u"b\n.json"_s, u"c.json"_s, u"d.json"_s}};
        QCOMPARE(intakeSentence(report),
                 u"5 tasks from 5 files. “a run.json” was exported without vectors. “b .json” was exported without vectors. "
                 "“c.json” was exported without vectors. So was 1 more file."_s);
        report.withoutVectors += u"e.json"_s;
        QVERIFY(intakeSentence(report).endsWith("So were 2 more files."_L1));
        report = {.files = 3, .addingFiles = 1, .name = u"a.json"_s, .added = 1, .known = 2};
        QVERIFY(intakeSentence(report).startsWith(u"1 task from 1 of 3 files, “a.json”. 2 were already here"_s));
        report = {.files = 3, .addingFiles = 2, .name = u"a.json"_s, .added = 7, .faultTotal = 3, .faultFiles = 2};
        QVERIFY(intakeSentence(report).startsWith("7 tasks from 2 of 3 files. 3 places in 2 files cannot be used, first"_L1));
    }

    void aHundredWrongFilesAreNoHundredSentences()
    {
        IntakeReport report;
        QCOMPARE(intakeSentence(report), QString()); // text only
        report.problems = {u"A."_s, u"B."_s, u"C."_s};
        QCOMPARE(intakeSentence(report), u"A. B. C."_s);
        report.problems += u"D."_s;
        QCOMPARE(intakeSentence(report), u"A. B. C. 1 more file could not be opened."_s);
        report.problems += u"E."_s;
        QVERIFY(intakeSentence(report).endsWith("2 more files could not be opened."_L1));
    }

    void progress()
    {
        FileIntake::Progress progress{.name = u"film\n.json"_s, .file = 1, .files = 1};
        QCOMPARE(intakeProgressText(progress), u"Looking for answers in “film .json”…"_s);
        progress.files = 3;
        progress.answersTotal = 10;
        progress.answersRead = 4;
        QCOMPARE(intakeProgressText(progress), u"Reading “film .json” (file 1 of 3): 4 of 10 answers…"_s);
    }
};

EMBEDSCOPE_TEST(TestIntakeWords)
#include "tst_intakewords.moc"
