// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/decimalbox.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// What is typed is what is meant, in every locale.
class TestDecimalBox final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dotAndCommaBothAreDecimal_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("shown");
        QTest::newRow("dot") << u"0.05"_s << 0.05 << u"0.05 GB"_s;
        QTest::newRow("comma") << u"0,05"_s << 0.05 << u"0.05 GB"_s;
        QTest::newRow("whole") << u"20"_s << 20.0 << u"20 GB"_s;
        QTest::newRow("thousands") << u"20000"_s << 20'000.0 << u"20000 GB"_s;
        QTest::newRow("too fine") << u"1.505"_s << 1.5 << u"1.5 GB"_s;
        QTest::newRow("nothing") << u"0"_s << 0.0 << u"no limit"_s;
    }
    void dotAndCommaBothAreDecimal()
    {
        QFETCH(QString, typed);
        for (const QLocale &locale : {QLocale(QLocale::English), QLocale(QLocale::German)}) {
            QLocale::setDefault(locale);
            DecimalBox box;
            box.setSuffix(u" GB"_s);
            box.setSpecialValueText(u"no limit"_s);
            box.setDecimals(2);
            box.setRange(0, 100'000);
            box.setValue(7);
            box.show();
            box.selectAll();
            QTest::keyClicks(&box, typed);
            QTest::keyClick(&box, Qt::Key_Return);
            QTEST(box.value(), "value");
            QTEST(box.text(), "shown");
        }
        QLocale::setDefault(QLocale::c());
    }

    /// Whoever shows a number as soon as it changes must not write over what is being typed.
    void whatIsTypedCountsOnceItIsFinished()
    {
        DecimalBox box;
        box.setDecimals(3);
        box.setRange(0, 1);
        box.setValue(0.9);
        box.show();
        QList<double> values;
        connect(&box, &DecimalBox::valueChanged, this, [&](double value) {
            values.append(value);
            box.setValue(value);
        });
        QTest::keyClick(&box, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(&box, u"0.95"_s);
        QVERIFY(values.isEmpty());
        QTest::keyClick(&box, Qt::Key_Return);
        QCOMPARE(values, QList<double>{0.95});
        QCOMPARE(box.text(), u"0.95"_s);
    }
};

EMBEDSCOPE_TEST(TestDecimalBox)
#include "tst_decimalbox.moc"
