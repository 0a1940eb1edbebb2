// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sessionwriter.h"

#include "store/sessiontasks.h"
#include "support/smalldisk.h"
#include "support/testprogram.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace embedscope;
using namespace embedscope::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestSessionWriter final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_root;
    QString m_folder;
    PollMemory m_memory;

    std::unique_ptr<SessionWriter> writerOf(TaskList &list)
    {
        auto writer = std::make_unique<SessionWriter>(list, m_folder, [this] { return m_memory; });
        QSignalSpy opened(writer.get(), &SessionWriter::opened);
        writer->open();
        if (!opened.wait(test::longestWaitMs))
            qWarning("it does not open");
        return writer;
    }
    /// Through a connection of its own, as another run of the program would see it.
    LoadedSession onDisk() const
    {
        auto opened = openSession(m_folder);
        return opened ? std::move(opened->session) : LoadedSession();
    }
    /// The list's tasks with the fields that last, in its order.
    static QStringList fieldsOfList(const TaskList &list)
    {
        QStringList fields;
        for (int row = 0; row < list.size(); ++row)
            fields += fieldsOf(list.at(row));
        return fields;
    }
    static QStringList fieldsOfSession(const LoadedSession &session)
    {
        QStringList fields;
        for (const SavedTask &task : session.tasks)
            fields += fieldsOf(fromSaved(task));
        return fields;
    }
    static std::vector<TaskId> ids(int from, int to)
    {
        std::vector<TaskId> made;
        for (int i = from; i < to; ++i)
            made.push_back(sessionTaskId(i));
        return made;
    }
    static QDateTime now() { return QDateTime::fromMSecsSinceEpoch(1'790'000'000'000, Qt::UTC); }

