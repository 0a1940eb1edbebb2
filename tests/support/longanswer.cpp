// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/longanswer.h"

#include <QIODevice>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <vector>

namespace embedscope {

namespace {

/// splitmix64: the standard library's distributions differ between machines, these do not.
class Random final
{
public:
    explicit Random(uint64_t seed) : m_state(seed) { }

    uint64_t next()
    {
        m_state += 0x9E3779B97F4A7C15U;
        uint64_t z = m_state;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }
    /// In [-1, 1), bell-shaped: the mean of four equal ones, so plain arithmetic, with no function that
    /// rounds differently.
    double bell()
    {
        const uint64_t bits = next();
        uint64_t sum = 0;
        for (unsigned shift = 0; shift < 64; shift += 16)
            sum += (bits >> shift) & 0xFFFFU;
        return static_cast<double>(sum) / 131072.0 - 1.0;
    }
    int between(int least, int most)
    {
        return least + static_cast<int>(next() % static_cast<uint64_t>(most - least + 1));
    }

private:
    uint64_t m_state;
};

using Vector = std::vector<double>;

Vector direction(Random &random, int dimension)
{
    Vector vector(static_cast<size_t>(dimension));
    std::generate(vector.begin(), vector.end(), [&] { return random.bell(); });
    return vector;
}

/// One modality of the film: a common direction, one of the shot, and a slow walk within the shot.
class Lane final
{
public:
    Lane(uint64_t seed, int dimension, int shortestShot, int longestShot)
        : m_random(seed), m_shortest(shortestShot), m_longest(longestShot),
          m_film(direction(m_random, dimension))
    {
    }

    /// The vector of the next clip, of length 1.
    const Vector &nextClip()
    {
        if (m_clipsLeft-- == 0) {
            m_clipsLeft = m_random.between(m_shortest, m_longest) - 1;
            m_shot = direction(m_random, static_cast<int>(m_film.size()));
        }
        constexpr double drift = 0.12;
        double sum = 0;
        m_clip.resize(m_film.size());
        for (size_t i = 0; i < m_film.size(); ++i) {
            m_shot[i] += drift * m_random.bell();
            m_clip[i] = 1.6 * m_film[i] + m_shot[i];
            sum += m_clip[i] * m_clip[i];
        }
        const double scale = 1 / std::sqrt(sum);
        for (double &number : m_clip)
            number *= scale;
        return m_clip;
    }
    double uncertainty() { return 0.02 + 0.01 * m_random.bell(); }

private:
    Random m_random;
    int m_shortest;
    int m_longest;
    int m_clipsLeft = 0;
    Vector m_film;
    Vector m_shot;
    Vector m_clip;
};

void appendNumber(QByteArray &text, double number, LongAnswer::Digits digits)
{
    std::array<char, 40> buffer = {};
    const auto rounded = static_cast<float>(number);
    const auto written = digits == LongAnswer::Digits::Float32
        ? std::to_chars(buffer.data(), buffer.data() + buffer.size(), rounded)
        : std::to_chars(buffer.data(), buffer.data() + buffer.size(), static_cast<double>(rounded));
    text.append(buffer.data(), written.ptr - buffer.data());
}

void appendItem(QByteArray &text, const LongAnswer &wishes, Lane &lane, int clip, const QString &modality)
{
    text += R"({"embedding":[)";
    for (const double number : lane.nextClip()) {
        appendNumber(text, number, wishes.digits);
        text += ',';
    }
    text.back() = ']';
    if (wishes.withUncertainty) {
        text += R"(,"embedding_uncertainty":[)";
        for (int i = 0; i < wishes.dimension; ++i) {
            appendNumber(text, lane.uncertainty(), wishes.digits);
            text += ',';
        }
        text.back() = ']';
    }
    text += R"(,"embedding_option":")" + modality.toUtf8() + R"(","embedding_scope":"clip","start_sec":)"
        + QByteArray::number(clip * wishes.clipSec, 'f', 1) + R"(,"end_sec":)"
        + QByteArray::number((clip + 1) * wishes.clipSec, 'f', 1) + '}';
}

QByteArray head(const LongAnswer &wishes)
{
    return R"({"_id":")" + wishes.taskId.toUtf8()
        + R"(","status":"ready","created_at":"2026-11-23T10:00:00Z","updated_at":"2026-11-23T10:21:07.250Z","data":[)";
}

QByteArray tail(const LongAnswer &wishes)
{
    return R"(],"metadata":{"input_type":"video","input_filename":")" + wishes.fileName.toUtf8()
        + R"(","clip_length":)" + QByteArray::number(wishes.clipSec)
        + R"(,"embedding_scopes":["clip"],"embedding_options":[")"
        + wishes.modalities.join(QStringLiteral("\",\"")).toUtf8() + R"("],"duration":)"
        + QByteArray::number(wishes.clips * wishes.clipSec, 'f', 1) + "}}";
}

} // namespace

bool writeLongAnswer(QIODevice &device, const LongAnswer &wishes)
{
    // Shots are shorter than scenes of sound; a turn of speech is the shortest.
    constexpr std::array<std::pair<int, int>, 3> shotLengths = {{{2, 12}, {5, 40}, {1, 8}}};
    std::vector<Lane> lanes;
    for (qsizetype i = 0; i < wishes.modalities.size(); ++i) {
        const auto [shortest, longest] = shotLengths.at(static_cast<size_t>(i) % shotLengths.size());
        lanes.emplace_back(static_cast<uint64_t>(1000 + i), wishes.dimension, shortest, longest);
    }
    QByteArray text = head(wishes);
    for (int clip = 0; clip < wishes.clips; ++clip) {
        for (qsizetype i = 0; i < wishes.modalities.size(); ++i) {
            if (clip + i > 0)
                text += ',';
            appendItem(text, wishes, lanes[static_cast<size_t>(i)], clip, wishes.modalities.at(i));
        }
        if (device.write(text) != text.size())
            return false;
        text.clear();
    }
    text += tail(wishes);
    return device.write(text) == text.size();
}

} // namespace embedscope
