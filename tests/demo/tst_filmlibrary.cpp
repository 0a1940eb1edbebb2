// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clipvectors.h"
#include "demo/filmlibrary.h"
#include "support/testprogram.h"

#include <QSet>
#include <QTest>

#include <cmath>

using namespace embedscope;
using namespace std::chrono_literals;

class TestFilmLibrary final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scriptsAreSound_data()
    {
        QTest::addColumn<int>("which");
        QTest::newRow("film") << 0;
        QTest::newRow("podcast") << 1;
        QTest::newRow("odd") << 2;
        QTest::newRow("long") << 3;
    }
    void scriptsAreSound()
    {
        QFETCH(int, which);
        const FilmScript film = which == 0 ? twelveMinuteFilm()
            : which == 1                   ? fortyMinutePodcast()
            : which == 2                   ? oddFilm()
                                           : longFilm(4h);
        QCOMPARE(film.id.size(), 24);
        QVERIFY(film.fileName.contains("generated"));
        QCOMPARE(film.clips.front().startSec, 0.0);
        QCOMPARE(film.clips.back().endSec, film.durationSec);
        for (size_t i = 0; i < film.clips.size(); ++i) {
            QVERIFY(film.clips[i].endSec > film.clips[i].startSec);
            if (i > 0)
                QCOMPARE(film.clips[i].startSec, film.clips[i - 1].endSec);
        }
        for (const FilmTrack &track : film.tracks) {
            QVERIFY(film.askedFor.contains(track.option));
            for (size_t i = 0; i < track.stretches.size(); ++i) {
                QVERIFY(track.stretches[i].endSec > track.stretches[i].startSec);
                QVERIFY(track.stretches[i].endSec <= film.durationSec);
                if (i > 0)
                    QVERIFY(track.stretches[i].startSec >= track.stretches[i - 1].endSec);
            }
        }
        const ClipVectors vectors(film);
        for (const OddVector &odd : film.oddVectors)
            QVERIFY(vectors.stretchOf(odd.track, odd.clip) >= 0); // an odd vector that is delivered
        for (const FilmRepeat &repeat : film.repeats) {
            for (size_t i = 0; i < repeat.count; ++i) {
                QVERIFY(vectors.stretchOf(repeat.track, repeat.fromClip + i) >= 0);
                QVERIFY(vectors.stretchOf(repeat.track, repeat.toClip + i) >= 0);
            }
        }
    }

    void theFilmHasShotsThatComeBackAndPausesOfSpeech()
    {
        const FilmScript film = twelveMinuteFilm();
        QSet<int> looks;
        for (const FilmStretch &shot : film.tracks[0].stretches)
            looks.insert(shot.look);
        QVERIFY(looks.size() < qsizetype(film.tracks[0].stretches.size()));
        const ClipVectors vectors(film);
        int silent = 0;
        for (size_t clip = 0; clip < film.clips.size(); ++clip)
            silent += vectors.stretchOf(2, clip) < 0 ? 1 : 0;
        QVERIFY(silent > 20 && silent < 80);
    }

    void fourHoursAreAboutTwentyThousandVectors()
    {
        const FilmScript film = longFilm(4h);
        QCOMPARE(film.clips.size(), size_t(7200));
        const ClipVectors vectors(film);
        int count = 0;
        for (size_t track = 0; track < 3; ++track) {
            for (size_t clip = 0; clip < film.clips.size(); ++clip)
                count += vectors.stretchOf(track, clip) >= 0 ? 1 : 0;
        }
        QVERIFY2(count > 19'000 && count < 21'600, qPrintable(QString::number(count)));
    }
};

EMBEDSCOPE_TEST(TestFilmLibrary)
#include "tst_filmlibrary.moc"
