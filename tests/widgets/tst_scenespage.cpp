// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scenespage.h"

#include "analysis/vectortask.h"
#include "models/scenes.h"
#include "plot/sharedtime.h"
#include "support/testprogram.h"
#include "widgets/rowtableview.h"

#include <QAction>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// The list of scene boundaries in a window of its own, with real key presses.
class TestScenesPage final : public QObject
{
    Q_OBJECT

private:
    struct Stage
    {
        explicit Stage(bool isShown = true)
        {
            page.resize(500, 300);
            if (isShown)
                page.show();
        }
        void show(const SharedTask &task)
        {
            analysis.setTask(task, {});
            time.setDuration(task->durationSec());
        }
        bool waitForRows(int rows)
        {
            return test::waitFor([this, rows] { return table().model()->rowCount() == rows; });
        }
        /// The page gets the keyboard, as when the window brings it to the front.
        bool focus()
        {
            page.activateWindow();
            page.setFocus();
            return test::waitFor([this] { return table().hasFocus(); });
        }
        QTableView &table() const { return *page.findChild<RowTableView *>(); }
        QString label() const { return page.findChild<QLabel *>()->text(); }
        double selectedSec() const
        {
            const auto selected = time.selectedSegment();
            return selected ? scenes.task()->segments.at(static_cast<size_t>(*selected)).startSec : -1;
        }

        TaskAnalysis analysis;
        Scenes scenes{analysis};
        SharedTime time;
        ScenesPage page{scenes, time};
    };

    /// Scenes of 40 s; clips of 2 s, 240 s long.
    static SharedTask film()
    {
        VectorTask maker;
        const auto looks = randomVectors(6, 16, 7);
        for (int clip = 0; clip < 120; ++clip)
            maker.add(u"visual"_s, clip * 2, clip * 2 + 2, looks[static_cast<size_t>(clip / 20)]);
        return maker.metadata(240).share();
    }

private Q_SLOTS:
    void nothingIsComputedWhileItIsHidden()
    {
        Stage stage(false);
        stage.show(film());
        QTest::qWait(30);
        QVERIFY(!stage.scenes.isUnderWay() && !stage.scenes.changes());
        QVERIFY(stage.page.saveAction()->isEnabled()); // it has them computed
        stage.page.show();
        QVERIFY(stage.waitForRows(6));
        QCOMPARE(stage.table().model()->index(0, 0).data().toString(), u"1"_s);
        QCOMPARE(stage.table().model()->index(1, 0).data().toString(), u"2"_s);
        QCOMPARE(stage.table().model()->index(1, 1).data().toString(), u"0:00:40.000"_s);
    }

    void saysWhatTheListIs()
    {
        Stage stage;
        QCOMPARE(stage.label(), QString());
        for (const QAction *const action : stage.page.stepActions())
            QVERIFY(!action->isEnabled());
        QVERIFY(!stage.page.saveAction()->isEnabled());
        stage.show(film());
        QVERIFY(stage.waitForRows(6));
        QVERIFY2(stage.label().startsWith("Where visual changes: novelty of at least "_L1), qPrintable(stage.label()));
        QVERIFY(stage.label().contains(", 16 s to either side (set in the change chart)."_L1));
        for (const QAction *const action : stage.page.stepActions())
            QVERIFY(action->isEnabled());
        QVERIFY(stage.page.saveAction()->isEnabled());
        stage.scenes.setThreshold(1.75);
        QVERIFY(stage.label().contains("novelty of at least 1.750"_L1));
        QCOMPARE(stage.table().model()->rowCount(), 1);
        QVERIFY(!stage.page.stepActions().constFirst()->isEnabled()); // nowhere to go
        VectorTask whole;
        stage.show(whole.metadata(60).add(u"visual"_s, 0, 60, {1, 0}, u"asset"_s).share());
        QTRY_COMPARE(stage.label(), u"No modality has clips to compare."_s);
        QVERIFY(!stage.page.saveAction()->isEnabled());
    }

