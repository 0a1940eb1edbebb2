// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/modalityweights.h"

#include "support/testprogram.h"
#include "support/widetask.h"

#include <QDoubleSpinBox>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestModalityWeights final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOwnModalityCountsUntilTheUserSaysMore()
    {
        ModalityWeights weights;
        weights.setModalities({u"visual"_s, u"audio"_s});
        weights.setOwn(u"audio"_s);
        QSignalSpy changed(&weights, &ModalityWeights::changed);
        QCOMPARE(weights.weightOf(u"audio"_s), 1.0);
        QCOMPARE(weights.weightOf(u"visual"_s), 0.0);
        auto *const reset = weights.findChild<QToolButton *>(u"resetWeightsButton"_s);
        QVERIFY(!reset->isEnabled());
        auto *const visual = weights.findChildren<QDoubleSpinBox *>().constFirst();
        QCOMPARE(visual->accessibleName(), u"Weight of visual"_s);
        QTest::keyClick(visual, Qt::Key_Up);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(weights.weightOf(u"visual"_s), 0.5);
        QCOMPARE(weights.weightOf(u"audio"_s), 1.0);
        weights.setOwn(u"visual"_s); // what was set holds on
        QCOMPARE(weights.weightOf(u"audio"_s), 1.0);
        weights.setModalities({u"audio"_s, u"fused"_s});
        QCOMPARE(weights.weightOf(u"audio"_s), 1.0);
        QCOMPARE(weights.weightOf(u"fused"_s), 0.0);
        reset->click();
        QCOMPARE(changed.size(), 2);
        QCOMPARE(weights.weightOf(u"visual"_s), 1.0);
        QCOMPARE(weights.weightOf(u"audio"_s), 0.0);
    }

    void manyAreScrolled()
    {
        ModalityWeights weights;
        weights.setModalities(test::manyNames(u"m"_s, 9));
        const int ofThreeRows = weights.sizeHint().height();
        weights.setModalities(test::manyNames(u"m"_s, 64));
        QCOMPARE(weights.findChildren<QDoubleSpinBox *>().size(), 64);
        QVERIFY(weights.minimumSizeHint().height() < 2 * ofThreeRows);
        weights.setModalities({u"visual"_s});
        QVERIFY(weights.sizeHint().height() < ofThreeRows);
    }
};

EMBEDSCOPE_TEST(TestModalityWeights)
#include "tst_modalityweights.moc"
