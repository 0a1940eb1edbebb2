// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/jsontoken.h"

#include "support/testprogram.h"

#include <QTest>

#include <cmath>
#include <limits>

namespace embedscope {

class TestJsonToken final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbers_data();
    void numbers();
    void noNumbers_data();
    void noNumbers();
    void strings_data();
    void strings();
    void noStrings_data();
    void noStrings();
    void overflowIsSuspected_data();
    void overflowIsSuspected();
};

void TestJsonToken::numbers_data()
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<double>("value");
    const auto row = [](const char *token, double value) {
        QTest::newRow(token) << QByteArray(token) << value;
    };
    row("0", 0);
    row("-0", -0.0);
    row("12 \t\r\n", 12);
    row("-1.5", -1.5);
    row("0.1", 0.1);
    row("1e3", 1000);
    row("1E+3", 1000);
    row("25e-2", 0.25);
    row("1e400", infinity);
    row("-1e400", -infinity);
    row("0.001e312", infinity);
    row("0.0001e311", 1e307);
    row("1e-400", 0);
    row("-1e-400", -0.0);
    row("5000e-327", 5e-324);
    row("1000e-330", 0);
    row("4.9e-324", 4.9e-324);
    row("1e99999999999999999999", infinity);
    row("1e-99999999999999999999", 0);
    row("0e99999999999999999999", 0);
    row("0.000e99999999999999999999", 0);
    row("0.99999999999999999999", 1);
    row("123456789012345678901234567890", 1.2345678901234568e29);
    const QByteArray longInteger = "1" + QByteArray(400, '0');
    QTest::newRow("an integer of 401 digits") << longInteger << infinity;
    QTest::newRow("the same with e-400") << longInteger + "e-400" << 1.0;
    QTest::newRow("400 zeros behind the point") << "0." + QByteArray(400, '0') + "1" << 0.0;
    QTest::newRow("the same with e400") << "0." + QByteArray(400, '0') + "1e400" << 0.1;
}

void TestJsonToken::numbers()
{
    QFETCH(const QByteArray, token);
    QFETCH(const double, value);
    QVERIFY(isJsonNumber(token.toStdString()));
    const double read = jsonNumber(token.toStdString());
    QVERIFY2(read == value, qPrintable(QString::number(read, 'g', 17)));
    QCOMPARE(std::signbit(read), std::signbit(value));
}

void TestJsonToken::noNumbers_data()
{
    QTest::addColumn<QByteArray>("token");
    for (const char *token : {"",    " ",    "-",     "+1",  "01",       "-01",       "00",  ".5",  "1.",
                              "-.5", "1.e5", "1e",    "1e+", "1e-",      "1e1.5",     "1 2", "1x",  "0x10",
                              "1,",  "--1",  "1.2.3", "NaN", "Infinity", "-Infinity", "inf", "1\f", "١"})
        QTest::newRow(token) << QByteArray(token);
    QTest::newRow("NUL behind") << QByteArray("1\0", 2);
}

void TestJsonToken::noNumbers()
{
    QFETCH(const QByteArray, token);
    QVERIFY(!isJsonNumber(token.toStdString()));
    QVERIFY(!isPlainJsonNumber(token.toStdString()));
}

void TestJsonToken::strings_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray(R"("")") << QByteArray();
    QTest::newRow("more behind") << QByteArray(R"("a" , "b")") << QByteArray("a");
    QTest::newRow("escapes") << QByteArray(R"("\"\\\/\b\f\n\r\t")") << QByteArray("\"\\/\b\f\n\r\t");
    QTest::newRow("one to three bytes")
        << QByteArray(R"("\u0041\u00e9\u20AC")") << QByteArray("A\xC3\xA9\xE2\x82\xAC");
    QTest::newRow("a pair") << QByteArray(R"("\ud83d\ude00")") << QByteArray("\xF0\x9F\x98\x80");
    QTest::newRow("the last pair") << QByteArray(R"("\udbff\udfff")") << QByteArray("\xF4\x8F\xBF\xBF");
    QTest::newRow("first half alone") << QByteArray(R"("a\ud83db")")
                                      << QByteArray("a\xEF\xBF\xBD"
                                                    "b");
    QTest::newRow("second half alone") << QByteArray(R"("\ude00")") << QByteArray("\xEF\xBF\xBD");
    QTest::newRow("two first halves")
        << QByteArray(R"("\ud83d\ud83d\ude00")") << QByteArray("\xEF\xBF\xBD\xF0\x9F\x98\x80");
    QTest::newRow("first half and another") << QByteArray(R"("\ud83d\u0041")")
                                            << QByteArray("\xEF\xBF\xBD"
                                                          "A");
    QTest::newRow("as it is") << QByteArray("\"\xC3\xA9\"") << QByteArray("\xC3\xA9");
}

void TestJsonToken::strings()
{
    QFETCH(const QByteArray, token);
    QFETCH(const QByteArray, text);
    const auto decoded = jsonString(token.toStdString());
    QVERIFY(decoded.has_value());
    QCOMPARE(QByteArray::fromStdString(*decoded), text);
}

void TestJsonToken::noStrings_data()
{
    QTest::addColumn<QByteArray>("token");
    for (const char *token :
         {R"(")", R"("a)", R"("\")", R"("\x41")", R"("\'")", R"("\u12")", R"("\u12g4")", R"("\u-123")",
          R"("\u 123")", R"("\ud83d\u12")", R"("\ud83d\uzzzz")", R"("\)", R"("\u)"})
        QTest::newRow(token) << QByteArray(token);
}

void TestJsonToken::noStrings()
{
    QFETCH(const QByteArray, token);
    QVERIFY(!jsonString(token.toStdString()).has_value());
}

void TestJsonToken::overflowIsSuspected_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<bool>("suspected");
    QTest::newRow("19 digits") << QByteArray("0.1234567890123456789") << false;
    QTest::newRow("20 digits") << QByteArray("0.99999999999999999999") << true;
    QTest::newRow("20 digits, minus") << QByteArray("-0.99999999999999999999") << true;
    QTest::newRow("17 digits behind zeros") << QByteArray("-0.0000000012345678901234567") << false;
    QTest::newRow("20 digits behind zeros") << QByteArray("0.000099999999999999999999") << true;
    QTest::newRow("only zeros") << QByteArray("0.0000000000000000000000000") << false;
    QTest::newRow("1 and more is read rightly") << QByteArray("1.99999999999999999999") << false;
}

void TestJsonToken::overflowIsSuspected()
{
    QFETCH(const QByteArray, token);
    QFETCH(const bool, suspected);
    QCOMPARE(overflowsOnDemand(token.toStdString()), suspected);
}

} // namespace embedscope

EMBEDSCOPE_TEST(embedscope::TestJsonToken)
#include "tst_jsontoken.moc"
