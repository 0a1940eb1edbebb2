// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tablecolumns.h"

#include "support/testprogram.h"

#include <QAction>
#include <QHeaderView>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A table with columns named "0", "1", ...
struct Table
{
    explicit Table(int count) : model(2, count), columns((view.setModel(&model), view)) { }

    QStandardItemModel model;
    QTableView view;
    TableColumns columns;
};

} // namespace

class TstTableColumns final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anActionHidesItsColumn()
    {
        Table table(3);
        QCOMPARE(table.columns.actions().size(), 3);
        QCOMPARE(table.columns.actions()[1]->text(), u"2"_s);
        table.columns.actions()[1]->setChecked(false);
        QVERIFY(table.view.isColumnHidden(1));
        table.columns.actions()[1]->setChecked(true);
        QVERIFY(!table.view.isColumnHidden(1));
        QVERIFY(!table.columns.actions()[0]->isEnabled()); // the first one stays
    }

    void whatWasSavedComesBack()
    {
        Table before(3);
        before.columns.actions()[2]->setChecked(false);
        before.view.setColumnWidth(1, 77);
        before.view.horizontalHeader()->moveSection(0, 1);
        Table after(3);
        after.columns.restore(before.columns.save());
        QVERIFY(after.view.isColumnHidden(2));
        QVERIFY(!after.columns.actions()[2]->isChecked());
        QCOMPARE(after.view.columnWidth(1), 77);
        QCOMPARE(after.view.horizontalHeader()->visualIndex(0), 1);
    }

    /// What a version with other columns has saved would hide the wrong ones.
    void whatIsNotOfSuchATableChangesNothing_data()
    {
        Table other(4);
        other.columns.actions()[1]->setChecked(false);
        QTest::addColumn<QByteArray>("state");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("noise") << QByteArray("\1\2\3 no state");
        QTest::newRow("another number of columns") << other.columns.save();
        QTest::newRow("cut") << other.columns.save().chopped(5);
    }

    void whatIsNotOfSuchATableChangesNothing()
    {
        QFETCH(QByteArray, state);
        Table table(3);
        table.columns.actions()[2]->setChecked(false);
        table.columns.restore(state);
        QVERIFY(table.view.isColumnHidden(2));
        QVERIFY(!table.view.isColumnHidden(1));
        QVERIFY(table.columns.actions()[1]->isChecked());
    }
};

EMBEDSCOPE_TEST(TstTableColumns)
#include "tst_tablecolumns.moc"
