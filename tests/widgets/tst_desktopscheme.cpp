// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/desktopscheme.h"

#include "support/testprogram.h"
#include "widgets/nobus.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusServer>
#include <QDBusVariant>
#include <QSaveFile>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

const auto portalPath = u"/org/freedesktop/portal/desktop"_s;

void writeKdeFile(const QString &path, const QByteArray &background)
{
    QSaveFile file(path); // replaced, as KDE does
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write");
    file.write("[Colors:View]\nBackgroundNormal=1,2,3\n\n[Colors:Window]\nBackgroundNormal=" + background
               + "\n");
    if (!file.commit())
        qFatal("cannot write");
}

} // namespace

/// A portal on a connection of its own, from process to the same process.
class FakePortal final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    explicit FakePortal(uint scheme) : m_scheme(scheme)
    {
        connect(&m_server, &QDBusServer::newConnection, this, [this](QDBusConnection connection) {
            connection.registerObject(portalPath, this, QDBusConnection::ExportAllSlots);
            m_connection = std::make_unique<QDBusConnection>(connection);
        });
    }

    std::function<QDBusConnection()> connecting()
    {
        static int count = 0;
        const QString name = u"portal%1"_s.arg(++count);
        return [address = m_server.address(), name] { return QDBusConnection::connectToPeer(address, name); };
    }

    void change(const QString &group, uint scheme)
    {
        auto signal =
            QDBusMessage::createSignal(portalPath, u"org.freedesktop.portal.Settings"_s, u"SettingChanged"_s);
        signal << group << u"color-scheme"_s << QVariant::fromValue(QDBusVariant(scheme));
        QVERIFY(m_connection->send(signal));
    }

public Q_SLOTS:
    QDBusVariant Read(const QString &group,
                      const QString &key) // a variant in a variant, as the real one answers
    {
        const bool isAsked = group == u"org.freedesktop.appearance"_s && key == u"color-scheme"_s;
        return QDBusVariant(QVariant::fromValue(QDBusVariant(isAsked ? m_scheme : 99u)));
    }

private:
    uint m_scheme;
    QDBusServer m_server;
    std::unique_ptr<QDBusConnection> m_connection;
};

class TstDesktopScheme final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsNothingWithoutDesktop();
    void doesNotWaitForTheBus();
    void asksThePortal_data();
    void asksThePortal();
    void followsThePortal();
    void readsAndFollowsKdesFile();
    void thePortalComesFirst();
};

void TstDesktopScheme::knowsNothingWithoutDesktop()
{
    const QTemporaryDir folder;
    const DesktopScheme scheme(test::noBus, folder.filePath(u"kdeglobals"_s));
    QSignalSpy asked(&scheme, &DesktopScheme::portalAsked);
    QVERIFY(!scheme.wantsDark());
    QVERIFY(asked.wait(test::longestWaitMs));
    QVERIFY(!scheme.wantsDark());
}

void TstDesktopScheme::doesNotWaitForTheBus()
{
    const QTemporaryDir folder;
    const auto hanging = std::make_shared<QSemaphore>(); // the other thread may take it after this test's end
    const DesktopScheme scheme(
        [hanging] {
            hanging->acquire(); // with the constructor waiting for it, this test would not end
            return test::noBus();
        },
        folder.filePath(u"kdeglobals"_s));
    QVERIFY(!scheme.wantsDark());
    hanging->release();
}

void TstDesktopScheme::asksThePortal_data()
{
    QTest::addColumn<uint>("answer");
    QTest::addColumn<bool>("dark");
    QTest::newRow("dark") << 1u << true;
    QTest::newRow("light") << 2u << false;
}

void TstDesktopScheme::asksThePortal()
{
    QFETCH(uint, answer);
    QFETCH(bool, dark);
    FakePortal portal(answer);
    const QTemporaryDir folder;
    const DesktopScheme scheme(portal.connecting(), folder.filePath(u"kdeglobals"_s));
    QSignalSpy asked(&scheme, &DesktopScheme::portalAsked);
    QVERIFY(asked.wait(test::longestWaitMs));
    QVERIFY(scheme.wantsDark().has_value());
    QCOMPARE(*scheme.wantsDark(), dark);
}

void TstDesktopScheme::followsThePortal()
{
    FakePortal portal(1);
    const QTemporaryDir folder;
    const DesktopScheme scheme(portal.connecting(), folder.filePath(u"kdeglobals"_s));
    const QSignalSpy changed(&scheme, &DesktopScheme::changed);
    QTRY_COMPARE(scheme.wantsDark(), std::optional(true));
    portal.change(u"org.freedesktop.appearance"_s, 2);
    QTRY_COMPARE(scheme.wantsDark(), std::optional(false));
    QCOMPARE(changed.count(), 2);
    portal.change(u"org.example.other"_s, 1); // another setting of the same name
    portal.change(u"org.freedesktop.appearance"_s, 0); // no wish
    QTRY_VERIFY(!scheme.wantsDark());
    QCOMPARE(changed.count(), 3);
}

void TstDesktopScheme::readsAndFollowsKdesFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"kdeglobals"_s);
    writeKdeFile(path, "32,35,38");
    const DesktopScheme scheme(test::noBus, path);
    const QSignalSpy changed(&scheme, &DesktopScheme::changed);
    QCOMPARE(scheme.wantsDark(), std::optional(true));
    for (int round = 0; round < 3; ++round) { // each time it is another file
        writeKdeFile(path, "239,240,241");
        QTRY_COMPARE(scheme.wantsDark(), std::optional(false));
        writeKdeFile(path, "32,35,38");
        QTRY_COMPARE(scheme.wantsDark(), std::optional(true));
    }
    QCOMPARE(changed.count(), 6);
    writeKdeFile(path, "nonsense, and of another size: QSettings does not read what has the old size and time");
    QTRY_VERIFY(!scheme.wantsDark());
}

void TstDesktopScheme::thePortalComesFirst()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"kdeglobals"_s);
    writeKdeFile(path, "32,35,38");
    FakePortal portal(2);
    const DesktopScheme scheme(portal.connecting(), path);
    QCOMPARE(scheme.wantsDark(), std::optional(true)); // at once, from the file
    QTRY_COMPARE(scheme.wantsDark(), std::optional(false));
    portal.change(u"org.freedesktop.appearance"_s, 0);
    QTRY_COMPARE(scheme.wantsDark(), std::optional(true));
}

EMBEDSCOPE_TEST(TstDesktopScheme)
#include "tst_desktopscheme.moc"
