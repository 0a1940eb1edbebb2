// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"

#include <QUrl>

#include <optional>

namespace embedscope {

/// The base URL of the service ("https://api.twelvelabs.io/v1.3"), checked: https, or http on a loopback address.
class ServiceAddress final
{
public:
    enum class Refusal { NotAUrl, NotHttps, HasCredentials, HasQuery };

    ServiceAddress(); ///< https://api.twelvelabs.io/v1.3
    /// The address `text` spells (a trailing slash is dropped), or nothing and, where asked for, why not.
    static std::optional<ServiceAddress> fromString(const QString &text, Refusal *refusal = nullptr);

    /// Without a trailing slash.
    QString toString() const { return m_base.toString(QUrl::FullyEncoded); }
    const QUrl &url() const { return m_base; }
    QUrl taskUrl(const TaskId &id) const;
    /// A page of the list of tasks, from 1, with as many tasks as the service puts on one (50).
    QUrl listUrl(int page) const;
    bool isLoopback() const;

    friend bool operator==(const ServiceAddress &, const ServiceAddress &) = default;

private:
    QUrl m_base;
};

} // namespace embedscope
