// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/democatalogue.h"

#include "demo/answergenerator.h"
#include "demo/filmlibrary.h"
#include "demo/taskbodies.h"

#include <QFile>
#include <QJsonDocument>

#include <algorithm>

// Outside of the namespace, as Qt wants it: a static library's resources are found only after this.
static void initialiseDemoResources()
{
    Q_INIT_RESOURCE(demo);
}

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace embedscope {

namespace {

constexpr QLatin1StringView robinBird = "67edc5869cffa5179927b0a9"_L1;
constexpr QLatin1StringView robinBirdAgain = "67ca93a989d8a564e80dc3ba"_L1;
constexpr QLatin1StringView island = "67edc5a731cc2c99458c1d4c"_L1;
constexpr QLatin1StringView failing = "6743d0a10b5e9c27f18a4d05"_L1;
constexpr QLatin1StringView unknown = "6743d0a10b5e9c27f18a4d06"_L1;
constexpr QLatin1StringView model27 = "marengo2.7"_L1;
constexpr QLatin1StringView model30 = "marengo3.0"_L1;

QJsonObject metadataOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

QList<DemoTask> DemoCatalogue::tasks()
{
    const auto id = [](const FilmScript &script) { return QString::fromLatin1(script.id); };
    return {
        {id(twelveMinuteFilm()),
         u"demo-film-generated-with-repeat-silence-and-zero-vector.mp4, 12 minutes, generated, ready"_s},
        {id(fortyMinutePodcast()), u"demo-podcast-generated.mp3, 40 minutes of audio, generated, ready"_s},
        {robinBird, u"robin-bird.mp4, real vectors, ready"_s},
        {robinBirdAgain, u"robin-bird.mp4 in another run, real vectors, ready"_s},
        {island, u"island.mp4, real vectors, ready"_s},
        {id(oddFilm()), u"demo-odd-vectors-generated.mp4, wrong on purpose, ready 20 s after the start"_s},
        {id(longFilm(0s)), u"demo-long-film-generated.mp4, 4 hours, generated, ready when it is made"_s},
        {failing, u"demo-broken-generated.mp4, failed"_s},
        {unknown, u"unknown to the service (404)"_s},
    };
}

DemoCatalogue::DemoCatalogue(const DemoOptions &options)
    : m_crowd(options.crowd, options.seed, m_start), m_longScript(longFilm(options.longFilm)),
      m_filmMaker(m_longScript, serviceTime(m_start), options.filmFolder)
{
    initialiseDemoResources();
    addReal(robinBird, 190min);
    addReal(robinBirdAgain, 240min);
    addReal(island, 180min);
    addGenerated(twelveMinuteFilm(), 31min, 284s);
    addGenerated(fortyMinutePodcast(), 52min, 411s);
    addGenerated(oddFilm(), 0ms, options.readyAfter);
    addFailed();
    sortPlaces();
}

void DemoCatalogue::addReal(const QString &id, std::chrono::minutes age)
{
    QFile file(u":/demo/"_s + id + u".json"_s);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened); // part of the program
    QByteArray body = opened ? file.readAll() : QByteArray();
    const QDateTime created = m_start.addMSecs(-std::chrono::milliseconds(age).count());
    const QDateTime updated = created.addSecs(47);
    const QByteArray status = "\"status\":\"ready\"";
    const QByteArray dates =
        ",\"created_at\":\"" + serviceTime(created) + "\",\"updated_at\":\"" + serviceTime(updated) + '"';
    body.insert(body.indexOf(status) + status.size(), dates);
    const QJsonObject metadata = QJsonDocument::fromJson(body).object().value("metadata"_L1).toObject();
    m_entries.push_back({{id, model27, u"ready"_s, created, updated, metadata}, body, m_started});
}

void DemoCatalogue::addGenerated(const FilmScript &script, std::chrono::milliseconds age,
                                 std::chrono::milliseconds took)
{
    const QDateTime created = m_start.addMSecs(-age.count());
    const QDateTime updated = created.addMSecs(took.count());
    AnswerGenerator generator(script, serviceTime(created), [updated] { return serviceTime(updated); });
    m_entries.push_back({{QString::fromLatin1(script.id), model30, u"ready"_s, created, updated,
                          metadataOf(AnswerGenerator::metadata(script))},
                         generator.bytes(),
                         m_started + (took - age)});
}

void DemoCatalogue::addFailed()
{
    const QDateTime created = m_start.addSecs(-75 * 60);
    const QJsonObject metadata =
        metadataOf(R"({"input_type":"video","input_filename":"demo-broken-generated.mp4","clip_length":6,)"
                   R"("embedding_scopes":["clip"],"embedding_options":["visual","audio"],"duration":93.2})");
    const ShownTask task{failing, model30, u"failed"_s, created, created.addSecs(38), metadata};
    m_entries.push_back(
        {task,
         failedBody(task,
                    "We could not process your media for embedding. Please verify the input file "
                    "and try again."),
         m_started});
}

/// Once: a task's creation does not change.
void DemoCatalogue::sortPlaces()
{
    m_places.push_back({m_start.toMSecsSinceEpoch(), Place::Kind::Film, 0});
    for (int i = 0; i < static_cast<int>(m_entries.size()); ++i)
        m_places.push_back(
            {m_entries[static_cast<size_t>(i)].task.createdAt.toMSecsSinceEpoch(), Place::Kind::Entry, i});
    for (int i = 0; i < m_crowd.count(); ++i)
        m_places.push_back({m_crowd.createdMs(i), Place::Kind::Crowd, i});
    std::stable_sort(m_places.begin(), m_places.end(),
                     [](const Place &a, const Place &b) { return a.createdMs > b.createdMs; });
}

std::optional<DemoCatalogue::Answer> DemoCatalogue::answer(const QString &id) const
{
    if (id == QString::fromLatin1(m_longScript.id))
        return filmAnswer();
    for (const Entry &entry : m_entries) {
        if (entry.task.id == id)
            return Answer{entry.hasEnded() ? entry.body : processingBody(entry.task), nullptr};
    }
    if (const std::optional<int> number = m_crowd.numberOf(id))
        return Answer{m_crowd.answer(*number, sinceStart()), nullptr};
    return std::nullopt;
}

DemoCatalogue::Answer DemoCatalogue::answerOfOther(const QString &id, int pick) const
{
    const QString first = task(pick).id;
    return *answer(first == id ? task(pick + 1).id : first);
}

DemoCatalogue::Answer DemoCatalogue::filmAnswer() const
{
    const FilmMaker::State film = m_filmMaker.state();
    if (film.file)
        return {{}, film.file};
    const ShownTask task = filmTask();
    if (film.error.isEmpty())
        return {processingBody(task), nullptr};
    return {failedBody(task, "The demo service could not write its film to the folder for temporary files."),
            nullptr};
}

ShownTask DemoCatalogue::filmTask() const
{
    const FilmMaker::State film = m_filmMaker.state();
    return {QString::fromLatin1(m_longScript.id),
            model30,
            statusOf(film),
            m_start,
            film.endedAt.isValid() ? film.endedAt : m_start,
            metadataOf(AnswerGenerator::metadata(m_longScript))};
}

QLatin1StringView DemoCatalogue::statusOf(const FilmMaker::State &film)
{
    if (!film.endedAt.isValid())
        return "processing"_L1;
    return film.file ? "ready"_L1 : "failed"_L1;
}

QLatin1StringView DemoCatalogue::status(int place) const
{
    const Place &its = at(place);
    switch (its.kind) {
    case Place::Kind::Film:
        return statusOf(m_filmMaker.state());
    case Place::Kind::Crowd:
        return m_crowd.status(its.index, sinceStart());
    case Place::Kind::Entry:
        break;
    }
    if (!entry(its).hasEnded())
        return "processing"_L1;
    return entry(its).task.status == "failed"_L1 ? "failed"_L1 : "ready"_L1;
}

ShownTask DemoCatalogue::task(int place) const
{
    const Place &its = at(place);
    if (its.kind == Place::Kind::Film)
        return filmTask();
    if (its.kind == Place::Kind::Crowd)
        return m_crowd.task(its.index, sinceStart());
    ShownTask shown = entry(its).task;
    if (!entry(its).hasEnded()) {
        shown.status = u"processing"_s;
        shown.updatedAt = shown.createdAt;
    }
    return shown;
}

std::chrono::milliseconds DemoCatalogue::sinceStart() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now()
                                                                 - m_started);
}

} // namespace embedscope
