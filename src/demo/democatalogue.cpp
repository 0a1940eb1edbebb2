// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/democatalogue.h"

#include "demo/answergenerator.h"
#include "demo/filmlibrary.h"

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

QByteArray processingBody(const DemoCatalogue::Listed &task)
{
    return "{\"_id\":\"" + task.id.toLatin1() + "\",\"status\":\"processing\",\"created_at\":\""
        + serviceTime(task.createdAt) + "\",\"data\":null}";
}

QByteArray failedBody(const DemoCatalogue::Listed &task, const QByteArray &message)
{
    return "{\"_id\":\"" + task.id.toLatin1() + "\",\"status\":\"failed\",\"created_at\":\""
        + serviceTime(task.createdAt) + "\",\"updated_at\":\"" + serviceTime(task.updatedAt)
        + "\",\"data\":null,\"error\":{\"message\":\"" + message
        + "\"},\"metadata\":" + QJsonDocument(task.metadata).toJson(QJsonDocument::Compact) + '}';
}

} // namespace

QList<DemoTask> DemoCatalogue::tasks()
{
    const auto id = [](const FilmScript &script) { return QString::fromLatin1(script.id); };
    return {
        {id(twelveMinuteFilm()), u"demo-film-generated.mp4, 12 minutes, generated, ready"_s},
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
    : m_longScript(longFilm(options.longFilm)),
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
    const Listed task{failing, model30, u"failed"_s, created, created.addSecs(38), metadata};
    m_entries.push_back(
        {task,
         failedBody(task,
                    "We could not process your media for embedding. Please verify the input file "
                    "and try again."),
         m_started});
}

std::optional<DemoCatalogue::Answer> DemoCatalogue::answer(const QString &id) const
{
    if (id == QString::fromLatin1(m_longScript.id)) {
        const FilmMaker::State film = m_filmMaker.state();
        if (film.file)
            return Answer{{}, film.file};
        const Listed task = listedFilm();
        if (film.error.isEmpty())
            return Answer{processingBody(task), nullptr};
        return Answer{
            failedBody(task, "The demo service could not write its film to the folder for temporary files."),
            nullptr};
    }
    for (const Entry &entry : m_entries) {
        if (entry.listed.id == id) {
            const bool ended = std::chrono::steady_clock::now() >= entry.endsAt;
            return Answer{ended ? entry.body : processingBody(entry.listed), nullptr};
        }
    }
    return std::nullopt;
}

DemoCatalogue::Listed DemoCatalogue::listedFilm() const
{
    const FilmMaker::State film = m_filmMaker.state();
    Listed task{QString::fromLatin1(m_longScript.id),
                model30,
                u"ready"_s,
                m_start,
                film.endedAt,
                metadataOf(AnswerGenerator::metadata(m_longScript))};
    if (!film.endedAt.isValid()) {
        task.status = u"processing"_s;
        task.updatedAt = m_start;
    } else if (!film.file) {
        task.status = u"failed"_s;
    }
    return task;
}

std::vector<DemoCatalogue::Listed> DemoCatalogue::listed() const
{
    std::vector<Listed> all{listedFilm()};
    for (const Entry &entry : m_entries) {
        all.push_back(entry.listed);
        if (std::chrono::steady_clock::now() < entry.endsAt) {
            all.back().status = u"processing"_s;
            all.back().updatedAt = entry.listed.createdAt;
        }
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Listed &a, const Listed &b) { return a.createdAt > b.createdAt; });
    return all;
}

} // namespace embedscope
