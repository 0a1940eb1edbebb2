// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace embedscope {

/// How much a reader accepts before it calls an answer unreadable, and how much of it is held at once.
struct ReadLimits
{
    int depth = 64; ///< nested objects and arrays, the outermost is 1
    qint64 itemBytes = 64LL << 20; ///< one item of `data`, and all that stands outside of `data` together
    quint32 items = 5'000'000; ///< of one `data`: each costs memory, however short its text
    qint64 windowBytes =
        256LL << 10; ///< read at once (more for a longer item); what is read is the same for any size
};

/// What is kept of a file or an answer beside its vectors, where nobody could look at more and a hostile file could hold any
/// number of it in a few bytes each. What lies beyond is counted and told, never kept.
namespace most {

constexpr size_t partsOfFile = 100'000; ///< answers (each costs about 1 kB), problems, and measures, of each
constexpr size_t faultsOfFile = 100; ///< sentences about what is wrong with a file; list elements that are no answers
constexpr size_t findingsOfKind = 64; ///< that differ in their detail: a modality's name, for one
constexpr size_t metadataMembers = 1'000; ///< the service has 12
constexpr qsizetype metadataNames = 256; ///< in embedding_options and in embedding_scopes: the service has five and four

} // namespace most

} // namespace embedscope
