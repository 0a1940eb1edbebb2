// SPDX-License-Identifier: GPL-3.0-or-later
// bench_manytasks WHAT COUNT: does one thing to so many tasks, and prints the milliseconds of the processor that it took, since what
// else the machine does would count in long ones more than in short ones. tests/long/growth asks for
// each thing twice, the second time for ten times as many: what grows more than twelvefold is not linear.
// Without arguments: the names of what can be asked for.
#include "store/answerarchive.h"
#include "store/archivelimits.h"
#include "store/numberedids.h"
#include "store/sessionopening.h"
#include "store/taskfeed.h"
#include "store/taskkeeper.h"
#include "widgets/taskpage.h"

#include <QApplication>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>

#include <cstdio>
#include <cstring>
#include <ctime>
#include <functional>
#include <map>
#include <string>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

TaskId taskId(int number)
{
    return *TaskId::fromString(u"%1"_s.arg(number, 24, 16, QLatin1Char('0')));
}

QDateTime begin()
{
    return QDateTime::fromMSecsSinceEpoch(1'790'000'000'000, Qt::UTC);
}

/// A task that is ready, with its answer in the archive.
SavedTask savedTask(int number)
{
    SavedTask task;
    task.id = taskId(number);
    task.orderKey = number + 1;
    task.origin.name = u"https://api.twelvelabs.io/v1.3"_s;
    task.firstSeen = begin().addSecs(number);
    task.settledAt = begin().addSecs(number + 300);
    task.state = TaskState::Ready;
    task.statusText = u"ready"_s;
    task.summary.file = u"holiday film number %1.mp4"_s.arg(number);
    task.summary.clips = 100;
    task.summary.vectors = 200;
    task.summary.modalities = QStringList{u"visual"_s, u"audio"_s};
    task.summary.dimensions = {512};
    QByteArray hash(32, '\0');
    std::memcpy(hash.data(), &number, sizeof number);
    task.archived = ArchivedAnswer{task.id, hash, 5'000'000, 2'000'000, true};
    task.history = {{TaskState::Processing, begin().addSecs(number + 1)}, {TaskState::Ready, begin().addSecs(number + 300)}};
    return task;
}

/// The table as the window has it; without a key nothing is asked.
struct Window
{
    TaskFeed feed{*ServiceAddress::fromString(u"http://127.0.0.1:1/v1.3"_s), {}, {}};
    TaskPage page{feed};

    Window()
    {
        page.resize(1200, 800);
        page.show();
    }
    void fill(int count)
    {
        std::vector<TaskRecord> records;
        for (int i = 0; i < count; ++i)
            records.push_back(fromSaved(savedTask(i)));
        feed.list().append(std::move(records));
        QApplication::processEvents();
    }
};

double millisecondsOf(const std::function<void()> &work)
{
    const std::clock_t start = std::clock();
    work();
    QApplication::processEvents(); // what was put off, painting too
    return 1e3 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

std::vector<int> everyOther(int count)
{
    std::vector<int> rows;
    for (int row = 1; row < count; row += 2)
        rows.push_back(row);
    return rows;
}

double removal(int count)
{
    Window window;
    window.fill(count);
    return millisecondsOf([&] { window.feed.remove(everyOther(count)); });
}

/// As Undo does it: back in the list, and selected.
double undo(int count)
{
    Window window;
    window.fill(count);
    const auto removed = window.feed.remove(everyOther(count));
    QApplication::processEvents();
    std::vector<TaskId> ids;
    for (const auto &[row, record] : removed)
        ids.push_back(record.id);
    return millisecondsOf([&] {
        window.feed.restore(removed);
        window.page.selectTasks(ids);
    });
}

/// The same while the table is sorted by a column.
double undoSorted(int count)
{
    Window window;
    window.fill(count);
    window.page.table().sortByColumn(2, Qt::DescendingOrder);
    const auto removed = window.feed.remove(everyOther(count));
    QApplication::processEvents();
    return millisecondsOf([&] { window.feed.restore(removed); });
}

/// From an empty window to all rows in it, with one task that is still open: so the archive's folder is looked at.
double start(int count)
{
    const QTemporaryDir folder;
    {
        auto opened = openSession(folder.path());
        SessionBatch batch;
        QDir(folder.path()).mkdir(u"archive"_s);
        for (int i = 0; i < count; ++i) {
            SavedTask task = savedTask(i);
            QFile file(folder.path() + u"/archive/"_s + task.archived->fileName());
            if (i == count - 1) {
                task.state = TaskState::Processing;
                task.archived.reset();
            } else if (!file.open(QFile::WriteOnly) || file.write("not read") < 0) {
                return -1;
            }
            batch.upserts.push_back(std::move(task));
        }
        if (!opened || !opened->database || opened->database->apply(batch))
            return -1;
    }
    Window window;
    TaskKeeper keeper(window.feed, folder.path());
    QEventLoop loop;
    QObject::connect(&keeper, &TaskKeeper::opened, &loop, &QEventLoop::quit);
    return millisecondsOf([&] {
        keeper.open();
        loop.exec();
    });
}

/// One look of the archive's limits, with one answer more than fits.
double limits(int count)
{
    std::vector<ArchiveEntry> entries;
    for (int i = 0; i < count; ++i)
        entries.push_back({.storedSize = 100, .cameMs = (i * 7919LL) % count});
    return millisecondsOf([&] { (void)entriesToDrop(entries, {.mostBytes = 100LL * count - 1}); });
}

/// Names for answers of files that are all called the same.
double names(int count)
{
    QHash<TaskId, QByteArray> hashes;
    NumberedIds ids;
    const TaskId name = *TaskId::fromString(u"output-json-1");
    return millisecondsOf([&] {
        for (int i = 0; i < count; ++i) {
            const QByteArray hash = savedTask(i).archived->sha256;
            const TaskId id = ids.idFor(name, hash, [&hashes](const TaskId &each) {
                return hashes.contains(each) ? std::optional(hashes.value(each)) : std::nullopt;
            });
            hashes.insert(id, hash);
        }
    });
}

} // namespace

int main(int argc, char *argv[])
{
    QStandardPaths::setTestModeEnabled(true);
    const QApplication application(argc, argv);
    const std::map<std::string, double (*)(int)> things{{"removal", removal}, {"undo", undo}, {"undo-sorted", undoSorted},
                                                        {"start", start},     {"limits", limits}, {"names", names}};
    const auto thing = things.find(argc > 1 ? argv[1] : "");
    const int count = argc > 2 ? std::atoi(argv[2]) : 0;
    if (thing == things.end() || count <= 0) {
        for (const auto &[name, work] : things)
            std::printf("%s\n", name.c_str());
        return argc > 1 ? 2 : 0;
    }
    std::printf("%.1f\n", thing->second(count));
    return 0;
}
