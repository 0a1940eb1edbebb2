// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/keystore.h"

#include "net/keyfinder.h"
#include "support/testprogram.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QLocalServer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// What KeyStore says where no keyring keeps anything. Real keyrings are tried in tests/long/keyring.
class TestKeyStore final : public QObject
{
    Q_OBJECT

private:
    const ApiKey m_key{"tlk_canary_0123456789", ApiKey::Source::Entered, {}};
    const QTemporaryDir m_home;

    static void setBus(const QString &path)
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + path.toUtf8());
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const char *const name :
             {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
            qputenv(name, m_home.path().toUtf8());
    }

    void withoutAKeyringNothingIsKeptAnywhere()
    {
        setBus(m_home.filePath(u"no-bus"_s));
        KeyStore store;
        QSignalSpy kept(&store, &KeyStore::kept);
        QSignalSpy failed(&store, &KeyStore::keepFailed);
        store.keep(m_key);
        QVERIFY2(failed.isEmpty(), "it is told after the call returns");
        QVERIFY(failed.wait(test::longestWaitMs));
        const QString sentence = failed[0][0].toString();
        QVERIFY2(sentence.startsWith(u"No keyring of the desktop answers"_s) && sentence.endsWith(u'.'),
                 qPrintable(sentence));
        QVERIFY(!sentence.contains(QString::fromLatin1(m_key.value())));
        QVERIFY(kept.isEmpty());

        QSignalSpy forgotten(&store, &KeyStore::forgotten);
        QSignalSpy forgetFailed(&store, &KeyStore::forgetFailed);
        store.forget();
        QVERIFY(forgetFailed.wait(test::longestWaitMs));
        QVERIFY(forgotten.isEmpty());

        QDirIterator walk(m_home.path(), QDir::Files | QDir::Hidden | QDir::System,
                          QDirIterator::Subdirectories);
        QVERIFY2(!walk.hasNext(), qPrintable(walk.next()));
    }

    void onlyTheLastCallIsTold()
    {
        KeyStore store;
        QSignalSpy keepFailed(&store, &KeyStore::keepFailed);
        QSignalSpy forgetFailed(&store, &KeyStore::forgetFailed);
        store.forget();
        store.keep(m_key);
        QVERIFY(keepFailed.wait(test::longestWaitMs));
        QTest::qWait(100);
        QCOMPARE(keepFailed.size(), 1);
        QVERIFY(forgetFailed.isEmpty());
    }

    void whoAskedMayGo()
    {
        auto store = std::make_unique<KeyStore>();
        store->keep(m_key);
        store.reset();
        QTest::qWait(200); // the job ends without it
    }

    /// The last one: QtKeychain does one job after another, and this one never ends.
    void aBusThatHangsIsGivenUp()
    {
        QLocalServer bus; // takes connections and says nothing
        QVERIFY(bus.listen(m_home.filePath(u"hung-bus"_s)));
        setBus(bus.fullServerName());
        KeyStore store(300ms);
        QSignalSpy failed(&store, &KeyStore::keepFailed);
        QElapsedTimer clock;
        clock.start();
        store.keep(m_key);
        QVERIFY(failed.wait(test::longestWaitMs));
        QCOMPARE_GE(clock.elapsed(), 250);
        QVERIFY(failed[0][0].toString().contains(u"within 0.3 s"_s));

        QSignalSpy forgetFailed(&store, &KeyStore::forgetFailed);
        store.forget();
        QVERIFY(forgetFailed.wait(test::longestWaitMs));

        KeyFinder finder({.keyFile = {}, .keyringPatience = 300ms, .environment = QProcessEnvironment()});
        QSignalSpy found(&finder, &KeyFinder::found);
        finder.start();
        QVERIFY(found.wait(test::longestWaitMs));
        QVERIFY(found[0][0].value<ApiKey>().isEmpty());
    }
};

EMBEDSCOPE_TEST(TestKeyStore)
#include "tst_keystore.moc"
