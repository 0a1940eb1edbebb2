// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/keykeeper.h"

#include "net/keystore.h"
#include "support/testprogram.h"
#include "widgets/servedfeed.h"

#include <QSignalSpy>
#include <QTest>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;

/// What becomes of a key that was entered. There is no keyring here; one that keeps it is tried in
/// tests/long/keyring, and stood in for by the store's own signals.
class TestKeyKeeper final : public QObject
{
    Q_OBJECT

private:
    struct Rig
    {
        explicit Rig(bool withStore = true) : keeper(served.feed, withStore ? &store : nullptr) { }
        ServedFeed served{""};
        KeyStore store;
        KeyKeeper keeper;
        QSignalSpy changed{&keeper, &KeyKeeper::keepingChanged};
        QSignalSpy forgotten{&keeper, &KeyKeeper::forgotten};
    };
    const ApiKey m_key{"tlk_secret", ApiKey::Source::Entered, {}};

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/no/such/bus");
    }

    void theKeyIsUsedAtOnceWhateverTheKeyringSays()
    {
        Rig rig;
        rig.keeper.use(m_key, true);
        QCOMPARE(rig.served.feed.key().value(), "tlk_secret");
        QCOMPARE(rig.keeper.keeping().state, KeyKeeping::State::UnderWay);
        QTRY_COMPARE(rig.keeper.keeping().state, KeyKeeping::State::Failed);
        QVERIFY(rig.keeper.keeping().problem.startsWith("No keyring of the desktop answers"_L1));
        QCOMPARE(rig.served.feed.key().value(), "tlk_secret");
        QCOMPARE(rig.changed.size(), 2);
    }

    void keptIsSaidWhenTheKeyringSaysSo()
    {
        Rig rig;
        rig.keeper.use(m_key, true);
        Q_EMIT rig.store.kept();
        QCOMPARE(rig.keeper.keeping().state, KeyKeeping::State::Kept);
    }

    void whoDoesNotWishItIsNotKept()
    {
        Rig rig;
        rig.keeper.use(m_key, false);
        QTest::qWait(100);
        QCOMPARE(rig.keeper.keeping().state, KeyKeeping::State::NotWanted);
        QCOMPARE(rig.changed.size(), 1);
    }

    void withoutAStoreNothingIsAsked()
    {
        Rig rig(false);
        QVERIFY(!rig.keeper.canKeep());
        rig.keeper.use(m_key, true);
        QCOMPARE(rig.keeper.keeping().state, KeyKeeping::State::NotWanted);
        rig.keeper.forget();
        QVERIFY(rig.served.feed.key().isEmpty());
    }

    void forgetting()
    {
        Rig rig;
        rig.keeper.use(m_key, false);
        rig.keeper.forget();
        QVERIFY(rig.served.feed.key().isEmpty());
        QVERIFY(rig.forgotten.wait(test::longestWaitMs));
        QVERIFY(rig.forgotten[0][0].toString().startsWith("The key is not used any more, but"_L1));
        Q_EMIT rig.store.forgotten();
        QVERIFY(rig.forgotten[1][0].toString().startsWith("The key is forgotten"_L1));
    }
};

EMBEDSCOPE_TEST(TestKeyKeeper)
#include "tst_keykeeper.moc"
