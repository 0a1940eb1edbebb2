// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/serviceaddress.h"

#include <QHostAddress>

namespace embedscope {

ServiceAddress::ServiceAddress() : m_base(QStringLiteral("https://api.twelvelabs.io/v1.3")) { }

std::optional<ServiceAddress> ServiceAddress::fromString(const QString &text, Refusal *refusal)
{
    const auto refuse = [refusal](Refusal why) -> std::optional<ServiceAddress> {
        if (refusal)
            *refusal = why;
        return std::nullopt;
    };
    QUrl url(text.trimmed(), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || url.isRelative())
        return refuse(Refusal::NotAUrl);
    if (!url.userInfo().isEmpty())
        return refuse(Refusal::HasCredentials);
    if (url.hasQuery() || url.hasFragment())
        return refuse(Refusal::HasQuery);
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path);

    ServiceAddress address;
    address.m_base = url;
    const bool clearText = url.scheme() == QLatin1String("http");
    if (url.scheme() != QLatin1String("https") && !(clearText && address.isLoopback()))
        return refuse(Refusal::NotHttps);
    return address;
}

QUrl ServiceAddress::taskUrl(const TaskId &id) const
{
    // An ID holds no dot, slash or percent sign, so nothing in it can move the path elsewhere.
    QUrl url = m_base;
    url.setPath(m_base.path() + QStringLiteral("/embed-v2/tasks/") + id.toString());
    return url;
}

QUrl ServiceAddress::listUrl(int page) const
{
    QUrl url = m_base;
    url.setPath(m_base.path() + QStringLiteral("/embed-v2/tasks"));
    url.setQuery(QStringLiteral("page=%1&page_limit=50").arg(page));
    return url;
}

bool ServiceAddress::isLoopback() const
{
    // By name only "localhost": any other name could resolve to anywhere.
    if (m_base.host() == QLatin1String("localhost"))
        return true;
    QHostAddress address;
    return address.setAddress(m_base.host()) && address.isLoopback();
}

} // namespace embedscope
