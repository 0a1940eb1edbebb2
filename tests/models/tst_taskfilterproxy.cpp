// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/taskfilterproxy.h"

#include "models/tasktablemodel.h"
#include "support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

using Chip = TaskFilterProxy::Chip;
using TaskColumn = TaskTableModel::Column;

const QDateTime longAgo(QDate(2026, 11, 20), QTime(10, 0), Qt::UTC);

TaskId idOf(int number)
{
    return *TaskId::fromString(u"%1"_s.arg(number, 24, 16, QChar(u'0')));
}

std::vector<TaskId> idsFrom(int first, int count)
{
    std::vector<TaskId> ids;
    for (int number = first; number < first + count; ++number)
        ids.push_back(idOf(number));
    return ids;
}

QStringList idsIn(const QAbstractItemModel &model)
{
    QStringList ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids.append(model.index(row, 0).data(TaskTableModel::TaskIdRole).toString());
    return ids;
}

/// Few different values, so that there are ties, and many that are missing.
void randomize(TaskRecord &record, QRandomGenerator &random)
{
    record.state = static_cast<TaskState>(random.bounded(8));
    record.underWay = random.bounded(6) == 0;
    record.nextPoll = random.bounded(2) == 0
        ? std::optional(MonotonicTime(std::chrono::hours(1'000'000 + random.bounded(3))))
        : std::nullopt;
    record.problem = random.bounded(3) == 0
        ? std::optional(Failure{.kind = static_cast<FailureKind>(random.bounded(3)), .detail = u"odd"_s})
        : std::nullopt;
    TaskSummary summary;
    const QStringList files{{}, u"a.mp4"_s, u"B.mp4"_s, u"b.MP4"_s, u"c.wav"_s};
    summary.file = files[random.bounded(5)];
    summary.inputType = random.bounded(2) == 0 ? u"video"_s : QString();
    if (random.bounded(2) == 0)
        summary.durationSec = random.bounded(3);
    summary.vectors = summary.clips = random.bounded(3);
    if (random.bounded(2) == 0)
        summary.dimensions = {static_cast<quint32>(256 << random.bounded(2))};
    if (random.bounded(2) == 0)
        summary.createdAt = longAgo.addSecs(random.bounded(3));
    record.settledAt = longAgo.addSecs(random.bounded(3));
    record.summary = summary;
}

/// What the proxy must show, worked out the plain way.
QStringList naiveOrder(const QAbstractItemModel &source, const std::function<bool(int row)> &accepts,
                       int column, Qt::SortOrder order)
{
    std::vector<int> rows;
    for (int row = 0; row < source.rowCount(); ++row) {
        if (accepts(row))
            rows.push_back(row);
    }
    const auto idAt = [&](int row) {
        return source.index(row, 0).data(TaskTableModel::TaskIdRole).toString();
    };
    std::sort(rows.begin(), rows.end(), [&](int left, int right) {
        QVariant a = source.index(left, column).data(TaskTableModel::SortRole);
        QVariant b = source.index(right, column).data(TaskTableModel::SortRole);
        if (a.isValid() != b.isValid())
            return a.isValid();
        if (a.typeId() == QMetaType::QString) {
            a = a.toString().toCaseFolded();
            b = b.toString().toCaseFolded();
        }
        if (!a.isValid() || a == b)
            return idAt(left) < idAt(right);
        const bool less = QVariant::compare(a, b) == QPartialOrdering::Less;
        return order == Qt::AscendingOrder ? less : !less;
    });
    QStringList ids;
    for (const int row : rows)
        ids.append(idAt(row));
    return ids;
}

} // namespace

class TstTaskFilterProxy final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chipsDivideTheStates();
    void missingValuesComeLastInBothDirections();
    void allWordsMustOccurSomewhere();
    void secondsAreNotSearched();
    void staysRightThroughRandomEdits_data();
    void staysRightThroughRandomEdits();
    void selectionSurvivesPolls();
    void tenThousandTickingRowsStayInPlace();
};

void TstTaskFilterProxy::chipsDivideTheStates()
{
    for (int value = static_cast<int>(TaskState::Waiting); value <= static_cast<int>(TaskState::TooLarge);
         ++value) {
        const auto state = static_cast<TaskState>(value);
        QVERIFY(TaskFilterProxy::passes(Chip::All, state));
        int passed = 0;
        for (const Chip chip : {Chip::Open, Chip::Ready, Chip::Failed, Chip::Problems})
            passed += TaskFilterProxy::passes(chip, state) ? 1 : 0;
        QCOMPARE(passed, 1);
    }
    QVERIFY(TaskFilterProxy::passes(Chip::Open, TaskState::Waiting));
    QVERIFY(TaskFilterProxy::passes(Chip::Open, TaskState::Processing));
    QVERIFY(TaskFilterProxy::passes(Chip::Ready, TaskState::Ready));
    QVERIFY(TaskFilterProxy::passes(Chip::Failed, TaskState::Failed));
    QVERIFY(TaskFilterProxy::passes(Chip::Problems, TaskState::TooLarge));
}

