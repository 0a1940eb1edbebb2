// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/likenesspage.h"

#include "models/heldtasks.h"
#include "models/taskanalysis.h"
#include "plot/sharedtime.h"
#include "support/testprogram.h"
#include "widgets/duplicatespage.h"
#include "widgets/likethispage.h"
#include "widgets/matrixpage.h"
#include "widgets/matrixview.h"
#include "widgets/measureshelp.h"
#include "widgets/twinspage.h"

#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>
#include <QToolButton>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestLikenessPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyViewIsReachedAndPassesItsJumpsOn()
    {
        HeldTasks held;
        held.addReal(HeldTasks::robin);
        SharedTime time;
        TaskAnalysis analysis;
        LikenessPage page(held.feed, analysis, time);
        page.resize(600, 500);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        page.activateWindow();
        page.setFocus();
        QTRY_VERIFY(page.findChild<MatrixView *>()->hasFocus());
        auto *const tabs = page.findChild<QTabWidget *>();
        QCOMPARE(tabs->count(), 4);
        QTest::keyClick(page.findChild<MatrixView *>(), Qt::Key_Tab, Qt::ControlModifier);
        QCOMPARE(tabs->currentIndex(), 1);
        QTest::keyClick(page.findChild<LikeThisPage *>(), Qt::Key_Backtab, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(tabs->currentIndex(), 0);
        QTest::keyClick(tabs->tabBar(), Qt::Key_Right);
        QVERIFY(page.findChild<LikeThisPage *>()->isVisible());
        QSignalSpy jumped(&page, &LikenessPage::jumpRequested);
        const TaskId id = HeldTasks::id(HeldTasks::robin);
        Q_EMIT page.findChild<LikeThisPage *>()->jumpRequested(id, 3);
        Q_EMIT page.findChild<DuplicatesPage *>()->jumpRequested(id, 2);
        Q_EMIT page.findChild<TwinsPage *>()->jumpRequested(id, 4);
        QCOMPARE(jumped.size(), 3);
        QCOMPARE(jumped.at(0).at(1).toInt(), 3);
        QCOMPARE(jumped.at(1).at(1).toInt(), 2);
        QCOMPARE(jumped.at(2).at(1).toInt(), 4);
    }

    void everyViewHasItsHelp()
    {
        HeldTasks held;
        SharedTime time;
        TaskAnalysis analysis;
        LikenessPage page(held.feed, analysis, time);
        page.show();
        const auto buttons = page.findChildren<QToolButton *>(u"helpButton"_s);
        QCOMPARE(buttons.size(), 4);
        const QStringList places{u"Likeness"_s, u"Clips like this one"_s, u"Near duplicates"_s,
                                 u"Tasks that are duplicates of each other"_s};
        for (QToolButton *const button : buttons) {
            button->click();
            const QString at =
                page.findChild<MeasuresHelp *>()->findChild<QTextBrowser *>()->textCursor().block().text();
            QVERIFY2(std::any_of(places.begin(), places.end(), [&](const QString &place) { return at.startsWith(place); }),
                     qPrintable(at));
        }
    }
};

EMBEDSCOPE_TEST(TestLikenessPage)
#include "tst_likenesspage.moc"
