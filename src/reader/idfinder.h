// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"

#include <QString>

#include <memory>
#include <vector>

namespace embedscope {

/// Why a word that looks like a task ID was left out.
enum class LeftOutReason {
    TooShort, ///< 20 to 23 hex digits
    TooLong, ///< 25 to 28 hex digits; longer ones are hashes and nothing alike
    OtherDigits, ///< 24 letters and digits, at least 6 of them decimal, not all of them hex
    PartOfLongerWord, ///< 24 hex digits joined to others by -, _ or a letter (a file name, a compound ID)
    LooksLikeKey, ///< an API key; its text is never kept
};

/// A word that was left out, and where.
struct LeftOutWord
{
    QString text; ///< empty for a key; cut at 64 characters
    LeftOutReason reason = LeftOutReason::TooShort;
    int line = 0; ///< from 1
};

/// The task IDs found in a text, see findTaskIds().
struct FoundIds
{
    std::vector<TaskId> taken; ///< each once, in order of first mention
    std::vector<TaskId> offered; ///< other words of 24 hex digits where the text names its IDs; to be ticked
    std::vector<LeftOutWord> leftOut; ///< each once, in order of first mention; at most 1,000 are kept
    int leftOutCount = 0; ///< all of them, each once
    int linesWithoutIds = 0; ///< lines that are not blank and have nothing alike
};

/// Finds task IDs in pasted text (JSON, logs, curl lines, URLs, CSV, sentences). An ID is 24 hex digits with
/// no letter, digit, - or _ on either side. Where the text has IDs as values of _id, task_id, taskId, id, or
/// after /tasks/, only those are taken and the others are offered. Linear in the length of the text; pure,
/// safe on any thread.
FoundIds findTaskIds(QStringView text);

/// The same for a text that comes in pieces and is too long to be held. Memory grows with what is found, not with the text.
class IdFinder final
{
public:
    IdFinder();
    ~IdFinder();
    Q_DISABLE_COPY_MOVE(IdFinder)

    void add(QStringView piece); ///< it may end in the middle of a word
    FoundIds finish(); ///< the last call

private:
    class Gathering;
    void search(bool isWhole);

    std::unique_ptr<Gathering> m_gathering;
    QString m_window; ///< what has not been searched, behind the context that it needs
    qsizetype m_searched = 0; ///< words that begin before this place in the window were looked at
};

/// IDs of any form [A-Za-z0-9_-]{1,128}, one a line, added on purpose; words that look like a key are never
/// among them.
std::vector<TaskId> otherIds(QStringView text);

/// `text` with everything that looks like a key (tlk_..., the value of x-api-key) replaced by "***".
QString withoutKeys(QStringView text);

} // namespace embedscope
