// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/window/fileserver.h"
#include "bench/window/stallmeter.h"
#include "charts/timelinechart.h"
#include "reader/taskreader.h"
#include "support/longanswer.h"
#include "widgets/appsettings.h"
#include "widgets/desktopscheme.h"
#include "widgets/mainwindow.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QBuffer>
#include <QEvent>
#include <QGraphicsView>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

using Clock = std::chrono::steady_clock;

double ms(Clock::duration duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// Notes when a chart was painted for the first time since it shows a task.
class FirstPaint final : public QObject
{
public:
    explicit FirstPaint(TimelineChart &chart) : m_chart(chart), m_empty(chart.summaryText())
    {
        chart.findChild<QGraphicsView *>()->viewport()->installEventFilter(this);
    }
    std::optional<Clock::time_point> when;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && !when && m_chart.summaryText() != m_empty) {
            // Queued: runs once this event has been handled, that is, painted.
            QMetaObject::invokeMethod(
                this, [this] { when = when.value_or(Clock::now()); }, Qt::QueuedConnection);
        }
        return false;
    }

private:
    TimelineChart &m_chart;
    QString m_empty;
};

struct Run
{
    double downloadMs = 0;
    double lastByteToTimelineMs = 0;
    double longestStallMs = 0;
};

Run watchOnce(const QByteArray &body, const TaskId &id, const QString &folder)
{
    const FileServer server(body);
    AppSettings settings(folder + u"/settings.ini"_s);
    const DesktopScheme scheme(DesktopScheme::sessionBus(), {});
    Theme theme(scheme);
    TaskFeed feed(*ServiceAddress::fromString(u"http://127.0.0.1:%1/v1.3"_s.arg(server.port())),
                  ApiKey("bench", ApiKey::Source::Entered, {}), {});
    MainWindow window(feed, settings, theme, {});
    window.resize(1600, 1000);
    window.show();
    QCoreApplication::processEvents();
    FirstPaint firstPaint(*window.findChild<TimelineChart *>());
    StallMeter stalls;
    window.addTasks(std::array{id});
    while (!firstPaint.when)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return {.downloadMs = ms(server.lastByte() - server.firstByte()),
            .lastByteToTimelineMs = ms(*firstPaint.when - server.lastByte()),
            .longestStallMs = stalls.longestMs()};
}

double readOnce(const QByteArray &body, const TaskId &id)
{
    const AnswerBytes bytes = AnswerBytes::fromMemory(body);
    const auto start = Clock::now();
    const auto task = readTask(bytes, id);
    if (!task)
        qFatal("the answer must read");
    return ms(Clock::now() - start);
}

void report(const QByteArray &body, const TaskId &id)
{
    const QTemporaryDir folder;
    std::vector<double> download;
    std::vector<double> toTimeline;
    std::vector<double> stall;
    std::vector<double> reading;
    for (int round = 0; round < 5; ++round) {
        const Run run = watchOnce(body, id, folder.path());
        download.push_back(run.downloadMs);
        toTimeline.push_back(run.lastByteToTimelineMs);
        stall.push_back(run.longestStallMs);
        reading.push_back(readOnce(body, id));
    }
    std::printf("one answer of %.1f MB, five rounds, medians (loopback server, window of 1600 x 1000)\n",
                static_cast<double>(body.size()) / 1e6);
    std::printf("  download                                  %8.0f ms\n", median(download));
    std::printf("  last byte sent -> timeline painted        %8.0f ms\n", median(toTimeline));
    std::printf("  yardstick: reading that answer alone      %8.0f ms   ratio %.2f\n", median(reading),
                median(toTimeline) / median(reading));
    std::printf("  beyond the reading (aim: at most 150 ms)  %8.0f ms\n", median(toTimeline) - median(reading));
    std::printf("  longest stall of the window's thread      %8.0f ms   (worst round %.0f ms)\n", median(stall),
                *std::max_element(stall.begin(), stall.end()));
}

} // namespace

} // namespace embedscope

int main(int argc, char **argv)
{
    using namespace embedscope;
    QStandardPaths::setTestModeEnabled(true);
    const QApplication app(argc, argv);
    const LongAnswer wishes;
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (!writeLongAnswer(buffer, wishes))
        return 1;
    report(buffer.data(), *TaskId::fromString(wishes.taskId));
    return 0;
}
