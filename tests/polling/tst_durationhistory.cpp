// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/durationhistory.h"

#include "support/testprogram.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestDurationHistory final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tooFewSayNothing()
    {
        DurationHistory history;
        history.add(u"video"_s, 600, 100);
        history.add(u"video"_s, 600, 200);
        QVERIFY(!history.estimate(u"video"_s, 600));
        QVERIFY(!history.worthALook(u"video"_s, 600, 0));
    }

    void theMiddleHalf()
    {
        DurationHistory history;
        for (int i = 1; i <= 5; ++i)
            history.add(u"video"_s, 600, 100 * i);
        const auto estimate = history.estimate(u"video"_s, 600);
        QVERIFY(estimate.has_value());
        QCOMPARE(estimate->tasks, 5);
        QCOMPARE(estimate->lowSec, 200.0);
        QCOMPARE(estimate->highSec, 400.0);
    }

    void isRestoredBeforeWhatCameInTheMeantime()
    {
        DurationHistory before;
        for (int i = 1; i <= 400; ++i)
            before.add(u"video"_s, i % 2 ? std::optional(600.0) : std::nullopt, i);
        QCOMPARE(before.samples().size(), DurationHistory::mostSamples);
        QCOMPARE(before.samples().front().number, 101);

        DurationHistory after;
        after.restore(before.samples());
        QVERIFY(after.samples() == before.samples());
        QCOMPARE(after.estimate(u"video"_s, 600)->tasks, before.estimate(u"video"_s, 600)->tasks);
        after.add(u"audio"_s, 5, 6);
        QCOMPARE(after.samples().back().number, 401);

        DurationHistory late;
        late.add(u"audio"_s, 5, 6);
        late.restore(before.samples());
        QCOMPARE(late.samples().size(), DurationHistory::mostSamples);
        QCOMPARE(late.samples().back().kind, u"audio"_s);
        QCOMPARE(late.samples().back().number, 401);
    }

    void likesAreOfTheSameKindAndLength()
    {
        DurationHistory history;
        for (int i = 0; i < 3; ++i) {
            history.add(u"video"_s, 600, 100);
            history.add(u"video"_s, 7200, 1000);
            history.add(u"audio"_s, 600, 10);
        }
        QCOMPARE(history.estimate(u"video"_s, 500)->highSec, 100.0);
        QCOMPARE(history.estimate(u"video"_s, 7200)->lowSec, 1000.0);
        QCOMPARE(history.estimate(u"audio"_s, 600)->highSec, 10.0);
        QCOMPARE(history.estimate(u"video"_s, {})->tasks, 6); // its length is not known
        QCOMPARE(history.estimate(u"video"_s, 60)->tasks, 6); // none like it: the kind
        QVERIFY(!history.estimate(u"image"_s, {})); // another kind says nothing
        QCOMPARE(history.estimate(QString(), {})->tasks, 9);
    }

    void aLookIsWorthItWhereSomeHadEnded()
    {
        DurationHistory history;
        for (int i = 0; i <= 100; ++i)
            history.add(u"video"_s, 600, 100 + i);
        QCOMPARE(*history.worthALook(u"video"_s, 600, 0), 105.0);
        QVERIFY(*history.worthALook(u"video"_s, 600, 150) > 150);
        QVERIFY(!history.worthALook(u"video"_s, 600, 500)); // all had ended by then
    }

    void oddFiguresAreLeftOutAndOldOnesForgotten()
    {
        DurationHistory history;
        history.add(u"video"_s, 600, -1);
        history.add(u"video"_s, 600, std::nan(""));
        history.add(u"video"_s, 600, std::numeric_limits<double>::infinity());
        for (int i = 0; i < 1000; ++i)
            history.add(u"video"_s, 600, i < 500 ? 1 : 99);
        QCOMPARE(history.estimate(u"video"_s, 600)->lowSec, 99.0);
    }
};

EMBEDSCOPE_TEST(TestDurationHistory)
#include "tst_durationhistory.moc"
