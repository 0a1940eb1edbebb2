// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apikey.h"

#include <QByteArrayList>

#include <memory>

namespace embedscope {

/// Replaces the API key, wherever a text holds it, by "***": as it is, percent-encoded, or in base64; and
/// everything that looks like a key. Safe on any thread.
class KeyRedactor final
{
public:
    KeyRedactor() = default;
    explicit KeyRedactor(const ApiKey &key);

    QString redact(const QString &text) const;

private:
    QStringList m_forms;
};

/// While it lives, Qt's messages (qWarning() and so on) pass through a KeyRedactor on their way to standard
/// error. One at a time.
class RedactedMessages final
{
public:
    RedactedMessages();
    ~RedactedMessages();
    Q_DISABLE_COPY_MOVE(RedactedMessages)

    /// The key in use from now on.
    void setKey(const ApiKey &key);
};

} // namespace embedscope
