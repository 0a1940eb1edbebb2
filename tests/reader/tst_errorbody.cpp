// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/errorbody.h"

#include "support/testprogram.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

class TestErrorBody final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void documentedForms();
    void retryAfter_data();
    void retryAfter();
    void anythingElseIsEmpty_data();
    void anythingElseIsEmpty();
};

void TestErrorBody::documentedForms()
{
    const ErrorBody flat = readErrorBody(
        R"({"code":"resource_not_exist","message":"The resource does not exist.","docs_url":"https://x"})");
    QCOMPARE(flat.code, u"resource_not_exist"_s);
    QCOMPARE(flat.message, u"The resource does not exist."_s);
    QVERIFY(flat.retryAfter.isEmpty());

    const ErrorBody wrapped = readErrorBody(
        R"({"error":{"code":"RATE_LIMIT_EXCEEDED","message":"Slow down","details":{"retryAfter":"30"}}})");
    QCOMPARE(wrapped.code, u"RATE_LIMIT_EXCEEDED"_s);
    QCOMPARE(wrapped.message, u"Slow down"_s);
    QCOMPARE(wrapped.retryAfter, "30"_ba);
}

void TestErrorBody::retryAfter_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("string") << "\"12\""_ba << "12"_ba;
    QTest::newRow("number") << "12"_ba << "12"_ba;
    QTest::newRow("fraction") << "0.25"_ba << "0.25"_ba;
    QTest::newRow("epoch") << "1764580000"_ba << "1764580000"_ba;
    QTest::newRow("word") << "\"soon\""_ba << "soon"_ba;
    QTest::newRow("null") << "null"_ba << QByteArray();
    QTest::newRow("object") << "{}"_ba << QByteArray();
}

void TestErrorBody::retryAfter()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, text);
    QCOMPARE(readErrorBody(R"({"error":{"details":{"retryAfter":)" + value + "}}}").retryAfter, text);
}

void TestErrorBody::anythingElseIsEmpty_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("HTML") << "<html><body>502 Bad Gateway</body></html>"_ba;
    QTest::newRow("array") << R"(["code"])"_ba;
    QTest::newRow("string") << R"("code")"_ba;
    QTest::newRow("odd types") << R"({"code":404,"message":{"a":1},"details":[]})"_ba;
    QTest::newRow("error of odd type") << R"({"error":null})"_ba;
    QTest::newRow("cut off") << R"({"error":{"code":"x","mess)"_ba;
    QTest::newRow("not UTF-8") << QByteArray("{\"code\":\"\xFF\xFE\"");
    QTest::newRow("deep") << "{\"error\":" + QByteArray(100000, '[');
    QTest::newRow("deep and closed") << "{\"code\":" + QByteArray(100000, '[') + QByteArray(100000, ']')
            + "}";
}

void TestErrorBody::anythingElseIsEmpty()
{
    QFETCH(const QByteArray, body);
    const ErrorBody error = readErrorBody(body);
    QCOMPARE(error.code, QString());
    QCOMPARE(error.message, QString());
    QCOMPARE(error.retryAfter, QByteArray());
}

} // namespace embedscope

EMBEDSCOPE_TEST(embedscope::TestErrorBody)
#include "tst_errorbody.moc"
