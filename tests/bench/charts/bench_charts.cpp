// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/changechart.h"
#include "charts/clipshades.h"
#include "charts/laneloader.h"
#include "charts/normchart.h"
#include "charts/timelinechart.h"
#include "plot/laneset.h"
#include "plot/madeuptask.h"
#include "plot/sharedtime.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QChart>
#include <QChartView>
#include <QElapsedTimer>
#include <QLineSeries>
#include <QTextStream>
#include <QValueAxis>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <span>

// What one frame of the charts costs, and one frame after a step of zooming, against plain QLineSeries that
// hold every point. All views are 1280 x 360 pixels and really painted; every figure is the median of several
// frames.

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize viewSize(1280, 360);
constexpr double clipSec = 2;
constexpr int frames = 15;

double medianMs(int count, const std::function<void(int)> &run)
{
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        QElapsedTimer timer;
        timer.start();
        run(i);
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

QWidget *viewportOf(QWidget &widget)
{
    if (auto *const area = qobject_cast<QAbstractScrollArea *>(&widget))
        return area->viewport();
    return widget.findChild<QAbstractScrollArea *>()->viewport();
}

// All that a change leads to, down to the pixels, which each widget paints once: a screen shows no more of it in a frame,
// while events that come with nothing between them would paint it up to three times here.
void paint(std::span<QWidget *const> widgets)
{
    for (QWidget *const widget : widgets)
        widget->setUpdatesEnabled(false);
    QCoreApplication::processEvents();
    for (QWidget *const widget : widgets) {
        widget->setUpdatesEnabled(true);
        viewportOf(*widget)->repaint();
    }
}

void paint(QWidget &widget)
{
    paint(std::array{&widget});
}

double normOf(int lane, int clip)
{
    const double drift = std::sin(clip / 50.0 + lane) + 0.2 * std::sin(clip * 1.7);
    return 8 + 3 * lane + drift;
}

// Speech pauses now and then, so that there are gaps to draw.
bool isPause(int lane, int clip)
{
    return lane == 2 && (clip / 20) % 3 == 0;
}

SharedTask filmOf(int clips)
{
    MadeUpTask task;
    task.duration(clips * clipSec);
    const QStringList modalities{u"visual"_s, u"audio"_s, u"transcription"_s};
    for (int i = 0; i < clips; ++i) {
        for (int lane = 0; lane < 3; ++lane) {
            if (!isPause(lane, i))
                task.add(modalities[lane], i * clipSec, (i + 1) * clipSec, normOf(lane, i));
        }
    }
    return task.share();
}

struct Cost
{
    double frameMs = 0;
    double zoomMs = 0;
};

// Zooms in and out again around a quarter of the film, so that every frame shows something else.
TimeRange viewOf(int step, double durationSec)
{
    const double span = durationSec * std::pow(0.8, 1 + step % 8);
    return {durationSec / 4 - span / 4, durationSec / 4 + span * 3 / 4};
}

Cost measurePlainLines(int clips)
{
    auto *const chart = new QChart;
    chart->legend()->hide();
    auto *const x = new QValueAxis(chart);
    auto *const y = new QValueAxis(chart);
    chart->addAxis(x, Qt::AlignBottom);
    chart->addAxis(y, Qt::AlignLeft);
    for (int lane = 0; lane < 3; ++lane) {
        QList<QPointF> points;
        for (int i = 0; i < clips; ++i)
            points.append({i * clipSec, normOf(lane, i)});
        auto *const series = new QLineSeries(chart);
        series->replace(points);
        chart->addSeries(series);
        series->attachAxis(x);
        series->attachAxis(y);
    }
    QChartView view(chart);
    view.resize(viewSize);
    x->setRange(0, clips * clipSec);
    y->setRange(0, 20);
    view.show();
    paint(view);
    const int rounds = clips > 50'000 ? 5 : frames;
    Cost cost;
    cost.frameMs = medianMs(rounds, [&](int) { paint(view); });
    cost.zoomMs = medianMs(rounds, [&](int step) {
        const TimeRange range = viewOf(step, clips * clipSec);
        x->setRange(range.startSec, range.endSec);
        paint(view);
    });
    return cost;
}

template <class Chart>
Cost measureChart(const SharedTask &task,
                  const std::function<void(Chart &, const std::shared_ptr<const LaneSet> &)> &prepare = {})
{
    SharedTime time;
    time.setDuration(task->durationSec());
    Chart chart(time);
    chart.resize(viewSize);
    const auto lanes = buildLanes(*task);
    chart.setTask(task, lanes);
    if (prepare)
        prepare(chart, lanes);
    chart.show();
    paint(chart);
    Cost cost;
    cost.frameMs = medianMs(frames, [&](int) { paint(chart); });
    cost.zoomMs = medianMs(frames, [&](int step) {
        time.setVisible(viewOf(step, time.duration()));
        paint(chart);
    });
    return cost;
}

// Both charts on one SharedTime, as the window has them.
double measureBothZooming(const SharedTask &task)
{
    SharedTime time;
    time.setDuration(task->durationSec());
    TimelineChart timeline(time);
    NormChart norms(time);
    const auto lanes = buildLanes(*task);
    for (QWidget *chart : {static_cast<QWidget *>(&timeline), static_cast<QWidget *>(&norms)}) {
        chart->resize(viewSize);
        chart->show();
    }
    timeline.setTask(task, lanes);
    norms.setTask(task, lanes);
    const std::array<QWidget *, 2> charts{&timeline, &norms};
    paint(charts);
    return medianMs(frames, [&](int step) {
        time.setVisible(viewOf(step, time.duration()));
        paint(charts);
    });
}

std::vector<ChangeCurve> curvesOf(int clips)
{
    std::vector<ChangeCurve> curves;
    for (int lane = 0; lane < 3; ++lane) {
        ChangeCurve curve{.lane = static_cast<size_t>(lane)};
        for (int i = 1; i < clips; ++i) {
            if (isPause(lane, i) || isPause(lane, i - 1))
                continue;
            const double value = 0.3 + 0.25 * std::sin(i / 30.0 + lane) + 0.1 * std::sin(i * 1.7);
            const bool isJoined = i > 1 && !isPause(lane, i - 2);
            curve.changes.push_back({i * clipSec, value, i, isJoined});
            curve.novelty.push_back({i * clipSec, value / 2, i, isJoined});
        }
        curves.push_back(std::move(curve));
    }
    return curves;
}

std::shared_ptr<const ClipShades> shadesOf(const EmbeddingTask &task)
{
    auto shades = std::make_shared<ClipShades>();
    auto numbers = std::make_shared<std::vector<float>>();
    for (const Segment &segment : task.segments)
        numbers->push_back(static_cast<float>(segment.norm));
    shades->numbers = std::move(numbers);
    shades->title = u"norm"_s;
    shades->fitScale();
    return shades;
}

// Timeline coloured by norm, norms, change: what the inspector shows at most of the time axis.
double measureThreeZooming(const SharedTask &task, int clips)
{
    SharedTime time;
    time.setDuration(task->durationSec());
    TimelineChart timeline(time);
    NormChart norms(time);
    ChangeChart change(time);
    const auto lanes = buildLanes(*task);
    const std::array<QWidget *, 3> charts{&timeline, &norms, &change};
    for (QWidget *chart : charts) {
        chart->resize(viewSize);
        chart->show();
    }
    timeline.setTask(task, lanes);
    timeline.setShades(shadesOf(*task));
    norms.setTask(task, lanes);
    change.setTask(task, lanes);
    change.setCurves(lanes, curvesOf(clips));
    paint(charts);
    return medianMs(frames, [&](int step) {
        time.setVisible(viewOf(step, time.duration()));
        paint(charts);
    });
}

// From a result that has been read to timeline and norms on the screen.
double measureSetTask(const SharedTask &task)
{
    SharedTime time;
    time.setDuration(task->durationSec());
    TimelineChart timeline(time);
    NormChart norms(time);
    LaneLoader loader;
    for (TimeChart *chart : {static_cast<TimeChart *>(&timeline), static_cast<TimeChart *>(&norms)}) {
        chart->resize(viewSize);
        chart->show();
        paint(*chart);
        QObject::connect(&loader, &LaneLoader::loaded, chart, &TimeChart::setTask);
    }
    return medianMs(frames, [&](int) {
        timeline.setTask(nullptr, nullptr);
        norms.setTask(nullptr, nullptr);
        loader.load(task);
        while (timeline.summaryText().isEmpty() || norms.summaryText().isEmpty())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        paint(timeline);
        paint(norms);
    });
}

void report(QTextStream &out, const QString &what, Cost cost, Cost plain)
{
    out << u"  %1 frame %2 ms (%3x)   zoom and frame %4 ms (%5x)\n"_s.arg(what, -24)
               .arg(cost.frameMs, 7, 'f', 2)
               .arg(plain.frameMs / cost.frameMs, 0, 'f', 1)
               .arg(cost.zoomMs, 7, 'f', 2)
               .arg(plain.zoomMs / cost.zoomMs, 0, 'f', 1);
    out.flush();
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QTextStream out(stdout);
    out << "Medians; in brackets how many times faster than plain QLineSeries with all points. Aim: 16 ms a "
           "frame.\n";
    bool isWithinAim = true;
    for (const int clips : {700, 7'200, 100'000}) {
        const SharedTask task = filmOf(clips);
        out << u"3 x %L1 clips\n"_s.arg(clips);
        const Cost plain = measurePlainLines(clips);
        report(out, u"plain QLineSeries"_s, plain, plain);
        report(out, u"timeline"_s, measureChart<TimelineChart>(task), plain);
        report(out, u"norms"_s, measureChart<NormChart>(task), plain);
        report(out, u"timeline by norm"_s,
               measureChart<TimelineChart>(
                   task, [&](TimelineChart &chart, const auto &) { chart.setShades(shadesOf(*task)); }),
               plain);
        report(out, u"change"_s,
               measureChart<ChangeChart>(
                   task, [&](ChangeChart &chart, const auto &lanes) { chart.setCurves(lanes, curvesOf(clips)); }),
               plain);
        const double both = measureBothZooming(task);
        isWithinAim = isWithinAim && both <= 16;
        out << u"  both charts linked, zoom and frame: %1 ms\n"_s.arg(both, 0, 'f', 2);
        const double three = measureThreeZooming(task, clips);
        isWithinAim = isWithinAim && three <= 16;
        out << u"  with the change chart, and clips coloured by norm: %1 ms (%2x)\n"_s.arg(three, 0, 'f', 2)
                   .arg(3 * plain.zoomMs / three, 0, 'f', 1);
        out << u"  lanes made in %1 ms, from the result to timeline and norms painted %2 ms (aim: 100)\n"_s
                   .arg(medianMs(5, [&](int) { buildLanes(*task); }), 0, 'f', 2)
                   .arg(measureSetTask(task), 0, 'f', 2);
        out.flush();
    }
    out << (isWithinAim ? "Within the aim.\n" : "NOT within the aim.\n");
    return isWithinAim ? 0 : 1;
}
