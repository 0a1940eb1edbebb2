// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plaintext.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestPlainText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneLineIsOneLine()
    {
        QCOMPARE(oneLine(u" a\n\tb  c "_s), u"a b c"_s);
        QCOMPARE(oneLine(u"png\u202e3pm.exe"_s), u"png\ufffd3pm.exe"_s);
        QCOMPARE(oneLine(u"abcdef"_s, 4), u"abc…"_s);
        QCOMPARE(oneLine(u"ab😀cd"_s, 4), u"ab…"_s); // no half a character
        QCOMPARE(oneLine(QString()), QString());
    }
};

EMBEDSCOPE_TEST(TestPlainText)
#include "tst_plaintext.moc"
