// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/faultdice.h"

#include "support/testprogram.h"

#include <QTest>

#include <map>

using namespace embedscope;

class TestFaultDice final : public QObject
{
    Q_OBJECT

private:
    static std::map<Fault, int> count(const DemoFaults &faults, quint64 seed, int rolls)
    {
        FaultDice dice(faults, seed);
        std::map<Fault, int> counts;
        for (int i = 0; i < rolls; ++i)
            ++counts[dice.roll()];
        return counts;
    }

private Q_SLOTS:
    void nothingGoesWrongUnasked() { QCOMPARE(count({}, 1, 1000)[Fault::None], 1000); }

    void sharesAreAsAskedFor()
    {
        DemoFaults faults;
        faults.errorPercent = 5;
        faults.cutPercent = 10;
        faults.dropPercent = 15;
        faults.hangPercent = 1;
        faults.redirectPercent = 2;
        faults.htmlPercent = 3;
        faults.wrongPercent = 4;
        auto counts = count(faults, 1, 100'000);
        const std::pair<Fault, int> expected[] = {{Fault::Error, 5}, {Fault::Cut, 10},     {Fault::Drop, 15},
                                                  {Fault::Hang, 1},  {Fault::Redirect, 2}, {Fault::Html, 3},
                                                  {Fault::Wrong, 4}, {Fault::None, 60}};
        for (const auto &[fault, percent] : expected)
            QVERIFY(std::abs(counts[fault] - percent * 1000) < 400); // four deviations and more
    }

    void allMeansAll()
    {
        DemoFaults faults;
        faults.wrongPercent = 100;
        QCOMPARE(count(faults, 1, 1000)[Fault::Wrong], 1000);
    }

    void aSeedRepeats()
    {
        DemoFaults faults;
        faults.dropPercent = 50;
        FaultDice one(faults, 7);
        FaultDice same(faults, 7);
        FaultDice other(faults, 8);
        int different = 0;
        for (int i = 0; i < 1000; ++i) {
            const Fault fault = one.roll();
            QCOMPARE(same.roll(), fault);
            different += other.roll() == fault ? 0 : 1;
        }
        QVERIFY(different > 300);
    }

    void cutsAreInTheMiddle()
    {
        FaultDice dice({}, 1);
        for (int i = 0; i < 1000; ++i) {
            const qint64 cut = dice.cutWithin(3);
            QVERIFY(cut == 1 || cut == 2);
        }
        QCOMPARE(dice.cutWithin(1), 0);
        QCOMPARE(dice.cutWithin(0), 0);
    }
};

EMBEDSCOPE_TEST(TestFaultDice)
#include "tst_faultdice.moc"