private Q_SLOTS:
    void init()
    {
        m_root = std::make_unique<QTemporaryDir>();
        m_folder = m_root->filePath(u"data"_s);
        m_memory = {};
    }

    void aChangeReachesTheDiskByItself()
    {
        TaskList list;
        const auto writer = writerOf(list);
        list.add(ids(0, 10), now());
        QTRY_COMPARE(writer->savedGeneration(), writer->generation());
        const QSignalSpy saved(writer.get(), &SessionWriter::saved);
        list.edit(3, [](TaskRecord &record) { record.label = u"mine"_s; });
        QTRY_COMPARE(saved.count(), 1);
        QCOMPARE(onDisk().tasks.at(3).label, u"mine"_s);
    }

    void whatIsWrittenIsTheList()
    {
        TaskMaker maker(40);
        TaskList list;
        auto writer = writerOf(list);
        std::vector<std::pair<int, TaskRecord>> removed;
        int next = 0;
        for (int round = 0; round < 60; ++round) {
            switch (maker.below(5)) {
            case 0:
                list.add(ids(next, next + 5), now());
                next += 5;
                break;
            case 1:
                if (list.size() > 2)
                    removed = list.remove({maker.below(list.size()), maker.below(list.size())});
                break;
            case 2:
                list.restore(removed);
                removed.clear();
                break;
            default:
                if (list.size() > 0) {
                    list.edit(maker.below(list.size()), [&](TaskRecord &record) {
                        const TaskId id = record.id;
                        record = maker.record(id);
                    });
                }
            }
            if (maker.below(6) == 0) {
                QVERIFY(!writer->flush());
                QCOMPARE(fieldsOfSession(onDisk()), fieldsOfList(list));
            } else if (maker.below(4) == 0) {
                QTest::qWait(maker.below(120));
            }
        }
        writer.reset(); // writes what is left
        QCOMPARE(fieldsOfSession(onDisk()), fieldsOfList(list));
    }

    void ofManyTasksTheFirstAreOnTheDiskBeforeTheOthers()
    {
        TaskList list;
        const auto writer = writerOf(list);
        constexpr int count = 5 * static_cast<int>(SessionWriter::mostInBatch);
        std::vector<size_t> found; // at the end of each batch
        QStringList first;
        connect(writer.get(), &SessionWriter::saved, this, [&] {
            const LoadedSession session = onDisk();
            found.push_back(session.tasks.size());
            if (first.isEmpty())
                first = fieldsOfSession(session);
        });
        list.add(ids(0, count), now());
        QCOMPARE(writer->unsavedTotal(), size_t(count));
        QTRY_COMPARE(writer->savedGeneration(), writer->generation());
        QCOMPARE_GT(found.size(), 1U);
        QCOMPARE(found.front(), SessionWriter::mostInBatch);
        QCOMPARE(found.back(), size_t(count));
        QCOMPARE(first, fieldsOfList(list).first(first.size())); // in the list's order
        QCOMPARE(writer->unsavedTotal(), 0U);
    }

    void aGenerationIsSavedWithTheLastOfItsTasks()
    {
        TaskList list;
        const auto writer = writerOf(list);
        constexpr int count = 3 * static_cast<int>(SessionWriter::mostInBatch);
        list.add(ids(0, count), now());
        const quint64 all = writer->generation();
        list.edit(0, [](TaskRecord &record) { record.label = u"later"_s; });
        list.flush();
        size_t whenSaved = 0;
        connect(writer.get(), &SessionWriter::saved, this, [&](quint64 generation) {
            if (generation >= all && whenSaved == 0)
                whenSaved = onDisk().tasks.size();
        });
        QTRY_COMPARE(writer->savedGeneration(), writer->generation());
        QCOMPARE(whenSaved, size_t(count));
        QCOMPARE(fieldsOfSession(onDisk()), fieldsOfList(list));
    }

    void whatChangesWhileManyAreWrittenIsWrittenToo()
    {
        TaskMaker maker(45);
        TaskList list;
        auto writer = writerOf(list);
        int next = 0;
        std::vector<std::pair<int, TaskRecord>> removed;
        for (int round = 0; round < 12; ++round) {
            list.add(ids(next, next + 1500), now());
            next += 1500;
            for (int i = 0; i < 40; ++i) {
                list.edit(maker.below(list.size()), [&](TaskRecord &record) {
                    const TaskId id = record.id;
                    record = maker.record(id);
                });
            }
            list.restore(removed);
            const int from = maker.below(list.size());
            std::vector<int> rows;
            for (int row = from; row < std::min(from + 700, list.size()); ++row)
                rows.push_back(row);
            removed = list.remove(rows);
            QTest::qWait(maker.below(60));
            if (round == 7) {
                QVERIFY(!writer->flush());
                QCOMPARE(fieldsOfSession(onDisk()), fieldsOfList(list));
            }
        }
        writer.reset();
        QCOMPARE(fieldsOfSession(onDisk()), fieldsOfList(list));
    }

    void theNextRunGoesOnAndWritesNothing()
    {
        TaskMaker maker(41);
        {
            TaskList list;
            const auto writer = writerOf(list);
            std::vector<TaskRecord> records;
            for (int i = 0; i < 100; ++i)
                records.push_back(maker.record(sessionTaskId(i)));
            list.append(records);
        }
        const LoadedSession before = onDisk();
        QCOMPARE(before.tasks.size(), 100U);

        TaskList list;
        SessionWriter writer(list, m_folder, [this] { return m_memory; });
        connect(&writer, &SessionWriter::opened, &list, [&list](const LoadedSession &session) {
            std::vector<TaskRecord> records;
            for (const SavedTask &task : session.tasks)
                records.push_back(fromSaved(task));
            list.append(std::move(records));
        });
        writer.open();
        QTRY_COMPARE(list.size(), 100);
        QVERIFY(!writer.flush());
        const QString wal = sessionPath(m_folder) + u"-wal"_s;
        QCOMPARE(QFileInfo(wal).size(), 0);
        list.edit(5, [](TaskRecord &record) { record.receivedBytes += 1000; });
        QVERIFY(!writer.flush());
        QCOMPARE(QFileInfo(wal).size(), 0); // progress is no change
        list.edit(5, [](TaskRecord &record) { ++record.tries; });
        QVERIFY(!writer.flush());
        QCOMPARE_GT(QFileInfo(wal).size(), 0);
        QCOMPARE(writer.savedGeneration(), writer.generation());
    }

    void whatComesBeforeItIsOpenIsWrittenToo()
    {
        {
            TaskList list;
            const auto writer = writerOf(list);
            list.add(ids(0, 3), now());
        }
        TaskList list;
        list.add(ids(7, 8), now()); // from the command line, before there is a writer
        auto writer = std::make_unique<SessionWriter>(list, m_folder, [this] { return m_memory; });
        writer->open();
        list.add(ids(2, 4), now());
        QVERIFY(!writer->flush());
        connect(writer.get(), &SessionWriter::opened, this, [] { QFAIL("it is told once"); });
        QTest::qWait(50);
        writer.reset();
        QStringList found;
        for (const SavedTask &task : onDisk().tasks)
            found += task.id.toString().right(1);
        found.sort();
        QCOMPARE(found.join(QString()), u"01237"_s); // nothing that was there is gone
    }

    // The rows behind those that come back keep theirs.
    void undoingARemovalChangesNoOtherRow()
    {
        TaskList list;
        const auto writer = writerOf(list);
        list.add(ids(0, 3000), now());
        QVERIFY(!writer->flush());
        const auto keys = [this] {
            QList<qint64> all;
            for (const SavedTask &task : onDisk().tasks)
                all += task.orderKey;
            return all;
        };
        const QList<qint64> before = keys();
        const auto taken = list.remove({0, 3, 4, 5, 2999});
        QVERIFY(!writer->flush());
        QCOMPARE(onDisk().tasks.size(), 2995U);
        list.restore(taken);
        QVERIFY(!writer->flush());
        QCOMPARE(fieldsOfSession(onDisk()), fieldsOfList(list));
        QCOMPARE(keys(), before);
        // What was added again in the meantime leaves no room for the others where they were: all are counted anew.
        const auto again = list.remove({0, 1});
        list.add(std::array{sessionTaskId(0)}, now());
        list.restore(again);
        std::vector<std::pair<int, TaskRecord>> moved = list.remove({7});
        moved.front().first = 2000;
        list.restore(moved);
        QVERIFY(!writer->flush());
        QCOMPARE(fieldsOfSession(onDisk()), fieldsOfList(list));
    }

    void memoryIsWritten()
    {
        TaskList list;
        const auto writer = writerOf(list);
        m_memory = {{{1, u"video"_s, 5.0, 6.0}}, {{29'000'000, 3}}};
        writer->noteMemory();
        QTRY_COMPARE(writer->savedGeneration(), writer->generation());
        QVERIFY(onDisk().memory == m_memory);
    }

    void aFolderThatCannotBeMadeIsToldAndTriedAgain()
    {
        QFile obstacle(m_root->filePath(u"data"_s)); // a file where the folder should be
        QVERIFY(obstacle.open(QFile::WriteOnly));
        obstacle.close();
        TaskList list;
        SessionWriter writer(list, m_folder, [this] { return m_memory; });
        QSignalSpy opened(&writer, &SessionWriter::opened);
        QSignalSpy problem(&writer, &SessionWriter::problem);
        QSignalSpy recovered(&writer, &SessionWriter::recovered);
        list.add(ids(0, 4), now());
        writer.open();
        QTRY_COMPARE(problem.count(), 1);
        QCOMPARE(opened.count(), 1);
        QVERIFY(writer.flush().has_value());
        QCOMPARE(problem.count(), 1); // the same: told once
        QVERIFY(obstacle.remove());
        QTRY_COMPARE(recovered.count(), 1);
        QTRY_COMPARE(writer.savedGeneration(), writer.generation());
        QCOMPARE(onDisk().tasks.size(), 4U);
        QVERIFY(!writer.currentProblem());
    }

    void aFileThatSomebodyRemovedIsWrittenAnew()
    {
        TaskMaker maker(43);
        TaskList list;
        const auto writer = writerOf(list);
        std::vector<TaskRecord> records;
        for (int i = 0; i < 50; ++i)
            records.push_back(maker.record(sessionTaskId(i)));
        list.append(records);
        m_memory.requests.push_back({29'000'000, 3});
        writer->noteMemory();
        QVERIFY(!writer->flush());
        QVERIFY(QDir(m_folder).removeRecursively());
        list.edit(7, [](TaskRecord &record) { record.label = u"after that"_s; });
        list.flush(); // tells the change, so that it is waited for
        QTRY_COMPARE(writer->savedGeneration(), writer->generation());
        QCOMPARE(fieldsOfSession(onDisk()), fieldsOfList(list));
        QVERIFY(onDisk().memory == m_memory);
        QVERIFY(QDir(m_folder).removeRecursively());
        list.edit(7, [](TaskRecord &record) { record.label = u"and again"_s; });
        QVERIFY(!writer->flush());
        QCOMPARE(fieldsOfSession(onDisk()), fieldsOfList(list));
    }

    void aFullDiskLosesNothing()
    {
        const QString disk = m_root->filePath(u"disk"_s);
        const test::SmallDisk mounted(disk, u"2m"_s);
        if (!mounted.isMounted())
            QSKIP("only root can mount a small disk");
        m_folder = disk + u"/data"_s;
        TaskMaker maker(42);
        TaskList list;
        auto writer = writerOf(list);
        QSignalSpy problem(writer.get(), &SessionWriter::problem);
        QSignalSpy recovered(writer.get(), &SessionWriter::recovered);
        list.add(ids(0, 20), now());
        QVERIFY(!writer->flush());
        QFile filler(disk + u"/filler"_s);
        QVERIFY(filler.open(QFile::WriteOnly | QFile::Unbuffered));
        while (filler.write(QByteArray(4096, 'x')) == 4096) { }
        filler.close();

        std::vector<TaskRecord> records;
        for (int i = 100; i < 400; ++i)
            records.push_back(maker.record(sessionTaskId(i)));
        list.append(records);
        list.remove({3});
        QTRY_COMPARE(problem.count(), 1);
        const auto failure = problem.at(0).at(0).value<Failure>();
        QVERIFY2(failure.detail.contains(u"disk is full"_s), qPrintable(failure.detail));
        QVERIFY(failure.isOfDisk);
        list.edit(0, [](TaskRecord &record) { record.label = u"while it was full"_s; });
        QVERIFY(writer->flush().has_value());

        QVERIFY(filler.remove());
        QTRY_COMPARE(recovered.count(), 1);
        QVERIFY(!writer->flush());
        QCOMPARE(problem.count(), 1);
        writer.reset();
        QCOMPARE(fieldsOfSession(onDisk()), fieldsOfList(list));
    }

    void aNewerSessionIsNeverWrittenTo()
    {
        {
            TaskList list;
            const auto writer = writerOf(list);
            list.add(ids(0, 3), now());
        }
        {
            SqlConnection connection;
            QVERIFY(!connection.open(sessionPath(m_folder)));
            QVERIFY(!connection.run(u"PRAGMA user_version = 9"_s));
        }
        TaskList list;
        SessionWriter writer(list, m_folder, [this] { return m_memory; });
        QSignalSpy opened(&writer, &SessionWriter::opened);
        QSignalSpy problem(&writer, &SessionWriter::problem);
        writer.open();
        QTRY_COMPARE(problem.count(), 1);
        QCOMPARE(opened.at(0).at(0).value<LoadedSession>().tasks.size(), 3U);
        list.add(ids(5, 9), now());
        QVERIFY(writer.flush().has_value());
        QTest::qWait(300);
        QCOMPARE(onDisk().tasks.size(), 3U);
    }
};

EMBEDSCOPE_TEST(TestSessionWriter)
#include "tst_sessionwriter.moc"
