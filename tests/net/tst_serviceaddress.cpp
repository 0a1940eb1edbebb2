// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/serviceaddress.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using Refusal = ServiceAddress::Refusal;

class TestServiceAddress final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("base");
        QTest::addColumn<bool>("loopback");
        QTest::newRow("service") << "https://api.twelvelabs.io/v1.3" << "https://api.twelvelabs.io/v1.3" << false;
        QTest::newRow("slashes") << "https://api.twelvelabs.io/v1.3//" << "https://api.twelvelabs.io/v1.3" << false;
        QTest::newRow("no path") << "https://proxy.example:8443" << "https://proxy.example:8443" << false;
        QTest::newRow("IPv4") << "http://127.0.0.1:8080/v1.3" << "http://127.0.0.1:8080/v1.3" << true;
        QTest::newRow("IPv4, 127/8") << "http://127.9.9.9/v1.3" << "http://127.9.9.9/v1.3" << true;
        QTest::newRow("IPv6") << "http://[::1]:8080/v1.3" << "http://[::1]:8080/v1.3" << true;
        QTest::newRow("localhost") << "http://localhost:1/v1.3" << "http://localhost:1/v1.3" << true;
    }
    void accepts()
    {
        QFETCH(QString, text);
        QFETCH(QString, base);
        QFETCH(bool, loopback);
        const auto address = ServiceAddress::fromString(text);
        QVERIFY(address);
        QCOMPARE(address->toString(), base);
        QCOMPARE(address->isLoopback(), loopback);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("refusal");
        const auto row = [](const char *name, const QString &text, Refusal refusal) {
            QTest::newRow(name) << text << static_cast<int>(refusal);
        };
        row("http", QStringLiteral("http://api.twelvelabs.io/v1.3"), Refusal::NotHttps);
        row("looks like loopback", QStringLiteral("http://127.0.0.1.example.com/"), Refusal::NotHttps);
        row("looks like localhost", QStringLiteral("http://localhost.example.com/"), Refusal::NotHttps);
        row("private network", QStringLiteral("http://192.168.0.1/"), Refusal::NotHttps);
        row("file", QStringLiteral("file:///etc/passwd"), Refusal::NotAUrl);
        row("ftp", QStringLiteral("ftp://host/"), Refusal::NotHttps);
        row("empty", QString(), Refusal::NotAUrl);
        row("words", QStringLiteral("the service"), Refusal::NotAUrl);
        row("no scheme", QStringLiteral("api.twelvelabs.io/v1.3"), Refusal::NotAUrl);
        row("password", QStringLiteral("https://me:secret@host/"), Refusal::HasCredentials);
        row("query", QStringLiteral("https://host/v1.3?key=1"), Refusal::HasQuery);
    }
    void refuses()
    {
        QFETCH(QString, text);
        QFETCH(int, refusal);
        Refusal why{};
        QVERIFY(!ServiceAddress::fromString(text, &why));
        QCOMPARE(static_cast<int>(why), refusal);
    }

    void buildsTheTaskUrl()
    {
        const auto address = ServiceAddress::fromString(QStringLiteral("https://host/v1.3/"));
        const auto id = TaskId::fromString(u"64f8d2c7e4a1b37f8a9c5d12");
        QCOMPARE(address->taskUrl(*id).toString(),
                 QStringLiteral("https://host/v1.3/embed-v2/tasks/64f8d2c7e4a1b37f8a9c5d12"));
    }
};

EMBEDSCOPE_TEST(TestServiceAddress)
#include "tst_serviceaddress.moc"
