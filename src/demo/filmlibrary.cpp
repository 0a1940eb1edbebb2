// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/filmlibrary.h"

#include "demo/randomstream.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace embedscope {

namespace {

// As measured on real vectors: clips of length 1 but for float noise, audio a little longer.
constexpr double audioNorm = 1.00015;
constexpr double audioSpread = 0.00001;
constexpr double transcriptionNorm = 0.99998;
constexpr double transcriptionSpread = 0.00002;

std::vector<FilmClip> evenClips(double durationSec, int lengthSec)
{
    std::vector<FilmClip> clips;
    for (int start = 0; start < durationSec; start += lengthSec)
        clips.push_back({double(start), std::min(double(start + lengthSec), durationSec)});
    return clips;
}

/// Segments of 3.2 to 11.8 s, as a cutter by pauses of speech makes them; hundredths of a second.
std::vector<FilmClip> unevenClips(double durationSec, quint64 seed)
{
    RandomStream random(seed);
    std::vector<FilmClip> clips;
    int start = 0;
    const int end = static_cast<int>(durationSec * 100 + 0.5);
    while (start < end) {
        int next = start + 320 + random.below(860);
        if (end - next < 320)
            next = end;
        clips.push_back({start / 100.0, next / 100.0});
        start = next;
    }
    return clips;
}

struct Beginning
{
    double sec;
    int look;
};

/// Stretches without holes, from where each begins.
std::vector<FilmStretch> unbroken(const std::vector<Beginning> &beginnings, double endSec)
{
    std::vector<FilmStretch> stretches;
    for (size_t i = 0; i < beginnings.size(); ++i) {
        const double end = i + 1 < beginnings.size() ? beginnings[i + 1].sec : endSec;
        stretches.push_back({beginnings[i].sec, end, beginnings[i].look});
    }
    return stretches;
}

/// Shots of 3 to 60 s; one in three goes back to one of the last four places.
std::vector<FilmStretch> randomShots(int durationSec, quint64 seed)
{
    constexpr int places = 90;
    RandomStream random(seed);
    std::vector<FilmStretch> shots;
    for (int start = 0; start < durationSec;) {
        const int end = std::min(durationSec, start + 3 + random.below(random.below(3) == 0 ? 58 : 16));
        int look = random.below(places);
        if (shots.size() >= 4 && random.below(3) == 0)
            look = shots[shots.size() - 1 - static_cast<size_t>(random.below(4))].look;
        shots.push_back({double(start), double(end), look});
        start = end;
    }
    return shots;
}

/// Sounds of one to seven minutes.
std::vector<FilmStretch> randomSounds(int durationSec, quint64 seed)
{
    RandomStream random(seed);
    std::vector<FilmStretch> sounds;
    for (int start = 0; start < durationSec;) {
        const int end = std::min(durationSec, start + 60 + random.below(360));
        sounds.push_back({double(start), double(end), random.below(25)});
        start = end;
    }
    return sounds;
}

/// Speech of 20 s to three minutes with pauses of 4 to 40 s.
std::vector<FilmStretch> randomSpeech(int durationSec, quint64 seed)
{
    RandomStream random(seed);
    std::vector<FilmStretch> speech;
    for (int start = random.below(30); start < durationSec;) {
        const int end = std::min(durationSec, start + 20 + random.below(160));
        speech.push_back({double(start), double(end), random.below(200)});
        start = end + 4 + random.below(36);
    }
    return speech;
}

} // namespace

