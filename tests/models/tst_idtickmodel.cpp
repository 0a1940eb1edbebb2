// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/idtickmodel.h"

#include "support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

std::vector<TaskId> idsOf(const QStringList &texts)
{
    std::vector<TaskId> ids;
    for (const QString &text : texts)
        ids.push_back(*TaskId::fromString(text));
    return ids;
}

} // namespace

class TstIdTickModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ticksOneByOne();
    void ticksAll();
    void keepsTicksOfIdsThatStay();
};

void TstIdTickModel::ticksOneByOne()
{
    IdTickModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QSignalSpy ticked(&model, &IdTickModel::tickedChanged);
    model.setIds(idsOf({u"a"_s, u"b"_s, u"c"_s}));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.tickedCount(), 0);
    QCOMPARE(model.index(1).data().toString(), u"b"_s);
    QVERIFY(model.flags(model.index(1)) & Qt::ItemIsUserCheckable);

    QVERIFY(model.setData(model.index(2), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(model.setData(model.index(0), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(model.ticked(), idsOf({u"a"_s, u"c"_s})); // in the order of the list
    QCOMPARE(model.index(0).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
    QVERIFY(model.setData(model.index(0), Qt::Checked, Qt::CheckStateRole)); // again: nothing changes
    QCOMPARE(ticked.count(), 2);
    QVERIFY(model.setData(model.index(0), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(model.ticked(), idsOf({u"c"_s}));
    QVERIFY(!model.setData(model.index(0), u"x"_s, Qt::EditRole));
}

void TstIdTickModel::ticksAll()
{
    IdTickModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.tickAll(true); // none to tick
    model.setIds(idsOf({u"a"_s, u"b"_s}));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.tickAll(true);
    QCOMPARE(model.ticked(), idsOf({u"a"_s, u"b"_s}));
    model.tickAll(true);
    QCOMPARE(changed.count(), 1);
    model.tickAll(false);
    QCOMPARE(model.tickedCount(), 0);
}

void TstIdTickModel::keepsTicksOfIdsThatStay()
{
    IdTickModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setIds(idsOf({u"a"_s, u"b"_s, u"c"_s}));
    model.tickAll(true);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy ticked(&model, &IdTickModel::tickedChanged);
    model.setIds(idsOf({u"a"_s, u"b"_s, u"c"_s}));
    QCOMPARE(resets.count(), 0);
    model.setIds(idsOf({u"d"_s, u"c"_s}));
    QCOMPARE(model.ticked(), idsOf({u"c"_s}));
    QCOMPARE(ticked.count(), 1);
}

EMBEDSCOPE_TEST(TstIdTickModel)
#include "tst_idtickmodel.moc"
