// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/foundidmodel.h"

#include "support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

TaskId listedId(int number)
{
    return *TaskId::fromString(u"6650f1c2ab34de56%1"_s.arg(number, 8, 16, QChar(u'0')));
}

FoundId listed(int number, bool isTaken)
{
    return {
        .id = listedId(number),
        .name = {isTaken ? IdReading::Task : IdReading::Other, isTaken ? QLatin1StringView() : "video"_L1},
        .isTaken = isTaken,
        .line = number,
        .around = u"around %1"_s.arg(number)};
}

} // namespace

class TstFoundIdModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ticksWhatIsTaken();
    void ticksOneByOne();
    void ticksAll();
    void keepsWhatTheUserChose();
    void whatIsPresentCannotBeTicked();
    void aHundredThousandRows();
};

void TstFoundIdModel::ticksWhatIsTaken()
{
    FoundIdModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFound({listed(1, true), listed(2, false), listed(3, true)}, {});
    QCOMPARE(model.ticked(), (std::vector{listedId(1), listedId(3)}));
    QCOMPARE(model.tickedCount(), 2);
    QCOMPARE(model.tickableCount(), 3);
    QStringList texts;
    for (int column = 0; column < model.columnCount(); ++column)
        texts += model.index(1, column).data().toString();
    QCOMPARE(texts, (QStringList{listedId(2).toString(), u"video"_s, u"2"_s, u"around 2"_s}));
}

void TstFoundIdModel::ticksOneByOne()
{
    FoundIdModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFound({listed(1, true), listed(2, false)}, {});
    const QSignalSpy ticked(&model, &FoundIdModel::tickedChanged);
    QVERIFY(model.setData(model.index(1, 0), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(model.setData(model.index(1, 0), Qt::Checked, Qt::CheckStateRole)); // again: nothing changes
    QVERIFY(model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(ticked.count(), 2);
    QCOMPARE(model.ticked(), std::vector{listedId(2)});
    QCOMPARE(model.tickedCount(), 1);
    QVERIFY(!model.setData(model.index(0, 1), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(!model.setData(model.index(0, 0), u"x"_s, Qt::EditRole));
}

void TstFoundIdModel::ticksAll()
{
    FoundIdModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.tickAll(true); // none to tick
    model.setFound({listed(1, true), listed(2, false), listed(3, false)}, {listedId(3)});
    model.tickAll(true);
    QCOMPARE(model.ticked(), (std::vector{listedId(1), listedId(2)}));
    model.tickAll(false);
    QCOMPARE(model.tickedCount(), 0);
}

void TstFoundIdModel::keepsWhatTheUserChose()
{
    FoundIdModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFound({listed(1, true), listed(2, false)}, {});
    model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole);
    model.setData(model.index(1, 0), Qt::Checked, Qt::CheckStateRole);
    model.setFound({listed(1, true), listed(2, false), listed(3, true)}, {});
    QCOMPARE(model.ticked(), (std::vector{listedId(2), listedId(3)}));
    model.setFound({listed(2, false)}, {});
    model.setFound({listed(1, true), listed(2, false)}, {}); // the first was gone: it is as new
    QCOMPARE(model.ticked(), (std::vector{listedId(1), listedId(2)}));
}

void TstFoundIdModel::whatIsPresentCannotBeTicked()
{
    FoundIdModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFound({listed(1, true)}, {listedId(1)});
    QCOMPARE(model.tickedCount(), 0);
    QVERIFY(!model.setData(model.index(0, 0), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(model.index(0, FoundIdModel::Reading).data().toString(), u"in the list already"_s);
}

void TstFoundIdModel::aHundredThousandRows()
{
    std::vector<FoundId> ids;
    for (int number = 0; number < 100'000; ++number)
        ids.push_back(listed(number, number % 2 == 0));
    FoundIdModel model;
    model.setFound(ids, {});
    QCOMPARE(model.tickedCount(), 50'000);
    for (int row = 1; row < 100'000; row += 2) // each costs no walk through the others
        model.setData(model.index(row, 0), Qt::Checked, Qt::CheckStateRole);
    QCOMPARE(model.tickedCount(), 100'000);
}

EMBEDSCOPE_TEST(TstFoundIdModel)
#include "tst_foundidmodel.moc"
