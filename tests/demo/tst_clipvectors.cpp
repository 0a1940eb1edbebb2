// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clipvectors.h"

#include "support/testprogram.h"

#include <QTest>

#include <cmath>

using namespace embedscope;

namespace {

/// Three shots of ten clips each, the third at the place of the first; nothing between 20 s and 24 s.
FilmScript threeShots()
{
    FilmScript film;
    film.durationSec = 64;
    film.seed = 7;
    for (int i = 0; i < 32; ++i)
        film.clips.push_back({2.0 * i, 2.0 * i + 2});
    const std::vector<FilmStretch> shots{{0, 20, 0}, {24, 44, 1}, {44, 64, 0}};
    film.tracks.push_back({"visual", 1, 0, shots});
    film.tracks.push_back({"audio", 1.00015, 0.00001, shots});
    film.oddVectors = {{0, 3, 0.5}};
    return film;
}

double norm(const std::vector<float> &v)
{
    double squares = 0;
    for (const float x : v)
        squares += double(x) * double(x);
    return std::sqrt(squares);
}

double cosine(const std::vector<float> &a, const std::vector<float> &b)
{
    double product = 0;
    for (size_t i = 0; i < a.size(); ++i)
        product += double(a[i]) * double(b[i]);
    return product / norm(a) / norm(b);
}

std::vector<float> vectorOf(ClipVectors &vectors, size_t track, size_t clip)
{
    std::vector<float> out(512);
    vectors.compute(track, static_cast<size_t>(vectors.stretchOf(track, clip)), clip, out);
    return out;
}

} // namespace

class TestClipVectors final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theMiddleOfAClipDecides()
    {
        FilmScript film = threeShots();
        film.tracks[0].stretches = {{3, 5.5, 0}, {5.5, 9, 1}};
        const ClipVectors vectors(film);
        const std::vector<int> expected{-1, 0, 0, 1, -1}; // middles 1, 3, 5, 7, 9
        for (size_t clip = 0; clip < expected.size(); ++clip)
            QCOMPARE(vectors.stretchOf(0, clip), expected[clip]);
    }

    void clipsOfAShotAreAlikeAndShotsDiffer()
    {
        const FilmScript film = threeShots();
        ClipVectors vectors(film);
        for (size_t track = 0; track < 2; ++track) {
            for (size_t a = 0; a < 32; ++a) {
                for (size_t b = a + 1; b < 32; ++b) {
                    if (vectors.stretchOf(track, a) < 0 || vectors.stretchOf(track, b) < 0)
                        continue;
                    const bool sameShot = vectors.stretchOf(track, a) == vectors.stretchOf(track, b);
                    const bool samePlace = (a < 10 || a >= 22) == (b < 10 || b >= 22);
                    const double likeness = cosine(vectorOf(vectors, track, a), vectorOf(vectors, track, b));
                    QVERIFY2(!sameShot || (likeness > 0.90 && likeness < 0.995),
                             qPrintable(QString::number(likeness)));
                    QVERIFY2(!samePlace || likeness > 0.85, qPrintable(QString::number(likeness)));
                    QVERIFY2(samePlace || (likeness > 0.15 && likeness < 0.45),
                             qPrintable(QString::number(likeness)));
                }
            }
        }
    }

    void modalitiesAgreeALittleAtTheSamePlace()
    {
        const FilmScript film = threeShots();
        ClipVectors vectors(film);
        double matched = 0;
        double mismatched = 0;
        for (size_t clip = 0; clip < 10; ++clip) {
            matched += cosine(vectorOf(vectors, 0, clip), vectorOf(vectors, 1, clip)) / 10;
            mismatched += cosine(vectorOf(vectors, 0, clip), vectorOf(vectors, 1, clip + 12)) / 10;
        }
        QVERIFY2(matched > mismatched + 0.05, qPrintable(QString::number(matched)));
        QVERIFY2(std::abs(mismatched) < 0.15, qPrintable(QString::number(mismatched)));
    }

    void normsAreAsWritten()
    {
        const FilmScript film = threeShots();
        ClipVectors vectors(film);
        QVERIFY(std::abs(norm(vectorOf(vectors, 0, 2)) - 1) < 1e-6);
        QVERIFY(std::abs(norm(vectorOf(vectors, 0, 3)) - 0.5) < 1e-6);
        QVERIFY(std::abs(norm(vectorOf(vectors, 1, 3)) - 1.00015) < 1e-4);
        QVERIFY(norm(vectorOf(vectors, 1, 3)) != norm(vectorOf(vectors, 1, 4)));
    }

    void theOrderOfAskingDoesNotMatter()
    {
        const FilmScript film = threeShots();
        ClipVectors forwards(film);
        ClipVectors backwards(film);
        std::vector<std::vector<float>> expected;
        for (size_t clip = 0; clip < 10; ++clip)
            expected.push_back(vectorOf(forwards, 0, clip));
        vectorOf(backwards, 0, 25); // another stretch in between
        for (size_t clip = 10; clip-- > 0;)
            QCOMPARE(vectorOf(backwards, 0, clip), expected[clip]);
    }
};

EMBEDSCOPE_TEST(TestClipVectors)
#include "tst_clipvectors.moc"
