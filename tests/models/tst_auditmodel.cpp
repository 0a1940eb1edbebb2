// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/auditmodel.h"

#include "analysis/vectortask.h"
#include "support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestAuditModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRowAFindingTheWorstFirst()
    {
        VectorTask maker;
        maker.metadata(60, {u"visual"_s});
        auto vectors = randomVectors(8, 8, 1); // 48 of 60 s
        vectors[2].assign(8, 0);
        maker.addRow(u"visual"_s, vectors, 6);
        const SharedTask task = maker.share();
        const auto audit = std::make_shared<const TaskAudit>(*auditTask(*task));

        AuditModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QCOMPARE(model.rowCount(), 0);
        model.setAudit(task, audit);
        QCOMPARE(model.rowCount(), static_cast<int>(audit->findings.size()));
        const auto text = [&model](int row, AuditModel::Column column) {
            return model.index(row, static_cast<int>(column)).data().toString();
        };
        using Column = AuditModel::Column;
        QCOMPARE(text(0, Column::Severity), u"Error"_s);
        QVERIFY(text(0, Column::Finding).contains("is zero"_L1));
        QCOMPARE(text(0, Column::Places), u"0:00:12.000 – 0:00:18.000"_s);
        QCOMPARE(text(0, Column::Count), u"1"_s);
        QCOMPARE(text(model.rowCount() - 1, Column::Severity), u"Warning"_s);
        QVERIFY(text(model.rowCount() - 1, Column::Finding).contains("gap"_L1));
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(model.index(row, 0).data(AuditModel::SeverityRole).toInt(),
                     static_cast<int>(model.at(row).severity));
        QVERIFY(model.index(0, 1).data(Qt::ToolTipRole).toString().contains("create the task anew"_L1));
        model.setAudit({}, {});
        QCOMPARE(model.rowCount(), 0);
    }
};

EMBEDSCOPE_TEST(TestAuditModel)
#include "tst_auditmodel.moc"
