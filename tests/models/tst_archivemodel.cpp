// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archivemodel.h"
#include "models/textfilterproxy.h"
#include "support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <random>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;
using Place = TaskKeeper::Place;
using ArchiveColumn = ArchiveModel::Column;

class TestArchiveModel final : public QObject
{
    Q_OBJECT

private:
    static TaskId id(int number) { return *TaskId::fromString(u"task%1"_s.arg(number, 4, 10, QChar(u'0'))); }
    static AnswerArchive::Entry entry(int number, bool isPacked = false, qint64 raw = 2'000'000)
    {
        const qint64 stored = isPacked ? raw / 2 : raw;
        return {ArchivedAnswer{id(number), QByteArray(8, char(number)), raw, stored, isPacked},
                QDateTime(QDate(2026, 11, 20), QTime(10, 0), Qt::UTC).addSecs(number)};
    }
    static QString text(const ArchiveModel &model, int row, ArchiveColumn column)
    {
        return model.index(row, static_cast<int>(column)).data().toString();
    }

private Q_SLOTS:
    void cellsSayWhatIsThere()
    {
        TaskList list;
        list.add(std::array{id(1), id(2)}, QDateTime::currentDateTimeUtc());
        list.edit(0, [](TaskRecord &record) {
            record.summary.file = u"film.mp4"_s;
            record.isKept = true;
        });
        ArchiveModel model(list, [](const ArchivedAnswer &answer) {
            return answer.id == id(1) ? Place::InUse : (answer.id == id(2) ? Place::Removed : Place::Orphan);
        });
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setEntries({entry(1, true), entry(2), entry(3, true, -1)});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(text(model, 0, ArchiveColumn::Id), u"task0001"_s);
        QCOMPARE(text(model, 0, ArchiveColumn::File), u"film.mp4"_s);
        QCOMPARE(text(model, 0, ArchiveColumn::RawSize), u"2.0 MB"_s);
        QCOMPARE(text(model, 0, ArchiveColumn::DiskSize), u"1.0 MB"_s);
        QCOMPARE(text(model, 0, ArchiveColumn::Form), u"packed"_s);
        QCOMPARE(text(model, 0, ArchiveColumn::Kept), u"kept"_s);
        QCOMPARE(text(model, 0, ArchiveColumn::Place), u"in the list"_s);
        QCOMPARE(text(model, 1, ArchiveColumn::Form), u"as it came"_s);
        QCOMPARE(text(model, 1, ArchiveColumn::Place), u"removed"_s);
        QCOMPARE(text(model, 1, ArchiveColumn::Kept), QString());
        QCOMPARE(text(model, 2, ArchiveColumn::RawSize), u"damaged"_s);
        QCOMPARE(text(model, 2, ArchiveColumn::Place), u"none"_s);
        QVERIFY(model.index(2, 7).data(Qt::ToolTipRole).toString().contains("Add it to the list"_L1));
        QVERIFY(!model.index(0, 0).data(ArchiveModel::TasklessRole).toBool());
        QVERIFY(model.index(1, 0).data(ArchiveModel::TasklessRole).toBool());
        QVERIFY(model.index(2, 0).data(ArchiveModel::TasklessRole).toBool());
        QCOMPARE(model.totals().answers, 3);
        QCOMPARE(model.totals().raw, 4'000'000);
        TextFilterProxy proxy({ArchiveModel::SortRole, ArchiveModel::SearchRole, ArchiveModel::TasklessRole});
        proxy.setSourceModel(&model);
        proxy.setFilterText(u"kept FILM"_s);
        QCOMPARE(proxy.rowCount(), 1);
        proxy.setFilterText({});
        proxy.setFlagFilter(true);
        QCOMPARE(proxy.rowCount(), 2);
        proxy.setFlagFilter(std::nullopt);
        proxy.sort(static_cast<int>(ArchiveColumn::RawSize), Qt::DescendingOrder);
        QCOMPARE(proxy.index(2, 0).data().toString(), u"task0003"_s); // what is not known comes last
    }

    void packingChangesOneRow()
    {
        const TaskList list;
        ArchiveModel model(list, [](const ArchivedAnswer &) { return Place::InUse; });
        model.setEntries({entry(1), entry(2), entry(3)});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.setEntries({entry(1), entry(2), entry(3)});
        QCOMPARE(changed.size(), 0);
        model.setEntries({entry(1), entry(2, true), entry(3)});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
        QCOMPARE(changed[0][1].toModelIndex().row(), 1);
        QCOMPARE(inserted.size(), 0);
    }

    void refreshAsksTheList()
    {
        TaskList list;
        list.add(std::array{id(1)}, QDateTime::currentDateTimeUtc());
        ArchiveModel model(list, [](const ArchivedAnswer &) { return Place::InUse; });
        model.setEntries({entry(1)});
        list.edit(0, [](TaskRecord &record) { record.isKept = true; });
        QCOMPARE(text(model, 0, ArchiveColumn::Kept), QString());
        model.refresh();
        QCOMPARE(text(model, 0, ArchiveColumn::Kept), u"kept"_s);
    }

    /// For any two listings: told as ranges, never as a reset, and a selected row stays the same answer.
    void anyListingAfterAnyOther()
    {
        const TaskList list;
        ArchiveModel model(list, [](const ArchivedAnswer &) { return Place::Orphan; });
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        std::mt19937 random(5);
        for (int round = 0; round < 500; ++round) {
            ArchiveModel::Entries entries;
            for (int i = 0; i < 12; ++i) {
                if (random() % 3 != 0)
                    entries.push_back(entry(i, random() % 2 == 0));
            }
            const QPersistentModelIndex first = model.index(model.rowCount() / 2, 0);
            const QString before = first.data().toString();
            model.setEntries(entries);
            QCOMPARE(model.rowCount(), static_cast<int>(entries.size()));
            for (int row = 0; row < model.rowCount(); ++row) {
                QVERIFY(model.at(row).answer == entries[static_cast<size_t>(row)].answer);
                if (text(model, row, ArchiveColumn::Id) == before)
                    QCOMPARE(first.row(), row);
            }
        }
        QCOMPARE(reset.size(), 0);
    }

    /// A stretch for each of 50,000 rows would move all rows behind it 50,000 times.
    void everyOtherOfVeryManyGoesAtOnce()
    {
        constexpr int all = 100'000;
        TaskList list;
        ArchiveModel model(list, [](const ArchivedAnswer &) { return Place::Orphan; });
        ArchiveModel::Entries entries;
        ArchiveModel::Entries half;
        for (int number = 0; number < all; ++number) {
            entries.push_back({ArchivedAnswer{*TaskId::fromString(u"task%1"_s.arg(number, 6, 10, QChar(u'0'))), QByteArray(8, 'x'), 1, 1, false},
                               QDateTime(QDate(2026, 11, 20), QTime(10, 0), Qt::UTC)});
            if (number % 2 == 0)
                half.push_back(entries.back());
        }
        model.setEntries(entries);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setEntries(half);
        QCOMPARE(model.rowCount(), all / 2);
        model.setEntries(entries);
        QCOMPARE(model.rowCount(), all);
        QCOMPARE(removed.size() + inserted.size(), 0);
        QCOMPARE(reset.size(), 2);
    }
};

EMBEDSCOPE_TEST(TestArchiveModel)
#include "tst_archivemodel.moc"
