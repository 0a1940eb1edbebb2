// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/clipsearch.h"

#include "analysis/vectortask.h"
#include "models/heldtasks.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTextStream>

#include <algorithm>

// "Clips like this one" over many films that are not in memory: what the whole search takes, against merely reading the same
// answers one after the other, in the same run. The films are of 20 minutes (600 clips of 512 numbers) each.

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int films = 30;
constexpr size_t clips = 600;
constexpr size_t dimension = 512;
constexpr int rounds = 5;

double msOf(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    HeldTasks held;
    std::vector<QByteArray> ids;
    for (int film = 0; film < films; ++film) {
        ids.push_back(QByteArray::number(film).rightJustified(24, '0'));
        held.addMade(ids.back().constData(), {{"visual", randomVectors(clips, dimension, static_cast<unsigned>(film + 1))}},
                     u"marengo3.0"_s);
    }
    qint64 bytes = 0;
    for (int row = 0; row < films; ++row)
        bytes += held.feed.list().at(row).answer.size();
    const auto shown = makeSearchable(held.read(ids.front().constData()), u"marengo3.0"_s);

    double readMs = 1e300;
    double searchMs = 1e300;
    qsizetype shownSteps = 0;
    for (int round = 0; round < rounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        for (const QByteArray &id : ids)
            (void)held.read(id.constData());
        readMs = std::min(readMs, msOf(timer));

        ClipSearch search(held.feed);
        QEventLoop loop;
        shownSteps = 0;
        QObject::connect(&search, &ClipSearch::progressed, &loop, [&] { ++shownSteps; });
        QObject::connect(&search, &ClipSearch::ended, &loop, &QEventLoop::quit);
        timer.start();
        search.start(queryFor(*shown, 300), {.most = 20}, held.ids());
        loop.exec();
        searchMs = std::min(searchMs, msOf(timer));
        if (search.result().hits.size() != 20 || search.unreadTasks() != 0)
            qFatal("the search found something else");
    }
    QTextStream(stdout) << u"%1 films of %2 clips x %3, %4 MB of JSON; best of %5 rounds\n"_s.arg(films)
                               .arg(clips)
                               .arg(dimension)
                               .arg(static_cast<double>(bytes) / 1e6, 0, 'f', 1)
                               .arg(rounds)
                        << u"reading them alone, one after the other %1 ms\n"_s.arg(readMs, 0, 'f', 1)
                        << u"search with progress (%1 steps shown) %2 ms, %3 x the reading\n"_s.arg(shownSteps)
                               .arg(searchMs, 0, 'f', 1)
                               .arg(searchMs / readMs, 0, 'f', 2);
    return 0;
}
