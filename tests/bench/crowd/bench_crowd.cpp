// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/window/stallmeter.h"
#include "demo/democrowd.h"
#include "demo/demoservice.h"
#include "widgets/appsettings.h"
#include "widgets/desktopscheme.h"
#include "widgets/mainwindow.h"
#include "widgets/taskpage.h"
#include "widgets/theme.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <array>
#include <cstdio>
#include <utility>

// The whole window watches a crowd of tasks on the demo service, which allows 60,000 requests a minute, while keys go
// up and down in its table; then things are done to all tasks at once. The same with ten tasks is the yardstick.
//   bench_crowd [TASKS] [SECONDS]

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// The demo service in a thread of its own.
class Service final
{
public:
    explicit Service(int crowd)
    {
        DemoOptions options;
        options.crowd = crowd;
        options.longFilm = std::chrono::seconds(600);
        options.faults.ratePerMinute = 60'000;
        m_context.moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(
            &m_context,
            [this, options] {
                m_service = std::make_unique<DemoService>(options);
                QString error;
                if (!m_service->listen(0, &error))
                    qFatal("%s", qPrintable(error));
                m_url = m_service->url();
            },
            Qt::BlockingQueuedConnection);
    }
    ~Service()
    {
        QMetaObject::invokeMethod(&m_context, [this] { m_service.reset(); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    QString url() const { return m_url; }

private:
    QThread m_thread;
    QObject m_context;
    std::unique_ptr<DemoService> m_service;
    QString m_url;
};

qint64 residentKib()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.simplified().split(' ').value(1).toLongLong();
    }
    return 0;
}

struct Run
{
    int settled = 0;
    double longestMs = 0;
    double mostMs = 0; // 99.9 %
    double memoryMib = 0;
    std::array<double, 6> stallsMs{}; // of `actions`
};

/// Done one after the other when the time of watching is over.
constexpr std::array<std::pair<QLatin1StringView, const char *>, 6> actions{{{"pauseAction"_L1, "paused"},
                                                                        {"pauseAction"_L1, "resumed"},
                                                                        {"pollAction"_L1, "polled now"},
                                                                        {"selectAllAction"_L1, "selected"},
                                                                        {"removeAction"_L1, "removed"},
                                                                        {"undoAction"_L1, "taken back"}}};

/// The longest stall in the two seconds from an action on.
double stallOf(QAction &action)
{
    StallMeter stalls;
    QTimer::singleShot(0, &action, &QAction::trigger);
    QTimer::singleShot(2000, qApp, &QCoreApplication::quit);
    QCoreApplication::exec();
    return stalls.longestMs();
}

Run watch(int tasks, int seconds)
{
    const QTemporaryDir folder;
    const Service service(tasks);
    AppSettings settings(folder.filePath(u"settings.ini"_s));
    const DesktopScheme scheme([] { return QDBusConnection(u"none"_s); }, folder.filePath(u"kdeglobals"_s));
    Theme theme(scheme);
    const qint64 before = residentKib();
    TaskFeed feed(*ServiceAddress::fromString(service.url()),
                  ApiKey(DemoOptions().key, ApiKey::Source::Entered, {}), {.budget = {6000, 0}});
    MainWindow window(feed, settings, theme, {});
    window.resize(1600, 1000);
    window.show();
    std::vector<TaskId> ids;
    for (int i = 0; i < tasks; ++i)
        ids.push_back(*TaskId::fromString(DemoCrowd::id(i)));
    QCoreApplication::processEvents();
    StallMeter stalls;
    window.addTasks(ids);
    QTableView &table = window.findChild<TaskPage *>()->table();
    QTimer keys;
    int presses = 0;
    QObject::connect(&keys, &QTimer::timeout, &table, [&] {
        QTest::keyClick(&table, ++presses % 20 < 15 ? Qt::Key_Down : Qt::Key_PageUp);
    });
    keys.start(100);
    QTimer::singleShot(std::chrono::seconds(seconds), qApp, &QCoreApplication::quit);
    QCoreApplication::exec();
    Run run{0, stalls.longestMs(), stalls.quantileMs(0.999), static_cast<double>(residentKib() - before) / 1024};
    keys.stop();
    for (int row = 0; row < feed.list().size(); ++row)
        run.settled += isSettled(feed.list().at(row).state) ? 1 : 0;
    for (size_t i = 0; i < actions.size(); ++i) {
        run.stallsMs[i] = stallOf(*window.findChild<QAction *>(actions[i].first));
        if ((feed.list().size() == 0) != (actions[i].first == "removeAction"_L1))
            qFatal("after %s: %d tasks", actions[i].first.data(), feed.list().size());
    }
    return run;
}

void print(int tasks, int seconds, const Run &run, const Run &few)
{
    std::printf("  %6d tasks for %d s: %d settled; longest stall %.0f ms (%.1fx of ten tasks), 99.9 %% of the turns of "
                "the loop under %.1f ms; %.0f MiB more\n",
                tasks, seconds, run.settled, run.longestMs, run.longestMs / few.longestMs, run.mostMs, run.memoryMib);
    std::printf("         longest stall where all tasks are");
    for (size_t i = 0; i < actions.size(); ++i)
        std::printf("%s %s %.0f ms (%.1fx)", i > 0 ? "," : "", actions[i].second, run.stallsMs[i],
                    run.stallsMs[i] / few.stallsMs[i]);
    std::printf("\n");
    std::fflush(stdout);
}

} // namespace

} // namespace embedscope

int main(int argc, char **argv)
{
    using namespace embedscope;
    QStandardPaths::setTestModeEnabled(true);
    const QApplication app(argc, argv);
    const int tasks = argc > 1 ? QString::fromLatin1(argv[1]).toInt() : 10'000;
    const int seconds = argc > 2 ? QString::fromLatin1(argv[2]).toInt() : 60;
    std::printf("The window of 1600 x 1000 with a key press every 100 ms\n");
    const Run few = watch(10, std::min(seconds, 20));
    print(10, std::min(seconds, 20), few, few);
    const Run many = watch(tasks, seconds);
    print(tasks, seconds, many, few);
    return 0;
}