void TstTaskFilterProxy::missingValuesComeLastInBothDirections()
{
    TaskList list;
    list.add(idsFrom(1, 5), longAgo);
    list.edit(1, [](TaskRecord &record) { record.summary.durationSec = 2; });
    list.edit(3,
              [](TaskRecord &record) { record.summary.durationSec = 10; }); // as text it would stand before 2
    TaskTableModel model(list);
    TaskFilterProxy proxy;
    proxy.setSourceModel(&model);
    const auto order = [&](Qt::SortOrder direction) {
        proxy.sort(static_cast<int>(TaskColumn::Duration), direction);
        QList<int> numbers;
        for (const QString &id : idsIn(proxy))
            numbers.append(id.toInt(nullptr, 16));
        return numbers;
    };
    QCOMPARE(order(Qt::AscendingOrder), (QList<int>{2, 4, 1, 3, 5}));
    QCOMPARE(order(Qt::DescendingOrder), (QList<int>{4, 2, 1, 3, 5}));
}

void TstTaskFilterProxy::allWordsMustOccurSomewhere()
{
    TaskList list;
    list.add(idsFrom(1, 3), longAgo);
    list.edit(0, [](TaskRecord &record) {
        record.state = TaskState::Ready;
        record.summary.file = u"Holiday.mp4"_s;
    });
    list.edit(1, [](TaskRecord &record) {
        record.state = TaskState::Failed;
        record.summary.file = u"holiday.mp4"_s;
        record.summary.errorMessage = u"temporarily unstable"_s;
    });
    TaskTableModel model(list);
    TaskFilterProxy proxy;
    proxy.setSourceModel(&model);
    const auto count = [&proxy](const QString &text) {
        proxy.setFilterText(text);
        return proxy.rowCount();
    };
    QCOMPARE(count({}), 3);
    QCOMPARE(count(u"HOLIDAY"_s), 2);
    QCOMPARE(count(u" holiday  ready "_s), 1); // in different columns
    QCOMPARE(count(u"holiday unstable"_s), 1);
    QCOMPARE(count(u"000003"_s), 1);
    QCOMPARE(count(u"holiday 000003"_s), 0);
    QCOMPARE(count(u"   "_s), 3);

    proxy.setFilterText(u"holiday"_s);
    proxy.setChip(Chip::Failed);
    QCOMPARE(proxy.rowCount(), 1);
    list.edit(1, [](TaskRecord &record) { record.state = TaskState::Ready; });
    list.flush();
    QCOMPARE(proxy.rowCount(), 0); // it changed, and no longer passes
}

void TstTaskFilterProxy::secondsAreNotSearched()
{
    TaskList list;
    list.add(idsFrom(1, 1), longAgo);
    list.edit(0, [](TaskRecord &record) { record.underWay = true; });
    TaskTableModel model(list);
    TaskFilterProxy proxy;
    proxy.setSourceModel(&model);
    QCOMPARE(model.index(0, static_cast<int>(TaskColumn::NextPoll)).data().toString(), u"now"_s);
    proxy.setFilterText(u"now"_s);
    QCOMPARE(proxy.rowCount(), 0);
    proxy.setFilterText(u"waiting"_s);
    QCOMPARE(proxy.rowCount(), 1);
}

