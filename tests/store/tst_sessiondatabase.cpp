// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sessiondatabase.h"

#include "store/sessionschema.h"
#include "store/sessiontasks.h"
#include "support/testprogram.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QVariant>

#include <map>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;

class TestSessionDatabase final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_path;

    std::unique_ptr<SessionDatabase> open() const
    {
        std::optional<SqlTrouble> trouble;
        auto database = SessionDatabase::open(m_path, currentSessionSchema(), trouble);
        if (trouble)
            qWarning("%d %s", trouble->code, qPrintable(trouble->text));
        return database;
    }
    static LoadedSession loaded(SessionDatabase &database)
    {
        LoadedSession session;
        const auto trouble = database.load(session);
        if (trouble)
            qWarning("%d %s", trouble->code, qPrintable(trouble->text));
        return session;
    }
    LoadedSession reloaded() const
    {
        const auto database = open();
        return database ? loaded(*database) : LoadedSession();
    }

private Q_SLOTS:
    void init()
    {
        m_path = m_folder.filePath(u"%1.sqlite"_s.arg(QString::fromLatin1(QTest::currentTestFunction())));
    }

    void aNewOneIsEmpty()
    {
        const LoadedSession session = reloaded();
        QVERIFY(session.tasks.empty() && session.memory == PollMemory() && session.notes.isEmpty());
        QVERIFY(QFileInfo::exists(m_path));
    }

    void writesAsItIsTold()
    {
        const auto database = open();
        SqlConnection other;
        QVERIFY(!other.open(m_path));
        QVariant value;
        QVERIFY(!other.read(u"PRAGMA journal_mode"_s, value));
        QCOMPARE(value.toString(), u"wal"_s);
        QVERIFY(!other.read(u"PRAGMA user_version"_s, value));
        QCOMPARE(value.toInt(), currentSessionSchema().version());
    }

    void everyFieldRoundTrips()
    {
        TaskMaker maker(5);
        SessionBatch batch;
        for (int i = 0; i < 400; ++i)
            batch.upserts.push_back(maker.saved(sessionTaskId(i), i * 3));
        QVERIFY(!open()->apply(batch));
        const LoadedSession session = reloaded();
        QCOMPARE(session.tasks.size(), batch.upserts.size());
        for (size_t i = 0; i < session.tasks.size(); ++i) {
            QCOMPARE(fieldsOf(session.tasks[i]), fieldsOf(batch.upserts[i]));
            QVERIFY(session.tasks[i] == batch.upserts[i]);
        }
    }

    // Against a naive twin: a map.
    void randomBatches()
    {
        TaskMaker maker(6);
        std::map<TaskId, SavedTask> twin;
        auto database = open();
        for (int round = 0; round < 60; ++round) {
            SessionBatch batch;
            for (int i = maker.below(6); i > 0; --i) {
                const int number = maker.below(30);
                batch.upserts.push_back(maker.saved(sessionTaskId(number), number * 10));
                twin[batch.upserts.back().id] = batch.upserts.back();
            }
            // Removals come first within a batch.
            for (int i = maker.below(3); i > 0; --i)
                batch.removals.push_back(sessionTaskId(30 + maker.below(5)));
            for (const TaskId &id : batch.removals)
                twin.erase(id);
            batch.upserts.push_back(maker.saved(sessionTaskId(30 + maker.below(5)), 1000));
            twin[batch.upserts.back().id] = batch.upserts.back();
            QVERIFY(!database->apply(batch));
            if (round % 10 == 9)
                database = nullptr; // closed before it is opened again
            if (!database)
                database = open();
            const LoadedSession session = loaded(*database);
            QCOMPARE(session.tasks.size(), twin.size());
            for (const SavedTask &task : session.tasks)
                QCOMPARE(fieldsOf(task), fieldsOf(twin.at(task.id)));
        }
    }

    void whatIsRemovedIsGone()
    {
        TaskMaker maker(7);
        const auto database = open();
        QVERIFY(!database->apply({{maker.saved(sessionTaskId(1), 1), maker.saved(sessionTaskId(2), 2)}, {}, {}}));
        QVERIFY(!database->apply({{}, {sessionTaskId(1), sessionTaskId(9)}, {}}));
        const LoadedSession session = loaded(*database);
        QCOMPARE(session.tasks.size(), 1U);
        QCOMPARE(session.tasks[0].id, sessionTaskId(2));
    }

    void memoryRoundTripsAndCostsItsDifferences()
    {
        PollMemory memory;
        for (int i = 1; i <= 300; ++i) {
            memory.durations.push_back({i, i % 2 ? u"video"_s : QString(), {}, 0.1 * i});
            if (i % 3)
                memory.durations.back().mediaSec = 1.0 / i;
            memory.requests.push_back({29'000'000 + i, i});
        }
        const auto database = open();
        QVERIFY(!database->apply({{}, {}, memory}));
        QVERIFY(loaded(*database).memory == memory);

        QVERIFY(!countTouchedRows());
        memory.durations.erase(memory.durations.begin());
        memory.durations.push_back({301, u"audio"_s, 5.0, 6.0});
        memory.requests.back().count = 77;
        QVERIFY(!database->apply({{}, {}, memory}));
        QVERIFY(loaded(*database).memory == memory);
        QCOMPARE(touched(), 3); // one gone, one new, one changed
        QVERIFY(reloaded().memory == memory);
    }

    void daysRoundTrip()
    {
        const auto database = open();
        QVERIFY(loaded(*database).days.all().empty());
        OpenDays days;
        for (int i = 0; i < 40; ++i)
            days.note(QDate(2026, 2, 20).addDays(3 * i));
        QVERIFY(!database->apply({.days = days}));
        days.note(QDate(2026, 12, 1));
        QVERIFY(!database->apply({.days = days}));
        QVERIFY(loaded(*database).days == days);
        QVERIFY(reloaded().days == days);
    }

    void aChangeOfOneTaskCostsOneRow()
    {
        TaskMaker maker(8);
        SessionBatch batch;
        for (int i = 0; i < 2000; ++i)
            batch.upserts.push_back(maker.saved(sessionTaskId(i), i));
        const auto database = open();
        QVERIFY(!database->apply(batch));
        const qint64 before = QFileInfo(m_path + u"-wal"_s).size();
        QVERIFY(!database->apply({{maker.saved(sessionTaskId(1000), 1000)}, {}, {}}));
        QCOMPARE_LT(QFileInfo(m_path + u"-wal"_s).size() - before, 8 * 4096); // few pages, not the table
    }

    void aBatchIsWrittenWholeOrNotAtAll()
    {
        TaskMaker maker(9);
        const auto database = open();
        const SavedTask first = maker.saved(sessionTaskId(1), 1);
        QVERIFY(!database->apply({{first}, {}, {}}));
        SqlConnection other;
        QVERIFY(!other.open(m_path));
        QVERIFY(!other.run(u"CREATE TRIGGER refuse BEFORE INSERT ON task WHEN new.order_key = 3 "
                           "BEGIN SELECT RAISE(ABORT, 'refused'); END"_s));
        SessionBatch batch{{maker.saved(sessionTaskId(2), 2), maker.saved(sessionTaskId(3), 3)}, {first.id}, {}};
        const auto trouble = database->apply(batch);
        QVERIFY(trouble.has_value());
        QVERIFY(trouble->text.contains(u"refused"_s));
        LoadedSession session = loaded(*database);
        QCOMPARE(session.tasks.size(), 1U);
        QCOMPARE(fieldsOf(session.tasks[0]), fieldsOf(first));
        QVERIFY(!other.run(u"DROP TRIGGER refuse"_s));
        QVERIFY(!database->apply(batch)); // the connection is as good as before
        QCOMPARE(loaded(*database).tasks.size(), 2U);
    }

    void anotherProgramThatHoldsItIsTold()
    {
        const auto database = open();
        SqlConnection other;
        QVERIFY(!other.open(m_path));
        QVERIFY(!other.run(u"BEGIN IMMEDIATE"_s));
        TaskMaker maker(10);
        const auto trouble = database->apply({{maker.saved(sessionTaskId(1), 1)}, {}, {}});
        QVERIFY(trouble.has_value());
        QVERIFY(!trouble->isBroken());
        QVERIFY(trouble->toFailure(m_path).detail.contains(u"Another program"_s));
        QVERIFY(!other.run(u"ROLLBACK"_s));
        QVERIFY(!database->apply({{maker.saved(sessionTaskId(1), 1)}, {}, {}}));
    }

    void aFullOneIsToldAsSuch()
    {
        const auto database = open();
        SqlConnection other;
        QVERIFY(!other.open(m_path));
        QVERIFY(!other.run(u"PRAGMA max_page_count = 8"_s));
        QVERIFY(!other.run(u"CREATE TABLE filler (content BLOB)"_s));
        const auto trouble = other.run(u"INSERT INTO filler VALUES (zeroblob(100000))"_s);
        QVERIFY(trouble.has_value());
        QVERIFY(trouble->toFailure(m_path).detail.contains(u"disk is full"_s));
        QVERIFY(trouble->toFailure(m_path).isOfDisk);
    }

private:
    // Counts the rows that are written to, by triggers.
    std::optional<SqlTrouble> countTouchedRows() const
    {
        SqlConnection other;
        if (auto trouble = other.open(m_path))
            return trouble;
        if (auto trouble = other.run(u"CREATE TABLE touched (what TEXT)"_s))
            return trouble;
        for (const auto &table : {u"duration"_s, u"requests"_s}) {
            for (const auto &event : {u"INSERT"_s, u"DELETE"_s}) {
                if (auto trouble = other.run(u"CREATE TRIGGER %1_%2 AFTER %2 ON %1 BEGIN INSERT INTO touched VALUES "
                                             "('%1 %2'); END"_s.arg(table, event)))
                    return trouble;
            }
        }
        return std::nullopt;
    }
    int touched() const
    {
        SqlConnection other;
        QVariant value;
        if (other.open(m_path) || other.read(u"SELECT count(*) FROM touched"_s, value))
            return -1;
        return value.toInt();
    }
};

EMBEDSCOPE_TEST(TestSessionDatabase)
#include "tst_sessiondatabase.moc"
