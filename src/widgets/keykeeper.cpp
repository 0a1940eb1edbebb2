// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/keykeeper.h"

#include "net/keystore.h"
#include "store/taskfeed.h"

namespace embedscope {

KeyKeeper::KeyKeeper(TaskFeed &feed, KeyStore *store, QObject *parent)
    : QObject(parent), m_feed(feed), m_store(store)
{
    if (!m_store)
        return;
    connect(m_store, &KeyStore::kept, this, [this] { setKeeping({.state = KeyKeeping::State::Kept}); });
    connect(m_store, &KeyStore::keepFailed, this, [this](const QString &sentence) {
        setKeeping({.state = KeyKeeping::State::Failed, .problem = sentence});
    });
    connect(m_store, &KeyStore::forgotten, this, [this] {
        Q_EMIT forgotten(tr("The key is forgotten: the desktop's keyring holds none any more."));
    });
    connect(m_store, &KeyStore::forgetFailed, this, [this](const QString &sentence) {
        Q_EMIT forgotten(tr("The key is not used any more, but the desktop's keyring did not confirm that it "
                            "holds none. %1")
                             .arg(sentence));
    });
}

void KeyKeeper::use(const ApiKey &key, bool keep)
{
    m_feed.setKey(key);
    const bool asked = keep && m_store;
    setKeeping({.state = asked ? KeyKeeping::State::UnderWay : KeyKeeping::State::NotWanted});
    if (asked)
        m_store->keep(key);
}

void KeyKeeper::forget()
{
    m_feed.setKey({});
    setKeeping({});
    if (m_store)
        m_store->forget();
}

void KeyKeeper::setKeeping(const KeyKeeping &keeping)
{
    m_keeping = keeping;
    Q_EMIT keepingChanged(m_keeping);
}

} // namespace embedscope

#include "moc_keykeeper.cpp"
