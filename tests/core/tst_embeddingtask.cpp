// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/embeddingtask.h"

#include "support/testprogram.h"

#include <QTest>

#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Segment segment(double start, double end, quint16 modality, quint16 scope, quint32 length = 2)
{
    Segment made;
    made.startSec = start;
    made.endSec = end;
    made.modality = modality;
    made.scope = scope;
    made.length = length;
    return made;
}

/// Two clips in two modalities, one clip without times, one vector of the whole asset.
EmbeddingTask film()
{
    EmbeddingTask task;
    task.modalities = {u"visual"_s, u"audio"_s};
    task.scopes = {u"clip"_s, u"asset"_s};
    task.segments = {segment(0, 6, 0, 0),  segment(0, 6, 1, 0),       segment(6, 12, 0, 0),
                     segment(6, 12, 1, 0), segment(0, 21.5, 0, 1, 3), segment(nan, nan, 0, 0, 0)};
    return task;
}

} // namespace

class TestEmbeddingTask final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void duration();
    void scopes();
    void summary();
    void summaryOfNothing();
    void normsByModality();
    void fileNames_data();
    void fileNames();
    void segmentDefaults();

    void summariesKeepNoNamesOfAMegabyte()
    {
        EmbeddingTask task;
        task.modalities = {QString(1'000'000, u'x')};
        task.scopes = {QString()};
        task.findings.push_back({.kind = FindingKind::ModalityUnknown, .detail = task.modalities.front()});
        task.segments.emplace_back().norm = 1;
        const TaskSummary summary = summarize(task);
        QCOMPARE(summary.modalities.front().size(), qsizetype(256));
        QCOMPARE(summary.findings.front().detail.size(), qsizetype(256));
        QCOMPARE(summary.norms.front().modality.size(), qsizetype(256));
    }
};

void TestEmbeddingTask::duration()
{
    EmbeddingTask task;
    QCOMPARE(task.durationSec(), 0.0);
    task = film();
    QCOMPARE(task.durationSec(), 21.5);
    task.metadata.emplace();
    QCOMPARE(task.durationSec(), 21.5);
    for (const double odd : {0.0, -5.0, nan, std::numeric_limits<double>::infinity()}) {
        task.metadata->durationSec = odd;
        QCOMPARE(task.durationSec(), 21.5);
    }
    task.metadata->durationSec = 20;
    QCOMPARE(task.durationSec(), 20.0);
    task.metadata.reset();
    task.segments = {segment(9, 3, 0, 0)};
    QCOMPARE(task.durationSec(), 9.0);
}

void TestEmbeddingTask::scopes()
{
    const EmbeddingTask task = film();
    QVERIFY(!task.isAsset(task.segments[0]));
    QVERIFY(task.isAsset(task.segments[4]));
}

void TestEmbeddingTask::summary()
{
    EmbeddingTask task = film();
    task.errorMessage = u"broken"_s;
    task.createdAt = QDateTime(QDate(2026, 11, 23), QTime(10, 0), Qt::UTC);
    task.findings = {{FindingKind::VectorEmpty}};
    task.metadata.emplace();
    task.metadata->inputType = u"video"_s;
    task.metadata->durationSec = 21.5;
    const TaskSummary summary = summarize(task);
    QCOMPARE(summary.clips, 2);
    QCOMPARE(summary.vectors, 6);
    QCOMPARE(summary.dimensions, (QList<quint32>{2, 3}));
    QCOMPARE(summary.modalities, task.modalities);
    QCOMPARE(summary.inputType, u"video"_s);
    QCOMPARE(summary.durationSec, std::optional(21.5));
    QCOMPARE(summary.errorMessage, u"broken"_s);
    QCOMPARE(summary.createdAt, task.createdAt);
    QVERIFY(!summary.updatedAt.isValid());
    QCOMPARE(summary.findings.size(), size_t(1));
}

void TestEmbeddingTask::summaryOfNothing()
{
    const TaskSummary summary = summarize(EmbeddingTask());
    QCOMPARE(summary.clips, 0);
    QCOMPARE(summary.vectors, 0);
    QVERIFY(summary.dimensions.isEmpty());
    QVERIFY(!summary.durationSec);
    QCOMPARE(summary.file, QString());
    // A task whose only scope is not "clip" has no clips.
    EmbeddingTask asset;
    asset.modalities = {u"visual"_s};
    asset.scopes = {u"asset"_s};
    asset.segments = {segment(0, 6, 0, 0)};
    QCOMPARE(summarize(asset).clips, 0);
}

void TestEmbeddingTask::normsByModality()
{
    EmbeddingTask task;
    task.modalities = {u"visual"_s, u"audio"_s, u""_s};
    task.scopes = {u"clip"_s};
    const auto add = [&task](quint16 modality, double norm) {
        task.segments.push_back({.norm = norm, .modality = modality});
    };
    for (const double norm : {1.0, 0.5, 1.5})
        add(0, norm);
    add(0, nan);
    add(1, nan); // none with a norm: not among them
    add(2, std::numeric_limits<double>::max());
    add(2, std::numeric_limits<double>::max());
    const std::vector<ModalityNorms> norms = summarize(task).norms;
    QCOMPARE(norms.size(), 2U);
    QCOMPARE(norms[0], (ModalityNorms{u"visual"_s, 3, 0.5, 1.5, 1.0}));
    QCOMPARE(norms[1].modality, u""_s);
    QCOMPARE(norms[1].mean, std::numeric_limits<double>::max());
}

void TestEmbeddingTask::fileNames_data()
{
    QTest::addColumn<QString>("filename");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("shown");
    QTest::newRow("name") << u"film.mp4"_s << u"https://x/y/other.mp4"_s << u"film.mp4"_s;
    QTest::newRow("last part of the URL") << u""_s << u"https://x/y/film.mp4?token=1#t"_s << u"film.mp4"_s;
    QTest::newRow("URL without a path") << u""_s << u"https://x"_s << u""_s;
    QTest::newRow("nothing") << u""_s << u""_s << u""_s;
}

void TestEmbeddingTask::fileNames()
{
    QFETCH(const QString, filename);
    QFETCH(const QString, url);
    QFETCH(const QString, shown);
    EmbeddingTask task;
    task.metadata.emplace();
    task.metadata->inputFilename = filename;
    task.metadata->inputUrl = url;
    QCOMPARE(summarize(task).file, shown);
}

void TestEmbeddingTask::segmentDefaults()
{
    const Segment none;
    QVERIFY(!none.hasTimes());
    QVERIFY(!none.hasNorm());
    QVERIFY(segment(0, 6, 0, 0).hasTimes());
    QVERIFY(!segment(0, nan, 0, 0).hasTimes());
    QVERIFY(!segment(nan, 6, 0, 0).hasTimes());
}

} // namespace embedscope

EMBEDSCOPE_TEST(embedscope::TestEmbeddingTask)
#include "tst_embeddingtask.moc"
