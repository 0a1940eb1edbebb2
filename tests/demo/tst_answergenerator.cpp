// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answergenerator.h"

#include "support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

FilmScript shortFilm()
{
    FilmScript film;
    film.id = "0123456789abcdef01234567";
    film.fileName = "x.mp4";
    film.inputType = "video";
    film.durationSec = 59.5;
    film.clipLengthSec = 2;
    film.askedFor = {"visual", "audio", "transcription"};
    film.dimension = 16;
    film.seed = 3;
    for (int i = 0; i < 30; ++i)
        film.clips.push_back({2.0 * i, std::min(2.0 * i + 2, 59.5)});
    film.tracks.push_back({"visual", 1, 0, {{0, 30, 0}, {30, 59.5, 1}}});
    film.tracks.push_back({"audio", 1, 0, {{10, 20, 0}}});
    film.tracks.push_back({"silent", 1, 0, {}});
    return film;
}

QByteArray answer(const FilmScript &film)
{
    return AnswerGenerator(film, "2026-01-02T03:04:05.678Z",
                           [] { return QByteArray("2026-01-02T03:05:00Z"); })
        .bytes();
}

QList<double> starts(const QJsonArray &data, const QString &option, const QString &scope)
{
    QList<double> result;
    for (const QJsonValue &item : data) {
        if (item["embedding_option"_L1].toString() == option
            && item["embedding_scope"_L1].toString() == scope)
            result << item["start_sec"_L1].toDouble();
    }
    return result;
}

} // namespace

class TestAnswerGenerator final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAnswerIsWhatTheDocumentSays()
    {
        QJsonParseError error;
        const QJsonObject whole = QJsonDocument::fromJson(answer(shortFilm()), &error).object();
        QCOMPARE(error.error, QJsonParseError::NoError);
        QCOMPARE(whole["_id"_L1].toString(), u"0123456789abcdef01234567"_s);
        QCOMPARE(whole["status"_L1].toString(), u"ready"_s);
        QCOMPARE(whole["created_at"_L1].toString(), u"2026-01-02T03:04:05.678Z"_s);
        QCOMPARE(whole["updated_at"_L1].toString(), u"2026-01-02T03:05:00Z"_s);
        const QJsonObject expected{
            {u"input_type"_s, u"video"_s},
            {u"input_filename"_s, u"x.mp4"_s},
            {u"clip_length"_s, 2},
            {u"embedding_scopes"_s, QJsonArray{u"clip"_s, u"asset"_s}},
            {u"embedding_options"_s, QJsonArray{u"visual"_s, u"audio"_s, u"transcription"_s}},
            {u"duration"_s, 59.5}};
        QCOMPARE(whole["metadata"_L1].toObject(), expected);

        const QJsonArray data = whole["data"_L1].toArray();
        QCOMPARE(data.size(), 30 + 5 + 2);
        for (const QJsonValue &item : data) {
            QCOMPARE(item["embedding"_L1].toArray().size(), 16);
            QVERIFY(item["end_sec"_L1].toDouble() > item["start_sec"_L1].toDouble());
            QVERIFY(item["end_sec"_L1].toDouble() <= 59.5);
        }
        QCOMPARE(starts(data, u"visual"_s, u"clip"_s).size(), 30);
        QCOMPARE(starts(data, u"audio"_s, u"clip"_s), (QList<double>{10, 12, 14, 16, 18}));
        QCOMPARE(starts(data, u"visual"_s, u"asset"_s), QList<double>{0});
        QCOMPARE(starts(data, u"silent"_s, u"asset"_s), QList<double>{});
    }

    void theSameScriptGivesTheSameBytes()
    {
        QCOMPARE(answer(shortFilm()), answer(shortFilm()));
        FilmScript other = shortFilm();
        other.seed = 4;
        QVERIFY(answer(other) != answer(shortFilm()));
    }

    void piecesChangeTheOrderAndNothingElse()
    {
        FilmScript mixed = shortFilm();
        mixed.order = FilmScript::Order::InPieces;
        const QJsonArray sorted = QJsonDocument::fromJson(answer(shortFilm()))["data"_L1].toArray();
        const QJsonArray pieces = QJsonDocument::fromJson(answer(mixed))["data"_L1].toArray();
        QVERIFY(starts(sorted, u"visual"_s, u"clip"_s) != starts(pieces, u"visual"_s, u"clip"_s));
        QCOMPARE(pieces.size(), sorted.size());
        // The asset vectors are sums, and sums in another order differ in the last digit.
        for (qsizetype i = 0; i < sorted.size() - 2; ++i)
            QVERIFY(pieces.contains(sorted.at(i)));
    }

    void doublesAreThoseOfTheFloats()
    {
        FilmScript exact = shortFilm();
        exact.numbers = FilmScript::Numbers::Float64;
        const QJsonArray floats = QJsonDocument::fromJson(answer(shortFilm()))["data"_L1].toArray();
        const QJsonArray doubles = QJsonDocument::fromJson(answer(exact))["data"_L1].toArray();
        int longer = 0;
        for (qsizetype i = 0; i < floats.size(); ++i) {
            for (qsizetype k = 0; k < 16; ++k) {
                const double brief = floats[i]["embedding"_L1][k].toDouble();
                const double full = doubles[i]["embedding"_L1][k].toDouble();
                QCOMPARE(static_cast<float>(brief), static_cast<float>(full));
                QCOMPARE(full, double(static_cast<float>(full)));
                longer += brief != full ? 1 : 0;
            }
        }
        QVERIFY(longer > 400);
    }

    void aSinkCanStopIt()
    {
        const FilmScript film = shortFilm();
        AnswerGenerator generator(film, "2026-01-02T03:04:05Z",
                                  [] { return QByteArray("2026-01-02T03:05:00Z"); });
        int pieces = 0;
        QVERIFY(!generator.write([&pieces](const QByteArray &) { return ++pieces < 1; }));
        QCOMPARE(pieces, 1);
    }
};

EMBEDSCOPE_TEST(TestAnswerGenerator)
#include "tst_answergenerator.moc"
