// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "core/failure.h"
#include "reader/readlimits.h"

#include <functional>
#include <optional>
#include <span>
#include <string_view>

class QIODevice;

namespace embedscope {

/// One item of an answer's data in the answer's own digits. The views are valid while it is visited only.
struct AnswerItem
{
    quint32 position = 0; ///< in `data`, from 0
    std::string_view raw; ///< the whole object, from { to }, byte for byte
    std::string_view start; ///< the number as the service wrote it; empty where there is none
    std::string_view end;
    std::string_view startPage; ///< the same of a document's page or a text's chunk
    std::string_view endPage;
    std::string_view chunk;
    std::string_view modality; ///< in UTF-8; empty where there is none. In the older form translated
    std::string_view scope;
    bool hasVector = false; ///< it is an array
    std::span<const std::string_view> texts; ///< of the vector's numbers; empty for what is no number
    std::span<const double> numbers; ///< the same, exactly as read: NaN for what is no number
};

/// False to end the visit.
using ItemVisitor = std::function<bool(const AnswerItem &)>;

/// Reads the items of an answer once more, in the order of the answer, one after another: for what needs its
/// digits or doubles, of which a task in memory keeps neither. `task` is what readTask() made of the same bytes;
/// `device` must be open for reading and random-access. Visits what has become a Segment, so not an item that
/// is no object. Returns why it could not (also where `isCancelled`, asked once a window, answers true), else
/// nothing.
std::optional<Failure> visitItems(QIODevice &device, const EmbeddingTask &task, const ItemVisitor &visit,
                                  const ReadLimits &limits = {}, const std::function<bool()> &isCancelled = {});

} // namespace embedscope
