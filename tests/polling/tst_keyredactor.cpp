// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/keyredactor.h"

#include "support/testprogram.h"

#include <QTest>

#include <random>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestKeyRedactor final : public QObject
{
    Q_OBJECT

private:
    const ApiKey m_key{"Ab+/c=d&SECRET%9", ApiKey::Source::Environment, u"TL_API_KEY"_s};

private Q_SLOTS:
    void hidesTheKeyInEveryForm()
    {
        const KeyRedactor redactor(m_key);
        QCOMPARE(redactor.redact(u"The key Ab+/c=d&SECRET%9 is wrong."_s), u"The key *** is wrong."_s);
        QCOMPARE(redactor.redact(u"/?key=Ab%2B%2Fc%3Dd%26SECRET%259&x"_s), u"/?key=***&x"_s);
        QCOMPARE(redactor.redact(u"Basic "_s + QString::fromLatin1(m_key.value().toBase64())).left(9),
                 u"Basic ***"_s);
    }

    void hidesTheKeyHoweverItsCharactersAreEscaped()
    {
        std::mt19937 random(1);
        const auto below = [&random](int end) { return std::uniform_int_distribution<int>(0, end - 1)(random); };
        const KeyRedactor redactor(m_key);
        for (int i = 0; i < 2000; ++i) {
            QString text;
            for (const char c : m_key.value()) {
                const QString hex = QString::number(c, 16).rightJustified(2, u'0');
                const QString named = QString(QLatin1Char(c)).toHtmlEscaped();
                switch (below(17)) {
                case 0: text += u'%' + hex; break;
                case 1: text += u"%25"_s + hex.toUpper(); break;
                case 2: text += u"\\u00"_s + hex; break;
                case 3: text += c == '/' || c == '"' || c == '\\' ? QString(u'\\') + QLatin1Char(c) : QString(QLatin1Char(c)); break;
                case 4: text += u"&#"_s + QString::number(c) + u';'; break;
                case 5: text += u"&#x"_s + hex + u';'; break;
                case 6: text += named; break;
                case 7: text += u"&#"_s + QString(below(40), u'0') + QString::number(c) + u';'; break;
                case 8: text += u"&#X"_s + QString(below(40), u'0') + hex + u';'; break;
                case 9: text += u"\\x"_s + hex; break;
                case 10: text += u"\\\\u00"_s + hex; break;
                case 11: text += u"\\u{"_s + QString(below(3), u'0') + hex + u'}'; break;
                case 12: text += u'\\' + QString::number(c, 8).rightJustified(3, u'0'); break;
                case 13: text += u"\\U000000"_s + hex; break;
                case 14: text += u"%2525"_s + hex; break;
                default: text += QLatin1Char(c);
                }
            }
            QCOMPARE(redactor.redact(u"at <"_s + text + u"> it"_s), u"at <***> it"_s);
        }
    }

    void hidesTheKeyInTheMiddleOfBase64()
    {
        const KeyRedactor redactor(m_key);
        for (const auto alphabet : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
            for (const QByteArray before : {"", "u", "me", "user:", "Bearer "}) {
                for (const QByteArray after : {"", "x", ":pw"}) {
                    const QString text = QString::fromLatin1(QByteArray(before + m_key.value() + after).toBase64(alphabet));
                    const QString rest = redactor.redact(text);
                    QVERIFY2(rest.contains("***"_L1) && rest.size() <= before.size() * 2 + after.size() * 2 + 12, qPrintable(rest));
                }
            }
        }
    }

    void hidesTheKeyInEveryTextOfAFailure()
    {
        const QString key = QString::fromLatin1(m_key.value());
        Failure failure{.kind = FailureKind::NotFound, .httpStatus = 404, .detail = u"no "_s + key, .serviceCode = key};
        KeyRedactor(m_key).redact(failure);
        QCOMPARE(failure.detail, u"no ***"_s);
        QCOMPARE(failure.serviceCode, u"***"_s);
        QCOMPARE(failure.httpStatus, 404);
    }

    void aListedTaskWhoseIdIsTheKeyIsNone()
    {
        TaskListPage page;
        for (const QString &id : {u"tlk_0123456789ABCDEFGHIJKLMNOPQR"_s, u"64f8d2c7e4a1b37f8a9c5d12"_s})
            page.tasks.push_back({.id = *TaskId::fromString(id), .model = QString::fromLatin1(m_key.value())});
        KeyRedactor(m_key).redact(page);
        QCOMPARE(page.tasks.size(), 1U);
        QCOMPARE(page.tasks[0].model, u"***"_s);
    }

    void hidesWhatLooksLikeAKey()
    {
        const QString text = u"Invalid key tlk_0123456789ABCDEFGHIJKLMNOPQR."_s;
        QVERIFY(!KeyRedactor().redact(text).contains("0123456789"_L1));
    }

    void leavesOtherTextAlone()
    {
        const QString text = u"All is well with 64f8d2c7e4a1b37f8a9c5d12."_s;
        QCOMPARE(KeyRedactor(m_key).redact(text), text);
        QCOMPARE(KeyRedactor().redact(text), text);
    }

    void aShortKeyIsNobodysSecret()
    {
        const KeyRedactor redactor(ApiKey("demo", ApiKey::Source::Demo, {}));
        QCOMPARE(redactor.redact(u"the demo service"_s), u"the demo service"_s);
    }
};

EMBEDSCOPE_TEST(TestKeyRedactor)
#include "tst_keyredactor.moc"
