// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/coveragemodel.h"

#include "analysis/vectortask.h"
#include "support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestCoverageModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRowALane()
    {
        VectorTask maker;
        maker.metadata(60, {u"visual"_s, u"audio"_s}, {u"clip"_s, u"asset"_s}, 6);
        maker.addRow(u"visual"_s, randomVectors(10, 8, 1), 6);
        maker.addRow(u"other"_s, randomVectors(1, 8, 2), 6);
        maker.add(u"visual"_s, 0, 60, randomVectors(1, 8, 3).front(), u"asset"_s);
        CoverageModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setAudit(std::make_shared<const TaskAudit>(*auditTask(*maker.share())));
        const auto row = [&model](int number) {
            QStringList texts;
            for (int column = 0; column < CoverageModel::columnTotal; ++column)
                texts.append(model.index(number, column).data().toString());
            return texts.join(u'|');
        };
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(row(0), u"visual|clip|yes|10|10|10|100.0 %|100.0 %"_s);
        QCOMPARE(row(1), u"audio|clip|yes|none|0|—|—|0.0 %"_s);
        QCOMPARE(row(2), u"other|clip|no|1|1|10|10.0 %|—"_s);
        QCOMPARE(row(3), u"visual|asset|yes|1|—|—|—|100.0 %"_s);
        QVERIFY(model.index(0, 6).data(Qt::ToolTipRole).toString().contains("0:01:00.000"_L1));
        QVERIFY(model.index(0, 7).data(Qt::ToolTipRole).toString().contains("100 % of 0:01:00.000 with sound vectors"_L1));
        QVERIFY(!model.index(2, 7).data(Qt::ToolTipRole).toString().isEmpty());
        model.setAudit({});
        QCOMPARE(model.rowCount(), 0);
    }

    void almostAllIsNotAll()
    {
        VectorTask maker;
        maker.metadata(10'000).addRow(u"visual"_s, randomVectors(1, 8, 1), 9'999);
        CoverageModel model;
        model.setAudit(std::make_shared<const TaskAudit>(*auditTask(*maker.share())));
        QCOMPARE(model.index(0, 6).data().toString(), u"99.9 %"_s);
    }
};

EMBEDSCOPE_TEST(TestCoverageModel)
#include "tst_coveragemodel.moc"
