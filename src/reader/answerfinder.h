// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reader/answerform.h"

#include <QString>

#include <functional>
#include <optional>
#include <vector>

class QIODevice;

namespace embedscope {

/// Where in a file something stands, in bytes.
struct ByteRange
{
    qint64 begin = 0;
    qint64 size = 0;
};

/// An answer of the service inside of a file: from its { to its }.
struct FoundAnswer
{
    ByteRange bytes;
    QString id; ///< its `_id`; empty where it has none, or one of more than 600 bytes
    AnswerForm form = AnswerForm::V2;
    bool looksLikeAnswer = true; ///< false: an element of a list without status, data or segments
};

/// A part of an export's envelope that belongs to a task.
struct FoundPart
{
    ByteRange bytes;
    QString id; ///< of the task; of a problem it is not read here
};

/// What an export of this program says about itself.
struct FoundEnvelope
{
    QString exportedAt;
    QString service;
};

/// What is wrong with a file, and where.
struct FoundFault
{
    qint64 byte = 0; ///< from 0
    QString what; ///< plain words
    bool isOfText = false; ///< it is no fault where responses stand in a text: a log, or behind HTTP headers
};

/// All that a file holds, in its order.
struct FoundAnswers
{
    std::vector<FoundAnswer> answers;
    std::vector<FoundPart> problems; ///< the objects of "problems"
    std::vector<FoundPart> measures; ///< the members of "measures"
    std::vector<FoundEnvelope> envelopes;
    std::vector<FoundFault> faults; ///< at most most::faultsOfFile, and one about what was left out
    int documents = 0; ///< JSON values one after another
    bool wasCancelled = false;
};

/// Finds the answers in a file of any size: a raw answer of either form, an export, an array of answers, or any
/// of these one after another (JSON Lines). Reads in blocks, holds no answer in memory, and does not judge them:
/// readTask() does. Of a file with more parts than most::partsOfFile the others are left out. What cannot be made sense of becomes a fault, and the search goes on behind it where it
/// can. `device` must be open for reading; `isCancelled` is asked once a block.
FoundAnswers findAnswers(QIODevice &device, const std::function<bool()> &isCancelled = {});

} // namespace embedscope
