// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/audit.h"
#include "analysis/change.h"
#include "analysis/novelty.h"
#include "analysis/selfsimilarity.h"
#include "analysis/tasklikeness.h"
#include "reader/taskreader.h"
#include "support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// Every measure against figures that a script computed independently, in double and with plain loops, on the
/// answers with real vectors and on a made one: tests/analysis/independent/figures.py, which says how to run
/// it again. Vectors are float32 here and double there: figures agree within 2e-6, norms (from doubles)
/// within 1e-12.
class TestFigures final : public QObject
{
    Q_OBJECT

private:
    static constexpr double tolerance = 2e-6;
    QJsonObject m_figures;

    static QByteArray contentOf(const QString &name)
    {
        QFile file(QStringLiteral(EMBEDSCOPE_TEST_DATA "/") + name);
        if (!file.open(QFile::ReadOnly))
            qFatal("cannot read %s", qPrintable(name));
        return file.readAll();
    }

    static SharedTask read(const QString &name)
    {
        QFile file(QStringLiteral(EMBEDSCOPE_TEST_DATA "/") + name + u".json"_s);
        if (!file.open(QFile::ReadOnly))
            qFatal("cannot read %s", qPrintable(name));
        Result<EmbeddingTask> task = readTask(file, {});
        if (!task)
            qFatal("%s", qPrintable(task.failure().detail));
        return std::make_shared<const EmbeddingTask>(std::move(*task));
    }

    static LaneKey laneOf(const EmbeddingTask &task, const QString &modality)
    {
        return {static_cast<quint16>(task.modalities.indexOf(modality)),
                static_cast<quint16>(task.scopes.indexOf(u"clip"_s))};
    }

    static bool near(double value, double expected, double within = tolerance)
    {
        return std::abs(value - expected) <= within * std::max(1.0, std::abs(expected));
    }

    static int position(const LaneClips &clips, size_t clip)
    {
        return static_cast<int>(clips.task().segments[clips.row(clip)].position);
    }

    void eachLane()
    {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<QString>("modality");
        const QJsonObject answers = m_figures.value("answers"_L1).toObject();
        for (const QString &answer : answers.keys()) {
            for (const QString &modality : answers.value(answer)["lanes"_L1].toObject().keys())
                QTest::addRow("%s %s", qPrintable(answer), qPrintable(modality)) << answer << modality;
        }
    }

    /// The current row's lane, and what the script says of it.
    std::pair<LaneClips, QJsonObject> current() const
    {
        QFETCH(QString, answer);
        QFETCH(QString, modality);
        const SharedTask task = read(answer);
        return {*LaneClips::of(task, laneOf(*task, modality)),
                m_figures["answers"_L1][answer]["lanes"_L1][modality].toObject()};
    }

