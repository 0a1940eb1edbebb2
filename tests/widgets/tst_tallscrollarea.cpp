// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tallscrollarea.h"

#include "support/testprogram.h"

#include <QScrollBar>
#include <QTest>
#include <QVBoxLayout>

using namespace embedscope;

class TestTallScrollArea final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scrollsWhereThereIsTooLittleHeight()
    {
        QWidget window;
        const int line = window.fontMetrics().height();
        auto *const outer = new QVBoxLayout(&window);
        outer->setContentsMargins(0, 0, 0, 0);
        auto *const area = new TallScrollArea;
        outer->addWidget(area);
        auto *const content = new QWidget;
        auto *const inner = new QVBoxLayout(content);
        auto *const part = new QWidget;
        part->setMinimumSize(300, 70 * line);
        inner->addWidget(part);
        area->setWidget(content);
        window.resize(400, 30 * line);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QCOMPARE(window.height(), 30 * line); // the window is not made higher by what it holds
        QVERIFY(area->verticalScrollBar()->isVisible());
        window.resize(100, 30 * line); // but it is never too narrow for it
        QCOMPARE(area->horizontalScrollBar()->maximum(), 0);
        QVERIFY(part->width() >= 300 && area->viewport()->width() >= 300);
        part->setMinimumSize(500, 100); // grows wider, and is low enough now
        QTRY_VERIFY(area->viewport()->width() >= 500);
        QTRY_VERIFY(!area->verticalScrollBar()->isVisible());
        QCOMPARE(content->height(), area->viewport()->height()); // it has all the height there is
    }

    void emptyItNeedsNothing()
    {
        QVERIFY(TallScrollArea().minimumSizeHint().height() <= 0);
    }
};

EMBEDSCOPE_TEST(TestTallScrollArea)
#include "tst_tallscrollarea.moc"
