// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/lanecombo.h"

#include "analysis/vectortask.h"
#include "support/testprogram.h"

#include <QSignalSpy>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestLaneCombo final : public QObject
{
    Q_OBJECT

private:
    static std::shared_ptr<const SearchableTask> task(const QStringList &modalities)
    {
        VectorTask maker;
        for (const QString &modality : modalities)
            maker.addRow(modality, randomVectors(3, 4, 1), 6);
        maker.add(u"broken"_s, 0, 6, {});
        return std::make_shared<const SearchableTask>(*makeSearchable(maker.share(), {}));
    }

private Q_SLOTS:
    void whatWasChosenStaysChosen()
    {
        LaneCombo combo;
        QSignalSpy changed(&combo, &LaneCombo::laneChanged);
        QVERIFY(!combo.lane());
        combo.setTask(task({u"visual"_s, u"audio"_s}));
        QCOMPARE(combo.count(), 2); // no vector, no lane to compare
        QCOMPARE(combo.lane()->modality(), u"visual"_s);
        QCOMPARE(changed.size(), 1);
        combo.show();
        QTest::keyClick(&combo, Qt::Key_Down);
        QCOMPARE(combo.lane()->modality(), u"audio"_s);
        QCOMPARE(changed.size(), 2);
        combo.setTask(task({u"fused"_s, u"audio"_s}));
        QCOMPARE(combo.lane()->modality(), u"audio"_s);
        combo.setTask(task({u"fused"_s}));
        QCOMPARE(combo.lane()->modality(), u"fused"_s);
        QVERIFY(!combo.isEnabled());
        combo.setTask(task({u"visual"_s, u"audio"_s}));
        QCOMPARE(combo.lane()->modality(), u"audio"_s);
        combo.setTask(nullptr);
        QVERIFY(!combo.lane());
    }
};

EMBEDSCOPE_TEST(TestLaneCombo)
#include "tst_lanecombo.moc"
