// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/segmenttablemodel.h"

#include "models/segmentsortproxy.h"
#include "support/testprogram.h"
#include "support/taskparts.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <array>
#include <cmath>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

using SegmentColumn = SegmentTableModel::Column;

Segment segmentOf(double start, double end, double norm, quint32 length, quint16 modality = 0,
                  quint16 scope = 0)
{
    Segment segment;
    segment.startSec = start;
    segment.endSec = end;
    segment.norm = norm;
    segment.length = length;
    segment.modality = modality;
    segment.scope = scope;
    return segment;
}

/// Modalities "visual" and a null one, scopes clip and asset, and everything that can be odd about a segment.
SharedTask someTask()
{
    const double nan = std::nan("");
    auto task = std::make_shared<EmbeddingTask>();
    task->modalities = {u"visual"_s, QString()};
    task->scopes = {u"clip"_s, u"asset"_s};
    task->metadata = Metadata{};
    task->metadata->durationSec = 20;
    task->segments = {
        segmentOf(-1, 6, 1, 512), //
        segmentOf(0, 6, 0.5, 512, 1), //
        segmentOf(6, 12, 0.99987, 512), //
        segmentOf(12, 10, 1, 256), //
        segmentOf(12, 30, nan, 512), //
        segmentOf(nan, nan, 1, 512), //
        segmentOf(nan, nan, nan, 0, 0, 1),
    };
    return task;
}

} // namespace

class TstSegmentTableModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isEmptyWithoutATask();
    void showsSegments();
    void measuresFillTheirColumns();
    void remarksOnOddOnes();
    void sortsMissingLast();
    void filters();
    void changesTheTask();
    void holdsTheLargestAnswer();

    /// As the reader and the audit count: of two lengths that are equally common, the one that comes first.
    void theUsualLengthIsTheSameEverywhere()
    {
        EmbeddingTask task;
        for (int i = 0; i < 4; ++i) {
            test::appendSegment(task, u"visual"_s, i * 6, i * 6 + 6);
            test::giveVector(task, i < 2 ? std::vector<float>{1, 0, 0} : std::vector<float>{1, 0});
        }
        SegmentTableModel model;
        model.setTask(std::make_shared<const EmbeddingTask>(std::move(task)));
        const auto findings = [&model](int row) {
            return model.index(row, static_cast<int>(SegmentTableModel::Column::Findings)).data().toString();
        };
        QCOMPARE(findings(0), QString());
        QCOMPARE(findings(2), u"dimension differs from 3"_s);
    }
};

void TstSegmentTableModel::isEmptyWithoutATask()
{
    SegmentTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.columnCount(), SegmentTableModel::columnTotal);
    for (int column = 0; column < SegmentTableModel::columnTotal; ++column)
        QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
}

void TstSegmentTableModel::showsSegments()
{
    SegmentTableModel model;
    model.setTask(someTask());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const auto texts = [&model](int row) {
        QStringList list;
        for (int column = 0; column < static_cast<int>(SegmentColumn::Findings); ++column)
            list.append(model.index(row, column).data().toString());
        return list.join(u'|');
    };
    QCOMPARE(texts(2), u"3|visual|clip|0:00:06.000|0:00:12.000|0:00:06.000|0.99987|—||||512"_s);
    QCOMPARE(texts(1), u"2|unnamed|clip|0:00:00.000|0:00:06.000|0:00:06.000|0.50000|—||||512"_s);
    QCOMPARE(texts(6), u"7|visual|asset|—|—|—|—|—||||—"_s);
}

void TstSegmentTableModel::measuresFillTheirColumns()
{
    SegmentTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setTask(someTask());
    SegmentSortProxy proxy;
    proxy.setSourceModel(&model);
    proxy.sort(static_cast<int>(SegmentColumn::Change), Qt::DescendingOrder);
    const float nan = std::nanf("");
    const auto numbers = [](std::vector<float> values) {
        return std::make_shared<const std::vector<float>>(std::move(values));
    };
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setNumbers(SegmentColumn::Change, numbers({0.5F, nan, 0.125F, nan, 1, nan, nan}));
    model.setNumbers(SegmentColumn::Likeness, numbers({1, -1, 0, 0, 0, 0, nan}));
    QCOMPARE(changed.size(), 2);
    QCOMPARE(changed.first().at(0).toModelIndex().column(), static_cast<int>(SegmentColumn::Change));
    const auto text = [&model](int row, SegmentColumn column) {
        return model.index(row, static_cast<int>(column)).data().toString();
    };
    QCOMPARE(text(0, SegmentColumn::Change), u"0.5000"_s);
    QCOMPARE(text(1, SegmentColumn::Change), u"—"_s);
    QCOMPARE(text(1, SegmentColumn::Likeness), u"-1.0000"_s);
    QCOMPARE(text(1, SegmentColumn::Novelty), QString()); // not there
    QList<int> order;
    for (int row = 0; row < proxy.rowCount(); ++row)
        order.append(proxy.mapToSource(proxy.index(row, 0)).row());
    QCOMPARE(order.mid(0, 3), (QList<int>{4, 0, 2})); // missing ones last
    proxy.sort(static_cast<int>(SegmentColumn::Change), Qt::AscendingOrder);
    QCOMPARE(proxy.mapToSource(proxy.index(0, 0)).row(), 2);

    TaskAudit audit;
    AuditFinding zero{.kind = AuditKind::VectorZero};
    zero.places = {{2, 6, 12}};
    AuditFinding outlier{.kind = AuditKind::NormOutlier};
    outlier.places = {{0, -1, 6}, {2, 6, 12}};
    audit.findings = {zero, outlier};
    model.setFindings(std::make_shared<const RowFindings>(audit));
    QCOMPARE(text(2, SegmentColumn::Findings), u"zero vector, norm outlier"_s);
    QCOMPARE(text(0, SegmentColumn::Findings), u"norm outlier"_s);
    QCOMPARE(text(1, SegmentColumn::Findings), QString());

    model.setNumbers(SegmentColumn::Novelty, numbers({1, 2})); // of another task
    QCOMPARE(text(0, SegmentColumn::Novelty), QString());
    model.setTask(someTask()); // another one
    QCOMPARE(text(0, SegmentColumn::Change), QString());
    QCOMPARE(text(2, SegmentColumn::Findings), QString());
}

