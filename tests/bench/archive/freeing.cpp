// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/archive/freeing.h"

#include "store/answerarchive.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int answers = 10'000;
constexpr int rounds = 3;

std::vector<ArchivedAnswer> madeUpAnswers()
{
    std::vector<ArchivedAnswer> made;
    for (int number = 0; number < answers; ++number) {
        const QString digits = u"%1"_s.arg(number, 24, 16, QChar(u'0'));
        made.push_back({.id = *TaskId::fromString(digits), .sha256 = QByteArray::fromHex(digits.last(16).toLatin1())});
    }
    return made;
}

/// Written past the archive: to store them would sync each one.
bool write(const QString &folder, const std::vector<ArchivedAnswer> &made)
{
    const QByteArray content(2000, '0');
    for (const ArchivedAnswer &answer : made) {
        QFile file(folder + u'/' + answer.fileName());
        if (!file.open(QFile::WriteOnly | QFile::Unbuffered) || file.write(content) != content.size())
            return false;
    }
    ::sync();
    return true;
}

bool unlinkAndSync(const QString &folder, const std::vector<ArchivedAnswer> &made)
{
    for (const ArchivedAnswer &answer : made) {
        if (::unlink(QFile::encodeName(folder + u'/' + answer.fileName()).constData()) != 0)
            return false;
    }
    const int handle = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool isSynced = handle >= 0 && ::fsync(handle) == 0;
    ::close(handle);
    return isSynced;
}

bool removeFrom(AnswerArchive &archive, const std::vector<ArchivedAnswer> &made)
{
    const auto failures = archive.remove(made);
    return std::ranges::none_of(failures, [](const auto &failure) { return failure.has_value(); });
}

} // namespace

bool measureFreeing(const QString &folder)
{
    const std::vector<ArchivedAnswer> made = madeUpAnswers();
    AnswerArchive archive(folder);
    std::array<std::vector<double>, 2> seconds; // the yardstick, the archive
    for (int round = 0; round < rounds; ++round) {
        for (size_t which = 0; which < seconds.size(); ++which) {
            if (!write(folder, made))
                return false;
            const auto start = std::chrono::steady_clock::now();
            if (!(which == 0 ? unlinkAndSync(folder, made) : removeFrom(archive, made)))
                return false;
            seconds[which].push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        }
    }
    for (auto &each : seconds)
        std::ranges::sort(each);
    const double yardstick = seconds[0][rounds / 2];
    std::printf("Freeing %d answers of 2 kB; \"x unlink\": median against unlink's\n", answers);
    std::printf("  %-44s %9s %9s %8s\n", "", "median s", "best s", "x unlink");
    for (size_t which = 0; which < seconds.size(); ++which) {
        std::printf("  %-44s %9.3f %9.3f %8.2f\n", which == 0 ? "unlink of each, fsync of the folder" : "remove from the archive",
                    seconds[which][rounds / 2], seconds[which].front(), seconds[which][rounds / 2] / yardstick);
    }
    return true;
}
