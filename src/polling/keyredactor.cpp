// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/keyredactor.h"

#include "reader/idfinder.h"

#include <QVarLengthArray>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

const auto mask = u"***"_s;

/// What stands for a key's bytes in any base64 text, by how many bytes stand before it; and the same in the URL's alphabet.
QStringList base64Forms(const QByteArray &key)
{
    QStringList forms;
    constexpr std::array<qsizetype, 3> notOfTheKey{0, 2, 3}; // at the front: characters that hold a bit of what stands before
    for (const qsizetype before : {0, 1, 2}) {
        QByteArray coded = QByteArray(QByteArray(before, 'x') + key).toBase64(QByteArray::OmitTrailingEquals);
        if ((before + key.size()) % 3 != 0)
            coded.chop(1); // holds a bit of what stands behind
        const QString form = QString::fromLatin1(coded.mid(notOfTheKey[static_cast<size_t>(before)]));
        forms += form;
        forms += QString(form).replace(u'+', u'-').replace(u'/', u'_');
    }
    forms.removeDuplicates();
    return forms;
}

/// How many characters of `text` from `from` on are digits of a number of this base that is `c`, with any zeros before it and
/// `most` digits besides; 0 where they are another number's.
qsizetype numberLength(QStringView text, qsizetype from, QChar c, int base, qsizetype most)
{
    const auto digit = [&](qsizetype at) {
        bool isDigit = false;
        const int value = at < text.size() ? text.sliced(at, 1).toInt(&isDigit, base) : 0;
        return isDigit ? value : -1;
    };
    qsizetype end = from;
    while (digit(end) == 0)
        ++end;
    int number = 0;
    for (qsizetype digits = 0; digits < most && digit(end) >= 0; ++digits)
        number = number * base + digit(end++);
    return number == c.unicode() ? end - from : 0;
}

/// The same of exactly so many digits.
bool hasNumber(QStringView text, qsizetype from, qsizetype digits, QChar c, int base)
{
    bool isNumber = false;
    return text.size() >= from + digits && text.sliced(from, digits).toUInt(&isNumber, base) == c.unicode() && isNumber;
}

using Lengths = QVarLengthArray<qsizetype, 4>;

/// "%41", also escaped once and twice more ("%2541").
void addPercentForms(QStringView text, QChar c, Lengths &lengths)
{
    qsizetype sign = 1;
    for (int level = 0; level < 3; ++level, sign += 2) {
        if (hasNumber(text, sign, 2, c, 16))
            lengths.append(sign + 2);
        if (!text.sliced(sign).startsWith(u"25"))
            return;
    }
}

/// What follows a backslash, or two or three in a text within a text: the character itself, "u0041", "U00000041", "u{41}",
/// "x41", "x{41}" or "101".
void addBackslashForms(QStringView text, QChar c, Lengths &lengths)
{
    constexpr qsizetype mostSigns = 4;
    qsizetype at = 1;
    while (at < mostSigns && at < text.size() && text[at] == u'\\')
        ++at;
    if (at < text.size() && text[at] == c)
        lengths.append(at + 1);
    if (c == u'\\' && at > 1)
        lengths.append(2);
    if (hasNumber(text, at, 3, c, 8))
        lengths.append(at + 3);
    const QChar letter = at < text.size() ? text[at] : QChar();
    const qsizetype digits = letter == u'x' ? 2 : letter == u'u' ? 4 : letter == u'U' ? 8 : 0;
    if (digits == 0)
        return;
    if (hasNumber(text, at + 1, digits, c, 16))
        lengths.append(at + 1 + digits);
    if (text.sliced(at + 1).startsWith(u'{')) {
        const qsizetype length = numberLength(text, at + 2, c, 16, 6);
        if (length > 0 && text.sliced(at + 2 + length).startsWith(u'}'))
            lengths.append(at + 3 + length);
    }
}

/// "&amp;", "&#65;" or "&#x41;", with any zeros; browsers take numbers without the semicolon too.
void addEntityForms(QStringView text, QChar c, Lengths &lengths)
{
    const QString named = QString(c).toHtmlEscaped();
    if (named.size() > 1 && text.startsWith(named))
        lengths.append(named.size());
    if (!text.startsWith(u"&#"))
        return;
    const bool isHex = text.sliced(2).startsWith(u'x', Qt::CaseInsensitive);
    const qsizetype from = isHex ? 3 : 2;
    const qsizetype length = numberLength(text, from, c, isHex ? 16 : 10, 6);
    if (length > 0)
        lengths.append(from + length + (text.sliced(from + length).startsWith(u';') ? 1 : 0));
}

