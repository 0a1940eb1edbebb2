// SPDX-License-Identifier: GPL-3.0-or-later
// Storing, packing and reading the largest answer, against cp with sync, zstd and sha256sum on the same file; and freeing
// many small ones.
#include "bench/archive/freeing.h"
#include "net/spoolfolder.h"
#include "reader/taskreader.h"
#include "store/answerarchive.h"
#include "support/longanswer.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <unistd.h>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rounds = 5;

struct Row
{
    const char *title;
    std::function<void()> prepare; ///< not measured
    std::function<bool()> work;
    std::vector<double> seconds = {};
};

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

bool shell(const QString &command)
{
    return QProcess::execute(u"/bin/sh"_s, {u"-c"_s, command}) == 0;
}

bool readThrough(const AnswerBytes &bytes)
{
    const auto device = bytes.open();
    QByteArray buffer(1 << 20, '\0');
    qint64 size = 0;
    for (qint64 count = 1; device && count > 0; size += std::max<qint64>(0, count))
        count = device->read(buffer.data(), buffer.size());
    return size == bytes.size();
}

/// One after the other, round by round, so that a disturbance of the machine hits all alike.
bool measure(std::vector<Row> &rows)
{
    for (int round = 0; round < rounds; ++round) {
        for (Row &row : rows) {
            if (row.prepare)
                row.prepare();
            ::sync();
            const auto start = std::chrono::steady_clock::now();
            if (!row.work()) {
                std::fprintf(stderr, "bench_archive: failed: %s\n", row.title);
                return false;
            }
            row.seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        }
    }
    return true;
}

void print(const std::vector<Row> &rows, double megabytes)
{
    const double copying = median(rows.front().seconds);
    std::printf("  %-44s %9s %9s %9s %8s\n", "", "median s", "best s", "MB/s", "x cp");
    for (const Row &row : rows) {
        const double seconds = median(row.seconds);
        std::printf("  %-44s %9.3f %9.3f %9.0f %8.2f\n", row.title, seconds, *std::min_element(row.seconds.begin(), row.seconds.end()),
                    megabytes / seconds, seconds / copying);
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    // In the working folder: /tmp may be in memory, where a sync costs nothing.
    const QTemporaryDir data(u"bench-archive-XXXXXX"_s);
    const QString folder = data.filePath(u"archive"_s);
    const QString copy = data.filePath(u"copy"_s);
    SpoolFolder spool(AnswerArchive::incomingFolder(folder));
    AnswerArchive archive(folder);
    const LongAnswer wishes{.digits = LongAnswer::Digits::Float64};
    const TaskId id = *TaskId::fromString(wishes.taskId);

    AnswerBytes arrived;
    const auto arrive = [&] {
        auto file = spool.createFile();
        if (!file || !writeLongAnswer(**file, wishes) || !(*file)->flush())
            return;
        arrived = AnswerBytes::fromFile((*file)->fileName(), (*file)->size(), AnswerBytes::FileOwnership::RemoveWithLastHandle);
    };
    arrive();
    if (!QFile::copy(arrived.path(), data.filePath(u"original"_s)))
        return 1;
    const AnswerBytes original =
        AnswerBytes::fromFile(data.filePath(u"original"_s), arrived.size(), AnswerBytes::FileOwnership::Keep);
    const QString quoted = u"'%1'"_s.arg(original.path());
    ArchivedAnswer raw;
    ArchivedAnswer packed;
    const auto storing = [&](const AnswerBytes &bytes) {
        const auto stored = archive.store(id, bytes);
        if (stored)
            raw = *stored;
        return stored.hasValue();
    };
    const auto clear = [&] {
        if (!raw.id.isEmpty())
            (void)archive.remove(raw);
        QFile::remove(copy);
    };
    std::vector<Row> rows;
    rows.push_back({"cp, sync of the file", clear, [&] { return shell(u"cp %1 '%2' && sync '%2'"_s.arg(quoted, copy)); }});
    const bool hasZstd = shell(u"command -v zstd >/dev/null"_s); // its rows are left out otherwise
    if (hasZstd)
        rows.push_back({"zstd -3, sync of the file", clear, [&] { return shell(u"zstd -q -3 -f %1 -o '%2' && sync '%2'"_s.arg(quoted, copy)); }});
    rows.push_back({"sha256sum", {}, [&] { return shell(u"sha256sum %1 >/dev/null"_s.arg(quoted)); }});
    rows.push_back({"store, copied", clear, [&] { return storing(original); }});
    rows.push_back({"store, arrived in the archive (just written)", [&] { clear(); arrive(); }, [&] { return storing(arrived); }});
    rows.push_back({"pack (and compare)", {}, [&] {
                        const auto result = archive.pack(raw);
                        if (result)
                            packed = *result;
                        return result && result->isPacked;
                    }});
    rows.push_back({"read the packed form", {}, [&] { return readThrough(archive.open(packed)); }});
    if (hasZstd)
        rows.push_back({"zstd -d", {}, [&] { return shell(u"zstd -q -d -c '%1' >/dev/null"_s.arg(folder + u'/' + packed.fileName())); }});
    rows.push_back({"verify the packed form", {}, [&] { return !archive.verify(packed); }});
    rows.push_back({"readTask from the packed form", {}, [&] { return readTask(archive.open(packed), id).hasValue(); }});
    rows.push_back({"readTask from a plain file", {}, [&] { return readTask(original, id).hasValue(); }});
    rows.push_back({"readTask from the raw form, hash compared", [&] { clear(); (void)storing(original); },
                    [&] { return readTask(archive.open(raw), id).hasValue(); }});
    if (!measure(rows))
        return 1;
    const double megabytes = static_cast<double>(original.size()) / 1e6;
    std::printf("An answer of %.1f MB, packed %.1f MB (%.0f %%); \"x cp\": median against cp's\n", megabytes,
                static_cast<double>(packed.storedSize) / 1e6, 100.0 * static_cast<double>(packed.storedSize) / (megabytes * 1e6));
    print(rows, megabytes);
    if (!measureFreeing(data.filePath(u"many"_s))) {
        std::fprintf(stderr, "bench_archive: failed: freeing\n");
        return 1;
    }
    return 0;
}
