// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/ansifilter.h"

#include <algorithm>
#include <array>

namespace embedscope {

namespace {

constexpr char16_t escapeSign = u'\x1b';
constexpr char16_t controlIntroducer = u'\x9b';
constexpr qsizetype longestSequence = 48;

/// How much of a text is an escape sequence.
struct Sequence
{
    enum class Kind { None, Whole, Undecided };
    Kind kind = Kind::None;
    qsizetype length = 0;
};

bool mayBegin(QChar c)
{
    return c == escapeSign || c == controlIntroducer || c == u'[' || c == u'\\';
}

/// The length of what introduces a sequence of parameters, "[" included; 0 where nothing does.
qsizetype introduced(QStringView text, bool &isUndecided)
{
    constexpr std::array<QStringView, 6> introducers{u"\x1b[",  u"\x9b",   u"\\u001b[",
                                                     u"\\x1b[", u"\\033[", u"\\e["};
    for (const QStringView introducer : introducers) {
        if (text.startsWith(introducer, Qt::CaseInsensitive))
            return introducer.size();
        isUndecided = isUndecided
            || (text.size() < introducer.size() && introducer.startsWith(text, Qt::CaseInsensitive));
    }
    return 0;
}

/// `[1;36m`, the escape character of which was lost: only colours, and only digits.
Sequence bareColour(QStringView text)
{
    qsizetype end = 1;
    while (end < text.size() && end < 16
           && ((text[end] >= u'0' && text[end] <= u'9') || (text[end] == u';' && end > 1)))
        ++end;
    if (end == text.size())
        return {Sequence::Kind::Undecided, 0};
    return end > 1 && text[end] == u'm' ? Sequence{Sequence::Kind::Whole, end + 1} : Sequence{};
}

Sequence sequenceAt(QStringView text)
{
    bool isUndecided = false;
    qsizetype end = introduced(text, isUndecided);
    if (end == 0 && isUndecided)
        return {Sequence::Kind::Undecided, 0};
    if (end == 0)
        return text[0] == u'[' ? bareColour(text) : Sequence{};
    while (end < text.size() && end < longestSequence && text[end] >= u' ' && text[end] <= u'?')
        ++end;
    if (end == text.size())
        return {Sequence::Kind::Undecided, 0};
    return text[end] >= u'@' && text[end] <= u'~' ? Sequence{Sequence::Kind::Whole, end + 1} : Sequence{};
}

} // namespace

QString AnsiFilter::clean(QStringView text, bool isWhole)
{
    QString cleaned;
    qsizetype copied = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (!mayBegin(text[at]))
            continue;
        const Sequence sequence = sequenceAt(text.sliced(at));
        if (sequence.kind == Sequence::Kind::Undecided && !isWhole) {
            cleaned += text.sliced(copied, at - copied);
            m_held = text.sliced(at).toString();
            return cleaned;
        }
        if (sequence.kind != Sequence::Kind::Whole)
            continue;
        cleaned += text.sliced(copied, at - copied);
        copied = at + sequence.length;
        at = copied - 1;
    }
    return cleaned + text.sliced(copied);
}

QString AnsiFilter::take(QStringView piece)
{
    if (m_held.isEmpty() && std::none_of(piece.begin(), piece.end(), mayBegin))
        return piece.toString();
    const QString text = std::exchange(m_held, {}) + piece;
    return clean(text, false);
}

QString AnsiFilter::finish()
{
    const QString text = std::exchange(m_held, {});
    return clean(text, true);
}

QString withoutAnsi(QStringView text)
{
    AnsiFilter filter;
    QString cleaned = filter.take(text);
    return cleaned + filter.finish();
}

} // namespace embedscope
