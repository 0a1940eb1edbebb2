// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/elidedlabel.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// A text with too little room shows its beginning.
class TestElidedLabel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBeginningStays()
    {
        ElidedLabel label;
        label.setAlignment(Qt::AlignRight);
        label.setText(u"1 of 27, error: one vector of the visual clips is zero"_s);
        label.resize(2 * label.sizeHint().width(), label.sizeHint().height());
        QCOMPARE(label.shownText(), label.text());
        label.resize(label.sizeHint().width() / 2, label.height());
        QVERIFY(label.shownText().startsWith(u"1 of 27"_s));
        QVERIFY(label.shownText().endsWith(u"…"_s));
        QVERIFY(label.fontMetrics().horizontalAdvance(label.shownText()) <= label.width());
        QCOMPARE(label.minimumSizeHint().width(), 0);
    }
};

EMBEDSCOPE_TEST(TestElidedLabel)
#include "tst_elidedlabel.moc"
