// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/jsonstring.h"

#include "support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestJsonString final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownOnes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("empty") << QString() << QByteArray("\"\"");
        QTest::newRow("plain") << u"All is well."_s << QByteArray("\"All is well.\"");
        QTest::newRow("quote and backslash") << u"say \"C:\\x\""_s << QByteArray("\"say \\\"C:\\\\x\\\"\"");
        QTest::newRow("line breaks") << u"a\nb\r\tc"_s << QByteArray("\"a\\nb\\r\\tc\"");
        QTest::newRow("control characters")
            << u"\u0000\u0001\u001f"_s << QByteArray("\"\\u0000\\u0001\\u001f\"");
        QTest::newRow("other scripts") << u"übergrößt, 日本"_s << QByteArray("\"übergrößt, 日本\"");
        QTest::newRow("beyond 16 bits") << u"x😀y"_s << QByteArray("\"x😀y\"");
        QTest::newRow("half a pair") << QString(QChar(0xd83d)) + u"a"_s + QChar(0xde00)
                                     << QByteArray("\"\xEF\xBF\xBD"
                                                   "a\xEF\xBF\xBD\"");
    }
    void knownOnes()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, json);
        QCOMPARE(jsonString(text), json);
    }

    void anotherParserReadsTheSame()
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 500; ++round) {
            QString text;
            const int length = random.bounded(40);
            for (int i = 0; i < length; ++i) {
                const uint code = random.bounded(2) ? random.bounded(0x80U) : random.bounded(0x11'0000U);
                if (!QChar::isSurrogate(code))
                    text += QString::fromUcs4(reinterpret_cast<const char32_t *>(&code), 1);
            }
            const QJsonDocument read = QJsonDocument::fromJson('[' + jsonString(text) + ']');
            QCOMPARE(read.array().first().toString(), text);
        }
    }
};

EMBEDSCOPE_TEST(TestJsonString)
#include "tst_jsonstring.moc"
