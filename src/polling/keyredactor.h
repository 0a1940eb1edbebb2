// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "core/result.h"
#include "core/tasklistpage.h"
#include "net/apikey.h"

#include <QStringList>

namespace embedscope {

/// Replaces the API key, wherever a text holds it, by "***": as it is, with any of its characters escaped (for a URL, JSON
/// or HTML), or in base64; and everything that looks like a key. Safe on any thread.
class KeyRedactor final
{
public:
    KeyRedactor() = default;
    explicit KeyRedactor(const ApiKey &key);

    QString redact(const QString &text) const;
    bool isClean(const QString &text) const { return redact(text) == text; }
    /// In all texts that came with an answer, so that none of them shows the key wherever they go. The answer's own
    /// bytes are left as they are.
    void redact(EmbeddingTask &task) const;
    /// In every text of a failure; the bytes that came are left as they are.
    void redact(Failure &failure) const;
    /// A task whose ID is the key is none.
    void redact(TaskListPage &page) const;
    /// Whichever of them it is.
    template<class T> Result<T> redacted(Result<T> result) const
    {
        if (result)
            redact(*result);
        else
            redact(result.failure());
        return result;
    }

private:
    void clean(QString &text) const;
    void clean(QStringList &texts) const;
    void clean(ListedTask &task) const;
    void clean(Metadata &metadata) const;
    QString withoutEscapedKey(const QString &text) const;

    QString m_key;
    QStringList m_base64;
};

} // namespace embedscope
