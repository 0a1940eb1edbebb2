// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reader/answerfinder.h"

#include <QString>

#include <functional>
#include <vector>

class QIODevice;

namespace embedscope {

/// Items with vectors that were found in JSON, as one task's response: where they stand, and what stands about their task.
struct FoundResponse
{
    std::vector<ByteRange> items; ///< objects that each have a vector, in the order of the file
    /// The objects around the items, the nearest first: from these come ID, status, dates and metadata. The first one holds
    /// the items themselves. Empty where items stand alone.
    std::vector<ByteRange> owners;
    QString id; ///< in whatever spelling; empty where there is none
    QString name; ///< of the member that holds it, or of the video that its items name; may be empty
    bool isOfMedium = false; ///< in the older form, which has a list of "segments" for each medium
    qint64 begin = 0; ///< where it begins
};

/// What a search for responses has found.
struct FoundResponses
{
    /// What was found is not what a response has, but is known.
    enum class Stranger { None, DatabaseRecords, ListPage, BedrockJob };

    std::vector<FoundResponse> responses; ///< in the order of the file
    std::vector<ByteRange> tasks; ///< objects with ID and status, and without items: still running, or failed
    std::vector<ByteRange> texts; ///< strings that may hold JSON themselves, as HAR files have them: with their quotes
    std::vector<FoundFault> faults; ///< at most most::faultsOfFile
    Stranger stranger = Stranger::None;
    bool wasCancelled = false;
};

/// Finds responses by their items in JSON of any form, at any depth up to 64, with text around it: in all spellings of
/// reader/spelling.h. Goes through the device once (again behind each of a few broken lines) and holds positions only.
/// `device` must be open, random-access; `isCancelled` is asked once a block.
FoundResponses findResponses(QIODevice &device, const std::function<bool()> &isCancelled = {});

} // namespace embedscope
