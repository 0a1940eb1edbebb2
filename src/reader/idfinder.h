// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"
#include "reader/ansifilter.h"
#include "reader/idreading.h"

#include <QString>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace embedscope {

/// Why a word that looks like a task ID was left out.
enum class LeftOutReason {
    TooShort, ///< 20 to 23 hex digits
    TooLong, ///< 25 to 28 hex digits; longer ones are hashes and nothing alike
    OtherDigits, ///< 24 characters, a few of which are no hex digits
    BrokenByLineEnd, ///< 24 hex digits, some of which stand in the next line
    PartOfLongerWord, ///< 24 hex digits joined to others by -, _ or a letter (a file name, a compound ID)
    Uuid, ///< of these three only the first is kept, the others are counted
    Hash, ///< MD5, SHA-1, SHA-256 and the like, by their length
    Arn, ///< a name of Amazon's services
    LooksLikeKey, ///< an API key; its text is never kept
};
constexpr size_t leftOutReasons = 9;

/// Whether somebody meant a task by it: what looks like an ID with a fault in it.
constexpr bool isBrokenId(LeftOutReason reason)
{
    return reason <= LeftOutReason::BrokenByLineEnd;
}

/// A word that was left out, and where.
struct LeftOutWord
{
    QString text; ///< empty for a key; cut at 64 characters
    LeftOutReason reason = LeftOutReason::TooShort;
    int line = 0; ///< from 1
};

/// An ID, where it is mentioned first.
struct FoundId
{
    TaskId id; ///< in lower case
    IdName name;
    bool isTaken = false; ///< see findTaskIds()
    int line = 0; ///< from 1
    QString around = {}; ///< the text that it stands in, some words of its line; without keys
};

/// The task IDs found in a text, see findTaskIds().
struct FoundIds
{
    std::vector<FoundId> ids; ///< each once, in order of first mention
    std::vector<LeftOutWord> leftOut; ///< each once, in order of first mention; at most 1,000 are kept
    std::array<int, leftOutReasons> leftOutCounts{}; ///< all of them, each once, by their reasons
    int linesWithoutIds = 0; ///< lines that are not blank and have nothing alike

    std::vector<TaskId> taken() const;
    int leftOutCount() const;
    bool hasBrokenIds() const;
};

/// Finds task IDs in text (JSON, logs, curl lines, URLs, CSV, sentences). An ID is 24 hex digits in any case
/// with no letter, digit,
/// - or _ on either side; colours of a terminal are no part of a word. What names it decides what it is
/// (IdClassifier): tasks are taken, and what is not named where its line or object holds no task; of several
/// mentions the one counts that says it is a task, then one that says that it is another thing. Linear in the
/// length of the text; pure, safe on any thread.
FoundIds findTaskIds(QStringView text);

/// The same for a text that comes in pieces and is too long to be held. Memory grows with what is found, not
/// with the text.
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
    void addClean(QStringView piece);
    void search(bool isWhole);

    AnsiFilter m_ansi;
    std::unique_ptr<Gathering> m_gathering;
    QString m_window; ///< what has not been searched, behind the context that it needs
    qsizetype m_searched = 0; ///< words that begin before this place in the window were looked at
};

/// Why a word cannot be the ID of a task although it nearly looks like one; nothing for any other word.
std::optional<LeftOutReason> brokenIdReason(QStringView word);

/// IDs of any form [A-Za-z0-9_-]{1,128}, one a line, added on purpose, those of 24 hex digits in lower case;
/// words that look like a key are never among them.
std::vector<TaskId> otherIds(QStringView text);

/// `text` with everything that looks like a key (tlk_..., the value of x-api-key) replaced by "***".
QString withoutKeys(QStringView text);

} // namespace embedscope
