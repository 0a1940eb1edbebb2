// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasktablemodel.h"

#include "support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace embedscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

using TaskColumn = TaskTableModel::Column;
using Removed = std::vector<std::pair<int, TaskRecord>>;
using Ranges = std::vector<std::pair<int, int>>;

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

/// Knows of the model only what its signals tell: what they leave out is wrong here.
class Twin final : public QObject
{
public:
    explicit Twin(const TaskTableModel &model)
    {
        connect(&model, &QAbstractItemModel::rowsInserted, this,
                [this, &model](const QModelIndex &, int first, int last) {
                    for (int row = first; row <= last; ++row)
                        m_rows.insert(m_rows.begin() + row, textsOf(model, row));
                });
        connect(&model, &QAbstractItemModel::rowsRemoved, this,
                [this](const QModelIndex &, int first, int last) {
                    m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
                });
        connect(&model, &QAbstractItemModel::dataChanged, this,
                [this, &model](const QModelIndex &from, const QModelIndex &to) {
                    m_changed.emplace_back(from.row(), to.row());
                    for (int row = from.row(); row <= to.row(); ++row)
                        m_rows[static_cast<size_t>(row)] = textsOf(model, row);
                });
        connect(&model, &QAbstractItemModel::modelReset, this, [this, &model] {
            ++m_resets;
            m_rows.clear();
            for (int row = 0; row < model.rowCount(); ++row)
                m_rows.push_back(textsOf(model, row));
        });
    }
    /// They lose selection and scroll: few changes, no reset.
    int resets() const { return m_resets; }

    /// Columns that do not tick.
    static QStringList textsOf(const QAbstractItemModel &model, int row)
    {
        QStringList texts;
        for (int column = 0; column < TaskTableModel::columnTotal; ++column) {
            if (!TaskTableModel::isTicking(static_cast<TaskColumn>(column)))
                texts.append(model.index(row, column).data().toString());
        }
        return texts;
    }

    const std::vector<QStringList> &rows() const { return m_rows; }
    Ranges takeChanged() { return std::exchange(m_changed, {}); }

private:
    std::vector<QStringList> m_rows;
    Ranges m_changed;
    int m_resets = 0;
};

Ranges mergedRanges(std::set<int> rows)
{
    Ranges ranges;
    for (const int row : rows) {
        if (!ranges.empty() && ranges.back().second == row - 1)
            ranges.back().second = row;
        else
            ranges.emplace_back(row, row);
    }
    return ranges;
}

} // namespace

class TstTaskTableModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyRunsAreOneReset()
    {
        TaskList list;
        TaskTableModel model(list);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Twin twin(model);
        list.add(idsFrom(0, 100), QDateTime::currentDateTimeUtc());
        std::vector<int> rows;
        for (int row = 1; row < 2 * static_cast<int>(TaskList::mostSingleRuns); row += 2)
            rows.push_back(row);
        list.restore(list.remove(rows));
        QCOMPARE(twin.resets(), 0);
        rows.push_back(99);
        const auto removed = list.remove(rows);
        QCOMPARE(twin.resets(), 1);
        QCOMPARE(model.rowCount(), list.size());
        list.restore(removed);
        QCOMPARE(twin.resets(), 2);
        QCOMPARE(model.rowCount(), 100);
        for (int row = 0; row < 100; ++row)
            QCOMPARE(twin.rows()[static_cast<size_t>(row)], Twin::textsOf(model, row));
    }

    void showsWhatIsKnown();
    void showsNothingWhereNothingIsKnown();
    void tellsProblemsInFull();
    void countsDownToTheNextPoll();
    void saysWhenResultsExpire();
    void whatIsFromAFileIsFoundAndDoesNotTick();
    void ticksWithoutTellingRows();
    void restsWhenAllIsSettled();
    void repeatsRandomEdits_data();
    void repeatsRandomEdits();
    void headTailAllAndDuplicates();
    void persistentIndexesFollowTheirTask();
    void onlyLabelsCanBeWritten();
    void saysWhenTasksFinished();
    void nothingChangedNoSignal();
    void refusesForeignIndexes();
};

