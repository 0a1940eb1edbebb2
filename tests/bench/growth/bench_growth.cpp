// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/audit.h"
#include "analysis/laneclips.h"
#include "analysis/likethis.h"
#include "charts/normchart.h"
#include "charts/timelinechart.h"
#include "models/auditmodel.h"
#include "models/segmentmeasures.h"
#include "models/suspects.h"
#include "plot/laneset.h"
#include "plot/sharedtime.h"
#include "support/widetask.h"
#include "widgets/normbands.h"
#include "widgets/segmentpage.h"

#include <QApplication>
#include <QTextStream>

#include <algorithm>
#include <ctime>
#include <functional>
#include <limits>

#include <malloc.h>

// bench_growth [WORDS]: what is done with a result of a hostile or broken shape, at a size and at ten times
// that size: milliseconds of the processor for both, so that what else the machine does counts little, and
// their ratio. Each is the least of three runs. What is linear, but for sorting, grows by 12 at most; beyond
// that a line is marked. Sizes are such that anything quadratic would take seconds, and where names do not
// limit them, that the smaller one is beyond the nearest caches already. The yardstick says how a plain copy
// grows in the same run: memory alone. With WORDS, only the lines that have them.

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

double leastMs(const std::function<void()> &run)
{
    double least = 1e300;
    for (int i = 0; i < 3; ++i) {
        const std::clock_t start = std::clock();
        run();
        least = std::min(least, 1e3 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    return least;
}

/// `make`: a size -> what is to be measured at that size.
void tell(const QString &name, int size, const std::function<std::function<void()>(int)> &make)
{
    constexpr int factor = 10;
    constexpr double mostRatio = 12;
    if (!name.contains(QCoreApplication::arguments().value(1)))
        return;
    const double small = leastMs(make(size));
    const double large = leastMs(make(size * factor));
    QTextStream(stdout) << name.leftJustified(56) << QString::number(size * factor).rightJustified(9)
                        << QString::number(small, 'f', 1).rightJustified(10)
                        << QString::number(large, 'f', 1).rightJustified(10)
                        << QString::number(large / small, 'f', 1).rightJustified(8)
                        << (large / small > mostRatio ? "  more than 12\n" : "\n");
}

SharedTask wide(int size, bool hasOwnScopes = false)
{
    return std::make_shared<const EmbeddingTask>(test::wideTask(size, hasOwnScopes));
}

/// Asked for as many modalities in as many scopes.
SharedTask asked(int size)
{
    EmbeddingTask task = test::wideTask(std::min(size, 60'000));
    task.metadata->embeddingOptions = test::manyNames(u"o"_s, size);
    task.metadata->embeddingScopes = test::manyNames(u"s"_s, size);
    return std::make_shared<const EmbeddingTask>(std::move(task));
}

/// The reader finds every name odd.
SharedTask odd(int size)
{
    EmbeddingTask task = test::wideTask(size, true);
    for (int i = 0; i < size; ++i) {
        task.findings.push_back({.kind = FindingKind::ModalityUnknown, .detail = u"m%1"_s.arg(i)});
        task.findings.push_back({.kind = FindingKind::ModalityNotDelivered, .detail = u"n%1"_s.arg(i)});
        task.findings.push_back(
            {.kind = FindingKind::FieldOdd, .firstPosition = quint32(i), .detail = u"f%1"_s.arg(i)});
    }
    return std::make_shared<const EmbeddingTask>(std::move(task));
}

/// So many vectors of the whole media, of which nobody knows how long it is.
SharedTask assets(int size)
{
    EmbeddingTask task = test::wideTask(1);
    task.metadata.reset();
    task.scopes = {u"asset"_s};
    Segment segment = task.segments.front();
    segment.startSec = segment.endSec = std::numeric_limits<double>::quiet_NaN();
    task.segments.resize(static_cast<size_t>(size), segment);
    for (size_t i = 0; i < task.segments.size(); ++i)
        task.segments[i].position = static_cast<quint32>(i);
    return std::make_shared<const EmbeddingTask>(std::move(task));
}

/// So many clips of one lane; `stepSec` from the start of one to the next.
SharedTask clips(int size, double stepSec)
{
    EmbeddingTask task = test::wideTask(1);
    const Segment first = task.segments.front();
    task.segments.resize(static_cast<size_t>(size), first);
    for (size_t i = 0; i < task.segments.size(); ++i) {
        task.segments[i].position = static_cast<quint32>(i);
        task.segments[i].startSec = static_cast<double>(i) * stepSec;
        task.segments[i].endSec = task.segments[i].startSec + 6;
    }
    task.metadata->durationSec = size * stepSec + 6;
    return std::make_shared<const EmbeddingTask>(std::move(task));
}

std::function<void()> laned(const SharedTask &task)
{
    return [task] { buildLanes(*task); };
}

std::function<void()> audited(const SharedTask &task)
{
    return [task] { auditTask(*task); };
}

void tellYardstick()
{
    const auto copied = [](const SharedTask &task) {
        return [task] { const std::vector<Segment> copy = task->segments; };
    };
    tell(u"yardstick: so many segments copied"_s, 500'000, [&](int size) { return copied(clips(size, 12)); });
}

void tellLanes()
{
    tell(u"lanes of so many modalities"_s, 6'000, [](int size) { return laned(wide(size)); });
    tell(u"lanes of so many modalities, each in its own scope"_s, 6'000,
         [](int size) { return laned(wide(size, true)); });
    tell(u"lanes of what the reader finds odd"_s, 6'000, [](int size) { return laned(odd(size)); });
    tell(u"lanes of so many vectors of the whole media"_s, 500'000,
         [](int size) { return laned(assets(size)); });
    tell(u"lanes of so many clips at the same time"_s, 500'000,
         [](int size) { return laned(clips(size, 0)); });
    tell(u"lanes of so many clips with gaps"_s, 500'000, [](int size) { return laned(clips(size, 12)); });
}

void tellAudits()
{
    tell(u"audit of so many modalities"_s, 6'000, [](int size) { return audited(wide(size)); });
    tell(u"audit of so many modalities, each in its own scope"_s, 6'000,
         [](int size) { return audited(wide(size, true)); });
    tell(u"audit of so many asked-for modalities and scopes"_s, 10'000,
         [](int size) { return audited(asked(size)); });
    tell(u"audit of what the reader finds odd"_s, 6'000, [](int size) { return audited(odd(size)); });
    tell(u"audit of so many vectors of the whole media"_s, 500'000,
         [](int size) { return audited(assets(size)); });
    tell(u"audit of so many clips at the same time"_s, 500'000,
         [](int size) { return audited(clips(size, 0)); });
    tell(u"audit of so many clips with gaps"_s, 500'000, [](int size) { return audited(clips(size, 12)); });
    tell(u"what is suspicious in so many clips with gaps"_s, 500'000, [](int size) {
        const auto audit = std::make_shared<const TaskAudit>(*auditTask(*clips(size, 12)));
        return [audit] {
            suspectsOf(*audit);
            RowFindings words(*audit);
        };
    });
}

void tellSimilarity()
{
    const auto searchable = [](const SharedTask &task) { return [task] { makeSearchable(task, {}); }; };
    tell(u"clips to be searched of so many modalities"_s, 6'000,
         [&](int size) { return searchable(wide(size)); });
    tell(u"clips to be searched at the same time"_s, 300'000,
         [&](int size) { return searchable(clips(size, 0)); });
    tell(u"usable vectors of the whole media"_s, 500'000, [](int size) {
        return [task = assets(size)] { LaneClips::of(task, {0, 0}); };
    });
}

/// On the thread of the window.
void tellWindow()
{
    tell(u"WINDOW charts of so many modalities"_s, 6'000, [](int size) {
        const SharedTask task = wide(size);
        return [task, lanes = buildLanes(*task)] {
            SharedTime time;
            TimelineChart timeline(time);
            NormChart norms(time);
            timeline.resize(900, 400);
            norms.resize(900, 400);
            timeline.setTask(task, lanes);
            norms.setTask(task, lanes);
            norms.setBands(lanes, normBands(*task, *lanes));
            timeline.grab();
            norms.grab();
        };
    });
    tell(u"WINDOW segments of so many modalities"_s, 6'000, [](int size) {
        return [task = wide(size)] {
            SharedTime time;
            TaskAnalysis analysis;
            SegmentMeasures measures(analysis);
            SegmentPage page(time, measures);
            page.resize(900, 400);
            page.setTask(task);
            page.grab();
        };
    });
    tell(u"WINDOW audit of what the reader finds odd"_s, 6'000, [](int size) {
        const SharedTask task = odd(size);
        return [task, audit = std::make_shared<const TaskAudit>(*auditTask(*task))] {
            AuditModel model;
            model.setAudit(task, audit);
            for (int row = 0; row < model.rowCount(); ++row)
                model.index(row, 1).data(Qt::ToolTipRole);
        };
    });
}

} // namespace

int main(int argc, char **argv)
{
    // Memory that was freed stays with the program: else the system clears the larger size's anew for each
    // run, and only that.
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
    const QApplication app(argc, argv);
    QTextStream(stdout) << "size: of the larger one; ms at a tenth of it, ms at it, ratio\n";
    tellYardstick();
    tellLanes();
    tellAudits();
    tellSimilarity();
    tellWindow();
    return 0;
}