    // Page Up and Down turn the list's pages here, as in every table.
    void theFieldMovesTheThresholdAndBack()
    {
        Stage stage;
        auto &spin = *stage.page.findChild<QDoubleSpinBox *>();
        auto &usual = *stage.page.findChild<QToolButton *>(u"usualButton"_s);
        QVERIFY(!spin.isEnabled() && !usual.isEnabled());
        stage.show(film());
        QVERIFY(stage.waitForRows(6));
        QVERIFY(spin.isEnabled() && !usual.isEnabled());
        const double before = stage.scenes.threshold();
        QTest::keyClick(&spin, Qt::Key_PageUp);
        QVERIFY(stage.scenes.threshold() > before + 0.09);
        QVERIFY(usual.isEnabled());
        spin.setValue(2);
        QCOMPARE(stage.table().model()->rowCount(), 1);
        QTest::keyClick(&usual, Qt::Key_Space);
        QCOMPARE(stage.scenes.threshold(), before); // not what the field rounds it to
        QCOMPARE(stage.table().model()->rowCount(), 6);
        QVERIFY(!usual.isEnabled());
    }

    void returnGoesToTheClipThatBeginsThere()
    {
        Stage stage;
        stage.show(film());
        QVERIFY(stage.waitForRows(6));
        QVERIFY(stage.focus());
        stage.time.setVisible({0, 20});
        stage.time.setCursor(7);
        stage.table().selectRow(3);
        QTest::keyClick(&stage.table(), Qt::Key_Return);
        QCOMPARE(stage.selectedSec(), 120.0);
        QTest::keyClick(&stage.table(), Qt::Key_Down); // walking goes there, too
        QCOMPARE(stage.selectedSec(), 160.0);
        QTest::keyClick(&stage.table(), Qt::Key_Up);
        QCOMPARE(stage.selectedSec(), 120.0);
        QVERIFY(!stage.time.cursor()); // what is looked at is the clip now
        QVERIFY(stage.time.visible().startSec <= 120 && stage.time.visible().endSec >= 122);
    }

    void aClickGoesThereToo()
    {
        Stage stage;
        stage.show(film());
        QVERIFY(stage.waitForRows(6));
        QTableView &table = stage.table();
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(table.model()->index(2, 1)).center());
        QCOMPARE(stage.selectedSec(), 80.0);
    }

    void nAndShiftNWalk()
    {
        Stage stage;
        stage.show(film());
        QVERIFY(stage.waitForRows(6));
        QVERIFY(stage.focus());
        QTest::keyClick(&stage.table(), Qt::Key_N);
        QCOMPARE(stage.selectedSec(), 40.0); // from nowhere: the film begins with the first
        QCOMPARE(stage.table().currentIndex().row(), 1);
        QTest::keyClick(&stage.table(), Qt::Key_N);
        QCOMPARE(stage.selectedSec(), 80.0);
        QTest::keyClick(&stage.table(), Qt::Key_N, Qt::ShiftModifier);
        QCOMPARE(stage.selectedSec(), 40.0);
        QTest::keyClick(&stage.table(), Qt::Key_N, Qt::ShiftModifier);
        QCOMPARE(stage.selectedSec(), 0.0);
        QTest::keyClick(&stage.table(), Qt::Key_N, Qt::ShiftModifier);
        QCOMPARE(stage.selectedSec(), 0.0); // there is none before it
        // From where the user is, not from the row that was current.
        stage.time.setSelectedSegment(75); // 150 s
        QTest::keyClick(&stage.table(), Qt::Key_N);
        QCOMPARE(stage.selectedSec(), 160.0);
        stage.time.setSelectedSegment(std::nullopt);
        stage.time.setCursor(90);
        QTest::keyClick(&stage.table(), Qt::Key_N, Qt::ShiftModifier);
        QCOMPARE(stage.selectedSec(), 80.0);
        stage.time.setSelectedSegment(std::nullopt);
        QTest::keyClick(&stage.table(), Qt::Key_N, Qt::ShiftModifier);
        QCOMPARE(stage.selectedSec(), 200.0); // from nowhere backwards: the last
        QTest::keyClick(&stage.table(), Qt::Key_N);
        QCOMPARE(stage.selectedSec(), 200.0);
    }
};

EMBEDSCOPE_TEST(TestScenesPage)
#include "tst_scenespage.moc"
