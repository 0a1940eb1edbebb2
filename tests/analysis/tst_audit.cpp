// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/audit.h"

#include "analysis/healthsummary.h"
#include "analysis/vectortask.h"
#include "support/testprogram.h"
#include "support/widetask.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestAudit final : public QObject
{
    Q_OBJECT

private:
    const QStringList bothAsked{u"visual"_s, u"audio"_s};

    static const AuditFinding *find(const TaskAudit &audit, AuditKind kind)
    {
        const auto found = std::find_if(audit.findings.begin(), audit.findings.end(),
                                        [kind](const AuditFinding &each) { return each.kind == kind; });
        return found == audit.findings.end() ? nullptr : &*found;
    }

private Q_SLOTS:
    void nothingIsWrong()
    {
        VectorTask maker;
        maker.metadata(60, bothAsked, {u"clip"_s}, 6)
            .addRow(u"visual"_s, randomVectors(10, 4, 1), 6)
            .addRow(u"audio"_s, randomVectors(10, 4, 2), 6);
        // Of one length, so that norms are no matter here.
        EmbeddingTask task = maker.take();
        for (Segment &segment : task.segments)
            segment.norm = 1;
        const TaskAudit audit = *auditTask(task);
        QVERIFY2(audit.findings.empty(), qPrintable(QString::number(audit.findings.size())));
        QCOMPARE(audit.health->percent, 100);
        QCOMPARE(audit.health->parts.size(), size_t(2));
        QCOMPARE(audit.lanes.size(), size_t(2));
        const LaneAudit &visual = audit.lanes[0];
        QCOMPARE(visual.modality, u"visual"_s);
        QVERIFY(visual.isAskedFor && visual.came);
        QCOMPARE(visual.coverage(), 1.0);
        QCOMPARE(visual.intervals, 10);
        QCOMPARE(visual.expectedIntervals, std::optional(10));
        QCOMPARE(visual.soundVectors, 10);
    }

    void vectorsThatWereLeftOut()
    {
        VectorTask maker;
        maker.metadata(60, bothAsked, {u"clip"_s}, 6)
            .addRow(u"visual"_s, std::vector<std::vector<float>>(10), 6)
            .finding({.kind = FindingKind::VectorsLeftOut, .count = 10});
        const TaskAudit audit = *auditTask(maker.take());
        QVERIFY(!audit.health); // and neither is it bad
        QVERIFY(!summarize(audit));
        QCOMPARE(audit.findings.size(), size_t(1));
        QCOMPARE(audit.findings.front().severity, Severity::Warning);
        QCOMPARE(audit.lanes.front().coverage(), 1.0);
    }

    void whatWasAskedForAndDidNotCome()
    {
        VectorTask maker;
        maker.metadata(60, {u"visual"_s, u"audio"_s, u"transcription"_s}, {u"asset"_s, u"clip"_s})
            .addRow(u"visual"_s, randomVectors(10, 4, 1), 6)
            .addRow(u"fused"_s, randomVectors(10, 4, 1), 6)
            .finding({.kind = FindingKind::ModalityNotDelivered, .detail = u"audio"_s})
            .finding({.kind = FindingKind::ModalityNotDelivered, .detail = u"transcription"_s});
        const TaskAudit audit = *auditTask(maker.take());
        QCOMPARE(audit.findings[0].read->detail, u"audio"_s);
        QCOMPARE(audit.findings[0].severity, Severity::Error);
        QCOMPARE(find(audit, AuditKind::ScopeNotDelivered)->detail, u"asset"_s);
        QCOMPARE(find(audit, AuditKind::ModalityUnasked)->detail, u"fused"_s);
        QCOMPARE(audit.countOf(Severity::Note), 1);
        // clip: 1, 0, 0; asset: 0, 0, 0.
        QCOMPARE(audit.health->percent, 16);
        QCOMPARE(audit.lanes.size(), size_t(7));
        QCOMPARE(audit.lanes[3].modality, u"fused"_s); // clips before assets
        QCOMPARE(audit.lanes[3].isAskedFor, false);
        QCOMPARE(audit.lanes[4].scope, u"asset"_s);
    }

    void aScopeThatOneModalityLacks()
    {
        VectorTask maker;
        maker.metadata(6, bothAsked, {u"clip"_s, u"asset"_s})
            .add(u"visual"_s, 0, 6, {1, 2})
            .add(u"audio"_s, 0, 6, {1, 2})
            .add(u"audio"_s, 0, 6, {1, 2}, u"asset"_s);
        const TaskAudit audit = *auditTask(maker.take());
        QCOMPARE(find(audit, AuditKind::LaneNotDelivered)->detail, u"visual"_s);
        QCOMPARE(find(audit, AuditKind::LaneNotDelivered)->scope, u"asset"_s);
        QCOMPARE(audit.health->percent, 75);
    }

    void badVectorsAndWhereTheyAre()
    {
        auto vectors = randomVectors(20, 4, 1);
        vectors[3] = {0, 0, 0, 0};
        vectors[5] = {2, 2, 2, 2};
        vectors[9] = vectors[7];
        for (float &value : vectors[11])
            value *= 1000;
        VectorTask maker;
        maker.metadata(120, {u"visual"_s}, {u"clip"_s}, 6).addRow(u"visual"_s, vectors, 6);
        const TaskAudit audit = *auditTask(maker.take());
        const AuditFinding *const zero = find(audit, AuditKind::VectorZero);
        QCOMPARE(zero->places.at(0).row, 3U);
        QCOMPARE(zero->places.at(0).startSec, 18.0);
        QCOMPARE(zero->severity, Severity::Error);
        QCOMPARE(zero->lane, (LaneKey{0, 0}));
        QCOMPARE(find(audit, AuditKind::VectorConstant)->places.at(0).row, 5U);
        const AuditFinding *const equal = find(audit, AuditKind::VectorsEqual);
        QCOMPARE(equal->count, 2);
        QCOMPARE(equal->number, 1.0);
        QCOMPARE(equal->places.at(1).row, 9U);
        const AuditFinding *const outlier = find(audit, AuditKind::NormOutlier);
        QCOMPARE(outlier->places.back().row, 11U);
        for (const AuditPlace &place : outlier->places)
            QVERIFY(place.row != 3); // said already
        QCOMPARE(audit.health->percent, 90);
    }

    void gapsAndCounts()
    {
        VectorTask maker;
        maker.metadata(120, {u"visual"_s, u"transcription"_s}, {u"clip"_s}, 6)
            .addRow(u"visual"_s, randomVectors(5, 4, 1), 6)
            .addRow(u"visual"_s, randomVectors(5, 4, 1), 6, 90)
            .addRow(u"transcription"_s, randomVectors(5, 4, 3), 6, 12);
        const TaskAudit audit = *auditTask(maker.take());
        QList<Severity> gaps;
        for (const AuditFinding &finding : audit.findings) {
            if (finding.kind != AuditKind::Gap)
                continue;
            gaps.append(finding.severity);
            if (finding.severity == Severity::Warning) {
                QCOMPARE(finding.places.size(), size_t(1));
                QVERIFY(!finding.places[0].hasRow());
                QCOMPARE(finding.places[0].startSec, 30.0);
                QCOMPARE(finding.number, 60.0);
            } else {
                QCOMPARE(finding.places.size(), size_t(2));
                QCOMPARE(finding.number, 90.0);
            }
        }
        QCOMPARE(gaps, (QList<Severity>{Severity::Warning, Severity::Note}));
        const AuditFinding *const counts = find(audit, AuditKind::ClipCountDiffers);
        QCOMPARE(counts->number, 10.0);
        QCOMPARE(counts->expected, 20.0);
        QCOMPARE(audit.lanes[0].coverage(), 0.5);
        QCOMPARE(audit.lanes[1].coverage(), 0.25);
        QCOMPARE(audit.health->percent, 75); // pauses of speech are no loss
    }

    void aPartOfTheMediaWasAskedFor()
    {
        VectorTask maker;
        maker.metadata(120, {u"visual"_s}, {u"clip"_s}, 6)
            .addRow(u"visual"_s, randomVectors(10, 4, 1), 6, 30);
        maker.editMetadata().startOffsetSec = 30;
        maker.editMetadata().endOffsetSec = 90;
        const TaskAudit audit = *auditTask(maker.take());
        QVERIFY(!find(audit, AuditKind::Gap) && !find(audit, AuditKind::ClipCountDiffers));
        QCOMPARE(audit.health->percent, 100);
    }

    void withoutMetadataWhatCameCounts()
    {
        VectorTask maker;
        maker.addRow(u"visual"_s, randomVectors(5, 4, 1), 6)
            .addRow(u"visual"_s, randomVectors(5, 4, 1), 6, 30);
        const TaskAudit audit = *auditTask(maker.take());
        QCOMPARE(audit.health->percent, 100);
        QVERIFY(!audit.lanes[0].isAskedFor);
        QVERIFY(!find(audit, AuditKind::ModalityUnasked));
    }

    void tasksThatAreNotReadyHaveNoHealth()
    {
        VectorTask maker;
        maker.metadata(60, bothAsked, {u"clip"_s}).state(TaskState::Processing);
        const TaskAudit audit = *auditTask(maker.take());
        QVERIFY(!audit.health);
        QVERIFY(audit.findings.empty());
        const TaskAudit none = *auditTask(VectorTask().finding({.kind = FindingKind::NoEmbeddings}).take());
        QCOMPARE(none.health->percent, 0);
        QVERIFY(none.health->parts.empty());
        QCOMPARE(none.countOf(Severity::Error), 1);
    }

    void isCancelled()
    {
        VectorTask maker;
        maker.addRow(u"visual"_s, randomVectors(5, 4, 1), 6);
        QVERIFY(!auditTask(maker.take(), [] { return true; }));
    }

    // Lanes without end, as no service sends them: still linear.
    void aHundredThousandSegmentsInManyLanes()
    {
        VectorTask maker;
        maker.metadata(200'000);
        const auto vectors = randomVectors(50'000, 4, 1);
        maker.addRow(u"visual"_s, vectors, 2);
        EmbeddingTask task = maker.take();
        for (size_t i = 0; i < 50'000; ++i) {
            Segment segment = task.segments[i];
            segment.modality = static_cast<quint16>(i % 20'000 + 1);
            task.segments.push_back(segment);
        }
        for (int i = 1; i <= 20'000; ++i)
            task.modalities.append(QString::number(i));
        const TaskAudit audit = *auditTask(task);
        QCOMPARE(audit.lanes.size(), size_t(20'001));
        QCOMPARE(audit.lanes[0].soundVectors, 50'000);
    }

    void ofVeryManyLanesAllAreAuditedAndTheWorstListed()
    {
        constexpr int all = 5'000;
        EmbeddingTask task = test::wideTask(all);
        task.metadata->embeddingOptions = QStringList{u"m0"_s, u"never"_s};
        task.metadata->embeddingScopes = QStringList{u"clip"_s};
        task.findings.push_back({.kind = FindingKind::ModalityNotDelivered, .detail = u"never"_s});
        const TaskAudit audit = *auditTask(task);
        QCOMPARE(audit.lanes.size(), size_t(all + 1));
        QCOMPARE(audit.findings.size(), mostFindings + 2);
        QVERIFY(audit.findings.front().severity == Severity::Error);
        const AuditFinding &left = audit.findings.back();
        QVERIFY(left.kind == AuditKind::FindingsNotListed);
        QCOMPARE(left.number, double(mostFindings));
        // The modality that is missing; all others but for one were not asked for, and each has gaps.
        QCOMPARE(left.expected, double(1 + (all - 1) + all));
        QVERIFY(find(audit, AuditKind::LanesNotShown));
        QCOMPARE(audit.countOf(Severity::Error), 1);
        QCOMPARE(audit.countOf(Severity::Warning), all);
        QCOMPARE(audit.countOf(Severity::Note), all - 1 + 2);
        QCOMPARE(audit.health->parts.size(), size_t(2));
    }

    void tellsHowManyLanesAreShown()
    {
        QVERIFY(!find(*auditTask(test::wideTask(int(mostLanes))), AuditKind::LanesNotShown));
        const TaskAudit audit = *auditTask(test::wideTask(int(mostLanes) + 1));
        const AuditFinding *const finding = find(audit, AuditKind::LanesNotShown);
        QVERIFY(finding && finding->severity == Severity::Note);
        QCOMPARE(finding->number, 64.0);
        QCOMPARE(finding->expected, 65.0);
    }

    /// A round for each pair would be 400,000,000 of them.
    void whatNobodyCanWantIsNotGoneThrough()
    {
        constexpr int names = 20'000;
        VectorTask maker;
        maker.metadata(60, test::manyNames(u"o"_s, names), test::manyNames(u"s"_s, names)).addRow(u"o0"_s, randomVectors(10, 4, 1), 6);
        const TaskAudit audit = *auditTask(maker.take());
        QCOMPARE(audit.lanes.size(), mostAskedFor + 1);
        QVERIFY(find(audit, AuditKind::RequestsNotAudited));
        QCOMPARE(audit.countOf(Severity::Error), names); // each scope
        VectorTask fewer;
        fewer.metadata(60, test::manyNames(u"o"_s, 500), {u"clip"_s, u"asset"_s}).addRow(u"o0"_s, randomVectors(10, 4, 1), 6);
        const TaskAudit few = *auditTask(fewer.take());
        QVERIFY(find(few, AuditKind::RequestsNotAudited));
        QCOMPARE(find(few, AuditKind::RequestsNotAudited)->number, double(mostAskedFor));
        QCOMPARE(find(few, AuditKind::RequestsNotAudited)->expected, 1000.0);
    }

    /// Every modality looked for among all that were asked for, and the other way round, would be 40,000,000 rounds.
    void optionsByModalities()
    {
        EmbeddingTask task = test::wideTask(2'000);
        task.metadata->embeddingOptions = test::manyNames(u"o"_s, 20'000);
        const TaskAudit audit = *auditTask(task);
        QCOMPARE(audit.lanes.size(), mostAskedFor + 2'000);
        for (size_t i = 0; i < 1000; ++i)
            task.findings.push_back({.kind = FindingKind::ModalityUnknown, .detail = u"m%1"_s.arg(i)});
        task.findings.push_back({.kind = FindingKind::TimesNegative});
        task.segments.back().startSec = -1;
        const TaskAudit found = *auditTask(task);
        QVERIFY(found.findings.front().severity != Severity::Note);
        int calls = 0;
        QVERIFY(!auditTask(task, [&calls] { return ++calls == 3; })); // while the reader's are looked at
    }
};

EMBEDSCOPE_TEST(TestAudit)
#include "tst_audit.moc"
