// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/busyline.h"

#include "support/testprogram.h"

#include <QElapsedTimer>
#include <QProgressBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestBusyLine final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsSoonOverIsNotShown()
    {
        BusyLine line;
        line.show();
        line.begin(u"Working…"_s, true);
        QVERIFY(!line.isShown());
        line.end();
        QTest::qWait(300);
        QVERIFY(!line.isShown());
    }

    void whatTakesLongerCanBeStopped()
    {
        BusyLine line;
        line.QWidget::show();
        QElapsedTimer timer;
        timer.start();
        line.begin(u"Working…"_s, true);
        QTRY_VERIFY(line.isShown());
        QVERIFY(timer.elapsed() >= 190);
        line.setProgress(3, 10);
        QCOMPARE(line.findChild<QProgressBar *>()->value(), 3);
        QSignalSpy cancelled(&line, &BusyLine::cancelRequested);
        auto *const stop = line.findChild<QToolButton *>(u"stopButton"_s);
        QVERIFY(stop->isVisible());
        QTest::keyClick(stop, Qt::Key_Space);
        QCOMPARE(cancelled.size(), 1);
        line.begin(u"Other work…"_s, false); // goes on, without waiting anew
        QVERIFY(line.isShown() && !stop->isVisible());
        line.end();
        QVERIFY(!line.isShown());
    }
};

EMBEDSCOPE_TEST(TestBusyLine)
#include "tst_busyline.moc"
