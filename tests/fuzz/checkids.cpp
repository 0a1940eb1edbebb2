// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/checks.h"
#include "reader/idfinder.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace embedscope::fuzz {

namespace {

bool holdsKey(const QString &text)
{
    static const QRegularExpression key(u"tlk_[A-Za-z0-9_-]"_s, QRegularExpression::CaseInsensitiveOption);
    return key.match(text).hasMatch();
}

QString checkList(const std::vector<TaskId> &ids, const QString &text, QSet<QString> &seen)
{
    for (const TaskId &id : ids) {
        if (seen.contains(id.toString()))
            return u"an ID comes twice: "_s + id.toString();
        seen.insert(id.toString());
        if (!text.contains(id.toString(), Qt::CaseInsensitive) && !text.contains(u'['))
            return u"an ID does not stand in the text: "_s + id.toString();
        if (holdsKey(id.toString()))
            return u"a key was taken for an ID"_s;
    }
    return {};
}

QString checkFound(const FoundIds &found, const QString &text)
{
    static const QRegularExpression form(u"^[0-9a-f]{24}$"_s);
    QSet<QString> seen;
    for (const FoundId &foundId : found.ids) {
        if (const QString broken = checkList({foundId.id}, text, seen); !broken.isEmpty())
            return broken;
        if (!form.match(foundId.id.toString()).hasMatch())
            return u"an ID has no 24 lower-case hex digits: "_s + foundId.id.toString();
        if (foundId.around.contains(u'\n') || holdsKey(foundId.around))
            return u"what stands around an ID is no line, or holds a key"_s;
    }
    const auto lines = text.count(u'\n') + text.count(u'\r') + 1;
    if (found.linesWithoutIds < 0 || found.linesWithoutIds > lines)
        return u"%1 lines have no ID"_s.arg(found.linesWithoutIds);
    if (static_cast<int>(found.leftOut.size()) > std::min(found.leftOutCount(), 1000))
        return u"%1 words were left out, and %2 kept"_s.arg(found.leftOutCount()).arg(found.leftOut.size());
    for (const LeftOutWord &word : found.leftOut) {
        if (word.line < 1 || word.line > lines || word.text.size() > 64)
            return u"a word was left out in a line that is not there, or with too much text"_s;
        if (holdsKey(word.text) || word.text.isEmpty() != (word.reason == LeftOutReason::LooksLikeKey))
            return u"the text of a word that was left out is a key's, or missing"_s;
    }
    return {};
}

} // namespace

QString checkIds(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    const FoundIds found = findTaskIds(text);
    if (const QString broken = checkFound(found, text); !broken.isEmpty())
        return broken;
    QStringList taken;
    for (const TaskId &id : found.taken())
        taken += id.toString();
    if (findTaskIds(taken.join(u'\n')).taken() != found.taken())
        return u"IDs one a line are not found again"_s;

    QSet<QString> seen;
    if (const QString broken = checkList(otherIds(text), text, seen); !broken.isEmpty())
        return u"other IDs: "_s + broken;

    const QString clean = withoutKeys(text);
    if (holdsKey(clean))
        return u"a key is left in: "_s + clean;
    if (withoutKeys(clean) != clean)
        return u"a second time takes more out: "_s + clean + u"\n"_s + withoutKeys(clean);
    return {};
}

} // namespace embedscope::fuzz
