// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/apikey.h"

#include <algorithm>
#include <utility>

namespace embedscope {

ApiKey::ApiKey(QByteArray value, Source source, QString sourceName) :
    m_value(std::move(value)), m_source(source), m_sourceName(std::move(sourceName))
{
}

ApiKey ApiKey::fromText(const QByteArray &text, Source source, const QString &sourceName)
{
    ApiKey key(text.trimmed(), source, sourceName);
    key.m_wasTrimmed = key.m_value.size() != text.size();
    return key;
}

bool ApiKey::isSendable() const
{
    // A line break inside the value would end the header and begin another one of the attacker's choice:
    // QNetworkRequest::setRawHeader does not look.
    return !m_value.isEmpty() && m_value.size() <= 512
        && std::all_of(m_value.begin(), m_value.end(), [](char c) { return c >= '\x21' && c <= '\x7e'; });
}

} // namespace embedscope
