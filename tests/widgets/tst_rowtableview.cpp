// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowtableview.h"

#include "support/testprogram.h"

#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>

using namespace embedscope;

class TestRowTableView final : public QObject
{
    Q_OBJECT

private:
    struct Stage
    {
        Stage()
        {
            for (int row = 0; row < 20; ++row)
                model.appendRow({new QStandardItem(QString::number(row)), new QStandardItem(QString::number(-row))});
            view.setModel(&model);
            view.setSelectionMode(QAbstractItemView::ExtendedSelection);
            view.setSelectionBehavior(QAbstractItemView::SelectRows);
            view.resize(300, 400);
            view.show();
            view.setCurrentIndex(model.index(3, 0));
        }
        int chosenRow() { return chosen.isEmpty() ? -1 : chosen.takeFirst().at(0).toInt(); }

        QStandardItemModel model;
        RowTableView view;
        QSignalSpy chosen{&view, &RowTableView::rowChosen};
    };

private Q_SLOTS:
    void homeAndEndAreRows()
    {
        Stage stage;
        QTest::keyClick(&stage.view, Qt::Key_End);
        QCOMPARE(stage.view.currentIndex(), stage.model.index(19, 0));
        QTest::keyClick(&stage.view, Qt::Key_Home);
        QCOMPARE(stage.view.currentIndex(), stage.model.index(0, 0));
    }

    void walkingReturnAndAClickChooseARow()
    {
        Stage stage;
        QCOMPARE(stage.chosenRow(), -1); // the program made it current, not the user
        QTest::keyClick(&stage.view, Qt::Key_Down);
        QCOMPARE(stage.chosenRow(), 4);
        QTest::keyClick(&stage.view, Qt::Key_End);
        QCOMPARE(stage.chosenRow(), 19);
        QTest::keyClick(&stage.view, Qt::Key_Down); // there is none
        QCOMPARE(stage.chosenRow(), -1);
        QTest::keyClick(&stage.view, Qt::Key_Return);
        QCOMPARE(stage.chosenRow(), 19);
        stage.view.scrollToTop();
        QTest::mouseClick(stage.view.viewport(), Qt::LeftButton, {}, stage.view.visualRect(stage.model.index(2, 1)).center());
        QCOMPARE(stage.chosenRow(), 2);
        QCOMPARE(stage.chosenRow(), -1);
    }

    void theRowWithTheKeyboardIsSeen()
    {
        Stage stage;
        stage.view.selectionModel()->clearSelection();
        stage.view.setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(stage.view.hasFocus());
        QVERIFY(!stage.view.selectionModel()->hasSelection()); // several can be selected: that is for the user to do
        stage.view.clearFocus();
        stage.view.setSelectionMode(QAbstractItemView::SingleSelection);
        stage.view.setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(stage.view.selectionModel()->isRowSelected(stage.view.currentIndex().row()));
        QCOMPARE(stage.chosenRow(), -1);
    }

    void whereTheCurrentRowGoesTheNextOneIsCurrent()
    {
        Stage stage;
        stage.view.selectRow(3);
        stage.model.removeRow(3);
        QCOMPARE(stage.view.currentIndex().row(), 3);
        QCOMPARE(stage.view.currentIndex().data().toInt(), 4);
        QVERIFY(stage.view.selectionModel()->isRowSelected(3));
        stage.model.removeRows(3, 16);
        QCOMPARE(stage.view.currentIndex().data().toInt(), 2);
    }
};

EMBEDSCOPE_TEST(TestRowTableView)
#include "tst_rowtableview.moc"