FilmScript twelveMinuteFilm()
{
    constexpr double duration = 722.4;
    FilmScript film;
    film.id = "6743d0a10b5e9c27f18a4d01";
    film.fileName = "demo-film-generated-with-repeat-silence-and-zero-vector.mp4";
    film.inputType = "video";
    film.durationSec = duration;
    film.clipLengthSec = 6;
    film.askedFor = {"visual", "audio", "transcription"};
    film.clips = evenClips(duration, film.clipLengthSec);
    film.seed = 12;
    film.tracks.push_back(
        {"visual", 1, 0,
         unbroken({{0, 0},    {14, 1},  {46, 2},   {70, 3},  {118, 2},  {140, 4}, {196, 5},
                   {222, 4},  {250, 6}, {318, 7},  {342, 6}, {371, 8},  {420, 1}, {452, 9},
                   {490, 10}, {517, 9}, {540, 10}, {562, 9}, {598, 11}, {655, 1}, {690, 12}},
                  duration)});
    film.tracks.push_back({"audio",
                           audioNorm,
                           audioSpread,
                           {{0, 46, 0},
                            {46, 140, 1},
                            {140, 250, 2},
                            {250, 337, 3},
                            {353, 371, 3},
                            {371, 452, 0},
                            {452, 598, 2},
                            {598, duration, 4}}});
    film.tracks.push_back({"transcription",
                           transcriptionNorm,
                           transcriptionSpread,
                           {{30, 64, 0},
                            {76, 132, 1},
                            {150, 246, 2},
                            {262, 286, 3},
                            {380, 408, 4},
                            {455, 536, 5},
                            {544, 594, 6},
                            {612, 648, 1}}});
    // To be found: 24 s from 0:48 come again at 10:00 in picture and sound, the picture has no vector at 4:00, and nobody
    // speaks from 4:48 to 6:18.
    constexpr size_t zeroClip = 40;
    film.oddVectors = {{0, zeroClip, 0}};
    film.repeats = {{0, 8, 100, 4}, {1, 8, 100, 4}};
    return film;
}

FilmScript fortyMinutePodcast()
{
    constexpr double duration = 2403.75;
    FilmScript podcast;
    podcast.id = "6743d0a10b5e9c27f18a4d02";
    podcast.fileName = "demo-podcast-generated.mp3";
    podcast.inputType = "audio";
    podcast.durationSec = duration;
    podcast.askedFor = {"audio", "transcription"};
    podcast.seed = 40;
    podcast.clips = unevenClips(duration, podcast.seed);
    podcast.order = FilmScript::Order::InPieces;
    podcast.tracks.push_back({"audio",
                              audioNorm,
                              audioSpread,
                              {{0, 32, 0},
                               {32, 410, 1},
                               {410, 902, 2},
                               {902, 931, 0},
                               {931, 1496, 3},
                               {1522, 1890, 2},
                               {1890, 1950, 4},
                               {1950, 2368, 3},
                               {2368, duration, 0}}});
    podcast.tracks.push_back({"transcription",
                              transcriptionNorm,
                              transcriptionSpread,
                              {{34, 160, 0},
                               {160, 262, 1},
                               {270, 408, 2},
                               {414, 566, 3},
                               {566, 740, 4},
                               {752, 898, 5},
                               {935, 1120, 6},
                               {1120, 1290, 7},
                               {1300, 1494, 3},
                               {1524, 1700, 8},
                               {1708, 1886, 9},
                               {1893, 1946, 10},
                               {1954, 2140, 6},
                               {2148, 2364, 11}}});
    return podcast;
}

FilmScript oddFilm()
{
    constexpr double duration = 126;
    constexpr size_t zeroClip = 8;
    constexpr size_t halfClip = 15;
    FilmScript film;
    film.id = "6743d0a10b5e9c27f18a4d03";
    film.fileName = "demo-odd-vectors-generated.mp4";
    film.inputType = "video";
    film.durationSec = duration;
    film.clipLengthSec = 6;
    film.askedFor = {"visual", "audio", "transcription"};
    film.clips = evenClips(duration, film.clipLengthSec);
    film.seed = 20;
    film.tracks.push_back(
        {"visual", 1, 0, {{0, 24, 0}, {24, 42, 1}, {42, 66, 2}, {78, 102, 1}, {102, duration, 3}}});
    film.tracks.push_back({"audio", audioNorm, audioSpread, {{0, 66, 0}, {66, duration, 1}}});
    film.oddVectors = {{1, zeroClip, 0}, {0, halfClip, 0.5}};
    return film;
}

FilmScript longFilm(std::chrono::seconds duration)
{
    const int seconds = static_cast<int>(duration.count());
    FilmScript film;
    film.id = "6743d0a10b5e9c27f18a4d04";
    film.fileName = "demo-long-film-generated.mp4";
    film.inputType = "video";
    film.durationSec = seconds;
    film.clipLengthSec = 2;
    film.askedFor = {"visual", "audio", "transcription"};
    film.clips = evenClips(seconds, film.clipLengthSec);
    film.seed = 4;
    film.numbers = FilmScript::Numbers::Float64;
    film.tracks.push_back({"visual", 1, 0, randomShots(seconds, 41)});
    film.tracks.push_back({"audio", audioNorm, audioSpread, randomSounds(seconds, 42)});
    film.tracks.push_back(
        {"transcription", transcriptionNorm, transcriptionSpread, randomSpeech(seconds, 43)});
    return film;
}

} // namespace embedscope