    static void compareMatrix(const SimilarityMatrix &matrix, const QJsonArray &expected)
    {
        QCOMPARE(matrix.size(), static_cast<size_t>(expected.size()));
        for (size_t i = 0; i < matrix.size(); ++i) {
            const QJsonArray row = expected.at(static_cast<qsizetype>(i)).toArray();
            for (size_t j = 0; j < matrix.size(); ++j)
                QVERIFY(near(double(matrix.at(i, j)), row.at(static_cast<qsizetype>(j)).toDouble()));
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_figures = QJsonDocument::fromJson(contentOf(u"analysis/figures.json"_s)).object();
        QCOMPARE(m_figures.value("answers"_L1).toObject().size(), 4);
    }

    void clipsAndNorms_data() { eachLane(); }
    void clipsAndNorms()
    {
        const auto [clips, expected] = current();
        const QJsonArray places = expected["clips"_L1].toArray();
        QCOMPARE(clips.size(), static_cast<size_t>(places.size()));
        for (size_t i = 0; i < clips.size(); ++i)
            QCOMPARE(position(clips, i), places.at(static_cast<qsizetype>(i)).toInt());
        const NormStatistics norms = normStatistics(clips.task(), clips.key());
        QVERIFY(near(norms.spread.median, expected["norm_median"_L1].toDouble(), 1e-12));
        QVERIFY(near(norms.spread.scaledMad, expected["norm_scaled_mad"_L1].toDouble(), 1e-12));
        QCOMPARE(norms.isUnitLength, expected["unit_length"_L1].toBool());
        QList<int> outliers;
        for (const quint32 row : norms.outlierRows)
            outliers.append(static_cast<int>(clips.task().segments[row].position));
        std::sort(outliers.begin(), outliers.end());
        QList<int> expectedOutliers;
        for (const QJsonValue &place : expected["norm_outliers"_L1].toArray())
            expectedOutliers.append(place.toInt());
        QCOMPARE(outliers, expectedOutliers);
    }

    void change_data() { eachLane(); }
    void change()
    {
        const auto [clips, figures] = current();
        const QJsonArray expected = figures["changes"_L1].toArray();
        const std::vector<ChangePoint> points = *changes(clips);
        QCOMPARE(points.size(), static_cast<size_t>(expected.size()));
        for (size_t i = 0; i < points.size(); ++i) {
            const QJsonArray point = expected.at(static_cast<qsizetype>(i)).toArray();
            QVERIFY(near(points[i].atSec, point.at(0).toDouble(), 1e-12));
            QVERIFY(near(points[i].change, point.at(1).toDouble()));
        }
    }

    void noveltyAndBoundaries_data() { eachLane(); }
    void noveltyAndBoundaries()
    {
        const auto [clips, figures] = current();
        for (const QJsonValue &each : figures["novelty"_L1].toArray()) {
            const double kernel = each["kernel"_L1].toDouble();
            const QJsonArray expected = each["points"_L1].toArray();
            const std::vector<NoveltyPoint> points = *novelty(clips, kernel);
            QCOMPARE(points.size(), static_cast<size_t>(expected.size()));
            for (size_t i = 0; i < points.size(); ++i) {
                const QJsonArray point = expected.at(static_cast<qsizetype>(i)).toArray();
                QVERIFY(near(points[i].atSec, point.at(0).toDouble(), 1e-12));
                QVERIFY2(near(points[i].novelty, point.at(1).toDouble()),
                         qPrintable(u"%1 at %2"_s.arg(points[i].novelty).arg(points[i].atSec)));
            }
            QVERIFY(near(usualThreshold(points), each["usual_threshold"_L1].toDouble()));
            const QJsonArray peaks = each["boundaries_at_0.2"_L1].toArray();
            const auto boundaries = sceneBoundaries(points, clips.key(), {0.2, kernel / 2});
            QCOMPARE(boundaries.size(), static_cast<size_t>(peaks.size()));
            for (size_t i = 0; i < boundaries.size(); ++i) {
                const QJsonArray peak = peaks.at(static_cast<qsizetype>(i)).toArray();
                QVERIFY(near(boundaries[i].atSec, peak.at(0).toDouble(), 1e-12));
                QVERIFY(near(boundaries[i].strength, peak.at(1).toDouble()));
            }
        }
    }

    void matrix_data() { eachLane(); }
    void matrix()
    {
        const auto [clips, figures] = current();
        compareMatrix(*selfSimilarity(clips), figures["matrix"_L1].toArray());
        compareMatrix(*selfSimilarity(clips, {.mostCells = 7}), figures["matrix_in_7"_L1].toArray());
    }

    void likeThis_data() { eachLane(); }
    void likeThis()
    {
        const auto [clips, figures] = current();
        const SearchableTask task = makeSearchable({std::make_shared<const LaneClips>(clips)}, {});
        size_t query = 0;
        while (position(clips, query) != figures["query"_L1].toInt())
            ++query;
        const LikeResult result = *clipsLike(queryFor(task, clips.row(query)), task, {.most = 5});
        const QJsonArray expected = figures["like_query"_L1].toArray();
        QCOMPARE(result.hits.size(), static_cast<size_t>(expected.size()));
        for (size_t i = 0; i < result.hits.size(); ++i) {
            const QJsonArray hit = expected.at(static_cast<qsizetype>(i)).toArray();
            QCOMPARE(static_cast<int>(task.task->segments[result.hits[i].row].position), hit.at(0).toInt());
            QVERIFY(near(result.hits[i].score, hit.at(1).toDouble()));
        }
    }

    void pairs_data() { eachLane(); }
    void pairs()
    {
        const auto [clips, figures] = current();
        const PairResult result = *nearDuplicates(clips, {.leastCosine = 0.9, .minDistanceSec = 20});
        QCOMPARE(static_cast<int>(result.compared), figures["pairs_compared"_L1].toInt());
        QCOMPARE(static_cast<int>(result.pairCount), figures["pairs_above_0.9"_L1].toInt());
        quint64 below0 = 0;
        for (size_t bin = 0; bin < 200; ++bin)
            below0 += result.cosines.counts[bin];
        QCOMPARE(static_cast<int>(below0), figures["below_0"_L1].toInt());
        const PairResult all = *nearDuplicates(clips, {.leastCosine = -1, .minDistanceSec = 20});
        const QJsonArray best = figures["best_pairs"_L1].toArray();
        QVERIFY(all.pairs.size() >= static_cast<size_t>(best.size()));
        for (qsizetype i = 0; i < best.size(); ++i) {
            const ClipPair &pair = all.pairs[static_cast<size_t>(i)];
            QVERIFY(near(double(pair.cosine), best.at(i)[0].toDouble()));
            QCOMPARE(position(clips, pair.clip), best.at(i)[1].toInt());
            QCOMPARE(position(clips, pair.other), best.at(i)[2].toInt());
        }
    }

    void audit_data()
    {
        QTest::addColumn<QString>("answer");
        for (const QString &answer : m_figures.value("answers"_L1).toObject().keys())
            QTest::addRow("%s", qPrintable(answer)) << answer;
    }
    void audit()
    {
        QFETCH(QString, answer);
        const SharedTask task = read(answer);
        const TaskAudit audit = *auditTask(*task);
        const QJsonObject expected = m_figures["answers"_L1][answer]["audit"_L1].toObject();
        QCOMPARE(audit.health->percent, expected["health"_L1].toInt());
        const auto rowsOfKind = [&](AuditKind kind, const LaneAudit &lane) {
            QList<int> places;
            for (const AuditFinding &finding : audit.findings) {
                if (finding.kind != kind || !lane.lane || finding.lane != lane.lane)
                    continue;
                for (const AuditPlace &place : finding.places)
                    places.append(static_cast<int>(task->segments[place.row].position));
            }
            std::sort(places.begin(), places.end());
            return places;
        };
        const auto numbers = [](const QJsonValue &values) {
            QList<int> list;
            for (const QJsonValue &value : values.toArray())
                list.append(value.toInt());
            return list;
        };
        int compared = 0;
        for (const LaneAudit &lane : audit.lanes) {
            if (lane.scope != "clip"_L1)
                continue;
            ++compared;
            const QJsonObject figures = expected["lanes"_L1][lane.modality].toObject();
            QCOMPARE(lane.segments, figures["segments"_L1].toInt());
            QCOMPARE(lane.soundVectors, figures["sound"_L1].toInt());
            QCOMPARE(lane.intervals, figures["intervals"_L1].toInt());
            QVERIFY(near(lane.coveredSec, figures["covered"_L1].toDouble(), 1e-9));
            QVERIFY(near(lane.soundSec, figures["sound_sec"_L1].toDouble(), 1e-9));
            QCOMPARE(rowsOfKind(AuditKind::VectorZero, lane), numbers(figures["zero"_L1]));
            QCOMPARE(rowsOfKind(AuditKind::VectorConstant, lane), numbers(figures["constant"_L1]));
            QCOMPARE(rowsOfKind(AuditKind::VectorsEqual, lane), numbers(figures["equal"_L1]));
            std::vector<AuditPlace> gaps;
            for (const AuditFinding &finding : audit.findings) {
                if (finding.kind == AuditKind::Gap && finding.lane == lane.lane)
                    gaps = finding.places;
            }
            const QJsonArray expectedGaps = figures["gaps"_L1].toArray();
            QCOMPARE(gaps.size(), static_cast<size_t>(expectedGaps.size()));
            for (size_t i = 0; i < gaps.size(); ++i) {
                QCOMPARE(gaps[i].startSec, expectedGaps.at(static_cast<qsizetype>(i))[0].toDouble());
                QCOMPARE(gaps[i].endSec, expectedGaps.at(static_cast<qsizetype>(i))[1].toDouble());
            }
        }
        QCOMPARE(compared, static_cast<int>(expected["lanes"_L1].toObject().size()));
    }

    void theTwoRunsAreDuplicatesTheIslandIsNot()
    {
        const QString prefix = u"answers/derived_v2_"_s;
        const QString runs[] = {u"67ca93a989d8a564e80dc3ba"_s, u"67edc5869cffa5179927b0a9"_s,
                                u"67edc5a731cc2c99458c1d4c"_s};
        for (const QString &a : runs) {
            for (const QString &b : runs) {
                const TaskLikeness likeness = *taskLikeness(*makeSearchable(read(prefix + a), {}),
                                                            *makeSearchable(read(prefix + b), {}));
                QCOMPARE(likeness.shareOfA, m_figures["likeness"_L1][QString(a + u" in "_s + b)].toDouble());
                QCOMPARE(likeness.areDuplicates(), a == b || (a != runs[2] && b != runs[2]));
            }
        }
    }
};

EMBEDSCOPE_TEST(TestFigures)
#include "tst_figures.moc"
