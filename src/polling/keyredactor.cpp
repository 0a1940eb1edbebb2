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

/// Whether `text` has, from `at` on, a number in so many hexadecimal (or decimal) digits that is `c`.
bool hasNumber(QStringView text, QChar c, int base)
{
    bool isNumber = false;
    return text.toUShort(&isNumber, base) == c.unicode() && isNumber;
}

/// The lengths of what stands at the beginning of `text` for this character of the key: itself, or escaped.
QVarLengthArray<qsizetype, 4> lengthsOf(QStringView text, QChar c)
{
    QVarLengthArray<qsizetype, 4> lengths;
    if (text.isEmpty())
        return lengths;
    if (text.front().toLower() == c.toLower())
        lengths.append(1);
    if (text.front() == u'%') {
        for (const QStringView sign : {u"%", u"%25"}) {
            if (text.startsWith(sign) && hasNumber(text.sliced(sign.size()).left(2), c, 16))
                lengths.append(sign.size() + 2);
        }
    } else if (text.front() == u'\\' && text.size() > 1) {
        if (text[1] == c)
            lengths.append(2);
        if (text[1] == u'u' && hasNumber(text.sliced(2).left(4), c, 16))
            lengths.append(6);
    } else if (text.front() == u'&') {
        const qsizetype end = text.left(10).indexOf(u';');
        const QStringView name = end > 1 ? text.sliced(1, end - 1) : QStringView();
        const bool isHex = name.startsWith(u"#x", Qt::CaseInsensitive);
        const bool isNumbered = isHex ? hasNumber(name.sliced(2), c, 16) : name.startsWith(u'#') && hasNumber(name.sliced(1), c, 10);
        if (isNumbered || (!name.isEmpty() && QString(c).toHtmlEscaped() == u'&' + name.toString() + u';'))
            lengths.append(end + 1);
    }
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
