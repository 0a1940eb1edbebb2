// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reader/linenames.h"

#include <QString>

#include <functional>
#include <vector>

namespace embedscope {

/// Decides what each ID of a text is named, and which of them are taken for tasks, by line, or by object
/// where the text is JSON (a Python literal counts as such), or by column where it is CSV with a header. It
/// walks along with the words of the text, and holds nothing of it but the line's beginning and what is not
/// decided yet.
class IdClassifier final
{
public:
    /// Told once for each mention of an ID, at the latest in finish(). One that nothing names is taken where
    /// its line or object holds no task.
    using Decide = std::function<void(int id, const IdName &name, bool isTaken)>;

    explicit IdClassifier(Decide decide) : m_decide(std::move(decide)) { }

    void separator(QChar c); ///< between words
    void word(QStringView word); ///< that is no ID
    void id(int id, QStringView word);
    void finish();

private:
    /// IDs that stand together: a line, an object, a text in quotes.
    struct Group
    {
        bool holdsTask = false;
        bool holdsTaskFurtherIn = false; ///< in an object of its own
        std::vector<int> unnamed;
        std::vector<int> unnamedFurtherIn;
    };
    struct LineId
    {
        int id;
        IdName name;
        qsizetype cell;
    };
    /// An object or an array that is open.
    struct Frame
    {
        bool isObject = false;
        NameMeaning container; ///< what it is named itself
        bool isOwnedByNoun = false; ///< by "asset": what has a state there is no task
        bool isMap = false; ///< of many, by names that the writer chose
        QString key;
        bool hasKey = false; ///< followed by a colon
        bool hasName = false; ///< a text that may become a key
        bool hasStatus = false;
        bool hasValue = false; ///< since the last comma
        bool isJoined = false; ///< what follows belongs to the value
        std::vector<int> plainIds; ///< under `id` or `_id`
        Group group;
    };

    void close(Group &group, Group *outer);
    // Lines
    void lineSeparator(QChar c);
    void endLine();
    bool isOpening(QChar c);
    void dropOpenings();
    void nextCell();
    bool becomesHeader();
    NameMeaning columnOf(const LineId &id) const;
    // JSON
    void begin(QChar quote);
    void jsonSeparator(QChar c);
    void open(bool isObject);
    void closeFrame();
    void leaveJson();
    bool mayFollow(QStringView word);
    NameMeaning meaningIn(const Frame &frame) const;
    void jsonId(int id, IdName inText);
    // Texts in quotes
    void textSeparator(QChar c);
    void endTextLine();
    void endText();

    Decide m_decide;
    bool m_wasReturn = false;

    LineNames m_names;
    Group m_line;
    std::vector<LineId> m_lineIds;
    QString m_lineText; // its beginning
    bool m_isLineBlank = true;
    bool m_isAfterBlank = true;
    QString m_openings; // that become JSON if a text in quotes follows
    NameMeaning m_openingName;
    bool m_isLineEndHeld = false;
    std::vector<NameMeaning> m_columns; // of the header; empty without one
    bool m_hasStatusColumn = false;
    QChar m_delimiter;
    qsizetype m_cell = 0;
    bool m_isCellQuoted = false;
    int m_rowLines = 0;

    std::vector<Frame> m_frames; // not empty: within JSON
    bool m_isInText = false;
    QChar m_quote;
    bool m_isEscaped = false;
    QString m_text; // its beginning
    LineNames m_textNames;
    Group m_textGroup;
    std::vector<int> m_textUnnamed;
};

} // namespace embedscope
