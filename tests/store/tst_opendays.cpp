// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/opendays.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;

class TestOpenDays final : public QObject
{
    Q_OBJECT

private:
    static QDate day(int number) { return QDate(2026, 1, 1).addDays(number); }
    static OpenDays open(int first, int last)
    {
        OpenDays days;
        for (int i = first; i <= last; ++i)
            days.note(day(i));
        return days;
    }

private Q_SLOTS:
    void eachDayIsNotedOnce()
    {
        OpenDays days;
        QVERIFY(days.note(day(3)));
        QVERIFY(!days.note(day(3)));
        QVERIFY(days.note(day(1)));
        QVERIFY(!days.note(QDate()));
        QCOMPARE(days.all(), (std::vector{day(1), day(3)}));
    }

    void countsWhatLiesBetween()
    {
        const OpenDays days = open(0, 9);
        QCOMPARE(days.between(day(2), day(5)), 2);
        QCOMPARE(days.between(day(2), day(3)), 0);
        QCOMPARE(days.between(day(2), day(2)), 0);
        QCOMPARE(days.between(day(5), day(2)), 0);
        QCOMPARE(days.between(day(-5), day(100)), 10);
    }

    // However far, however often, and wherever the clock is afterwards.
    void aJumpAddsNoDay()
    {
        OpenDays days = open(0, 9);
        const int before = days.between(day(2), day(9));
        days.note(day(30'000));
        QCOMPARE(days.between(day(2), day(30'000)), before + 1); // the tenth is over
        days.note(day(10)); // set right again
        QCOMPARE(days.between(day(2), day(10)), before + 1);
        days.note(day(-20'000)); // a clock without a battery
        QCOMPARE(days.between(day(2), day(-20'000)), 0);
        QCOMPARE(days.between(day(2), day(11)), before + 2);
    }
};

EMBEDSCOPE_TEST(TestOpenDays)
#include "tst_opendays.moc"
