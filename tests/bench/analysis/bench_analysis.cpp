// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/audit.h"
#include "analysis/change.h"
#include "analysis/novelty.h"
#include "analysis/selfsimilarity.h"
#include "analysis/tasklikeness.h"
#include "analysis/vectortask.h"

#include <Eigen/Core>

#include <QElapsedTimer>
#include <QTextStream>

#include <algorithm>
#include <cstring>
#include <functional>

// What each measure costs on a film of 4 hours in clips of 2 s, three modalities, 512 numbers each (3 x 7,200
// x 512), and on 100,000 clips of one modality; beside it the cost of its yardstick in the same run, and the
// ratio of the two. Every figure is the least of several runs: what else the machine does only adds.
// Yardsticks: a memcpy of the same vectors, or a plain Eigen product of two float32 matrices of the same size
// as the measure's.

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Eigen::Index dimension = 512;
constexpr size_t clips = 7200;
using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

double leastMs(int runs, const std::function<void()> &run)
{
    double least = 1e300;
    for (int i = 0; i < runs; ++i) {
        QElapsedTimer timer;
        timer.start();
        run();
        least = std::min(least, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    return least;
}

/// Shots of ten clips, each of its own direction, and something of its own in every clip.
SharedTask film(size_t count, const QStringList &modalities)
{
    VectorTask maker;
    maker.metadata(static_cast<double>(count) * 2, modalities, {u"clip"_s}, 2);
    unsigned seed = 1;
    for (const QString &modality : modalities) {
        const auto looks = randomVectors(count / 10 + 1, size_t(dimension), seed++);
        auto vectors = randomVectors(count, size_t(dimension), seed++);
        for (size_t i = 0; i < count; ++i) {
            for (size_t k = 0; k < size_t(dimension); ++k)
                vectors[i][k] = 0.2F * vectors[i][k] + looks[i / 10][k];
        }
        maker.addRow(modality, vectors, 2);
    }
    return maker.share();
}

double memcpyMs(const EmbeddingTask &task)
{
    std::vector<float> copy(task.matrix.size());
    return leastMs(5,
                   [&] { std::memcpy(copy.data(), task.matrix.values().data(), task.matrix.sizeInBytes()); });
}

/// A product a * b' of so many rows each, blocks of 512 rows of a.
double productMs(Eigen::Index rowsOfA, Eigen::Index rowsOfB, int runs)
{
    constexpr Eigen::Index most = 512;
    const Matrix a = Matrix::Random(std::min(rowsOfA, most), dimension);
    const Matrix b = Matrix::Random(rowsOfB, dimension);
    Matrix product(a.rows(), rowsOfB);
    return leastMs(runs, [&] {
        for (Eigen::Index row = 0; row < rowsOfA; row += most)
            product.noalias() = a * b.transpose();
    });
}

void print(const QString &what, double ms, double yardstickMs, const QString &yardstick)
{
    QTextStream(stdout) << u"%1 %2 ms   %3 x %4 (%5 ms)\n"_s.arg(what, -44)
                               .arg(ms, 9, 'f', 1)
                               .arg(ms / yardstickMs, 7, 'f', 2)
                               .arg(yardstick)
                               .arg(yardstickMs, 0, 'f', 1);
}

void measureFilm(const SharedTask &task)
{
    const double copyMs = memcpyMs(*task);
    const QString copy = u"memcpy of the vectors"_s;
    SearchableTask searchable;
    const double prepareMs = leastMs(3, [&] { searchable = *makeSearchable(task, {}); });
    print(u"prepare all lanes"_s, prepareMs, copyMs, copy);
    const double changeMs = leastMs(3, [&] {
        for (const SharedClips &lane : searchable.lanes)
            changes(*lane);
    });
    print(u"change"_s, changeMs, copyMs, copy);
    const double noveltyMs = leastMs(3, [&] {
        for (const SharedClips &lane : searchable.lanes)
            novelty(*lane);
    });
    print(u"novelty, 16 s"_s, noveltyMs, copyMs, copy);
    const double auditMs = leastMs(3, [&] { auditTask(*task); });
    print(u"audit"_s, auditMs, copyMs, copy);
    print(u"prepare, change, novelty, audit together"_s, prepareMs + changeMs + noveltyMs + auditMs, copyMs,
          copy);
    const ClipQuery query = queryFor(searchable, 5000, 1);
    print(u"clips like this one, all modalities"_s, leastMs(9, [&] { clipsLike(query, searchable); }), copyMs,
          copy);
    print(u"matrix of one modality"_s, leastMs(3, [&] { selfSimilarity(*searchable.lanes[0]); }),
          productMs(1024, 1024, 3) / 2, u"half an Eigen product 1024 x 512 x 1024"_s);
    const double fullMs = productMs(Eigen::Index(clips), Eigen::Index(clips), 1);
    print(u"near duplicates of one modality"_s, leastMs(2, [&] { nearDuplicates(*searchable.lanes[0]); }),
          fullMs / 2, u"half an Eigen product 7200 x 512 x 7200"_s);
    print(u"likeness of two such tasks"_s, leastMs(1, [&] { taskLikeness(searchable, searchable); }),
          6 * productMs(512, Eigen::Index(clips), 2), u"six Eigen products 512 x 512 x 7200"_s);
}

} // namespace

int main()
{
    QTextStream(stdout) << u"3 x 7,200 clips x 512\n"_s;
    measureFilm(film(clips, {u"visual"_s, u"audio"_s, u"transcription"_s}));
    QTextStream(stdout) << u"100,000 clips x 512\n"_s;
    const SharedTask task = film(100'000, {u"visual"_s});
    const double copyMs = memcpyMs(*task);
    print(u"prepare, change, novelty, audit together"_s,
          leastMs(2,
                  [&] {
                      const LaneClips lane = *LaneClips::of(task, {0, 0});
                      changes(lane);
                      novelty(lane);
                      auditTask(*task);
                  }),
          copyMs, u"memcpy of the vectors"_s);
    return 0;
}
