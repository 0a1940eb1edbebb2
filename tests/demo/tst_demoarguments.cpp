// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoarguments.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestDemoArguments final : public QObject
{
    Q_OBJECT

private:
    /// What was read; a default one and the sentence where that failed.
    static DemoArguments read(const QString &line, QString *sentence = nullptr)
    {
        const auto result = readDemoArguments(line.split(u' ', Qt::SkipEmptyParts));
        if (const auto *const bad = std::get_if<QString>(&result)) {
            if (sentence)
                *sentence = *bad;
            else
                QTest::qFail(qPrintable(*bad), __FILE__, __LINE__);
            return {};
        }
        return std::get<DemoArguments>(result);
    }

private Q_SLOTS:
    void nothingIsTheDefault()
    {
        const DemoArguments read = this->read(u""_s);
        QCOMPARE(read.port, quint16(0));
        QVERIFY(!read.untilStdinCloses && !read.printsCrowd);
        QCOMPARE(read.options.key, QByteArray("demo"));
        QCOMPARE(read.options.crowd, 0);
        QVERIFY(!read.options.faults.ratePerMinute && !read.options.faults.hasNoList);
        QCOMPARE(read.options.faults.percentInAll(), 0);
        QCOMPARE(read.options.faults.delay, 0ms);
    }

    void allOptions()
    {
        const DemoArguments read = this->read(
            u"--port 80 --until-stdin-closes --print-crowd --crowd=20000 --seed 18446744073709551615 "
            "--key tlk_a=b --fault rate=60 --fault=error=1 --fault cut=2 --fault drop=3 --fault hang=4 "
            "--fault redirect=5 --fault html=6 --fault wrong=79 --fault delay=250 --fault no-list"_s);
        QCOMPARE(read.port, quint16(80));
        QVERIFY(read.untilStdinCloses && read.printsCrowd);
        QCOMPARE(read.options.crowd, 20'000);
        QCOMPARE(read.options.seed, ~quint64(0));
        QCOMPARE(read.options.key, QByteArray("tlk_a=b"));
        const DemoFaults &faults = read.options.faults;
        QCOMPARE(faults.ratePerMinute.value_or(0), 60);
        QCOMPARE(faults.errorPercent, 1);
        QCOMPARE(faults.cutPercent, 2);
        QCOMPARE(faults.dropPercent, 3);
        QCOMPARE(faults.hangPercent, 4);
        QCOMPARE(faults.redirectPercent, 5);
        QCOMPARE(faults.htmlPercent, 6);
        QCOMPARE(faults.wrongPercent, 79);
        QCOMPARE(faults.delay, 250ms);
        QVERIFY(faults.hasNoList);
    }

    void whatIsNotUnderstood_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *line, const char *said) {
            QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(said);
        };
        row("--prot 1", "no option \"--prot\"");
        row("now", "no option \"now\"");
        row("--print-crowd=1", "no option \"--print-crowd\"");
        row("--port", "--port needs a number");
        row("--port x", "--port needs a number");
        row("--port=", "--port needs a number");
        row("--port=-1", "--port needs a number");
        row("--port=+1", "--port needs a number");
        row("--port 65536", "--port needs a number");
        row("--seed", "--seed needs");
        row("--seed -1", "--seed needs");
        row("--seed 18446744073709551616", "--seed needs");
        row("--crowd", "--crowd needs");
        row("--crowd 20001", "--crowd needs a whole number from 0 to 20000");
        row("--crowd 1.5", "--crowd needs");
        row("--key", "--key needs");
        row("--key=", "1 to 512 visible");
        row("--key=a\tb", "1 to 512 visible");
        row("--key=\xc3\xa4", "1 to 512 visible");
        row("--fault", "--fault needs");
        row("--fault smoke", "no fault");
        row("--fault smoke=1", "no fault");
        row("--fault no-list=1", "no fault");
        row("--fault rate", "--fault rate needs a whole number from 1 to");
        row("--fault rate=0", "--fault rate needs");
        row("--fault error=101", "--fault error needs a whole number from 0 to 100");
        row("--fault cut=x", "--fault cut needs");
        row("--fault delay=600001", "--fault delay needs");
        row("--fault error=60 --fault drop=41", "more than 100");
    }
    void whatIsNotUnderstood()
    {
        QFETCH(QString, line);
        QFETCH(QString, said);
        QString sentence;
        read(line, &sentence);
        QVERIFY2(sentence.contains(said), qPrintable(sentence));
        QVERIFY(sentence.endsWith(u'.'));
    }
};

EMBEDSCOPE_TEST(TestDemoArguments)
#include "tst_demoarguments.moc"