void TstSegmentTableModel::remarksOnOddOnes()
{
    SegmentTableModel model;
    model.setTask(someTask());
    const auto remark = [&model](int row) {
        return model.index(row, static_cast<int>(SegmentColumn::Findings)).data().toString();
    };
    QCOMPARE(remark(0), u"time below zero"_s);
    QCOMPARE(remark(1), QString());
    QCOMPARE(remark(2), QString());
    QCOMPARE(remark(3), u"dimension differs from 512, ends before it starts"_s);
    QCOMPARE(remark(4), u"holds what is no finite number, ends after the media"_s);
    QCOMPARE(remark(5), u"times missing"_s);
    QCOMPARE(remark(6), u"no vector"_s); // the whole file needs no times
}

void TstSegmentTableModel::sortsMissingLast()
{
    SegmentTableModel model;
    model.setTask(someTask());
    SegmentSortProxy proxy;
    proxy.setSourceModel(&model);
    const QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const auto order = [&proxy](SegmentColumn column, Qt::SortOrder direction) {
        proxy.sort(static_cast<int>(column), direction);
        QList<int> rows;
        for (int row = 0; row < proxy.rowCount(); ++row)
            rows.append(proxy.mapToSource(proxy.index(row, 0)).row());
        return rows;
    };
    QCOMPARE(order(SegmentColumn::Start, Qt::AscendingOrder), (QList<int>{0, 1, 2, 3, 4, 5, 6}));
    QCOMPARE(order(SegmentColumn::Start, Qt::DescendingOrder), (QList<int>{3, 4, 2, 1, 0, 5, 6}));
    QCOMPARE(order(SegmentColumn::Norm, Qt::AscendingOrder), (QList<int>{1, 2, 0, 3, 5, 4, 6}));
    QCOMPARE(order(SegmentColumn::Norm, Qt::DescendingOrder), (QList<int>{0, 3, 5, 2, 1, 4, 6}));
    QCOMPARE(order(SegmentColumn::Modality, Qt::AscendingOrder), (QList<int>{1, 0, 2, 3, 4, 5, 6}));
    QCOMPARE(order(SegmentColumn::Dimension, Qt::AscendingOrder), (QList<int>{3, 0, 1, 2, 4, 5, 6}));
    QCOMPARE(order(SegmentColumn::Findings, Qt::DescendingOrder).mid(5), (QList<int>{1, 2}));
}

void TstSegmentTableModel::filters()
{
    SegmentTableModel model;
    model.setTask(someTask());
    SegmentSortProxy proxy;
    proxy.setSourceModel(&model);
    const QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const auto rows = [&proxy] {
        QList<int> shown;
        for (int row = 0; row < proxy.rowCount(); ++row)
            shown.append(proxy.mapToSource(proxy.index(row, 0)).row());
        return shown;
    };
    proxy.setHiddenModalities({u"visual"_s});
    QCOMPARE(rows(), QList<int>{1});
    proxy.setHiddenModalities({QString()}); // the one without a name
    QCOMPARE(rows(), (QList<int>{0, 2, 3, 4, 5, 6}));
    proxy.setHiddenModalities({});
    proxy.setFilterText(u"MISSING"_s);
    QCOMPARE(rows(), QList<int>{5});
    proxy.setFilterText(u" asset  no "_s);
    QCOMPARE(rows(), QList<int>{6});
    proxy.setFilterText(u"  "_s);
    QCOMPARE(proxy.rowCount(), 7);
}

void TstSegmentTableModel::changesTheTask()
{
    SegmentTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const SharedTask task = someTask();
    model.setTask(task);
    QCOMPARE(model.rowCount(), 7);
    model.setTask(task);
    QCOMPARE(resets.count(), 1); // the same one: nothing happens
    model.setTask(nullptr);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(resets.count(), 2);
}

void TstSegmentTableModel::holdsTheLargestAnswer()
{
    auto task = std::make_shared<EmbeddingTask>();
    task->modalities = {u"visual"_s, u"audio"_s, u"transcription"_s};
    task->scopes = {u"clip"_s};
    for (int clip = 0; clip < 7'200; ++clip) {
        for (quint16 modality = 0; modality < 3; ++modality)
            task->segments.push_back(segmentOf(clip * 2, clip * 2 + 2, 1, 512, modality));
    }
    SegmentTableModel model;
    model.setTask(task);
    SegmentSortProxy proxy;
    proxy.setSourceModel(&model);
    proxy.sort(static_cast<int>(SegmentColumn::Modality));
    QCOMPARE(proxy.rowCount(), 21'600);
    constexpr std::array order{1, 2, 0}; // audio, transcription, visual
    for (int row = 0; row < 21'600; ++row) { // within each in the order of the segments
        const int expected = (row % 7'200) * 3 + order[static_cast<size_t>(row) / 7'200];
        QCOMPARE(proxy.mapToSource(proxy.index(row, 0)).row(), expected);
    }
}

EMBEDSCOPE_TEST(TstSegmentTableModel)
#include "tst_segmenttablemodel.moc"
