// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/axis.h"
#include "core/embeddingmatrix.h"
#include "core/segment.h"
#include "reader/answerform.h"
#include "reader/findinglist.h"
#include "reader/jsonwalker.h"
#include "reader/nametable.h"

#include <array>
#include <string_view>
#include <vector>

namespace embedscope {

struct ReadLimits;

/// Reads the items of a "data" array (or "segments" in the older form), run by run, into segments, the matrix of their vectors, and findings
/// about single items.
class SegmentReader final
{
public:
    explicit SegmentReader(const ReadLimits &limits, AnswerForm form = AnswerForm::V2)
        : m_limits(limits), m_form(form), m_keys(itemKeys(form))
    {
    }

    /// Begins anew: of several "data" arrays the last one counts.
    void clear();

    /// Reads a run of items; `bytes` is the size of its text. False where the grammar is broken or a limit
    /// reached: the walker has the fault. Throws std::bad_alloc.
    [[nodiscard]] bool read(JsonWalker &walker, JsonWalker::Array items, size_t bytes);

    /// What the segments lie on. An item that has another place than most (seconds, pages, chunks) loses it. Once, when all are
    /// read; `hasClock`: see Metadata.
    AxisUnit settleAxis(bool hasClock);

    quint32 itemCount() const { return m_itemCount; } ///< also of those that are no object
    quint32 vectorKeys() const { return m_vectorKeys; } ///< items that have the vector's member, whatever its value
    std::vector<Segment> &segments() { return m_segments; } ///< in the order of the answer
    EmbeddingMatrix &matrix() { return m_matrix; }
    const QStringList &modalities() const { return m_modalities.names(); }
    const QStringList &scopes() const { return m_scopes.names(); }
    const FindingList &findings() const { return m_findings; }

private:
    using Key = ItemKey;
    struct Item;
    bool readItem(JsonWalker &walker, JsonWalker::Value &value);
    bool readField(JsonWalker &walker, Item &item, Key key, JsonWalker::Value &value);
    bool readVector(JsonWalker &walker, Item &item, JsonWalker::Value &value);
    static bool readUncertainty(JsonWalker &walker, Item &item, JsonWalker::Value &value);
    static bool readWhole(JsonWalker &walker, Item &item, Key key, JsonWalker::Value &value);
    static bool readQuadrant(JsonWalker &walker, Item &item, JsonWalker::Value &value);
    bool keep(const Item &item);

    const ReadLimits &m_limits;
    AnswerForm m_form;
    ItemKeys m_keys;
    quint32 m_itemCount = 0;
    quint32 m_vectorKeys = 0;
    std::vector<Segment> m_segments;
    std::vector<AxisUnit> m_units; ///< of each segment
    EmbeddingMatrix m_matrix;
    float *m_room = nullptr; ///< where the next vector goes: behind the numbers that the matrix counts
    NameTable m_modalities;
    NameTable m_scopes;
    FindingList m_findings;
};

} // namespace embedscope
