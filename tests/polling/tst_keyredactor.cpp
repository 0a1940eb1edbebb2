// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/keyredactor.h"

#include "support/testprogram.h"

#include <QTest>

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
