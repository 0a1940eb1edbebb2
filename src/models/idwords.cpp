// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/idwords.h"

#include <QCoreApplication>
#include <QStringList>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// Gives these functions a tr() that lupdate knows.
class IdWords
{
    Q_DECLARE_TR_FUNCTIONS(embedscope)
};

/// How many there are of a kind, and the first of them.
struct Kind
{
    QString text; ///< "with 23 digits"; with %1 for the number where it does not come first
    int count = 0;
    QString place; ///< "line 7: 68a1..."
};

void count(std::vector<Kind> &kinds, const QString &text, const QString &place, int more = 1)
{
    const auto known =
        std::find_if(kinds.begin(), kinds.end(), [&text](const Kind &kind) { return kind.text == text; });
    if (known == kinds.end())
        kinds.push_back({text, more, place});
    else
        known->count += more;
}

QString pluralOf(QLatin1StringView noun)
{
    return noun == "index"_L1 ? u"indexes"_s : QString(noun) + u's';
}

/// What was found and not taken.
std::vector<Kind> notTaken(const FoundIds &found)
{
    std::vector<std::pair<QLatin1StringView, int>> names;
    int unnamed = 0;
    for (const FoundId &id : found.ids) {
        if (id.isTaken)
            continue;
        if (id.name.reading != IdReading::Other) {
            ++unnamed;
            continue;
        }
        const auto known = std::find_if(names.begin(), names.end(),
                                        [&id](const auto &name) { return name.first == id.name.other; });
        if (known == names.end())
            names.emplace_back(id.name.other, 1);
        else
            ++known->second;
    }
    std::vector<Kind> kinds;
    for (const auto &[name, number] : names)
        kinds.push_back(
            {IdWords::tr("named as %1").arg(number == 1 ? QString(name) : pluralOf(name)), number, {}});
    if (unnamed > 0)
        kinds.push_back({IdWords::tr("unnamed beside a task"), unnamed, {}});
    return kinds;
}

QString leftOutKind(LeftOutReason reason, qsizetype length, bool isOne)
{
    switch (reason) {
    case LeftOutReason::TooShort:
    case LeftOutReason::TooLong:
        return IdWords::tr("with %1 digits").arg(length);
    case LeftOutReason::OtherDigits:
        return IdWords::tr("with other characters than 0-9 and a-f");
    case LeftOutReason::BrokenByLineEnd:
        return IdWords::tr("broken by a line end");
    case LeftOutReason::PartOfLongerWord:
        return IdWords::tr("within a longer word");
    case LeftOutReason::Uuid:
        return isOne ? IdWords::tr("UUID") : IdWords::tr("UUIDs");
    case LeftOutReason::Hash:
        return isOne ? IdWords::tr("hash") : IdWords::tr("hashes");
    case LeftOutReason::Arn:
        return isOne ? IdWords::tr("ARN") : IdWords::tr("ARNs");
    case LeftOutReason::LooksLikeKey:
        return isOne ? IdWords::tr("API key") : IdWords::tr("API keys");
    }
    Q_UNREACHABLE();
}

} // namespace

QString readingText(const IdName &name)
{
    switch (name.reading) {
    case IdReading::Task:
        return IdWords::tr("task");
    case IdReading::Unnamed:
        return IdWords::tr("unnamed");
    case IdReading::Other:
        break;
    }
    return QString(name.other);
}

QString leftOutSentence(const LeftOutWord &word)
{
    const QString line = QString::number(word.line);
    switch (word.reason) {
    case LeftOutReason::TooShort:
        return IdWords::tr("Line %1: %2 (%n of 24 hex digits)", nullptr, static_cast<int>(word.text.size()))
            .arg(line, word.text);
    case LeftOutReason::TooLong:
        return IdWords::tr("Line %1: %2 (%3 hex digits, not 24)").arg(line, word.text).arg(word.text.size());
    case LeftOutReason::OtherDigits:
        return IdWords::tr("Line %1: %2 (not only 0-9 and a-f)").arg(line, word.text);
    case LeftOutReason::BrokenByLineEnd:
        return IdWords::tr("Line %1: %2 (broken by a line end)").arg(line, word.text);
    case LeftOutReason::PartOfLongerWord:
        return IdWords::tr("Line %1: %2 (an ID within a longer word)").arg(line, word.text);
    case LeftOutReason::Uuid:
        return IdWords::tr("Line %1: %2 (a UUID)").arg(line, word.text);
    case LeftOutReason::Hash:
        return IdWords::tr("Line %1: %2 (a hash)").arg(line, word.text);
    case LeftOutReason::Arn:
        return IdWords::tr("Line %1: %2 (an ARN)").arg(line, word.text);
    case LeftOutReason::LooksLikeKey:
        return IdWords::tr("Line %1: an API key (not shown, not kept)").arg(line);
    }
    Q_UNREACHABLE();
}

QString skippedText(const FoundIds &found)
{
    std::vector<Kind> kinds = notTaken(found);
    std::array<int, leftOutReasons> more = found.leftOutCounts;
    for (const LeftOutWord &word : found.leftOut) {
        const auto reason = static_cast<size_t>(word.reason);
        --more[reason];
        const bool isOne = found.leftOutCounts[reason] == 1;
        const QString place = isBrokenId(word.reason) || word.reason == LeftOutReason::PartOfLongerWord
            ? IdWords::tr("line %1: %2").arg(QString::number(word.line), word.text)
            : QString();
        count(kinds, leftOutKind(word.reason, word.text.size(), isOne), place);
    }
    for (size_t reason = 0; reason < leftOutReasons; ++reason) {
        const auto kind = static_cast<LeftOutReason>(reason);
        const bool hasLength = kind == LeftOutReason::TooShort || kind == LeftOutReason::TooLong;
        if (more[reason] > 0)
            count(kinds,
                  hasLength ? IdWords::tr("with other numbers of digits") : leftOutKind(kind, 0, false), {},
                  more[reason]);
    }
    QStringList texts;
    for (const Kind &kind : kinds) {
        const QString text = u"%1 %2"_s.arg(QString::number(kind.count), kind.text);
        if (kind.place.isEmpty())
            texts += text;
        else
            texts += kind.count == 1 ? IdWords::tr("%1 (%2)").arg(text, kind.place)
                                     : IdWords::tr("%1 (first in %2)").arg(text, kind.place);
    }
    return texts.join(u", "_s);
}

QString brokenIdSentence(LeftOutReason reason, qsizetype length, const QString &shown)
{
    if (reason == LeftOutReason::OtherDigits)
        return IdWords::tr("%1 is no task ID: it has other characters than 0-9 and a-f. Copy the ID again.")
            .arg(shown);
    return IdWords::tr("%1 is no task ID: it has %2 hex digits instead of 24. Copy the ID again.")
        .arg(shown)
        .arg(length);
}

} // namespace embedscope
