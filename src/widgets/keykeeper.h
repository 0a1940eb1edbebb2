// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apikey.h"
#include "widgets/keytext.h"

#include <QObject>

namespace embedscope {

class KeyStore;
class TaskFeed;

/// Puts a key that was entered to use, has it kept where that is wished, and forgets it; remembers what came
/// of it.
class KeyKeeper final : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive this. `store`: nullptr where no keyring may be written to (the demo).
    KeyKeeper(TaskFeed &feed, KeyStore *store, QObject *parent = nullptr);

    bool canKeep() const { return m_store != nullptr; }
    const KeyKeeping &keeping() const { return m_keeping; }

    /// The key is used at once, whatever the keyring says later.
    void use(const ApiKey &key, bool keep);
    /// Nothing is asked with the key any more, and the keyring deletes its own; forgotten() tells how that
    /// went.
    void forget();

Q_SIGNALS:
    void keepingChanged(const embedscope::KeyKeeping &keeping);
    /// Whole sentences.
    void forgotten(const QString &text);

private:
    void setKeeping(const KeyKeeping &keeping);

    TaskFeed &m_feed;
    KeyStore *m_store;
    KeyKeeping m_keeping;
};

} // namespace embedscope
