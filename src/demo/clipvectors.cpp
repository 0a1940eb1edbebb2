// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clipvectors.h"

#include "demo/randomstream.h"

#include <algorithm>
#include <cmath>

namespace embedscope {

namespace {

// Shares of the squared length. What all clips of a modality have in common makes the 0.3 between different
// shots.
const double commonShare = std::sqrt(0.30);
const double lookShare = std::sqrt(0.665);
// What a clip has of its own: little in a quiet stretch, more in a busy one.
constexpr double quietestOwn = 0.012;
constexpr double busiestOwn = 0.060;
// Of a look: how much of it all modalities share.
const double placeShare = std::sqrt(0.20);
const double soundShare = std::sqrt(0.80);
/// How far a shot has moved away from its look when it ends.
constexpr double driftAtEnd = 0.3;

// What a seed is for, so that no two things share a stream.
enum : quint64 { CommonSeed = 1, PlaceSeed, LookSeed, DriftSeed, ClipSeed, NormSeed, BusySeed };
/// Tracks are told apart by this in the seeds; far more than any script has of looks, stretches or clips.
constexpr quint64 perTrack = 1'000'000;

} // namespace

ClipVectors::ClipVectors(const FilmScript &script) : m_script(script) { }

int ClipVectors::stretchOf(size_t track, size_t clip) const
{
    const std::vector<FilmStretch> &stretches = m_script.tracks.at(track).stretches;
    const FilmClip &interval = m_script.clips.at(clip);
    const double middle = (interval.startSec + interval.endSec) / 2;
    const auto after = std::upper_bound(stretches.begin(), stretches.end(), middle,
                                        [](double sec, const FilmStretch &s) { return sec < s.startSec; });
    if (after == stretches.begin() || middle >= std::prev(after)->endSec)
        return -1;
    return static_cast<int>(after - stretches.begin()) - 1;
}

void ClipVectors::compute(size_t track, size_t stretch, size_t clip, std::span<float> out)
{
    for (const FilmRepeat &repeat : m_script.repeats) {
        if (repeat.track == track && clip >= repeat.toClip && clip < repeat.toClip + repeat.count) {
            const size_t source = clip - repeat.toClip + repeat.fromClip;
            compute(track, static_cast<size_t>(stretchOf(track, source)), source, out);
            return;
        }
    }
    const FilmTrack &its = m_script.tracks.at(track);
    const FilmStretch &shot = its.stretches.at(stretch);
    const FilmClip &interval = m_script.clips.at(clip);
    const double middle = (interval.startSec + interval.endSec) / 2;
    const double drifted = driftAtEnd * (middle - shot.startSec) / (shot.endSec - shot.startSec);

    const Direction &all = common(track);
    const Direction &place = look(track, shot.look);
    const Direction &away = drift(track, stretch);
    RandomStream own(RandomStream::seedOf(m_script.seed, ClipSeed, track * perTrack + clip));
    constexpr int steps = 1000;
    RandomStream busy(RandomStream::seedOf(m_script.seed, BusySeed, track * perTrack + stretch));
    const double ownShare = quietestOwn + (busiestOwn - quietestOwn) * busy.below(steps) / steps;
    const double ownScale = std::sqrt(ownShare / double(out.size()));
    double squares = 0;
    for (size_t i = 0; i < out.size(); ++i) {
        const double value = commonShare * double(all[i])
            + lookShare * (double(place[i]) + drifted * double(away[i])) + ownScale * double(own.bell());
        squares += value * value;
        out[i] = static_cast<float>(value);
    }
    RandomStream stray(RandomStream::seedOf(m_script.seed, NormSeed, track * perTrack + clip));
    double norm = its.norm + its.normSpread * double(stray.bell());
    for (const OddVector &odd : m_script.oddVectors) {
        if (odd.track == track && odd.clip == clip)
            norm *= odd.factor;
    }
    const double scale = norm / std::sqrt(squares);
    for (float &value : out)
        value = static_cast<float>(double(value) * scale);
}

/// A random direction of length 1.
ClipVectors::Direction ClipVectors::direction(quint64 seed) const
{
    RandomStream random(seed);
    Direction result(static_cast<size_t>(m_script.dimension));
    double squares = 0;
    for (float &value : result) {
        value = random.bell();
        squares += double(value) * double(value);
    }
    const double scale = 1 / std::sqrt(squares);
    for (float &value : result)
        value = static_cast<float>(double(value) * scale);
    return result;
}

const ClipVectors::Direction &ClipVectors::common(size_t track)
{
    auto found = m_commons.find(track);
    if (found == m_commons.end())
        found =
            m_commons.emplace(track, direction(RandomStream::seedOf(m_script.seed, CommonSeed, track))).first;
    return found->second;
}

const ClipVectors::Direction &ClipVectors::look(size_t track, int look)
{
    const auto key = std::pair(track, look);
    if (const auto found = m_looks.find(key); found != m_looks.end())
        return found->second;
    const auto number = static_cast<quint64>(look);
    const Direction place = direction(RandomStream::seedOf(m_script.seed, PlaceSeed, number));
    Direction result = direction(RandomStream::seedOf(m_script.seed, LookSeed, track * perTrack + number));
    for (size_t i = 0; i < result.size(); ++i)
        result[i] = static_cast<float>(placeShare * double(place[i]) + soundShare * double(result[i]));
    return m_looks.emplace(key, std::move(result)).first->second;
}

const ClipVectors::Direction &ClipVectors::drift(size_t track, size_t stretch)
{
    const auto found = m_drifts.find(track);
    if (found != m_drifts.end() && found->second.first == stretch)
        return found->second.second;
    Direction fresh = direction(RandomStream::seedOf(m_script.seed, DriftSeed, track * perTrack + stretch));
    return m_drifts.insert_or_assign(track, std::pair(stretch, std::move(fresh))).first->second.second;
}

} // namespace embedscope
