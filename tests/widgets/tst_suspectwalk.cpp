// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/suspectwalk.h"

#include "analysis/vectortask.h"
#include "demo/answergenerator.h"
#include "demo/filmlibrary.h"
#include "plot/sharedtime.h"
#include "reader/taskreader.h"
#include "support/testprogram.h"

#include <QAction>
#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestSuspectWalk final : public QObject
{
    Q_OBJECT

private:
    struct Stage
    {
        Stage() : walk(analysis, time), arrived(&walk, &SuspectWalk::arrived)
        {
            window.addActions({walk.nextAction(), walk.previousAction()});
            window.show();
            window.activateWindow();
            (void)QTest::qWaitForWindowActive(&window);
        }
        void show(const SharedTask &task)
        {
            time.setDuration(std::max(1.0, task->durationSec()));
            analysis.setTask(task, {});
        }
        QString press(Qt::KeyboardModifiers modifiers = Qt::NoModifier)
        {
            const auto before = arrived.size();
            QTest::keyClick(&window, Qt::Key_F8, modifiers);
            if (!test::waitFor([&] { return arrived.size() > before; }))
                return u"nothing came"_s;
            return arrived.last().at(0).toString();
        }

        TaskAnalysis analysis;
        SharedTime time;
        SuspectWalk walk;
        QSignalSpy arrived;
        QWidget window;
    };
    static SharedTask film()
    {
        VectorTask maker;
        auto vectors = randomVectors(10, 8, 1);
        vectors[4].assign(8, 0);
        maker.metadata(72, {u"visual"_s}, {}, 6);
        maker.addRow(u"visual"_s, {vectors.begin(), vectors.begin() + 5}, 6);
        maker.addRow(u"visual"_s, {vectors.begin() + 5, vectors.end()}, 6, 36);
        return maker.share();
    }

private Q_SLOTS:
    void f8LeadsFromOneToTheNext()
    {
        Stage stage;
        QVERIFY(!stage.walk.nextAction()->isEnabled());
        stage.show(film());
        QVERIFY(stage.walk.nextAction()->isEnabled());
        // The audit is only begun now: the step waits for it.
        QCOMPARE(stage.press(), u"1 of 3, error: zero vector (visual clips, 0:00:24.000 – 0:00:30.000)"_s);
        QCOMPARE(stage.time.selectedSegment(), 4);
        QCOMPARE(stage.press(), u"2 of 3, warning: gap (visual clips, 0:00:30.000 – 0:00:36.000)"_s);
        QVERIFY(!stage.time.selectedSegment());
        QCOMPARE(stage.time.selectedRange(), (TimeRange{30, 36}));
        QCOMPARE(stage.press(), u"3 of 3, warning: gap (visual clips, 0:01:06.000 – 0:01:12.000)"_s);
        QVERIFY(stage.press().startsWith("From the start again: 1 of 3, error"_L1));
        QVERIFY(!stage.time.selectedRange());
        QVERIFY(stage.press(Qt::ShiftModifier).startsWith("From the end again: 3 of 3"_L1));
        QVERIFY(stage.press(Qt::ShiftModifier).startsWith("2 of 3"_L1));
    }

    void aRepeatedVectorNamesAndMarksTheOther()
    {
        Stage stage;
        VectorTask maker;
        auto vectors = randomVectors(8, 8, 1);
        vectors[6] = vectors[2];
        vectors[7] = vectors[1];
        maker.metadata(48, {u"visual"_s}, {}, 6);
        maker.addRow(u"visual"_s, vectors, 6);
        stage.show(maker.share());
        (void)stage.press(); // the first one's other is the last clip
        QCOMPARE(stage.time.selectedSegment(), 1);
        QCOMPARE(stage.time.hoveredSegment(), 7);
        QCOMPARE(stage.press(), u"2 of 4, warning: equal to 0:00:36.000 – 0:00:42.000 (visual clips, 0:00:12.000 – 0:00:18.000)"_s);
        QCOMPARE(stage.time.hoveredSegment(), 6);
        (void)stage.press();
        QCOMPARE(stage.time.selectedSegment(), 6);
        QCOMPARE(stage.time.hoveredSegment(), 2); // round to the one before
    }

    void itGoesOnFromTheSelectedClip()
    {
        Stage stage;
        stage.show(film());
        QVERIFY(stage.press(Qt::ShiftModifier).startsWith("3 of 3"_L1)); // backwards from nowhere: the last
        stage.time.setSelectedSegment(4); // a suspicious one, chosen elsewhere
        QVERIFY(stage.press().startsWith("2 of 3"_L1));
    }

    void itGoesOnFromTheChosenFinding()
    {
        Stage stage;
        QSignalSpy reached(&stage.walk, &SuspectWalk::reached);
        stage.show(film());
        QVERIFY(stage.press().startsWith("1 of 3"_L1));
        QCOMPARE(reached.last().at(0).toInt(), 0);
        stage.time.setSelectedSegment(std::nullopt);
        stage.walk.goTo(2); // the gaps: the first of them; 1 is about the whole task
        QCOMPARE(stage.time.selectedRange(), (TimeRange{30, 36}));
        QVERIFY(stage.press().startsWith("3 of 3"_L1));
        QCOMPARE(reached.last().at(0).toInt(), 2);
    }

    void whatIsOutOfViewIsRevealed()
    {
        Stage stage;
        stage.show(film());
        stage.time.setVisible({48, 60});
        stage.press();
        const TimeRange visible = stage.time.visible();
        QVERIFY(visible.startSec <= 24 && visible.endSec >= 30);
        QCOMPARE(visible.span(), 12.0);
    }

    void aFindingWithSeveralPlacesIsWalkedThrough()
    {
        Stage stage;
        stage.show(film());
        stage.press();
        const auto audit = stage.analysis.audit();
        const auto gap =
            std::ranges::find(audit->findings, AuditKind::Gap, &AuditFinding::kind) - audit->findings.begin();
        stage.walk.goTo(static_cast<int>(gap));
        QVERIFY(stage.arrived.last().at(0).toString().startsWith("1 of 2, warning: gap"_L1));
        QCOMPARE(stage.time.selectedRange(), (TimeRange{30, 36}));
        stage.walk.goTo(static_cast<int>(gap));
        QCOMPARE(stage.time.selectedRange(), (TimeRange{66, 72}));
        stage.walk.goTo(static_cast<int>(gap));
        QCOMPARE(stage.time.selectedRange(), (TimeRange{30, 36}));
        stage.walk.goTo(99); // no such
        QCOMPARE(stage.time.selectedRange(), (TimeRange{30, 36}));
    }

    void nothingSuspiciousIsSaid()
    {
        Stage stage;
        VectorTask sound;
        sound.metadata(60).addRow(u"visual"_s, randomVectors(10, 8, 1), 6);
        stage.show(sound.share());
        QCOMPARE(stage.press(), u"Nothing suspicious: the audit found nothing odd."_s);
        VectorTask missing;
        missing.metadata(60).addRow(u"visual"_s, randomVectors(10, 8, 1), 6);
        missing.finding({.kind = FindingKind::ModalityNotDelivered, .detail = u"audio"_s});
        stage.show(missing.share());
        QCOMPARE(stage.press(), u"No clip is suspicious: what the audit found is about the whole task."_s);
        stage.walk.goTo(0);
        QVERIFY(stage.arrived.last().at(0).toString().startsWith("This is about the whole task"_L1));
        QVERIFY(!stage.time.selectedSegment());
    }

    void aStepForAnotherTaskIsForgotten()
    {
        Stage stage;
        stage.show(film());
        QTest::keyClick(&stage.window, Qt::Key_F8);
        VectorTask sound;
        sound.metadata(60).addRow(u"visual"_s, randomVectors(10, 8, 1), 6);
        stage.show(sound.share());
        QTest::qWait(100);
        QVERIFY(stage.arrived.isEmpty());
        QVERIFY(!stage.time.selectedSegment());
    }

    // What the demo's film was made with.
    void thePlantedVectorsOfTheDemoAreFound()
    {
        const FilmScript script = oddFilm();
        const QByteArray bytes = AnswerGenerator(script, "2026-01-01T00:00:00Z", [] {
                                     return QByteArray("2026-01-01T00:01:00Z");
                                 }).bytes();
        auto read =
            readTask(AnswerBytes::fromMemory(bytes), *TaskId::fromString(QString::fromLatin1(script.id)));
        QVERIFY(read.hasValue());
        const SharedTask task = std::make_shared<const EmbeddingTask>(std::move(*read));
        Stage stage;
        stage.show(task);
        QSet<QString> seen;
        for (int i = 0; i < 4; ++i) {
            stage.press();
            const auto selected = stage.time.selectedSegment();
            const QString words = stage.arrived.last().at(0).toString();
            if (!selected)
                continue;
            const Segment &segment = task->segments.at(static_cast<size_t>(*selected));
            const QString modality = task->modalities.at(segment.modality);
            if (words.contains("zero vector"_L1) && modality == u"audio"_s && segment.startSec == 48)
                seen.insert(u"zero"_s);
            if (words.contains("norm outlier"_L1) && modality == u"visual"_s && segment.startSec == 90)
                seen.insert(u"half"_s);
        }
        QCOMPARE(seen, (QSet<QString>{u"zero"_s, u"half"_s}));
    }

    void aRealAnswerIsWalked()
    {
        QFile file(QStringLiteral(EMBEDSCOPE_TEST_DATA "/answers/derived_v2_67ca93a989d8a564e80dc3ba.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        auto read = readTask(AnswerBytes::fromMemory(file.readAll()),
                             *TaskId::fromString(u"67ca93a989d8a564e80dc3ba"_s));
        QVERIFY(read.hasValue());
        Stage stage;
        stage.show(std::make_shared<const EmbeddingTask>(std::move(*read)));
        const QString words = stage.press();
        QVERIFY2(!words.contains(u'%') && words.size() > 20, qPrintable(words));
    }
};

EMBEDSCOPE_TEST(TestSuspectWalk)
#include "tst_suspectwalk.moc"