void TstTaskTableModel::showsWhatIsKnown()
{
    TaskList list;
    list.add(idsFrom(1, 1), longAgo);
    TaskTableModel model(list);
    list.edit(0, [](TaskRecord &record) {
        record.state = TaskState::Ready;
        record.statusText = u"ready"_s;
        record.summary.file = u"a\nfilm.mp4"_s;
        record.summary.inputType = u"video"_s;
        record.summary.durationSec = 62.5;
        record.summary.clips = 11;
        record.summary.vectors = 22;
        record.summary.modalities = {u"visual"_s, QString()};
        record.summary.dimensions = {512, 1024};
        record.summary.createdAt = longAgo;
        record.summary.updatedAt = longAgo.addSecs(95);
        record.health = HealthSummary();
        record.health->percent = 97;
        record.health->warnings = 2;
        record.health->parts = {{u"visual"_s, u"clip"_s, true, 60, 62.5}};
    });
    list.flush();

    const auto text = [&](TaskColumn column) {
        return model.index(0, static_cast<int>(column)).data().toString();
    };
    QCOMPARE(text(TaskColumn::Status), u"Ready"_s);
    QCOMPARE(text(TaskColumn::Id), idOf(1).toString());
    QCOMPARE(text(TaskColumn::File), u"a film.mp4"_s);
    QCOMPARE(text(TaskColumn::Kind), u"video"_s);
    QCOMPARE(text(TaskColumn::Duration), u"0:01:02.500"_s);
    QCOMPARE(text(TaskColumn::Clips), u"11"_s);
    QCOMPARE(text(TaskColumn::Modalities), u"visual, unnamed"_s);
    QCOMPARE(text(TaskColumn::Dimension), u"512, 1024"_s);
    QCOMPARE(text(TaskColumn::Health), u"97, 2 warnings"_s);
    const QModelIndex health = model.index(0, static_cast<int>(TaskColumn::Health));
    QCOMPARE(health.data(TaskTableModel::SortRole), QVariant(97));
    QVERIFY(health.data(Qt::ToolTipRole).toString().contains("visual clips: 96 % of 0:01:02.500 with sound vectors"_L1));
    QCOMPARE(text(TaskColumn::Created), longAgo.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s));
    QCOMPARE(text(TaskColumn::Elapsed), u"1 min 35 s"_s);
    QCOMPARE(text(TaskColumn::NextPoll), QString());
    QCOMPARE(text(TaskColumn::Problem), QString());
    QCOMPARE(model.index(0, 3).data(TaskTableModel::TaskIdRole).toString(), idOf(1).toString());
    QCOMPARE(model.index(0, 3).data(TaskTableModel::StateRole).toInt(), static_cast<int>(TaskState::Ready));
    QCOMPARE(model.index(0, static_cast<int>(TaskColumn::Duration)).data(TaskTableModel::SortRole),
             QVariant(62.5));
    QCOMPARE(model.index(0, static_cast<int>(TaskColumn::Created)).data(TaskTableModel::SortRole),
             QVariant(longAgo));
    QVERIFY(!model.index(0, 0).data(Qt::DecorationRole).isValid()); // icons are the window's
    for (int column = 0; column < TaskTableModel::columnTotal; ++column)
        QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
}

void TstTaskTableModel::showsNothingWhereNothingIsKnown()
{
    TaskList list;
    list.add(idsFrom(1, 1), longAgo);
    const TaskTableModel model(list);
    for (const TaskColumn column : {TaskColumn::File, TaskColumn::Kind, TaskColumn::Duration, TaskColumn::Clips,
                                TaskColumn::Modalities, TaskColumn::Dimension, TaskColumn::Health, TaskColumn::Created, TaskColumn::Problem}) {
        const QModelIndex index = model.index(0, static_cast<int>(column));
        QCOMPARE(index.data().toString(), QString());
        QVERIFY(!index.data(TaskTableModel::SortRole).isValid());
    }
    QCOMPARE(model.index(0, 0).data().toString(), u"Waiting"_s);
}

void TstTaskTableModel::tellsProblemsInFull()
{
    TaskList list;
    list.add(idsFrom(1, 1), longAgo);
    const TaskTableModel model(list);
    list.edit(0, [](TaskRecord &record) {
        record.state = TaskState::Failed;
        record.summary.errorMessage = u"<b>bad</b> file"_s;
        record.summary.createdAt = longAgo;
    });
    list.flush();
    const QString problem = model.index(0, static_cast<int>(TaskColumn::Problem)).data().toString();
    QVERIFY(problem.contains(u"“<b>bad</b> file”"_s));
    const QString tip = model.index(0, static_cast<int>(TaskColumn::Problem)).data(Qt::ToolTipRole).toString();
    QVERIFY(tip.contains(u"<b>bad</b> file"_s));
    QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().contains(u"<b>bad"_s));
    QVERIFY(model.index(0, 1).data(Qt::ToolTipRole).toString().contains(idOf(1).toString()));
    QVERIFY(model.index(0, static_cast<int>(TaskColumn::Created))
                .data(Qt::ToolTipRole)
                .toString()
                .contains(u"2026"_s));
}

