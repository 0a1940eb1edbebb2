// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/answerrange.h"

#include "support/testprogram.h"

#include <QBuffer>
#include <QTest>

using namespace embedscope;

class TestAnswerRange final : public QObject
{
    Q_OBJECT

private:
    static QByteArray trimmed(QByteArray body)
    {
        QBuffer device(&body);
        device.open(QIODevice::ReadOnly);
        const auto range = findAnswerRange(device);
        return range ? body.mid(range->begin, range->end - range->begin) : QByteArray("(nothing)");
    }

private Q_SLOTS:
    void dropsWhatStandsAround()
    {
        QCOMPARE(trimmed("{}"), QByteArray("{}"));
        QCOMPARE(trimmed(" \t\r\n{ }\n \r\t"), QByteArray("{ }"));
        QCOMPARE(trimmed("\xEF\xBB\xBF{}"), QByteArray("{}"));
        QCOMPARE(trimmed("\xEF\xBB\xBF \n{}\n"), QByteArray("{}"));
    }

    void dropsNothingElse()
    {
        QCOMPARE(trimmed("\v{}\f"), QByteArray("\v{}\f")); // white space for C, not for JSON
        QCOMPARE(trimmed("\xC2\xA0{}"), QByteArray("\xC2\xA0{}"));
        QCOMPARE(trimmed(QByteArray("\0{}\0", 4)), QByteArray("\0{}\0", 4));
        QCOMPARE(trimmed("\xEF\xBB\xBF\xEF\xBB\xBF{}"), QByteArray("\xEF\xBB\xBF{}")); // one BOM, not two
        QCOMPARE(trimmed("{}\xEF\xBB\xBF"), QByteArray("{}\xEF\xBB\xBF"));
    }

    void nothingIsThere()
    {
        QCOMPARE(trimmed(""), QByteArray("(nothing)"));
        QCOMPARE(trimmed(" \n"), QByteArray("(nothing)"));
        QCOMPARE(trimmed("\xEF\xBB\xBF"), QByteArray("(nothing)"));
        QCOMPARE(trimmed("\xEF\xBB\xBF\n"), QByteArray("(nothing)"));
        QCOMPARE(trimmed(QByteArray(10'000, ' ')), QByteArray("(nothing)"));
    }

    void muchWhiteSpace()
    {
        // Around the size of the blocks in which it is skipped.
        for (const int before : {0, 1, 4095, 4096, 4097, 8192, 9000}) {
            for (const int after : {0, 1, 4094, 4095, 4096, 4097, 8192}) {
                for (const QByteArray &text : {QByteArray("{}"), QByteArray("{\"a\": 1 }"), QByteArray("7")})
                    QCOMPARE(trimmed(QByteArray(before, '\n') + text + QByteArray(after, ' ')), text);
            }
        }
    }

    void aDeviceThatCannotBeRead()
    {
        QByteArray body("  {}");
        QBuffer closed(&body);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral(".*")));
        QVERIFY(!findAnswerRange(closed));
    }
};

EMBEDSCOPE_TEST(TestAnswerRange)
#include "tst_answerrange.moc"
