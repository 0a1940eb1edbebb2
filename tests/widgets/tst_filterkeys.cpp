// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/filterkeys.h"

#include "support/testprogram.h"

#include <QLineEdit>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestFilterKeys final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void returnDownAndEscGoOn()
    {
        QLineEdit edit;
        int times = 0;
        new FilterKeys(edit, [&times] { ++times; });
        QTest::keyClicks(&edit, u"film"_s);
        QCOMPARE(times, 0);
        QTest::keyClick(&edit, Qt::Key_Return);
        QTest::keyClick(&edit, Qt::Key_Enter);
        QTest::keyClick(&edit, Qt::Key_Down);
        QCOMPARE(times, 3);
        QCOMPARE(edit.text(), u"film"_s);
        QTest::keyClick(&edit, Qt::Key_Left); // is the field's own
        QCOMPARE(edit.cursorPosition(), 3);
        QTest::keyClick(&edit, Qt::Key_Escape);
        QCOMPARE(times, 4);
        QVERIFY(edit.text().isEmpty());
    }
};

EMBEDSCOPE_TEST(TestFilterKeys)
#include "tst_filterkeys.moc"