void TstTaskTableModel::countsDownToTheNextPoll()
{
    TaskList list;
    list.add(idsFrom(1, 1), longAgo);
    TaskTableModel model(list);
    const QModelIndex cell = model.index(0, static_cast<int>(TaskColumn::NextPoll));
    const auto edit = [&list](auto change) {
        list.edit(0, change);
        list.flush();
    };
    const auto sortValue = [&] { return cell.data(TaskTableModel::SortRole); };

    edit([](TaskRecord &record) { record.nextPoll = MonotonicClock::now() + 1h - 1ms; });
    QVERIFY(cell.data().toString() == u"in 1 h 0 min"_s || cell.data().toString() == u"in 59 min 59 s"_s);
    const QVariant planned = sortValue();
    QVERIFY(planned.isValid());
    model.setNextRequest([next = MonotonicClock::now() + 3h - 1ms] { return next; }); // no task is asked for before
    QVERIFY(cell.data().toString() == u"in 3 h 0 min"_s || cell.data().toString() == u"in 2 h 59 min"_s);
    model.setNextRequest([next = MonotonicClock::now() + 1s] { return next; });
    QVERIFY(cell.data().toString().startsWith(u"in 59 min"_s) || cell.data().toString() == u"in 1 h 0 min"_s);
    model.setNextRequest({});
    model.setPollingPaused(true);
    QCOMPARE(cell.data().toString(), u"paused"_s);
    QCOMPARE(sortValue(), planned); // the point in time, not the seconds that are left
    model.setPollingPaused(false);
    edit([](TaskRecord &record) { record.nextPoll = MonotonicClock::now() - 1s; });
    QCOMPARE(cell.data().toString(), u"queued"_s);
    edit([](TaskRecord &record) {
        record.nextPoll.reset();
        record.underWay = true;
    });
    QCOMPARE(cell.data().toString(), u"now"_s);
    edit([](TaskRecord &record) { record.receivedBytes = 12'400'000; });
    QCOMPARE(cell.data().toString(), u"12.4 MB so far"_s);
    edit([](TaskRecord &record) {
        record.underWay = false;
        record.state = TaskState::Ready;
    });
    QCOMPARE(cell.data().toString(), QString());
    QVERIFY(!sortValue().isValid());
    model.setPollingPaused(true);
    QCOMPARE(cell.data().toString(), QString());
}

void TstTaskTableModel::saysWhenResultsExpire()
{
    TaskList list;
    list.add(idsFrom(1, 1), longAgo);
    TaskTableModel model(list);
    const QModelIndex cell = model.index(0, static_cast<int>(TaskColumn::Expires));
    const auto edit = [&list](auto change) {
        list.edit(0, change);
        list.flush();
    };
    QCOMPARE(cell.data().toString(), QString());
    const QDateTime now = QDateTime::currentDateTimeUtc();
    edit([&](TaskRecord &record) {
        record.state = TaskState::Ready;
        record.summary.createdAt = now.addDays(-2).addSecs(90);
    });
    QCOMPARE(cell.data().toString(), u"5 d 0 h"_s);
    QCOMPARE(cell.data(TaskTableModel::SortRole).toDateTime(), now.addDays(5).addSecs(90));
    edit([&](TaskRecord &record) { record.summary.createdAt = now.addDays(-8); });
    QCOMPARE(cell.data().toString(), u"expired"_s);
    const QModelIndex archive = model.index(0, static_cast<int>(TaskColumn::Archive));
    QCOMPARE(archive.data().toString(), QString());
    edit([](TaskRecord &record) { record.archived = ArchivedAnswer{record.id, QByteArray(32, 'a'), 10, 10, false}; });
    QCOMPARE(archive.data().toString(), u"stored"_s);
    edit([](TaskRecord &record) { record.isKept = true; });
    QCOMPARE(archive.data().toString(), u"kept"_s);
    QVERIFY(archive.data(Qt::ToolTipRole).toString().contains("whatever the archive"_L1));
    const QModelIndex status = archive.siblingAtColumn(0); // the column that is always there
    QVERIFY(status.data(TaskTableModel::KeptRole).toBool());
    QVERIFY(status.data(Qt::AccessibleTextRole).toString().endsWith(", marked as kept"_L1));
    QVERIFY(status.data(Qt::ToolTipRole).toString().contains("Marked as kept."_L1));
    QVERIFY(archive.data(Qt::AccessibleTextRole).isNull());
    edit([&](TaskRecord &record) {
        record.archived.reset();
        record.dropped = DroppedAnswer{now, DroppedAnswer::Cause::User};
    });
    QCOMPARE(archive.data().toString(), u"removed"_s);
    QVERIFY(archive.data(Qt::ToolTipRole).toString().contains("to free space"_L1));
    edit([](TaskRecord &record) { record.origin.isFile = true; });
    QCOMPARE(cell.data().toString(), QString());
    edit([](TaskRecord &record) {
        record.origin.isFile = false;
        record.state = TaskState::Failed; // the service holds no result
    });
    QVERIFY(!cell.data(TaskTableModel::SortRole).isValid());
}

