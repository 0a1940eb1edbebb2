// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/vectoraudit.h"

#include "analysis/vectortask.h"
#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestVectorAudit final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsSoundFromUnsound()
    {
        VectorTask maker;
        maker.addRow(u"visual"_s,
                     {{1, 2, 3},
                      {0, 0, 0},
                      {4, 4, 4},
                      {1, 2},
                      {},
                      {1, 2, 3},
                      {5, 6, 7},
                      {3, 2, 1},
                      {5, 6, 7},
                      {1, 2, 3},
                      {4, 4, 4}},
                     1);
        const EmbeddingTask task = maker.take();
        const VectorAudit audit = *auditVectors(task, rowsByLane(task).at(0), {});
        QCOMPARE(audit.zero, std::vector<quint32>{1});
        QCOMPARE(audit.constant, (std::vector<quint32>{2, 10}));
        QCOMPARE(audit.isSound,
                 (std::vector<bool>{true, false, false, false, false, true, true, true, true, true, false}));
        QCOMPARE(audit.equalVectors, size_t(2));
        QCOMPARE(audit.equal.size(), size_t(5));
        QStringList rows;
        for (const auto &[row, number] : audit.equal)
            rows.append(QString::number(row));
        QCOMPARE(rows.join(u' '), u"0 5 6 8 9"_s);
        QCOMPARE(audit.equal[0].second, audit.equal[1].second);
        QCOMPARE(audit.equal[0].second, audit.equal[4].second);
        QVERIFY(audit.equal[0].second != audit.equal[2].second);
    }

    void oneBitMakesADifference()
    {
        VectorTask maker;
        maker.addRow(u"visual"_s, {{1, 2}, {1, std::nextafter(2.0F, 3.0F)}, {0, 2}, {-0.0F, 2}}, 1);
        const EmbeddingTask task = maker.take();
        QVERIFY(auditVectors(task, rowsByLane(task).at(0), {})->equal.empty());
    }

    void isCancelled()
    {
        VectorTask maker;
        maker.addRow(u"visual"_s, randomVectors(3, 2, 1), 1);
        const EmbeddingTask task = maker.take();
        QVERIFY(!auditVectors(task, rowsByLane(task).at(0), [] { return true; }));
    }

    /// As float32 they are all 0, as everything that compares them says.
    void whatIsTooSmallForAFloatIsZero()
    {
        VectorTask maker;
        maker.addRow(u"visual"_s, randomVectors(3, 4, 1), 6).add(u"visual"_s, 18, 24, {0, 0, 0, 0});
        EmbeddingTask task = maker.take();
        task.segments.back().norm = 2e-50; // of 1e-50, 1e-50, 1e-50, 1e-50
        const VectorAudit audit = *auditVectors(task, rowsByLane(task).front(), {});
        QCOMPARE(audit.zero, std::vector<quint32>{3});
        QVERIFY(audit.constant.empty());
    }
};

EMBEDSCOPE_TEST(TestVectorAudit)
#include "tst_vectoraudit.moc"
