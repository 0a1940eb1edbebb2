// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/idreading.h"

#include <QString>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

struct Noun
{
    QLatin1StringView part; ///< of a name
    QLatin1StringView shown;
};

constexpr std::array<Noun, 15> nouns{{{"video"_L1, "video"_L1},
                                      {"asset"_L1, "asset"_L1},
                                      {"index"_L1, "index"_L1},
                                      {"indices"_L1, "index"_L1},
                                      {"file"_L1, "file"_L1},
                                      {"user"_L1, "user"_L1},
                                      {"organization"_L1, "organization"_L1},
                                      {"organisation"_L1, "organization"_L1},
                                      {"org"_L1, "organization"_L1},
                                      {"collection"_L1, "collection"_L1},
                                      {"model"_L1, "model"_L1},
                                      {"engine"_L1, "engine"_L1},
                                      {"key"_L1, "key"_L1},
                                      {"request"_L1, "request"_L1},
                                      {"trace"_L1, "trace"_L1}}};
constexpr qsizetype longestName = 128;

bool isNumber(QStringView word)
{
    return std::all_of(word.begin(), word.end(),
                       [](QChar c) { return (c >= u'0' && c <= u'9') || c == u'-' || c == u'e'; });
}

/// In lower case, without what does not matter.
QString normalized(QStringView name)
{
    QString result;
    for (const QChar c : name.left(longestName)) {
        if (!c.isSpace() && c != u'-' && c != u'_')
            result += c.toLower();
    }
    return result;
}

bool isPlainId(QStringView name)
{
    return name == "id"_L1 || name == "ids"_L1;
}

QStringView withoutEnding(QStringView name, QLatin1StringView ending)
{
    return name.size() > ending.size() && name.endsWith(ending) ? name.chopped(ending.size()) : name;
}

} // namespace

NameMeaning meaningOf(QStringView name)
{
    if (isNumber(name))
        return {};
    const QString plain = normalized(name);
    if (plain.contains("task"_L1))
        return {{IdReading::Task, {}}, false};
    if (isPlainId(plain))
        return {{}, true};
    if (plain == "$oid"_L1 || plain == "objectid"_L1)
        return {{IdReading::Other, databaseRecord}, false};
    qsizetype last = -1;
    NameMeaning meaning;
    for (const Noun &noun : nouns) {
        const qsizetype at = plain.lastIndexOf(noun.part);
        if (at > last) { // of `video_index` the last one counts
            last = at;
            meaning.name = {IdReading::Other, noun.shown};
        }
    }
    return meaning;
}

NameMeaning meaningOfWord(QStringView word)
{
    NameMeaning meaning = meaningOf(word);
    const bool isCompound = word.contains(u'_')
        || std::adjacent_find(word.begin(), word.end(),
                              [](QChar a, QChar b) { return a.isLower() && b.isUpper(); })
            != word.end();
    if (meaning.name.reading != IdReading::Other || isCompound || meaning.name.other == databaseRecord)
        return meaning;
    const QString plain = normalized(word);
    const QStringView owner = withoutEnding(withoutEnding(plain, "ids"_L1), "id"_L1);
    const bool isNoun = std::any_of(nouns.begin(), nouns.end(), [owner](const Noun &noun) {
        return owner == noun.part || withoutEnding(owner, "s"_L1) == noun.part
            || withoutEnding(owner, "es"_L1) == noun.part;
    });
    return isNoun ? meaning : NameMeaning();
}

} // namespace embedscope
