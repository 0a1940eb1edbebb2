// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answergenerator.h"

#include "demo/randomstream.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace embedscope {

namespace {

constexpr qsizetype flushSize = 1 << 20;

/// Seconds as the service writes them: 6.0, 21.087732.
QByteArray seconds(double value)
{
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    QByteArray text(digits, end - digits);
    return text.contains('.') || text.contains('e') ? text : text + ".0";
}

QByteArray quotedList(const QByteArrayList &words)
{
    return "[\"" + words.join("\",\"") + "\"]";
}

/// Pieces of seven clips change places at random; what is in a piece stays together.
template <class Item> std::vector<Item> inPieces(const std::vector<Item> &items, quint64 seed)
{
    constexpr size_t perPiece = 7;
    std::vector<size_t> pieces((items.size() + perPiece - 1) / perPiece);
    for (size_t i = 0; i < pieces.size(); ++i)
        pieces[i] = i;
    RandomStream random(seed);
    for (size_t i = pieces.size(); i > 1; --i)
        std::swap(pieces[i - 1], pieces[static_cast<size_t>(random.below(static_cast<int>(i)))]);
    std::vector<Item> result;
    for (const size_t piece : pieces) {
        for (size_t i = piece * perPiece; i < std::min(items.size(), (piece + 1) * perPiece); ++i)
            result.push_back(items[i]);
    }
    return result;
}

} // namespace

AnswerGenerator::AnswerGenerator(const FilmScript &script, const QByteArray &createdAt,
                                 const Clock &updatedAt)
    : m_script(script), m_createdAt(createdAt), m_updatedAt(updatedAt), m_vectors(script),
      m_vector(static_cast<size_t>(script.dimension))
{
}

QByteArray AnswerGenerator::bytes()
{
    QByteArray all;
    write([&all](const QByteArray &piece) {
        all += piece;
        return true;
    });
    return all;
}

bool AnswerGenerator::write(const Sink &sink)
{
    const size_t dimension = m_vector.size();
    std::vector<std::vector<double>> sums(m_script.tracks.size(), std::vector<double>(dimension));
    m_pending = "{\"_id\":\"" + m_script.id + "\",\"status\":\"ready\",\"data\":[";
    for (const Item &item : items()) {
        m_vectors.compute(item.track, item.stretch, item.clip, m_vector);
        for (size_t i = 0; i < dimension; ++i)
            sums[item.track][i] += double(m_vector[i]);
        appendItem(m_script.tracks[item.track].option, "clip", m_script.clips[item.clip]);
        if (!flush(sink, flushSize))
            return false;
    }
    // The vector of the whole: the mean of the clips', of the same length as theirs.
    for (size_t track = 0; track < sums.size(); ++track) {
        double squares = 0;
        for (const double sum : sums[track])
            squares += sum * sum;
        if (squares <= 0)
            continue; // not one clip
        const double scale = m_script.tracks[track].norm / std::sqrt(squares);
        for (size_t i = 0; i < dimension; ++i)
            m_vector[i] = static_cast<float>(sums[track][i] * scale);
        appendItem(m_script.tracks[track].option, "asset", {0, m_script.durationSec});
    }
    m_pending.back() = ']'; // in place of the last comma
    m_pending += ",\"metadata\":" + metadata(m_script) + ",\"created_at\":\"" + m_createdAt
        + "\",\"updated_at\":\"" + m_updatedAt() + "\"}";
    return flush(sink, 0);
}

QByteArray AnswerGenerator::metadata(const FilmScript &script)
{
    QByteArray text =
        "{\"input_type\":\"" + script.inputType + "\",\"input_filename\":\"" + script.fileName + '"';
    if (script.clipLengthSec > 0)
        text += ",\"clip_length\":" + QByteArray::number(script.clipLengthSec);
    text += ",\"embedding_scopes\":" + quotedList({"clip", "asset"});
    text += ",\"embedding_options\":" + quotedList(script.askedFor);
    text += ",\"duration\":" + seconds(script.durationSec) + '}';
    return text;
}

std::vector<AnswerGenerator::Item> AnswerGenerator::items() const
{
    std::vector<Item> all;
    for (size_t track = 0; track < m_script.tracks.size(); ++track) {
        for (size_t clip = 0; clip < m_script.clips.size(); ++clip) {
            if (const int stretch = m_vectors.stretchOf(track, clip); stretch >= 0)
                all.push_back({track, clip, static_cast<size_t>(stretch)});
        }
    }
    return m_script.order == FilmScript::Order::InPieces ? inPieces(all, m_script.seed) : all;
}

void AnswerGenerator::appendItem(const QByteArray &option, const QByteArray &scope, const FilmClip &interval)
{
    m_pending += "{\"embedding\":[";
    for (const float value : m_vector)
        appendNumber(value);
    m_pending.back() = ']';
    m_pending += ",\"embedding_option\":\"" + option + "\",\"embedding_scope\":\"" + scope
        + "\",\"start_sec\":" + seconds(interval.startSec) + ",\"end_sec\":" + seconds(interval.endSec)
        + "},";
}

/// The number and a comma.
void AnswerGenerator::appendNumber(float value)
{
    char digits[40];
    char *const limit = digits + sizeof digits;
    const auto written = m_script.numbers == FilmScript::Numbers::Float32
        ? std::to_chars(digits, limit, value)
        : std::to_chars(digits, limit, double(value));
    *written.ptr = ',';
    m_pending.append(digits, written.ptr + 1 - digits);
}

bool AnswerGenerator::flush(const Sink &sink, qsizetype atLeast)
{
    if (m_pending.size() < atLeast)
        return true;
    const bool goOn = sink(m_pending);
    m_pending.resize(0); // keeps its memory
    return goOn;
}

} // namespace embedscope
