// SPDX-License-Identifier: GPL-3.0-or-later
// Reopening a session of 10,000 tasks, each time in a process of its own: until its records stand in the list, and until
// the window has painted its table, against the shell of SQLite that prints the same rows ("sqlite3 session.sqlite
// 'select * from task'", package sqlite3). All have read the files once before. One task is still open, so that the
// window's start looks into the archive's folder, which holds an answer of each of the others.
// Then how long a change of one task takes to the disk while they are all in the list, against a page appended to a file and
// synced there.
#include "store/sessionopening.h"
#include "store/sessiontasks.h"
#include "store/sessionwriter.h"
#include "store/answerarchive.h"
#include "store/taskfeed.h"
#include "store/taskkeeper.h"
#include "widgets/appsettings.h"
#include "widgets/desktopscheme.h"
#include "widgets/mainwindow.h"
#include "widgets/taskpage.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEvent>
#include <QEventLoop>
#include <QFile>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int taskCount = 10'000;
constexpr int runs = 9;

struct Cost
{
    double seconds = 0; ///< of the whole process
    double peakMib = 0;
};

/// A file under the name of each archived answer; nothing here reads what is in them.
bool fillArchive(const QString &folder, const std::vector<SavedTask> &tasks)
{
    const QString archive = folder + u"/archive"_s;
    if (!QDir().mkpath(archive))
        return false;
    for (const SavedTask &task : tasks) {
        QFile file(archive + u'/' + (task.archived ? task.archived->fileName() : u"of-the-open-task.txt"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write("not read") < 0)
            return false;
    }
    return true;
}

/// A session as a large account has it: most tasks ready, with two modalities, a few problems.
bool makeSession(const QString &folder)
{
    auto opened = openSession(folder);
    SessionBatch batch;
    TaskMaker maker(1);
    const QDateTime begin = QDateTime::fromMSecsSinceEpoch(1'790'000'000'000, Qt::UTC);
    for (int i = 0; i < taskCount; ++i) {
        SavedTask task;
        task.id = sessionTaskId(i);
        task.orderKey = (i + 1) * qint64(1 << 20);
        task.origin.name = u"https://api.twelvelabs.io/v1.3"_s;
        task.firstSeen = begin.addSecs(i);
        task.settledAt = begin.addSecs(i + 300);
        task.state = TaskState::Ready;
        task.statusText = u"ready"_s;
        task.wasSeen = true;
        task.model = u"marengo3.0"_s;
        task.summary.file = u"holiday film number %1.mp4"_s.arg(i);
        task.summary.inputType = u"video"_s;
        task.summary.durationSec = 60.5 + maker.below(7200);
        task.summary.clips = maker.below(1200);
        task.summary.vectors = 2 * task.summary.clips;
        task.summary.modalities = QStringList{u"visual"_s, u"audio"_s};
        task.summary.dimensions = {512};
        task.summary.createdAt = begin.addSecs(i - 20);
        task.summary.updatedAt = begin.addSecs(i + 280);
        for (const QString &modality : task.summary.modalities)
            task.summary.norms.push_back({modality, task.summary.clips, 0.99999991, 1.00000012, 1.0000000023});
        task.archived = ArchivedAnswer{task.id, QByteArray(32, static_cast<char>(maker.below(256))), 5'000'000, 2'000'000, true};
        task.history = {{TaskState::Processing, begin.addSecs(i + 1)}, {TaskState::Ready, begin.addSecs(i + 300)}};
        if (i == taskCount - 1) {
            task.state = TaskState::Processing;
            task.statusText = u"processing"_s;
            task.archived.reset();
        }
        batch.upserts.push_back(task);
    }
    return opened && opened->database && !opened->database->apply(batch) && fillArchive(folder, batch.upserts);
}

/// Runs a program with its output thrown away.
Cost costOf(const QByteArrayList &command)
{
    std::vector<char *> words;
    for (const QByteArray &word : command)
        words.push_back(const_cast<char *>(word.constData()));
    words.push_back(nullptr);
    QElapsedTimer timer;
    timer.start();
    const pid_t child = ::fork();
    if (child == 0) {
        if (std::freopen("/dev/null", "w", stdout))
            ::execvp(words.front(), words.data());
        ::_exit(127);
    }
    int status = 0;
    rusage used{};
    ::wait4(child, &status, 0, &used);
    if (status != 0)
        qFatal("%s failed", command.front().constData());
    return {static_cast<double>(timer.nsecsElapsed()) / 1e9, static_cast<double>(used.ru_maxrss) / 1024};
}

Cost medianOf(const QByteArrayList &command)
{
    std::vector<Cost> costs;
    for (int i = 0; i < runs; ++i)
        costs.push_back(costOf(command));
    std::sort(costs.begin(), costs.end(), [](const Cost &a, const Cost &b) { return a.seconds < b.seconds; });
    return costs[runs / 2];
}

int loadAsChild(const QString &folder)
{
    auto opened = openSession(folder);
    if (!opened)
        return 1;
    TaskList list;
    std::vector<TaskRecord> records;
    records.reserve(opened->session.tasks.size());
    for (const SavedTask &task : opened->session.tasks)
        records.push_back(fromSaved(task));
    return list.append(std::move(records)) == taskCount ? 0 : 1;
}

/// Ends the program once the table has been painted with rows in it.
class RowsPainted final : public QObject
{
public:
    explicit RowsPainted(QTableView &table) : m_table(table) { table.viewport()->installEventFilter(this); }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        // Queued: runs once this event has been handled, that is, painted.
        if (event->type() == QEvent::Paint && m_table.model()->rowCount() == taskCount)
            QMetaObject::invokeMethod(qApp, &QCoreApplication::quit, Qt::QueuedConnection);
        return false;
    }

private:
    QTableView &m_table;
};

