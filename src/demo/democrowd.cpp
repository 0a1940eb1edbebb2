// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/democrowd.h"

#include "demo/answergenerator.h"
#include "demo/filmmaker.h"
#include "demo/randomstream.h"
#include "demo/taskbodies.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

// What a seed is for, so that no two things share a stream.
enum : quint64 { IdSeed = 8001, TimesSeed, ScriptSeed };

constexpr int secondMs = 1000;
constexpr int minuteMs = 60 * secondMs;

QDateTime utc(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}

} // namespace

DemoCrowd::DemoCrowd(int count, quint64 seed, const QDateTime &start)
    : m_seed(seed), m_startMs(start.toMSecsSinceEpoch())
{
    m_members.reserve(static_cast<size_t>(count));
    for (int number = 0; number < count; ++number) {
        RandomStream random(RandomStream::seedOf(seed, TimesSeed, static_cast<quint64>(number)));
        const int kind = random.below(100);
        Member member{};
        if (kind < 15) {
            member.ends = -random.below(10 * minuteMs);
            member.age = -member.ends + 20 * secondMs + random.below(10 * minuteMs);
        } else {
            member.ends = kind < 18 ? 10 * minuteMs + random.below(5 * minuteMs) : random.below(5 * minuteMs);
            member.age = random.below(10 * minuteMs);
        }
        member.fails = random.below(20) == 0;
        m_members.push_back(member);
    }
}

/// The last five digits are the number, those before them keep IDs from looking alike.
QString DemoCrowd::id(int number)
{
    const quint64 mixed = RandomStream::seedOf(IdSeed, static_cast<quint64>(number));
    return u"6743d0a2%1%2"_s.arg(mixed >> 20, 11, 16, QChar(u'0')).arg(number, 5, 16, QChar(u'0'));
}

std::optional<int> DemoCrowd::numberOf(const QString &id) const
{
    bool isNumber = false;
    const int number = QStringView(id).right(5).toInt(&isNumber, 16);
    if (!isNumber || number < 0 || number >= count() || DemoCrowd::id(number) != id)
        return std::nullopt;
    return number;
}

QLatin1StringView DemoCrowd::status(int number, std::chrono::milliseconds sinceStart) const
{
    if (sinceStart.count() < member(number).ends)
        return "processing"_L1;
    return member(number).fails ? "failed"_L1 : "ready"_L1;
}

ShownTask DemoCrowd::task(int number, std::chrono::milliseconds sinceStart) const
{
    const QLatin1StringView now = status(number, sinceStart);
    const qint64 created = createdMs(number);
    return {id(number),
            u"marengo3.0"_s,
            now,
            utc(created),
            utc(now == "processing"_L1 ? created : m_startMs + member(number).ends),
            QJsonDocument::fromJson(AnswerGenerator::metadata(script(number))).object()};
}

QByteArray DemoCrowd::answer(int number, std::chrono::milliseconds sinceStart) const
{
    const ShownTask shown = task(number, sinceStart);
    if (shown.status == "processing"_L1)
        return processingBody(shown);
    if (shown.status == "failed"_L1)
        return failedBody(shown, "The embedding service is temporarily unstable. Please try again later.");
    const FilmScript its = script(number);
    AnswerGenerator generator(its, serviceTime(shown.createdAt),
                              [&shown] { return serviceTime(shown.updatedAt); });
    return generator.bytes();
}

FilmScript DemoCrowd::script(int number) const
{
    RandomStream random(RandomStream::seedOf(m_seed, ScriptSeed, static_cast<quint64>(number)));
    FilmScript film;
    film.id = id(number).toLatin1();
    film.fileName = "demo-crowd-" + QByteArray::number(number + 1) + "-generated.mp4";
    film.inputType = "video";
    film.clipLengthSec = 6;
    film.askedFor = {"visual", "audio"};
    film.dimension = 4 + random.below(5);
    film.seed = random.next();
    const int clips = 2 + random.below(5);
    film.durationSec = film.clipLengthSec * clips - random.below(30) / 10.0;
    for (int start = 0; start < film.durationSec; start += film.clipLengthSec)
        film.clips.push_back({double(start), std::min(double(start + film.clipLengthSec), film.durationSec)});
    for (const QByteArray &option : film.askedFor)
        film.tracks.push_back({option, 1, 0, {{0, film.durationSec, random.below(20)}}});
    return film;
}

} // namespace embedscope
