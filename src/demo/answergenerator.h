// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clipvectors.h"
#include "demo/filmscript.h"

#include <functional>

namespace embedscope {

/// Writes the answer of GET /embed-v2/tasks/{id} for a generated film, piece by piece, so that no answer is
/// ever whole in memory. The same script gives the same bytes, the dates at the end apart.
class AnswerGenerator final
{
public:
    /// Takes the next bytes; false stops the generator.
    using Sink = std::function<bool(const QByteArray &piece)>;
    /// The value of updated_at; asked when everything else is written, for only then it is known.
    using Clock = std::function<QByteArray()>;

    /// The script must outlive the generator.
    AnswerGenerator(const FilmScript &script, const QByteArray &createdAt, const Clock &updatedAt);

    /// False where the sink said so.
    bool write(const Sink &sink);
    /// The whole answer at once, for a small one.
    QByteArray bytes();

    /// The member `metadata` alone.
    static QByteArray metadata(const FilmScript &script);

private:
    struct Item
    {
        size_t track;
        size_t clip;
        size_t stretch;
    };

    std::vector<Item> items() const;
    void appendItem(const QByteArray &option, const QByteArray &scope, const FilmClip &interval);
    void appendNumber(float value);
    bool flush(const Sink &sink, qsizetype atLeast);

    const FilmScript &m_script;
    QByteArray m_createdAt;
    Clock m_updatedAt;
    ClipVectors m_vectors;
    std::vector<float> m_vector; // of the item being written
    QByteArray m_pending;
};

} // namespace embedscope
