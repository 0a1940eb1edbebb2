// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/reading/measuring.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>

#include <chrono>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// The most memory that this process ever had at once, in KiB.
qint64 peakKib()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    const QByteArray name = "VmHWM:"_ba;
    const qsizetype start = text.indexOf(name) + name.size();
    return text.sliced(start, text.indexOf("kB", start) - start).trimmed().toLongLong();
}

} // namespace

int runAsChild(const Way &way, const QString &path)
{
    const qint64 before = peakKib();
    const auto start = std::chrono::steady_clock::now();
    const auto numbers = way.read(path);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    if (!numbers)
        return 1;
    std::printf("%.6f %lld %lld %.17g\n", seconds.count(), peakKib() - before, numbers->vectors, numbers->sum);
    return 0;
}

std::optional<Measured> measure(const Way &way, const QString &path)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    if (way.script.isEmpty())
        process.start(QCoreApplication::applicationFilePath(), {u"--child"_s, way.name, path});
    else
        process.start(u"python3"_s, {u"-c"_s, way.script, path});
    constexpr int wholeHour = 3'600'000;
    if (!process.waitForFinished(wholeHour) || process.exitStatus() != QProcess::NormalExit
        || process.exitCode() != 0)
        return std::nullopt;
    const QList<QByteArray> words = process.readAllStandardOutput().simplified().split(' ');
    if (words.size() != 4)
        return std::nullopt;
    return Measured{words[0].toDouble(), words[1].toLongLong(), {words[2].toLongLong(), words[3].toDouble()}};
}

} // namespace embedscope
