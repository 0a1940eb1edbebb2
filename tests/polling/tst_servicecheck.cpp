// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/servicecheck.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// What is taken for the service's own word, whatever the status, and what not.
class TestServiceCheck final : public QObject
{
    Q_OBJECT

private:
    static QString came(int status, const QByteArray &type, const QByteArray &body,
                        const QString &url = u"https://api.example/v1.3/embed-v2/tasks/1"_s)
    {
        const auto instead = whatCameInstead({.url = QUrl(url),
                                              .status = status,
                                              .contentType = type,
                                              .body = AnswerBytes::fromMemory(body),
                                              .retryAfter = {},
                                              .date = {},
                                              .rateHeaders = {},
                                              .redirectTarget = {},
                                              .receivedAt = {}});
        return instead.value_or(QString());
    }
    static inline const QString theService; // nothing came instead of it

private Q_SLOTS:
    void aPageIsNeverTheService()
    {
        const QByteArray page = "\xef\xbb\xbf\r\n <!DOCTYPE html><html><head><TITLE lang=en>Hotel\n &amp; Wi-Fi</TITLE></head>";
        for (const int status : {200, 400, 401, 403, 404, 407, 429, 500, 503, 511}) {
            for (const QByteArray &type : {"text/html; charset=utf-8", "application/json", "TEXT/HTML", ""})
                QCOMPARE(came(status, type, page), u"a web page titled “Hotel & Wi-Fi”"_s);
        }
        QCOMPARE(came(200, "text/html", "<html>Welcome"), u"a web page"_s);
        QCOMPARE(came(200, "text/html", "<html><title> \n</title>"), u"a web page"_s);
    }

    void aTitleIsOnePlainLine()
    {
        QCOMPARE(came(200, "text/html", "<title>Hotel " + QByteArray(5000, 'x') + "</title>"), u"a web page titled “Hotel…”"_s);
        // Nothing is cut within a word, nor shown that was cut: it may be the key, which is looked for afterwards.
        QCOMPARE(came(200, "text/html", "<title>" + QByteArray(5000, 'x') + "</title>"), u"a web page"_s);
        QCOMPARE(came(200, "text/html", "<title>" + QByteArray(100, 'x')), u"a web page"_s);
        QCOMPARE(came(200, "text/html", "<title>a\x01\n\xe2\x80\xae""b</title>"), u"a web page titled “a\xfffd \xfffd""b”"_s);
        QCOMPARE(came(200, "text/html", "<title>Caf\xe9</title>"), u"a web page titled “Café”"_s); // Latin-1
        QCOMPARE(came(200, "text/html", "<title>&lt;b&gt;&amp;lt;</title>"), u"a web page titled “<b>&lt;”"_s);
    }

    void otherTextIsNot()
    {
        QCOMPARE(came(200, "text/plain", "OK"), u"a response of type text/plain"_s);
        QCOMPARE(came(404, "text/plain; charset=utf-8", "404 page not found"), u"a response of type text/plain"_s);
        QCOMPARE(came(503, "", "upstream connect error"), u"a response without a type"_s);
        QCOMPARE(came(200, "image/png", "\x89PNG"), u"a response of type image/png"_s);
    }

    void anEmpty200IsNot()
    {
        for (const QByteArray &body : {"", " \r\n", "\xef\xbb\xbf"})
            QCOMPARE(came(200, "application/json", body), u"an empty response"_s);
        for (const int status : {204, 400, 401, 403, 404, 500})
            QCOMPARE(came(status, "", {}), theService);
    }

    void statusesOfProxies()
    {
        QCOMPARE(came(407, "", {}), u"a proxy that asks for a login"_s);
        QCOMPARE(came(407, "application/json", "{}"), u"a proxy that asks for a login"_s);
        QCOMPARE(came(511, "", {}), u"a network that asks for a sign-in"_s);
    }

    void jsonIsTheServices()
    {
        for (const int status : {200, 400, 401, 403, 404, 429, 500}) {
            QCOMPARE(came(status, "application/json", R"({"code":"c"})"), theService);
            QCOMPARE(came(status, "text/plain", R"( {"code":"c"})"), theService); // by its body
        }
        QCOMPARE(came(200, "application/json; charset=utf-8", "{\"_id\":"), theService); // broken, and told as such
        QCOMPARE(came(200, "application/problem+json", "[]"), theService);
    }

    void aRedirectIsToldAsOne()
    {
        HttpAnswer answer;
        answer.status = 302;
        answer.redirectTarget = u"https://login.example/"_s;
        answer.body = AnswerBytes::fromMemory("<html><title>302 Found</title>");
        QVERIFY(!whatCameInstead(answer));
        answer.redirectTarget.clear();
        QVERIFY(whatCameInstead(answer));
    }

    void aPageThatBeginsLikeAnObject()
    {
        const QByteArray page = "{{#login}}<html><title>Hotel</title>";
        QCOMPARE(came(200, "text/html", page), u"a web page titled “Hotel”"_s);
        QCOMPARE(came(404, "text/plain", "{not found}"), u"a response of type text/plain"_s);
        QCOMPARE(came(200, "text/plain", R"({"_id":"1","status":"processing"})"), QString());
        QCOMPARE(came(200, "application/json", R"({"_id":"1",)"), QString()); // unreadable, and the service's
    }

    void notFoundAtAnAddressWithoutAVersion()
    {
        const QString bare = u"http://127.0.0.1:8080/embed-v2/tasks/64f8d2c7e4a1b37f8a9c5d12"_s;
        const QString what = u"“not found”, at an address without a version such as /v1.3"_s;
        QCOMPARE(came(404, "", {}, bare), what);
        QCOMPARE(came(404, "application/json", R"({"message":"no Route matched"})", bare), what);
        // A gateway before the service may have a path of its own.
        QCOMPARE(came(404, "application/json", R"({"code":"resource_not_exist"})", bare), theService);
        QCOMPARE(came(200, "application/json", "{}", bare), theService);
        for (const QString &version : {u"/v1.3"_s, u"/v2"_s, u"/twelvelabs/V1.3"_s})
            QCOMPARE(came(404, "", {}, u"https://api.example%1/embed-v2/tasks/1"_s.arg(version)), theService);
    }

    void aBodyThatCannotBeReadIsNotEmpty()
    {
        HttpAnswer answer;
        answer.status = 200;
        answer.contentType = "application/json";
        answer.body = AnswerBytes::fromFile(u"/nowhere/at/all"_s, 100'000, AnswerBytes::FileOwnership::Keep);
        QVERIFY(!whatCameInstead(answer));
    }
};

EMBEDSCOPE_TEST(TestServiceCheck)
#include "tst_servicecheck.moc"