int windowAsChild(const QString &folder)
{
    AppSettings settings(folder + u"/settings.ini"_s);
    const DesktopScheme scheme(DesktopScheme::sessionBus(), {});
    Theme theme(scheme);
    // Without a key nothing is asked.
    TaskFeed feed(*ServiceAddress::fromString(u"http://127.0.0.1:1/v1.3"_s), {},
                  {.spoolRoot = TaskKeeper::incomingFolder(folder)});
    MainWindow window(feed, settings, theme, {});
    window.show();
    const RowsPainted painted(window.findChild<TaskPage *>()->table());
    TaskKeeper keeper(feed, folder);
    keeper.open();
    QApplication::exec();
    // What follows is the end of the program, not its start.
    std::fflush(stdout);
    ::_exit(feed.list().size() == taskCount ? 0 : 1);
}

/// Milliseconds, ascending.
using Times = std::vector<double>;

Times timesToTheDisk(const QString &folder)
{
    TaskList list;
    SessionWriter writer(list, folder, [] { return PollMemory(); });
    QEventLoop loop;
    QObject::connect(&writer, &SessionWriter::opened, &loop, [&](const LoadedSession &session) {
        std::vector<TaskRecord> records;
        for (const SavedTask &task : session.tasks)
            records.push_back(fromSaved(task));
        list.append(std::move(records));
        loop.quit();
    });
    writer.open();
    loop.exec();
    Times times;
    QElapsedTimer timer;
    QObject::connect(&writer, &SessionWriter::saved, &loop, [&](quint64) {
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        loop.quit();
    });
    for (int i = 0; i < 50; ++i) {
        timer.start();
        list.edit(i * 100, [i](TaskRecord &record) { record.label = u"change %1"_s.arg(i); });
        loop.exec();
    }
    std::sort(times.begin(), times.end());
    return times;
}

Times timesOfSyncs(const QString &folder)
{
    QFile file(folder + u"/synced"_s);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        qFatal("cannot write");
    const QByteArray page(4096, 'x');
    Times times;
    QElapsedTimer timer;
    for (int i = 0; i < 50; ++i) {
        timer.start();
        if (file.write(page) != page.size() || ::fdatasync(file.handle()) != 0)
            qFatal("cannot sync");
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    return times;
}

} // namespace

int main(int argc, char *argv[])
{
    QStandardPaths::setTestModeEnabled(true);
    const QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "load"_L1)
        return loadAsChild(arguments.value(2));
    if (arguments.value(1) == "window"_L1)
        return windowAsChild(arguments.value(2));
    if (arguments.value(1) == "nothing"_L1)
        return 0;
    if (QStandardPaths::findExecutable(u"sqlite3"_s).isEmpty()) {
        std::fprintf(stderr, "The package sqlite3 is needed.\n");
        return 1;
    }
    QTemporaryDir folder;
    const QString data = folder.filePath(u"data"_s);
    if (!makeSession(data))
        return 1;
    const QByteArray self = QFile::encodeName(QCoreApplication::applicationFilePath());
    const Cost shell = medianOf({"sqlite3", QFile::encodeName(sessionPath(data)), "select * from task"});
    const Cost load = medianOf({self, "load", QFile::encodeName(data)});
    const Cost window = medianOf({self, "window", QFile::encodeName(data)});
    const Cost nothing = medianOf({self, "nothing"});
    std::printf("%d tasks, median of %d runs, whole processes\n", taskCount, runs);
    std::printf("  sqlite3 prints the rows     %7.1f ms  %6.1f MiB\n", shell.seconds * 1e3, shell.peakMib);
    std::printf("  Embedscope fills its list   %7.1f ms  %6.1f MiB   %.2f x the shell's time\n", load.seconds * 1e3,
                load.peakMib, load.seconds / shell.seconds);
    std::printf("  the window paints its table %7.1f ms  %6.1f MiB   %.2f x the shell's time\n", window.seconds * 1e3,
                window.peakMib, window.seconds / shell.seconds);
    std::printf("  of these, to start at all   %7.1f ms  %6.1f MiB\n", nothing.seconds * 1e3, nothing.peakMib);
    const Times changes = timesToTheDisk(data);
    const Times syncs = timesOfSyncs(folder.path());
    const double median = changes[changes.size() / 2];
    const double sync = syncs[syncs.size() / 2];
    std::printf("A change of one of them: on the disk after %.0f ms (median of %zu), %.0f ms (longest); the aim is 200 ms\n", median,
                changes.size(), changes.back());
    std::printf("  a page appended and synced %8.2f ms   (%.0f x)\n", sync, median / sync);
    return 0;
}
