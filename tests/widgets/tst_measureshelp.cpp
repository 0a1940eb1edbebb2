// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/measureshelp.h"

#include "support/testprogram.h"

#include <QScrollBar>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>
#include <QToolButton>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestMeasuresHelp final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPlaceThatButtonsAskForIsThere()
    {
        MeasuresHelp help(nullptr);
        help.show();
        auto *const text = help.findChild<QTextBrowser *>();
        int last = -1;
        for (const auto &place : {u"Norms"_s, u"Change"_s, u"Novelty and scene boundaries"_s, u"Likeness"_s,
                                  u"Clips like this one"_s, u"Near duplicates"_s, u"Tasks that are duplicates of each other"_s,
                                  u"Audit and health"_s}) {
            QVERIFY2(help.goTo(place), qPrintable(place));
            QVERIFY(text->textCursor().block().text().startsWith(place));
            QVERIFY(text->verticalScrollBar()->value() >= last); // in the document's order
            last = text->verticalScrollBar()->value();
        }
        QVERIFY(last > 0);
        QVERIFY(!help.goTo(u"No such place"_s));
    }

    void aButtonOpensOneDialogAWindow()
    {
        QWidget window;
        QToolButton button(&window);
        MeasuresHelp::bind(button, u"Near duplicates"_s);
        QCOMPARE(button.accessibleName(), u"Help: Near duplicates"_s);
        window.show();
        QTest::keyClick(&button, Qt::Key_Space);
        button.click();
        const auto dialogs = window.findChildren<MeasuresHelp *>();
        QCOMPARE(dialogs.size(), 1);
        QVERIFY(dialogs.constFirst()->isVisible());
        QTest::keyClick(dialogs.constFirst(), Qt::Key_Escape);
        QVERIFY(!dialogs.constFirst()->isVisible());
    }
};

EMBEDSCOPE_TEST(TestMeasuresHelp)
#include "tst_measureshelp.moc"
