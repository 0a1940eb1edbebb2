// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasktwinmodel.h"

#include "support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <random>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestTaskTwinModel final : public QObject
{
    Q_OBJECT

private:
    static ComparedTask compared(int number, double ofA, double ofB)
    {
        return {*TaskId::fromString(u"task%1"_s.arg(number)),
                {.shareOfA = ofA, .shareOfB = ofB, .clipsOfA = 10, .clipsOfB = 10, .refusals = {}}};
    }
    static QString name(const TaskId &id) { return id.toString().toUpper(); }

private Q_SLOTS:
    void oneMoreIsToldAsSuch()
    {
        TaskTwinModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        std::vector<ComparedTask> results;
        std::mt19937 random(7);
        for (int i = 0; i < 50; ++i) {
            results.insert(results.begin() + static_cast<std::ptrdiff_t>(random() % (results.size() + 1)), compared(i, 0.5, 0.5));
            model.setResults(results, name);
            QCOMPARE(model.rowCount(), i + 1);
            for (int row = 0; row <= i; ++row)
                QCOMPARE(model.index(row, 0).data().toString(), name(results[static_cast<size_t>(row)].other));
        }
        QCOMPARE(resets.size(), 0);
        model.setResults({}, name);
        QCOMPARE(resets.size(), 1);
        QCOMPARE(model.rowCount(), 0);
    }

    void verdicts()
    {
        TaskTwinModel model;
        model.setResults({compared(1, 1, 0.95), compared(2, 1, 0.2), compared(3, 0.2, 0.999), compared(4, 0.1, 0),
                          compared(5, 0, 0), {*TaskId::fromString(u"task6"_s), {}}},
                         name);
        const QStringList wanted{u"duplicates of each other"_s,         u"this task is a part of the other"_s,
                                 u"the other is a part of this task"_s, u"have some clips in common"_s,
                                 u"have nothing in common"_s,           u"not compared: no modality that both have"_s};
        for (int row = 0; row < wanted.size(); ++row)
            QCOMPARE(model.index(row, 1).data().toString(), wanted[row]);
        QCOMPARE(model.index(2, 3).data().toString(), u"99 %"_s); // 100 % are all
        QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().contains("task1"_L1));
    }
};

EMBEDSCOPE_TEST(TestTaskTwinModel)
#include "tst_tasktwinmodel.moc"
