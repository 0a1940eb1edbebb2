// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/auditpage.h"

#include "analysis/vectortask.h"
#include "models/auditmodel.h"
#include "support/testprogram.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QSplitter>
#include <QTableView>
#include <QTest>

#include <cstdlib>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestAuditPage final : public QObject
{
    Q_OBJECT

private:
    struct Stage
    {
        Stage() : page(analysis)
        {
            page.resize(600, 500);
            page.show();
        }
        QString text(const char *label) const
        {
            return page.findChild<QLabel *>(QLatin1StringView(label))->text();
        }
        QTableView &table(const char *name) const
        {
            return *page.findChild<QTableView *>(QLatin1StringView(name));
        }

        TaskAnalysis analysis;
        AuditPage page;
    };
    static SharedTask film()
    {
        VectorTask maker;
        auto vectors = randomVectors(10, 8, 1);
        vectors[4].assign(8, 0);
        maker.metadata(60, {u"visual"_s, u"audio"_s}, {}, 6);
        maker.finding({.kind = FindingKind::ModalityNotDelivered, .detail = u"audio"_s});
        maker.addRow(u"visual"_s, vectors, 6);
        return maker.share();
    }

    static SharedTask oddFilm()
    {
        VectorTask maker;
        auto vectors = randomVectors(20, 8, 1);
        vectors[4].assign(8, 0);
        vectors[7].assign(8, 3);
        vectors[9] = vectors[2];
        vectors[11] = randomVectors(1, 5, 2).front();
        maker.metadata(200, {u"visual"_s, u"audio"_s, u"transcription"_s}, {u"clip"_s, u"asset"_s}, 6);
        maker.finding({.kind = FindingKind::ModalityNotDelivered, .detail = u"audio"_s});
        maker.addRow(u"visual"_s, vectors, 6);
        return maker.share();
    }
    static bool isInSight(QTableView &table, int row)
    {
        const QRect rect = table.visualRect(table.model()->index(row, 1));
        return rect.isValid() && rect.top() >= 0 && rect.bottom() <= table.viewport()->height();
    }

private Q_SLOTS:
    void emptyWithoutATask()
    {
        const Stage stage;
        QCOMPARE(stage.text("healthLabel"), u"No answer to audit yet"_s);
        QVERIFY(!stage.table("coverageTable").isVisible() && !stage.table("findingsTable").isVisible());
    }

    void itSaysWhatIsSoundAndWhatIsNot()
    {
        Stage stage;
        stage.analysis.setTask(film(), {});
        QTRY_VERIFY(stage.table("findingsTable").isVisible());
        QCOMPARE(stage.text("healthLabel"), u"Health 45 of 100: 2 errors"_s);
        QCOMPARE(
            stage.page.findChild<QLabel *>(u"healthLabel"_s)->toolTip(),
            u"The mean of:\nvisual clips: 90 % of 0:01:00.000 with sound vectors\naudio clips: none came"_s);
        QCOMPARE(stage.table("coverageTable").model()->rowCount(), 2);
        QCOMPARE(stage.table("findingsTable").model()->rowCount(), 2);
        QCOMPARE(stage.text("findingsLabel"), u"F&indings: 2"_s);
        QVERIFY(!stage.text("adviceLabel").isEmpty());
        for (const char *const name : {"coverageTable", "findingsTable"}) {
            const auto *const accessible = QAccessible::queryAccessibleInterface(&stage.table(name));
            QVERIFY(!accessible->text(QAccessible::Name).isEmpty());
        }
        // All lanes are in sight, without a hole below them.
        QTableView &coverage = stage.table("coverageTable");
        QVERIFY(coverage.visualRect(coverage.model()->index(1, 0)).bottom() <= coverage.viewport()->height());
    }

    // Else the window would grow when the page is shown, over the edge of a small screen.
    void itFitsIntoLittleRoom()
    {
        Stage stage;
        VectorTask maker;
        maker.metadata(60, {u"visual"_s, u"audio"_s, u"transcription"_s}, {u"clip"_s, u"asset"_s}, 6);
        for (const QString &modality : {u"visual"_s, u"audio"_s, u"transcription"_s})
            maker.addRow(modality, randomVectors(10, 8, 1), 6);
        stage.analysis.setTask(maker.share(), {});
        QTRY_VERIFY(stage.table("findingsTable").isVisible());
        const int line = stage.page.fontMetrics().lineSpacing();
        QVERIFY2(stage.page.minimumSizeHint().height() <= 24 * line,
                 qPrintable(QString::number(stage.page.minimumSizeHint().height())));
        stage.page.resize(600, 60 * line);
        QTableView &coverage = stage.table("coverageTable");
        QTRY_VERIFY(coverage.visualRect(coverage.model()->index(3, 0)).bottom() <= coverage.viewport()->height());
    }

    void theKeyboardAndAClickChooseAFinding()
    {
        Stage stage;
        QSignalSpy chosen(&stage.page, &AuditPage::findingChosen);
        stage.analysis.setTask(film(), {});
        QTRY_VERIFY(stage.table("findingsTable").isVisible());
        stage.page.activateWindow();
        stage.page.setFocus();
        QTableView &table = stage.table("findingsTable");
        QTRY_VERIFY(table.hasFocus());
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(chosen.takeFirst().at(0).toInt(), 0);
        QTest::keyClick(&table, Qt::Key_Down); // walking there is enough
        QCOMPARE(chosen.size(), 1);
        stage.page.setCurrentFinding(0); // led there by F8: that is no choice
        QCOMPARE(table.currentIndex().row(), 0);
        stage.page.setCurrentFinding(99);
        QCOMPARE(table.currentIndex().row(), 0);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.last().at(0).toInt(), 1);
        const QPoint first = table.visualRect(table.model()->index(0, 1)).center();
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, first);
        QCOMPARE(chosen.size(), 2);
        QCOMPARE(chosen.last().at(0).toInt(), 0);
        QTest::mouseClick(table.viewport(), Qt::RightButton, {}, first); // asks for a menu
        QCOMPARE(chosen.size(), 2);
        // A double click counts once: it must not skip a place. The test library sends its second half alone.
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, first);
        QTest::mouseDClick(table.viewport(), Qt::LeftButton, {}, first);
        QTest::mouseRelease(table.viewport(), Qt::LeftButton, {}, first);
        QCOMPARE(chosen.size(), 3);
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(chosen.size(), 4);
    }

    void theAuditIsAskedForOnlyWhereItIsSeen()
    {
        Stage stage;
        stage.page.hide();
        stage.analysis.setTask(film(), {});
        QTest::qWait(30);
        QVERIFY(!stage.analysis.isUnderWay(TaskAnalysis::Part::Audit));
        QCOMPARE(stage.table("findingsTable").model()->rowCount(), 0);
        stage.page.show();
        QTRY_COMPARE(stage.table("findingsTable").model()->rowCount(), 2);
    }

    void aSoundTaskAndOneThatIsNotReady()
    {
        Stage stage;
        VectorTask sound;
        sound.metadata(60).addRow(u"visual"_s, randomVectors(10, 8, 1), 6);
        stage.analysis.setTask(sound.share(), {});
        QTRY_COMPARE(stage.text("healthLabel"), u"Health 100 of 100: nothing odd was found"_s);
        QCOMPARE(stage.text("findingsLabel"), u"Findings: nothing odd was found"_s);
        QVERIFY(!stage.table("findingsTable").isVisible() && stage.table("coverageTable").isVisible());
        VectorTask open;
        open.state(TaskState::Processing);
        stage.analysis.setTask(open.share(), {});
        QTRY_COMPARE(stage.text("healthLabel"), u"No health: the task is not ready"_s);
        QVERIFY(!stage.text("coverageLabel").contains(u"mean"_s));
        QVERIFY(!stage.table("coverageTable").isVisible());
    }

    // Half of a window 860 pixels high: what is worked through must not be a slit.
    void severalFindingsAreInSightInALowWindow()
    {
        Stage stage;
        stage.page.resize(566, 366);
        stage.analysis.setTask(oddFilm(), {});
        QTRY_VERIFY(stage.table("findingsTable").isVisible());
        QTRY_VERIFY(isInSight(stage.table("findingsTable"), 0) && isInSight(stage.table("findingsTable"), 1));
        QVERIFY(isInSight(stage.table("coverageTable"), 0) && isInSight(stage.table("coverageTable"), 1));
        // The one that F8 leads to is, however long the advice on it.
        const int last = stage.table("findingsTable").model()->rowCount() - 1;
        QVERIFY(last >= 4);
        for (const int row : {last, 0, last - 1, 1, last}) {
            stage.page.setCurrentFinding(row);
            QTRY_VERIFY2(isInSight(stage.table("findingsTable"), row), qPrintable(QString::number(row)));
        }
    }

    void theUsersShareOfTheRoomStays()
    {
        QByteArray kept;
        int before = 0;
        int after = 0;
        {
            Stage stage;
            stage.analysis.setTask(oddFilm(), {});
            QTRY_VERIFY(stage.table("findingsTable").isVisible());
            QVERIFY(stage.page.saveRoom().isEmpty()); // it was left to the page
            auto *const splitter = stage.page.findChild<QSplitter *>();
            before = splitter->sizes().first();
            QSplitterHandle *const handle = splitter->handle(1);
            const QPoint middle = handle->rect().center();
            const auto send = [&](QEvent::Type type, QPoint place) {
                QMouseEvent event(type, handle->mapFromGlobal(place), place, Qt::LeftButton, Qt::LeftButton, {});
                QApplication::sendEvent(handle, &event);
            };
            QTRY_COMPARE(handle->y(), before); // laid out
            const QPoint from = handle->mapToGlobal(middle);
            send(QEvent::MouseButtonPress, from);
            send(QEvent::MouseMove, from + QPoint(0, 100));
            send(QEvent::MouseButtonRelease, from + QPoint(0, 100));
            after = splitter->sizes().first();
            QVERIFY2(after > before + 50, qPrintable(u"%1 %2"_s.arg(before).arg(after)));
            kept = stage.page.saveRoom();
            QVERIFY(!kept.isEmpty());
        }
        Stage other;
        other.page.restoreRoom(kept);
        other.analysis.setTask(oddFilm(), {});
        QTRY_VERIFY(other.table("findingsTable").isVisible());
        QTRY_VERIFY(std::abs(other.page.findChild<QSplitter *>()->sizes().first() - after) < 5);
    }
};

EMBEDSCOPE_TEST(TestAuditPage)
#include "tst_auditpage.moc"
