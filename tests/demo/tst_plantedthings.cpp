// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/audit.h"
#include "analysis/nearduplicates.h"
#include "analysis/novelty.h"
#include "demo/answergenerator.h"
#include "demo/filmlibrary.h"
#include "reader/taskreader.h"
#include "support/testprogram.h"

#include <QBuffer>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// What the demo's film holds for users to find is found by the analysis as it starts: its repeat, its
/// silence, its zero vector, and where its scenes change.
class TestPlantedThings final : public QObject
{
    Q_OBJECT

private:
    SharedTask m_task;

    LaneKey lane(const QString &modality) const
    {
        return {static_cast<quint16>(m_task->modalities.indexOf(modality)),
                static_cast<quint16>(m_task->scopes.indexOf(u"clip"_s))};
    }

    const AuditFinding &finding(const TaskAudit &audit, AuditKind kind, const QString &modality) const
    {
        for (const AuditFinding &each : audit.findings) {
            if (each.kind == kind && each.lane == lane(modality))
                return each;
        }
        qFatal("not found");
    }

private Q_SLOTS:
    void initTestCase()
    {
        QByteArray answer = AnswerGenerator(twelveMinuteFilm(), "2026-01-02T03:04:05.678Z", [] {
                                return QByteArray("2026-01-02T03:05:00Z");
                            }).bytes();
        QBuffer buffer(&answer);
        QVERIFY(buffer.open(QBuffer::ReadOnly));
        Result<EmbeddingTask> task = readTask(buffer, {});
        QVERIFY(task.hasValue());
        m_task = std::make_shared<const EmbeddingTask>(std::move(*task));
    }

    void theRepeat()
    {
        for (const QString &modality : {u"visual"_s, u"audio"_s}) {
            const LaneClips clips = *LaneClips::of(m_task, lane(modality));
            const PairResult pairs = *nearDuplicates(clips, {.leastCosine = 1});
            QCOMPARE(pairs.pairCount, quint64(4));
            for (const ClipPair &pair : pairs.pairs) {
                QVERIFY(clips.startSec(pair.clip) >= 48 && clips.endSec(pair.clip) <= 72);
                QCOMPARE(clips.startSec(pair.other) - clips.startSec(pair.clip), 552.0);
            }
            QCOMPARE(finding(*auditTask(*m_task), AuditKind::VectorsEqual, modality).count, 8);
        }
    }

    void theZeroVectorAndTheSilence()
    {
        const TaskAudit audit = *auditTask(*m_task);
        QCOMPARE(audit.findings.at(0).kind, AuditKind::VectorZero); // the first thing to jump to
        QCOMPARE(audit.findings[0].places.at(0).startSec, 240.0);
        QCOMPARE(audit.countOf(Severity::Error), 1);
        const AuditFinding &pauses = finding(audit, AuditKind::Gap, u"transcription"_s);
        const auto longest =
            std::max_element(pauses.places.begin(), pauses.places.end(),
                             [](const AuditPlace &a, const AuditPlace &b) { return a.number < b.number; });
        QCOMPARE(longest->startSec, 288.0);
        QCOMPARE(longest->endSec, 378.0);
        QCOMPARE(audit.health->percent, 99);
    }

    void theScenes()
    {
        const LaneClips clips = *LaneClips::of(m_task, lane(u"visual"_s));
        const auto points = *novelty(clips);
        const auto found = sceneBoundaries(points, clips.key(), {.threshold = usualThreshold(points)});
        // What the script says, to the nearest boundary of clips; and where the repeat begins and ends.
        const FilmScript film = twelveMinuteFilm();
        QList<double> cuts{624};
        for (size_t i = 1; i < film.tracks[0].stretches.size(); ++i)
            cuts.append(std::round(film.tracks[0].stretches[i].startSec / 6) * 6);
        std::sort(cuts.begin(), cuts.end());
        QList<double> boundaries;
        for (const SceneBoundary &boundary : found)
            boundaries.append(boundary.atSec);
        QCOMPARE(boundaries, cuts);
    }
};

EMBEDSCOPE_TEST(TestPlantedThings)
#include "tst_plantedthings.moc"