void TstTaskTableModel::whatIsFromAFileIsFoundAndDoesNotTick()
{
    TaskList list;
    TaskRecord record;
    record.id = idsFrom(0, 1).front();
    record.state = TaskState::Processing;
    record.firstSeen = longAgo;
    record.origin = {true, u"Film.json"_s};
    list.append({record});
    TaskTableModel model(list);
    const auto cell = [&model](TaskColumn column) { return model.index(0, static_cast<int>(column)); };
    QVERIFY(cell(TaskColumn::Status).data(TaskTableModel::SearchRole).toString().contains(u"from file “film.json”"_s));
    QVERIFY(cell(TaskColumn::Status).data(Qt::ToolTipRole).toString().contains(u"from file “Film.json”"_s));
    QCOMPARE(cell(TaskColumn::NextPoll).data().toString(), QString());
    QCOMPARE(cell(TaskColumn::Elapsed).data().toString(), u"—"_s); // the file does not say
    QVERIFY(!cell(TaskColumn::Elapsed).data(TaskTableModel::SortRole).isValid());
    const QSignalSpy ticked(&model, &TaskTableModel::ticked);
    QTest::qWait(1300);
    QCOMPARE(ticked.size(), 0);
    list.edit(0, [](TaskRecord &known) {
        known.summary.createdAt = longAgo;
        known.summary.updatedAt = longAgo.addSecs(90);
    });
    list.flush();
    QCOMPARE(cell(TaskColumn::Elapsed).data().toString(), u"1 min 30 s"_s);
}

