// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/servicecheck.h"

#include "core/plaintext.h"
#include "reader/errorbody.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include <array>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr qint64 lookedAt = 16 << 10; // a page's title stands at its beginning
constexpr int proxyAuthenticationRequired = 407;
constexpr int networkAuthenticationRequired = 511;

QByteArray beginning(const AnswerBytes &body)
{
    constexpr QByteArrayView mark("\xef\xbb\xbf");
    QByteArray bytes = body.head(lookedAt);
    if (bytes.startsWith(mark))
        bytes.remove(0, mark.size());
    return bytes.trimmed();
}

bool isJson(const QByteArray &type)
{
    return type == "application/json" || type == "text/json" || type.endsWith("+json");
}

/// Some pages begin like an object: with the brackets of a template. A longer text is judged when it is read.
bool isNoObject(const AnswerBytes &body, const QByteArray &begin)
{
    return body.size() <= lookedAt && !QJsonDocument::fromJson(begin).isObject();
}

/// What pages write in their titles; anything else stays as it is.
QString withoutEntities(QString text)
{
    static constexpr std::array<std::pair<QLatin1StringView, QLatin1StringView>, 8> entities{{
        {"&lt;"_L1, "<"_L1}, {"&gt;"_L1, ">"_L1}, {"&quot;"_L1, "\""_L1}, {"&#39;"_L1, "'"_L1},
        {"&#039;"_L1, "'"_L1}, {"&apos;"_L1, "'"_L1}, {"&nbsp;"_L1, " "_L1}, {"&amp;"_L1, "&"_L1}}};
    for (const auto &[entity, character] : entities)
        text.replace(entity, character);
    return text;
}

/// On one line, and cut between words alone: who looks for the key in it must not be left with a piece of one.
QString shortened(const QString &text)
{
    constexpr qsizetype longest = 80;
    const QString line = oneLine(text, lookedAt);
    if (line.size() <= longest)
        return line;
    const qsizetype end = line.lastIndexOf(u' ', longest);
    return end < 0 ? QString() : line.left(end) + u'…';
}

QString titleOf(const QByteArray &page)
{
    static const QRegularExpression title(u"<title\\b[^>]*>([^<]*)<"_s, QRegularExpression::CaseInsensitiveOption);
    QString text = QString::fromUtf8(page);
    if (text.contains(QChar::ReplacementCharacter))
        text = QString::fromLatin1(page);
    return shortened(withoutEntities(title.match(text).captured(1)));
}

QString pageText(const QByteArray &page)
{
    const QString title = titleOf(page);
    return title.isEmpty() ? u"a web page"_s : u"a web page titled “%1”"_s.arg(title);
}

bool namesVersion(const QUrl &url)
{
    static const QRegularExpression version(u"/v\\d+(\\.\\d+)*(/|$)"_s, QRegularExpression::CaseInsensitiveOption);
    return version.match(url.path()).hasMatch();
}

/// A server that knows nothing at this address says "not found" as the service does of a task.
bool isWrongAddress(const HttpAnswer &answer)
{
    return answer.status == 404 && !answer.url.isEmpty() && !namesVersion(answer.url)
        && readErrorBody(answer.body.head(lookedAt)).code != "resource_not_exist"_L1;
}

} // namespace

std::optional<QString> whatCameInstead(const HttpAnswer &answer)
{
    if (answer.status >= 300 && answer.status < 400 && !answer.redirectTarget.isEmpty())
        return std::nullopt; // whoever sends it: a redirect is told as one
    const QByteArray begin = beginning(answer.body);
    if (begin.startsWith('<'))
        return pageText(begin);
    if (answer.status == proxyAuthenticationRequired)
        return u"a proxy that asks for a login"_s;
    if (answer.status == networkAuthenticationRequired)
        return u"a network that asks for a sign-in"_s;
    if (isWrongAddress(answer))
        return u"“not found”, at an address without a version such as /v1.3"_s;
    if (begin.isEmpty()) {
        const bool isBlank = answer.body.size() <= lookedAt; // else it cannot be read any more, or begins later
        return answer.status == 200 && isBlank ? std::optional(u"an empty response"_s) : std::nullopt;
    }
    const QByteArray type = answer.contentType.split(';').constFirst().trimmed().toLower();
    if (isJson(type) || (begin.startsWith('{') && (type.isEmpty() || !isNoObject(answer.body, begin))))
        return std::nullopt;
    if (type == "text/html")
        return pageText(begin);
    const QString name = shortened(QString::fromLatin1(type));
    return name.isEmpty() ? u"a response without a type"_s : u"a response of type %1"_s.arg(name);
}

} // namespace embedscope
