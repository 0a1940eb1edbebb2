// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/healthsummary.h"

#include "analysis/vectortask.h"
#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestHealthSummary final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itSaysWhatTheFigureIsMadeOf()
    {
        VectorTask maker;
        maker.metadata(40, {u"visual"_s, u"audio"_s, u"transcription"_s}, {u"clip"_s, u"asset"_s});
        maker.addRow(u"visual"_s, randomVectors(10, 8, 1), 4);
        maker.addRow(u"audio"_s, randomVectors(5, 8, 2), 4); // half of it
        maker.add(u"visual"_s, 0, 40, {0, 0, 0, 0}, u"asset"_s);
        const TaskAudit audit = *auditTask(*maker.share());
        const HealthSummary health = *summarize(audit);
        QCOMPARE(health.percent, audit.health->percent);
        QCOMPARE(health.percent, 25); // (1 + 0.5 + 0 + 0 + 0 + 0) / 6
        QCOMPARE(health.errors, audit.countOf(Severity::Error));
        QCOMPARE(health.findings(), static_cast<int>(audit.findings.size()));
        QCOMPARE(health.parts.size(), size_t(6));
        QVERIFY((health.parts[0] == HealthPart{u"visual"_s, u"clip"_s, true, 40, 40}));
        QVERIFY((health.parts[1] == HealthPart{u"audio"_s, u"clip"_s, true, 20, 40}));
        QVERIFY(!health.parts[2].came);
        QVERIFY((health.parts[3] == HealthPart{u"visual"_s, u"asset"_s, true, 0, 1}));
        QVERIFY(countsSeconds(health.parts[0]) && !countsSeconds(health.parts[3]));
    }

    void speechIsMeasuredByWhatItCovers()
    {
        VectorTask maker;
        maker.metadata(40, {u"transcription"_s});
        maker.addRow(u"transcription"_s, randomVectors(3, 8, 1), 4, 10);
        const HealthSummary health = *summarize(*auditTask(*maker.share()));
        QCOMPARE(health.percent, 100);
        QVERIFY((health.parts.front() == HealthPart{u"transcription"_s, u"clip"_s, true, 12, 12}));
    }

    void whatIsNotReadyHasNone()
    {
        VectorTask maker;
        maker.state(TaskState::Processing).addRow(u"visual"_s, randomVectors(3, 8, 1), 4);
        QVERIFY(!summarize(*auditTask(*maker.share())));
    }

    void itStaysSmall()
    {
        VectorTask maker;
        for (int i = 0; i < 100; ++i)
            maker.addRow(u"modality %1"_s.arg(i), randomVectors(1, 4, static_cast<unsigned>(i)), 4);
        QCOMPARE(summarize(*auditTask(*maker.share()))->parts.size(), HealthSummary::mostParts);
    }
};

EMBEDSCOPE_TEST(TestHealthSummary)
#include "tst_healthsummary.moc"
