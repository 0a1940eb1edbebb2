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
    QVERIFY(!flat.retryAfter);

    const ErrorBody wrapped = readErrorBody(
        R"({"error":{"code":"RATE_LIMIT_EXCEEDED","message":"Slow down","details":{"retryAfter":"30"}}})");
    QCOMPARE(wrapped.code, u"RATE_LIMIT_EXCEEDED"_s);
    QCOMPARE(wrapped.message, u"Slow down"_s);
    QCOMPARE(wrapped.retryAfter, std::chrono::milliseconds(30000));
}

void TestErrorBody::retryAfter_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("milliseconds"); // -1: none
    QTest::newRow("string") << "\"12\""_ba << qint64(12000);
    QTest::newRow("number") << "12"_ba << qint64(12000);
    QTest::newRow("fraction, never earlier") << "\"0.0001\""_ba << qint64(1);
    QTest::newRow("zero") << "0"_ba << qint64(0);
    QTest::newRow("ten years at most") << "1e300"_ba << qint64(316'224'000'000);
    QTest::newRow("negative") << "-1"_ba << qint64(-1);
    QTest::newRow("word") << "\"soon\""_ba << qint64(-1);
    QTest::newRow("nan") << "\"nan\""_ba << qint64(-1);
    QTest::newRow("inf") << "\"inf\""_ba << qint64(-1);
    QTest::newRow("empty") << "\"\""_ba << qint64(-1);
    QTest::newRow("null") << "null"_ba << qint64(-1);
    QTest::newRow("object") << "{}"_ba << qint64(-1);
}

void TestErrorBody::retryAfter()
{
    QFETCH(const QByteArray, value);
    QFETCH(const qint64, milliseconds);
    const ErrorBody body =
        readErrorBody("{\"error\":{\"code\":\"x\",\"details\":{\"retryAfter\":" + value + "}}}");
    QCOMPARE(body.code, u"x"_s);
    QCOMPARE(body.retryAfter ? body.retryAfter->count() : -1, milliseconds);
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
    QVERIFY(!error.retryAfter);
}

} // namespace embedscope

EMBEDSCOPE_TEST(embedscope::TestErrorBody)
#include "tst_errorbody.moc"