void TstTaskFilterProxy::staysRightThroughRandomEdits_data()
{
    QTest::addColumn<uint>("seed");
    for (uint seed = 1; seed <= 12; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TstTaskFilterProxy::staysRightThroughRandomEdits()
{
    QFETCH(uint, seed);
    QRandomGenerator random(seed);
    TaskList list;
    TaskTableModel model(list);
    TaskFilterProxy proxy;
    proxy.setSourceModel(&model);
    const QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::Fatal);
    int column = 0;
    auto order = Qt::AscendingOrder;
    Chip chip = Chip::All;
    QString word;
    proxy.sort(column, order);

    for (int step = 0; step < 80; ++step) {
        switch (random.bounded(6)) {
        case 0:
            if (list.size() > 0) // a change that is not told yet
                list.edit(random.bounded(list.size()),
                          [&random](TaskRecord &record) { randomize(record, random); });
            list.add(idsFrom(random.bounded(60), random.bounded(10)), longAgo.addSecs(random.bounded(3)));
            break;
        case 1:
            if (list.size() > 0)
                list.remove({random.bounded(list.size()), random.bounded(list.size())});
            break;
        case 2:
            column = random.bounded(TaskTableModel::columnTotal);
            order = random.bounded(2) == 0 ? Qt::AscendingOrder : Qt::DescendingOrder;
            proxy.sort(column, order);
            break;
        case 3:
            chip = static_cast<Chip>(random.bounded(5));
            word = random.bounded(3) == 0 ? u"mp4"_s : QString();
            proxy.setChip(chip);
            proxy.setFilterText(word);
            break;
        default:
            for (int i = random.bounded(8); i > 0 && list.size() > 0; --i)
                list.edit(random.bounded(list.size()),
                          [&random](TaskRecord &record) { randomize(record, random); });
        }
        list.flush();
        const auto accepts = [&](int row) {
            const TaskRecord &record = list.at(row);
            return TaskFilterProxy::passes(chip, record.state)
                && (word.isEmpty() || record.summary.file.contains(word, Qt::CaseInsensitive));
        };
        QCOMPARE(idsIn(proxy), naiveOrder(model, accepts, column, order));
    }
}

void TstTaskFilterProxy::selectionSurvivesPolls()
{
    TaskList list;
    list.add(idsFrom(0, 50), longAgo);
    TaskTableModel model(list);
    TaskFilterProxy proxy;
    proxy.setSourceModel(&model);
    proxy.sort(static_cast<int>(TaskColumn::Status));
    QItemSelectionModel selection(&proxy);
    const auto selectRow = [&](int row) {
        selection.select(proxy.index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    };
    const auto selectedIds = [&selection] {
        QStringList ids;
        const QModelIndexList rows = selection.selectedRows();
        for (const QModelIndex &index : rows)
            ids.append(index.data(TaskTableModel::TaskIdRole).toString());
        ids.sort();
        return ids;
    };
    selectRow(3);
    selectRow(17);
    selection.setCurrentIndex(proxy.index(17, 0), QItemSelectionModel::NoUpdate);
    const QStringList before = selectedIds();
    const QString current = selection.currentIndex().data(TaskTableModel::TaskIdRole).toString();

    for (int row = 0; row < 50; ++row) // each moves to another place
        list.edit(row, [row](TaskRecord &record) { record.state = static_cast<TaskState>((row * 7) % 8); });
    list.flush();
    list.add(idsFrom(100, 5), longAgo);
    list.remove({0, 1});
    QCOMPARE(selectedIds(), before);
    QCOMPARE(selection.currentIndex().data(TaskTableModel::TaskIdRole).toString(), current);
}

void TstTaskFilterProxy::tenThousandTickingRowsStayInPlace()
{
    TaskList list;
    list.add(idsFrom(0, 10'000), longAgo);
    for (int row = 0; row < 10'000; ++row) {
        list.edit(row, [row](TaskRecord &record) {
            record.summary.createdAt = longAgo.addSecs((row * 7919) % 10'000);
            record.state = row % 2 == 0 ? TaskState::Processing : TaskState::Ready;
            record.summary.updatedAt = record.summary.createdAt.addSecs(60);
        });
    }
    list.flush();
    TaskTableModel model(list);
    TaskFilterProxy proxy;
    proxy.setSourceModel(&model);
    proxy.setFilterText(u"p"_s);
    proxy.sort(static_cast<int>(TaskColumn::Elapsed), Qt::DescendingOrder);
    QCOMPARE(proxy.rowCount(), 5'000);
    QCOMPARE(proxy.index(0, 0).data().toString(), u"Processing"_s); // the one that runs longest
    const QStringList before = idsIn(proxy);

    const QSignalSpy resorted(&proxy, &QAbstractItemModel::layoutChanged);
    const QSignalSpy removed(&proxy, &QAbstractItemModel::rowsRemoved);
    const QSignalSpy changed(&proxy, &QAbstractItemModel::dataChanged);
    QSignalSpy ticked(&model, &TaskTableModel::ticked);
    QVERIFY(ticked.wait(test::longestWaitMs));
    QCOMPARE(changed.count(), 0);
    QCOMPARE(resorted.count(), 0);
    QCOMPARE(removed.count(), 0);
    QCOMPARE(idsIn(proxy), before);
}

EMBEDSCOPE_TEST(TstTaskFilterProxy)
#include "tst_taskfilterproxy.moc"
