// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/columnmodel.h"

#include "models/taskwords.h"
#include "support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Two rows of a name and a number.
class NumberedNames final : public ColumnModel
{
    Q_OBJECT

public:
    NumberedNames() : ColumnModel(2, nullptr) { }
    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 2; }

private:
    QString columnTitle(int column) const override { return column == 0 ? u"Name"_s : u"Number"_s; }
    bool isNumber(int column) const override { return column == 1; }
    QString cellText(int row, int column) const override
    {
        return column == 0 ? u"name %1"_s.arg(row) : QString::number(row);
    }
    QString cellTip(int row, int column) const override
    {
        return column == 0 ? ColumnModel::cellTip(row, column) : u"a <number>"_s;
    }
    QVariant cellValue(int row, int column, int role) const override
    {
        return role == Qt::UserRole && column == 1 ? QVariant(row) : QVariant();
    }
};

} // namespace

class TestColumnModel final : public QObject
{
    Q_OBJECT

private:
    static int aligned(Qt::Alignment horizontal) { return static_cast<int>(horizontal | Qt::AlignVCenter); }

private Q_SLOTS:
    void cellsHaveTextTipPlaceAndValue()
    {
        const NumberedNames model;
        QCOMPARE(model.columnCount(), 2);
        QCOMPARE(model.index(1, 0).data().toString(), u"name 1"_s);
        QCOMPARE(model.index(1, 0).data(Qt::ToolTipRole).toString(), toolTipText(u"name 1"_s));
        QCOMPARE(model.index(1, 1).data(Qt::ToolTipRole).toString(), toolTipText(u"a <number>"_s));
        QCOMPARE(model.index(1, 0).data(Qt::TextAlignmentRole).toInt(), aligned(Qt::AlignLeft));
        QCOMPARE(model.index(1, 1).data(Qt::TextAlignmentRole).toInt(), aligned(Qt::AlignRight));
        QCOMPARE(model.index(1, 1).data(Qt::UserRole), QVariant(1));
        QVERIFY(!model.index(1, 1).data(Qt::DecorationRole).isValid());
    }

    void titlesStandOverTheirCells()
    {
        const NumberedNames model;
        QCOMPARE(model.headerData(0, Qt::Horizontal).toString(), u"Name"_s);
        QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::TextAlignmentRole).toInt(), aligned(Qt::AlignRight));
        QVERIFY(!model.headerData(0, Qt::Vertical).isValid());
        QVERIFY(!model.headerData(0, Qt::Horizontal, Qt::DecorationRole).isValid());
    }

    void whatDoesNotExistIsNotAskedFor()
    {
        NumberedNames model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(!model.data({}).isValid());
        QVERIFY(!model.headerData(2, Qt::Horizontal).isValid());
        QVERIFY(!model.headerData(-1, Qt::Horizontal).isValid());
        QCOMPARE(model.columnCount(model.index(0, 0)), 0); // it is no tree
    }
};

EMBEDSCOPE_TEST(TestColumnModel)
#include "tst_columnmodel.moc"
