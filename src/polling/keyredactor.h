// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "core/tasklistpage.h"
#include "net/apikey.h"

#include <QStringList>

namespace embedscope {

/// Replaces the API key, wherever a text holds it, by "***": as it is, percent-encoded, or in base64; and
/// everything that looks like a key. Safe on any thread.
class KeyRedactor final
{
public:
    KeyRedactor() = default;
    explicit KeyRedactor(const ApiKey &key);

    QString redact(const QString &text) const;
    /// In all texts that came with an answer, so that none of them shows the key wherever they go. The answer's own
    /// bytes are left as they are.
    void redact(EmbeddingTask &task) const;
    void redact(ListedTask &task) const;

private:
    QStringList m_forms;
};

} // namespace embedscope
