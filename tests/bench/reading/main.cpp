// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/reading/measuring.h"
#include "support/longanswer.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

struct Row
{
    Way way;
    std::vector<double> seconds = {};
    std::vector<double> peakMib = {};
    ReadNumbers numbers = {};
};

/// Round by round, one run of each way after the other, so that a disturbance of the machine hits all alike.
bool measureAll(std::vector<Row> &rows, const QString &path)
{
    int rounds = 0;
    for (const Row &row : rows)
        rounds = std::max(rounds, row.way.runs);
    for (int round = 0; round < rounds; ++round) {
        for (Row &row : rows) {
            if (round >= row.way.runs)
                continue;
            const auto measured = measure(row.way, path);
            if (!measured)
                return false;
            row.seconds.push_back(measured->seconds);
            row.peakMib.push_back(static_cast<double>(measured->peakKib) / 1024);
            row.numbers = measured->numbers;
        }
    }
    return true;
}

void print(const std::vector<Row> &rows, double answerMib, double matrixMib)
{
    const double loop = median(rows[1].seconds);
    std::printf("  %-32s %5s %9s %9s %9s %9s %11s %9s %16s\n", "", "runs", "median s", "best s", "worst s",
                "x loop", "peak MiB", "x memory", "sum");
    for (const Row &row : rows) {
        const auto [best, worst] = std::minmax_element(row.seconds.begin(), row.seconds.end());
        const double peak = median(row.peakMib);
        std::printf("  %-32s %5zu %9.3f %9.3f %9.3f %9.2f %11.1f %9.2f %16.9f\n", qPrintable(row.way.title),
                    row.seconds.size(), median(row.seconds), *best, *worst, median(row.seconds) / loop, peak,
                    peak / (answerMib + matrixMib), row.numbers.sum);
    }
}

bool benchmark(const QString &path, const LongAnswer &wishes, const QString &title)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !writeLongAnswer(file, wishes) || !file.flush())
        return false;
    file.close();
    std::vector<Row> rows;
    for (const Way &way : waysToRead())
        rows.push_back({way});
    if (!measureAll(rows, path))
        return false;
    constexpr double mib = 1024 * 1024;
    const double answerMib = static_cast<double>(file.size()) / mib;
    const double matrixMib = 4.0 * wishes.vectors() * wishes.dimension / mib;
    std::printf("%s: %d vectors of %d numbers, answer %.1f MB (%.1f MiB), matrix %.1f MiB\n",
                qPrintable(title), wishes.vectors(), wishes.dimension, static_cast<double>(file.size()) / 1e6,
                answerMib, matrixMib);
    print(rows, answerMib, matrixMib);
    const bool agree = std::all_of(rows.begin(), rows.end(),
                                   [&](const Row &row) { return row.numbers.vectors == wishes.vectors(); });
    return agree && std::fflush(stdout) == 0;
}

int run(const QStringList &arguments)
{
    if (arguments.size() == 4 && arguments[1] == "--child"_L1) {
        for (const Way &way : waysToRead()) {
            if (way.name == arguments[2] && way.read)
                return runAsChild(way, arguments[3]);
        }
        return 2;
    }
    const QTemporaryDir folder;
    LongAnswer withUncertainty;
    withUncertainty.digits = LongAnswer::Digits::Float32;
    withUncertainty.withUncertainty = true;
    const QString path = folder.filePath(u"answer.json"_s);
    std::printf(
        "\"x loop\": median time against the bare loop's; \"x memory\": peak against answer + matrix\n\n");
    const bool whole = benchmark(path, LongAnswer(), u"4 hours, doubles"_s)
        && benchmark(path, withUncertainty, u"4 hours, floats, with uncertainty"_s);
    if (!whole)
        std::fprintf(stderr, "bench_reading: a reading failed or read another number of vectors\n");
    return whole ? 0 : 1;
}

} // namespace

} // namespace embedscope

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    return embedscope::run(QCoreApplication::arguments());
}