/// The lengths of what stands at the beginning of `text` for this character of the key: itself, or escaped.
Lengths lengthsOf(QStringView text, QChar c)
{
    Lengths lengths;
    if (text.isEmpty())
        return lengths;
    if (text.front().toLower() == c.toLower())
        lengths.append(1);
    if (text.front() == u'%')
        addPercentForms(text, c, lengths);
    else if (text.front() == u'\\')
        addBackslashForms(text, c, lengths);
    else if (text.front() == u'&')
        addEntityForms(text, c, lengths);
    return lengths;
}

/// How long the key is that stands at the beginning of `text`, each character in a form of its own; 0 where it does not.
qsizetype lengthOfKey(QStringView text, const QString &key)
{
    QVarLengthArray<qsizetype, 4> ends{0};
    for (const QChar c : key) {
        QVarLengthArray<qsizetype, 4> next;
        for (const qsizetype end : ends) {
            for (const qsizetype length : lengthsOf(text.sliced(end), c)) {
                if (!next.contains(end + length))
                    next.append(end + length);
            }
        }
        if (next.isEmpty())
            return 0;
        ends = next;
    }
    return *std::max_element(ends.begin(), ends.end());
}

} // namespace

KeyRedactor::KeyRedactor(const ApiKey &key)
{
    if (!key.isSecret())
        return; // words would suffer
    m_key = QString::fromLatin1(key.value());
    m_base64 = base64Forms(key.value());
}

QString KeyRedactor::withoutEscapedKey(const QString &text) const
{
    QString cleaned;
    qsizetype copied = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const qsizetype length = lengthOfKey(QStringView(text).sliced(at), m_key);
        if (length == 0)
            continue;
        cleaned += QStringView(text).sliced(copied, at - copied) + mask;
        copied = at + length;
        at = copied - 1;
    }
    return copied == 0 ? text : cleaned + QStringView(text).sliced(copied);
}

QString KeyRedactor::redact(const QString &text) const
{
    if (m_key.isEmpty())
        return withoutKeys(text);
    QString redacted = withoutEscapedKey(text); // first: what merely looks like a key may be a part of one
    for (const QString &form : m_base64)
        redacted.replace(form, mask, Qt::CaseInsensitive);
    return withoutKeys(redacted);
}

void KeyRedactor::clean(QString &text) const
{
    text = redact(text);
}

void KeyRedactor::clean(QStringList &texts) const
{
    for (QString &text : texts)
        clean(text);
}

// The bindings name every member: with a new one they do not compile until it is thought of here.

void KeyRedactor::clean(Metadata &metadata) const
{
    auto &[inputType, inputUrl, inputFilename, clipLengthSec, durationSec, startOffsetSec, endOffsetSec, embeddingOptions,
           embeddingScopes, members] = metadata;
    for (QString *const text : {&inputType, &inputUrl, &inputFilename})
        clean(*text);
    clean(embeddingOptions);
    clean(embeddingScopes);
    for (auto &[key, value] : members) {
        clean(key);
        clean(value);
    }
}

void KeyRedactor::redact(EmbeddingTask &task) const
{
    auto &[id, state, statusText, createdAt, updatedAt, errorMessage, metadata, axis, modalities, scopes, segments, matrix, findings] = task;
    clean(statusText);
    clean(errorMessage);
    clean(modalities);
    clean(scopes);
    if (metadata)
        clean(*metadata);
    for (Finding &finding : findings) {
        auto &[kind, count, firstPosition, detail] = finding;
        clean(detail);
    }
}

void KeyRedactor::clean(ListedTask &task) const
{
    auto &[id, state, statusText, createdAt, updatedAt, model, file, inputType, durationSec] = task;
    for (QString *const text : {&statusText, &model, &file, &inputType})
        clean(*text);
}

void KeyRedactor::redact(TaskListPage &page) const
{
    std::erase_if(page.tasks, [this](const ListedTask &task) { return !isClean(task.id.toString()); });
    for (ListedTask &task : page.tasks)
        clean(task);
}

void KeyRedactor::redact(Failure &failure) const
{
    auto &[kind, httpStatus, detail, serviceCode, retryAfter, isUntrusted, isOfDisk, bytes] = failure;
    clean(detail);
    clean(serviceCode);
}

} // namespace embedscope
