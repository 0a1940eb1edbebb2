// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/apikey.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;

class TestApiKey final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatAHeaderCanCarryIsSent_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("sendable");
        QTest::newRow("a key") << QByteArray("tlk_0123456789abcdefABCDEFGHIJ") << true;
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("injects a header") << QByteArray("abc\r\nX-Injected: yes") << false;
        QTest::newRow("bare line feed") << QByteArray("abc\n") << false;
        QTest::newRow("space") << QByteArray("a b") << false;
        QTest::newRow("NUL") << QByteArray("a\0b", 3) << false;
        QTest::newRow("not ASCII") << QByteArray("sch\xc3\xb6n") << false;
        QTest::newRow("512") << QByteArray(512, 'k') << true;
        QTest::newRow("513") << QByteArray(513, 'k') << false;
    }
    void onlyWhatAHeaderCanCarryIsSent()
    {
        QFETCH(QByteArray, value);
        QFETCH(bool, sendable);
        QCOMPARE(ApiKey(value, ApiKey::Source::File, {}).isSendable(), sendable);
    }

    void whiteSpaceAroundATextIsLeftOutAndSaid()
    {
        const ApiKey key = ApiKey::fromText(" tlk_a\r\n", ApiKey::Source::File, QStringLiteral("key.txt"));
        QCOMPARE(key.value(), QByteArray("tlk_a"));
        QCOMPARE(key.source(), ApiKey::Source::File);
        QCOMPARE(key.sourceName(), QStringLiteral("key.txt"));
        QVERIFY(key.wasTrimmed());
        QVERIFY(!ApiKey::fromText("tlk_a", ApiKey::Source::File, {}).wasTrimmed());
    }
};

EMBEDSCOPE_TEST(TestApiKey)
#include "tst_apikey.moc"