/// A proxy would look at every row that the model says has changed.
void TstTaskTableModel::ticksWithoutTellingRows()
{
    TaskList list;
    list.add(idsFrom(0, 10'000), longAgo);
    const std::set<int> settled{0, 4000, 4001, 9999};
    for (const int row : settled)
        list.edit(row, [](TaskRecord &record) { record.state = TaskState::Ready; });
    list.flush();
    TaskTableModel model(list);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    std::vector<QVariant> keys;
    for (int row = 0; row < 10'000; ++row)
        keys.push_back(model.index(row, static_cast<int>(TaskColumn::Elapsed)).data(TaskTableModel::SortRole));

    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy ticked(&model, &TaskTableModel::ticked);
    QVERIFY(ticked.wait(test::longestWaitMs));
    QCOMPARE(ticked.first().at(0).value<TaskColumn>(), TaskColumn::Elapsed);
    QCOMPARE(ticked.first().at(1).value<TaskColumn>(), TaskColumn::NextPoll);
    QVERIFY(changed.isEmpty());
    for (int row = 0; row < 10'000; ++row) // what a sorted proxy looks at has not moved
        QCOMPARE(model.index(row, static_cast<int>(TaskColumn::Elapsed)).data(TaskTableModel::SortRole),
                 keys[static_cast<size_t>(row)]);
}

void TstTaskTableModel::restsWhenAllIsSettled()
{
    TaskList list;
    TaskTableModel model(list);
    const auto *const ticker = model.findChild<QTimer *>();
    QVERIFY(ticker);
    QVERIFY(!ticker->isActive());
    list.add(idsFrom(0, 3), longAgo);
    QVERIFY(ticker->isActive());
    for (int row = 0; row < 3; ++row)
        list.edit(row, [](TaskRecord &record) { record.state = TaskState::Failed; });
    QTRY_VERIFY(!ticker->isActive());
    list.edit(1, [](TaskRecord &record) { record.underWay = true; }); // asked again on purpose
    list.flush();
    QVERIFY(ticker->isActive());
}

void TstTaskTableModel::repeatsRandomEdits_data()
{
    QTest::addColumn<uint>("seed");
    for (uint seed = 1; seed <= 12; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TstTaskTableModel::repeatsRandomEdits()
{
    QFETCH(uint, seed);
    QRandomGenerator random(seed);
    TaskList list;
    TaskTableModel model(list);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    Twin twin(model);
    std::vector<TaskId> naive; // the order that the list must have
    std::vector<Removed> undo;

    for (int step = 0; step < 150; ++step) {
        const int action = random.bounded(5);
        if (action == 0) { // some new, some here already, some twice
            std::vector<TaskId> ids;
            for (int i = random.bounded(8); i >= 0; --i)
                ids.push_back(idOf(random.bounded(60)));
            list.add(ids, longAgo);
            for (const TaskId &id : ids) {
                if (std::find(naive.begin(), naive.end(), id) == naive.end())
                    naive.push_back(id);
            }
        } else if (action == 1) {
            std::vector<int> rows;
            for (int i = random.bounded(10); i > 0 && list.size() > 0; --i)
                rows.push_back(random.bounded(list.size()));
            undo.push_back(list.remove(rows));
            std::sort(rows.begin(), rows.end(), std::greater());
            rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
            for (const int row : rows)
                naive.erase(naive.begin() + row);
        } else if (action == 2 && !undo.empty()) {
            list.restore(undo.back());
            for (const auto &[row, record] : undo.back()) {
                if (std::find(naive.begin(), naive.end(), record.id) == naive.end())
                    naive.insert(naive.begin() + std::min(row, static_cast<int>(naive.size())), record.id);
            }
            undo.pop_back();
        } else if (list.size() > 0) {
            list.flush();
            twin.takeChanged();
            std::set<int> edited;
            for (int i = random.bounded(12); i > 0; --i) {
                const int row = random.bounded(list.size());
                edited.insert(row);
                const auto state = static_cast<TaskState>(random.bounded(8));
                const int clips = random.bounded(1000);
                list.edit(row, [&](TaskRecord &record) {
                    record.state = state;
                    record.summary.vectors = clips;
                    record.summary.clips = clips;
                });
            }
            list.flush();
            QCOMPARE(twin.takeChanged(), mergedRanges(edited));
        }
        list.flush();
        QCOMPARE(model.rowCount(), static_cast<int>(naive.size()));
        QCOMPARE(twin.rows().size(), naive.size());
        for (int row = 0; row < model.rowCount(); ++row) {
            const auto at = static_cast<size_t>(row);
            QCOMPARE(model.index(row, 0).data(TaskTableModel::TaskIdRole).toString(), naive[at].toString());
            QCOMPARE(twin.rows()[at], Twin::textsOf(model, row));
        }
    }
}

void TstTaskTableModel::headTailAllAndDuplicates()
{
    TaskList list;
    TaskTableModel model(list);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    const auto ranges = [](QSignalSpy &spy) {
        Ranges told;
        for (const auto &arguments : spy)
            told.emplace_back(arguments.at(1).toInt(), arguments.at(2).toInt());
        spy.clear();
        return told;
    };

    list.add(std::vector{idOf(1), idOf(2), idOf(1), idOf(3)}, longAgo);
    QCOMPARE(ranges(inserted), (Ranges{{0, 2}}));
    list.add(std::vector{idOf(2), idOf(3)}, longAgo); // all here already
    QCOMPARE(ranges(inserted), Ranges{});
    list.add(idsFrom(4, 5), longAgo);
    QCOMPARE(ranges(inserted), (Ranges{{3, 7}}));

    const Removed head = list.remove({0, 1});
    QCOMPARE(ranges(removed), (Ranges{{0, 1}}));
    list.remove({5}); // the tail
    QCOMPARE(ranges(removed), (Ranges{{5, 5}}));
    list.remove({4, 0, 2, 4}); // scattered, one named twice: from the back, each run at once
    QCOMPARE(ranges(removed), (Ranges{{4, 4}, {2, 2}, {0, 0}}));
    list.restore(head);
    QCOMPARE(model.index(0, 0).data(TaskTableModel::TaskIdRole).toString(), idOf(1).toString());
    removed.clear();
    list.remove({0, 1, 2, 3});
    QCOMPARE(ranges(removed), (Ranges{{0, 3}}));
    QCOMPARE(model.rowCount(), 0);
}

void TstTaskTableModel::persistentIndexesFollowTheirTask()
{
    TaskList list;
    TaskTableModel model(list);
    list.add(idsFrom(0, 100), longAgo);
    std::vector<QPersistentModelIndex> held;
    for (int row = 0; row < 100; ++row)
        held.emplace_back(model.index(row, 2));
    list.remove({0, 1, 50, 99});
    list.add(idsFrom(200, 10), longAgo);
    for (int number = 0; number < 100; ++number) {
        const QPersistentModelIndex &index = held[static_cast<size_t>(number)];
        const bool gone = number == 0 || number == 1 || number == 50 || number == 99;
        QCOMPARE(index.isValid(), !gone);
        if (!gone)
            QCOMPARE(index.data(TaskTableModel::TaskIdRole).toString(), idOf(number).toString());
    }
}

void TstTaskTableModel::onlyLabelsCanBeWritten()
{
    TaskList list;
    list.add(idsFrom(1, 2), longAgo);
    TaskTableModel model(list);
    QSignalSpy entered(&model, &TaskTableModel::labelEntered);
    for (int column = 0; column < TaskTableModel::columnTotal; ++column) {
        const bool isLabel = TaskColumn{column} == TaskColumn::Label;
        QCOMPARE(model.flags(model.index(0, column)).testFlag(Qt::ItemIsEditable), isLabel);
        QCOMPARE(model.setData(model.index(0, column), u" a  label\n"_s), isLabel);
    }
    QCOMPARE(entered.count(), 1);
    QCOMPARE(entered[0][0].value<TaskId>(), idOf(1));
    QCOMPARE(entered[0][1].toString(), u"a label"_s);
    list.edit(0, [](TaskRecord &record) { record.label = u"a label"_s; });
    list.flush();
    const QModelIndex cell = model.index(0, int(TaskColumn::Label));
    QCOMPARE(cell.data().toString(), u"a label"_s);
    QCOMPARE(cell.data(Qt::EditRole).toString(), u"a label"_s);
    QVERIFY(!model.setData(cell, u"a label"_s)); // the same
    QVERIFY(model.index(0, 0).data(TaskTableModel::SearchRole).toString().contains("a label"_L1));
}

void TstTaskTableModel::saysWhenTasksFinished()
{
    TaskList list;
    list.add(idsFrom(1, 3), longAgo);
    TaskTableModel model(list);
    const auto finished = [&](int row) { return model.index(row, int(TaskColumn::Finished)).data().toString(); };
    list.edit(0, [](TaskRecord &record) { record.state = TaskState::Processing; });
    list.edit(1, [](TaskRecord &record) {
        record.state = TaskState::Ready;
        record.summary.updatedAt = longAgo.addSecs(3600);
        record.settledAt = longAgo.addSecs(7200);
    });
    list.edit(2, [](TaskRecord &record) {
        record.state = TaskState::Failed; // and the service does not say when
        record.settledAt = longAgo.addSecs(7200);
    });
    list.flush();
    QCOMPARE(finished(0), QString());
    QCOMPARE(finished(1), longAgo.addSecs(3600).toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s));
    QCOMPARE(finished(2), longAgo.addSecs(7200).toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s));
}

void TstTaskTableModel::nothingChangedNoSignal()
{
    TaskList list;
    list.add(idsFrom(0, 5), longAgo);
    for (int row = 0; row < 5; ++row)
        list.edit(row, [](TaskRecord &record) { record.state = TaskState::Ready; });
    list.flush();
    TaskTableModel model(list);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    list.flush();
    list.add({}, longAgo);
    list.add(idsFrom(0, 5), longAgo);
    list.remove({});
    model.setPollingPaused(false);
    model.setPollingPaused(true); // no open row that would say "paused"
    QCOMPARE(changed.count(), 0);
}

void TstTaskTableModel::refusesForeignIndexes()
{
    TaskList list;
    list.add(idsFrom(0, 2), longAgo);
    const TaskTableModel model(list);
    const TaskTableModel other(list);
    QVERIFY(!model.data({}).isValid());
    QVERIFY(!model.index(2, 0).isValid());
    QVERIFY(!model.headerData(TaskTableModel::columnTotal, Qt::Horizontal).isValid());
    QVERIFY(!model.headerData(-1, Qt::Horizontal).isValid());
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u".*"_s)); // checkIndex says what is wrong
    QVERIFY(!model.data(other.index(0, 0)).isValid());
}

EMBEDSCOPE_TEST(TstTaskTableModel)
#include "tst_tasktablemodel.moc"
