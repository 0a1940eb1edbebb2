// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/timelinechart.h"

#include "charts/chartprobe.h"
#include "charts/cividis.h"
#include "charts/clipshades.h"
#include "charts/modalitycolours.h"
#include "charts/normchart.h"
#include "charts/timechartview.h"
#include "core/lanes.h"
#include "plot/lanelayout.h"
#include "plot/madeuptask.h"
#include "support/testprogram.h"
#include "support/widetask.h"

#include <QAccessible>
#include <QCategoryAxis>
#include <QChart>
#include <QFontMetricsF>
#include <QSignalSpy>

#include <cmath>
#include <tuple>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestTimelineChart final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<SharedTime> m_time;
    std::unique_ptr<TimelineChart> m_chart;
    std::unique_ptr<ChartProbe> m_probe;

    void show(const SharedTask &task)
    {
        m_time->setDuration(timelineExtent(*task));
        m_chart->setTask(task, buildLanes(*task));
        QVERIFY(!m_chart->summaryText().isEmpty());
    }
    static SharedTask film()
    {
        return MadeUpTask()
            .duration(120)
            .addRow(u"visual"_s, 20, 6)
            .addRow(u"transcription"_s, 5, 6, 0)
            .addRow(u"transcription"_s, 10, 6, 60) // no speech from 30 to 60 s
            .share();
    }
    QColor colourOf(const QString &modality) const { return modalityColour(modality, m_chart->palette()); }
    int columnAt(double sec) const { return static_cast<int>(m_probe->xOf(sec, *m_time)); }

private Q_SLOTS:
    void init()
    {
        m_time = std::make_unique<SharedTime>();
        m_chart = std::make_unique<TimelineChart>(*m_time);
        m_chart->setPalette(lightPalette());
        m_chart->resize(900, 240);
        m_chart->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_chart.get()));
        m_probe = std::make_unique<ChartProbe>(*m_chart);
    }
    void cleanup()
    {
        m_probe.reset();
        m_chart.reset();
        m_time.reset();
    }

    void clipsAndGapsAreInTheirPlaces()
    {
        show(film());
        const QImage picture = m_probe->picture();
        const QColor visual = colourOf(u"visual"_s);
        const QColor transcription = colourOf(u"transcription"_s);
        for (const double sec : {3.0, 45.0, 117.0})
            QVERIFY2(ChartProbe::countInColumn(picture, columnAt(sec), visual) > 20,
                     qPrintable(QString::number(sec)));
        QVERIFY(ChartProbe::countInColumn(picture, columnAt(15), transcription) > 20);
        QVERIFY(ChartProbe::countInColumn(picture, columnAt(75), transcription) > 20);
        QVERIFY(ChartProbe::countInColumn(picture, columnAt(45), transcription)
                <= 2); // but for the lane's line
        const QColor hatch = hatchingOf(transcription, m_chart->palette()).line;
        QVERIFY(ChartProbe::countInColumn(picture, columnAt(45), hatch) >= 3); // unsmoothed: its whole contrast
        QCOMPARE(ChartProbe::countInColumn(picture, columnAt(15), hatch), 0);
        QCOMPARE(ChartProbe::countInColumn(picture, columnAt(0) - 5, visual), 0);
    }

    void lanesAndTimesAreLabelled()
    {
        show(film());
        m_probe->picture();
        QCOMPARE(m_chart->laneNames().size(), 2);
        QCOMPARE(m_chart->laneNames().first(), u"visual"_s);
        QVERIFY(m_probe->view().timeAxis()->categoriesLabels().contains(u"1:00"_s));
        m_time->setVisible({61, 62});
        m_probe->picture();
        QVERIFY(m_probe->view().timeAxis()->categoriesLabels().contains(u"1:01.4"_s));
        QCOMPARE(m_probe->view().timeAxis()->min(), 61.0);
    }

    void namesAreNoHtml()
    {
        show(MadeUpTask().add(u"<b>x</b>"_s, 0, 6).add(QString(), 0, 6).add(u"unnamed"_s, 0, 6).share());
        QCOMPARE(m_chart->laneNames().size(), 3); // two lanes may have the same title
        QVERIFY(m_chart->laneNames().contains(u"<b>x</b>"_s));
    }

    void clickSelects()
    {
        const SharedTask task = film();
        show(task);
        QSignalSpy selected(m_time.get(), &SharedTime::selectedSegmentChanged);
        const auto lanes = buildLanes(*task);
        const std::vector<LaneBand> bands = layoutLanes(*lanes, m_probe->plot().height());
        const double y = m_probe->plot().top() + bands[1].centre();
        m_probe->click({m_probe->xOf(63, *m_time), y});
        QCOMPARE(m_time->selectedSegment(), lanes->lanes()[1].clips[5].segment);
        m_probe->click({m_probe->xOf(45, *m_time), y}); // in the gap
        QVERIFY(!m_time->selectedSegment());
        QCOMPARE(selected.count(), 2);
        QVERIFY(m_chart->summaryText().contains(u"2 lanes"_s));
    }

    void theSelectedClipIsFramed()
    {
        show(film());
        const QImage before = m_probe->picture();
        m_time->setSelectedSegment(7);
        const QImage after = m_probe->picture();
        QVERIFY(ChartProbe::count(after, Qt::black) > ChartProbe::count(before, Qt::black) + 20);
        QVERIFY(m_chart->summaryText().contains(u"Selected:"_s));
        QVERIFY(m_chart->accessibleDescription().contains(u"Selected:"_s));
    }

    void severalSelectedClipsAreFramedAndToldOf()
    {
        show(film());
        const auto blacksAt = [this](const QImage &picture, double sec) {
            return ChartProbe::countInColumn(picture, columnAt(sec), Qt::black);
        };
        m_time->setSelectedSegments(0, {0});
        const QImage before = m_probe->picture();
        // The first of the visual lane is the current one; others follow in the lane of what is spoken.
        std::vector<int> all{0};
        for (int segment = 1; segment < 35; ++segment) {
            const auto clip = m_probe->view().laneSet().clipOf(segment);
            if (clip && clip->startSec >= 60 && clip->startSec < 90)
                all.push_back(segment);
        }
        QCOMPARE(all.size(), size_t(11));
        m_time->setSelectedSegments(0, all);
        const QImage after = m_probe->picture();
        QVERIFY(blacksAt(after, 75) >= blacksAt(before, 75) + 4); // upper and lower edges, in both lanes
        QCOMPARE(blacksAt(after, 45), blacksAt(before, 45)); // nothing is selected there
        QVERIFY2(m_chart->summaryText().contains("Selected with it: 10 more."_L1), qPrintable(m_chart->summaryText()));
        m_time->setSelectedSegment(0);
        QCOMPARE(m_probe->picture(), before);
    }

    void bothComparedClipsAreMarked()
    {
        show(film());
        m_time->setHoveredSegment(3);
        const QImage one = m_probe->picture();
        m_time->setHoveredSegment(3, 30);
        const QImage two = m_probe->picture();
        QVERIFY(one != two);
        m_time->setHoveredSegment(30);
        QVERIFY(m_probe->picture() != two);
    }

    void keysWorkInTheWindow()
    {
        show(film());
        m_chart->setFocus();
        QTRY_VERIFY(m_probe->view().hasFocus());
        m_probe->key(Qt::Key_Right);
        QCOMPARE(m_time->selectedSegment(), 0);
        QVERIFY(m_probe->readout().contains(
            u"0:00:00.000 – 0:00:06.000"_s)); // what hovering tells, without a pointer
        m_probe->key(Qt::Key_F);
        QVERIFY(m_time->visible().span() < 20);
        m_probe->key(Qt::Key_Backspace);
        QCOMPARE(m_time->visible(), (TimeRange{0, 120}));
        m_probe->key(Qt::Key_Escape);
        QVERIFY(!m_time->selectedSegment());
        QVERIFY(m_probe->readout().isEmpty());
    }

    void wheelAndDrag()
    {
        show(film());
        const QPointF middle = m_probe->plot().center();
        QVERIFY(m_probe->wheel(middle, 120, Qt::ControlModifier));
        QVERIFY(m_time->visible().span() < 120);
        QVERIFY(std::abs(m_time->visible().startSec + m_time->visible().endSec - 120) < 0.1);
        QVERIFY(!m_probe->wheel(middle, 120, Qt::NoModifier));
        const double before = m_time->visible().startSec;
        m_probe->drag(middle, middle - QPointF(100, 0), Qt::MiddleButton);
        QVERIFY(m_time->visible().startSec > before);
        m_probe->drag(middle, middle + QPointF(80, 0), Qt::LeftButton);
        QVERIFY(m_time->selectedRange());
        const QImage picture = m_probe->picture();
        QVERIFY(ChartProbe::count(picture, m_chart->palette().color(QPalette::Active, QPalette::Highlight))
                > 100);
    }

    void hoverSaysWhatIsThere()
    {
        const SharedTask task = film();
        show(task);
        const std::vector<LaneBand> bands = layoutLanes(*buildLanes(*task), m_probe->plot().height());
        m_probe->hover({m_probe->xOf(9, *m_time), m_probe->plot().top() + bands[0].centre()});
        QCOMPARE(m_probe->readout(),
                 u"visual\n0:00:06.000 – 0:00:12.000 (6.000 s)\nnorm 1.0000, 4 numbers"_s);
        QVERIFY(std::abs(*m_time->cursor() - 9) < 0.5);
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(m_probe->view().viewport(), &leave);
        QVERIFY(m_probe->readout().isEmpty());
        QVERIFY(!m_time->cursor());
    }

    void aGapSaysWhatIsMissing()
    {
        const SharedTask task = film();
        show(task);
        const std::vector<LaneBand> bands = layoutLanes(*buildLanes(*task), m_probe->plot().height());
        const QPointF gap(m_probe->xOf(45, *m_time), m_probe->plot().top() + bands[1].centre());
        m_probe->hover(gap);
        const QString words = u"Nothing of transcription\nfrom 0:00:30.000 to 0:01:00.000 (30.000 s)"_s;
        QCOMPARE(m_probe->readout(), words);
        m_probe->click(gap);
        QCOMPARE(m_probe->readout(), words);
        m_probe->hover({gap.x(), m_probe->plot().top() + 1}); // between the lanes
        QVERIFY(m_probe->readout().isEmpty());
    }

    // The view moves below a pointer that rests: by keys, or from another view.
    void whatIsSaidFollowsTheViewBelowThePointer()
    {
        const SharedTask task = film();
        show(task);
        m_chart->setFocus();
        QTRY_VERIFY(m_probe->view().hasFocus());
        const std::vector<LaneBand> bands = layoutLanes(*buildLanes(*task), m_probe->plot().height());
        m_time->setVisible({0, 60});
        m_probe->picture();
        const QPointF place(m_probe->xOf(9, *m_time), m_probe->plot().top() + bands[0].centre());
        m_probe->hover(place);
        QVERIFY2(m_probe->readout().contains(u"0:00:06.000 – 0:00:12.000"_s), qPrintable(m_probe->readout()));
        m_probe->key(Qt::Key_Right, Qt::ShiftModifier); // a tenth of what is seen
        QVERIFY2(m_probe->readout().contains(u"0:00:12.000 – 0:00:18.000"_s), qPrintable(m_probe->readout()));
        QVERIFY(std::abs(*m_time->cursor() - 15) < 0.5);
        m_time->setVisible({60, 120});
        QVERIFY2(m_probe->readout().contains(u"0:01:06.000 – 0:01:12.000"_s), qPrintable(m_probe->readout()));
        // Walking with the keys is about the clip, not about what the pointer happens to rest on.
        m_probe->key(Qt::Key_Right);
        QVERIFY(!m_time->cursor());
        m_time->setVisible({0, 60});
        QVERIFY(!m_time->cursor());
    }

    void whatIsSaidLeavesTheLegendInSight()
    {
        show(film());
        auto shades = std::make_shared<ClipShades>();
        shades->numbers = std::make_shared<std::vector<float>>(35, 0.5F);
        shades->title = u"norm"_s;
        shades->high = 1;
        m_chart->setShades(shades);
        m_probe->picture();
        QVERIFY(m_probe->plot().top() > 15); // the legend stands there
        // Near the bottom the box has no room below the pointer.
        m_probe->hover({m_probe->plot().left() + 40, m_probe->plot().bottom() - 30});
        QVERIFY(!m_probe->readout().isEmpty());
        QVERIFY2(m_probe->view().readoutBox().top() >= m_probe->plot().top(),
                 qPrintable(QString::number(m_probe->view().readoutBox().top())));
        m_chart->resize(900, 160);
        m_probe->picture();
        m_probe->hover({m_probe->plot().left() + 40, m_probe->plot().bottom() - 20});
        QVERIFY(m_probe->view().readoutBox().bottom() <= m_chart->height());
        QVERIFY(m_probe->view().readoutBox().top() >= m_probe->plot().top());
    }

    void focusIsSeen()
    {
        show(film());
        QWidget other;
        other.setFocusPolicy(Qt::StrongFocus);
        other.setParent(m_chart.get());
        other.show();
        other.setFocus();
        QTRY_VERIFY(other.hasFocus());
        const QColor highlight = m_chart->palette().color(QPalette::Active, QPalette::Highlight);
        QCOMPARE(ChartProbe::count(m_probe->picture(), highlight), 0);
        m_chart->setFocus();
        QTRY_VERIFY(m_probe->view().hasFocus());
        QVERIFY(ChartProbe::count(m_probe->picture(), highlight) > 500);
    }

    void theThemeChangesLive()
    {
        show(film());
        QVERIFY(ChartProbe::count(m_probe->picture(), QColor(0x00, 0x72, 0xB2)) > 1000);
        m_chart->setPalette(darkPalette());
        const QImage darkPicture = m_probe->picture();
        QCOMPARE(ChartProbe::count(darkPicture, QColor(0x00, 0x72, 0xB2)), 0);
        QVERIFY(ChartProbe::count(darkPicture, QColor(0x56, 0xB4, 0xE9)) > 1000);
        QCOMPARE(darkPicture.pixelColor(5, 5), QColor(0x1E, 0x1E, 0x20));
    }

    void bothChartsShareTheirPixels()
    {
        NormChart norms(*m_time);
        norms.resize(900, 300);
        norms.show();
        const ChartProbe other(norms);
        show(film());
        norms.setTask(film(), buildLanes(*film()));
        m_probe->picture();
        other.picture();
        QCOMPARE(m_probe->plot().left(), other.plot().left());
        QCOMPARE(m_probe->plot().right(), other.plot().right());
        m_time->setVisible({30, 50});
        m_probe->picture();
        other.picture();
        QCOMPARE(other.view().timeAxis()->min(), 30.0);
        QCOMPARE(other.view().timeAxis()->categoriesLabels(), m_probe->view().timeAxis()->categoriesLabels());
    }

    void manyChangesMoveTheAxisOnce()
    {
        show(film());
        m_probe->picture();
        QSignalSpy moved(m_probe->view().timeAxis(), &QCategoryAxis::categoriesChanged);
        for (int i = 0; i < 50; ++i)
            m_time->setVisible({i * 1.0, i + 10.0});
        QCOMPARE(moved.count(), 0);
        m_probe->picture();
        QCOMPARE(moved.count(), 1);
        QCOMPARE(m_probe->view().timeAxis()->min(), 49.0);
    }

    void manyClipsAreDrawnAndFound()
    {
        MadeUpTask maker;
        maker.duration(200'000);
        for (int i = 0; i < 100'000; ++i) {
            for (const QString &modality : {u"visual"_s, u"audio"_s, u"transcription"_s}) {
                if (modality != u"transcription"_s || i < 40'000 || i > 60'000)
                    maker.add(modality, i * 2, i * 2 + 2);
            }
        }
        show(maker.share());
        const QImage all = m_probe->picture();
        const QColor transcription = colourOf(u"transcription"_s);
        QVERIFY(ChartProbe::countInColumn(all, columnAt(20'000), transcription) > 20);
        QVERIFY(ChartProbe::countInColumn(all, columnAt(100'000), transcription) <= 2);
        m_probe->key(Qt::Key_Right);
        QVERIFY(m_time->selectedSegment());
        QVERIFY(!m_probe->readout().isEmpty());
        m_time->setVisible({1000, 1020});
        m_probe->picture();
        QVERIFY(m_probe->readout().isEmpty()); // the selected clip is out of view
        QVERIFY(ChartProbe::countInColumn(m_probe->picture(), columnAt(1005), colourOf(u"audio"_s)) > 20);
    }

    /// Of the text that stands highest in the picture.
    double topOfText(const QString &words) const
    {
        double top = 1e9;
        const auto items = m_probe->view().scene()->items();
        for (const QGraphicsItem *const item : items) {
            const auto *const text = dynamic_cast<const QGraphicsSimpleTextItem *>(item);
            if (text && text->isVisible() && text->text() == words)
                top = std::min(top, text->scenePos().y());
        }
        return top;
    }

    // However low it is made: every lane's name where there are few, and of many those that have room.
    void laneNamesNeverOverlap()
    {
        const double letters = 0.85 * QFontMetricsF(m_chart->font()).height(); // of a line, with space around them
        MadeUpTask few;
        few.duration(60).addRow(u"visual"_s, 10, 6).addRow(u"audio"_s, 10, 6).addRow(u"transcription"_s, 5, 6);
        for (const QString &modality : {u"visual"_s, u"audio"_s, u"transcription"_s})
            few.add(modality, 0, 60, 1, u"asset"_s);
        MadeUpTask many;
        for (int i = 0; i < 40; ++i)
            many.add(u"modality%1"_s.arg(i), i, i + 1);
        for (const auto &[task, least, most] : {std::tuple(few.share(), 4, 4), std::tuple(many.share(), 8, 15)}) {
            show(task);
            m_chart->resize(900, 20); // as low as it allows
            m_probe->picture();
            const QStringList names = m_chart->laneNames();
            QVERIFY2(names.size() >= least && names.size() <= most, qPrintable(names.join(u' ')));
            double above = -letters;
            for (const QString &name : names) {
                const double y = topOfText(name);
                QVERIFY2(y - above >= letters - 1e-3, qPrintable(name));
                above = y;
            }
            const double atLeast = m_probe->plot().height();
            const int before = m_chart->height();
            m_probe->view().setTimeBelow(true); // another chart has the times: this one gets lower by theirs, the plot does not
            m_chart->resize(900, 20);
            m_probe->picture();
            QVERIFY(m_chart->height() < before);
            QVERIFY(!m_probe->view().timeAxis()->labelsVisible());
            QCOMPARE(m_probe->plot().height(), atLeast);
            m_probe->view().setTimeBelow(false);
        }
        m_chart->resize(900, 900);
        m_probe->picture();
        QCOMPARE(m_chart->laneNames().size(), 40);
    }

    // Where many clips share a column of pixels, the greatest number among them tells its colour.
    void theGreatestNumberOfAColumnIsSeen()
    {
        MadeUpTask maker;
        const SharedTask task = maker.duration(40'000).addRow(u"visual"_s, 20'000, 2).share();
        show(task);
        auto shades = std::make_shared<ClipShades>();
        std::vector<float> numbers(20'000, 0);
        numbers[5'000] = 1;
        for (size_t i = 15'000; i < 16'000; ++i)
            numbers[i] = std::nanf("");
        shades->numbers = std::make_shared<const std::vector<float>>(numbers);
        m_chart->setShades(shades);
        const QImage picture = m_probe->picture();
        const auto heightAt = [&](int x, QRgb colour) { return ChartProbe::countInColumn(picture, x, QColor::fromRgb(colour)); };
        QVERIFY(heightAt(columnAt(10'001), cividisTable().back()) > 20);
        QVERIFY(heightAt(columnAt(10'001) + 3, cividisTable().front()) > 20);
        QVERIFY(heightAt(columnAt(31'000), ClipShades::noneColour(m_chart->palette()).rgb()) > 20);
        // Another task's clips have the numbers of their own.
        const SharedTask other = MadeUpTask().duration(40'000).addRow(u"audio"_s, 3, 2).share();
        m_chart->setTask(other, buildLanes(*other));
        m_probe->picture();
        m_chart->setShades(nullptr);
        show(task);
        QVERIFY(ChartProbe::countInColumn(m_probe->picture(), columnAt(10'001), colourOf(u"visual"_s)) > 20);
    }

    void oddTasks_data()
    {
        const double none = std::nan("");
        QTest::addColumn<SharedTask>("task");
        QTest::newRow("empty") << MadeUpTask().share();
        QTest::newRow("one clip") << MadeUpTask().duration(6).add(u"visual"_s, 0, 6).share();
        QTest::newRow("a clip without length") << MadeUpTask().add(u"visual"_s, 5, 5).share();
        QTest::newRow("no times at all") << MadeUpTask().add(u"visual"_s, none, none).share();
        QTest::newRow("half a time") << MadeUpTask().add(u"visual"_s, 3, none).add(u"visual"_s, 1, 2).share();
        QTest::newRow("reversed") << MadeUpTask().duration(10).add(u"visual"_s, 8, 2).share();
        QTest::newRow("negative")
            << MadeUpTask().duration(10).add(u"visual"_s, -8, -2).add(u"visual"_s, -1, 4).share();
        QTest::newRow("beyond the duration") << MadeUpTask().duration(10).add(u"visual"_s, 8, 12).share();
        QTest::newRow("absurdly far") << MadeUpTask().duration(10).add(u"visual"_s, 8, 1e300).share();
        QTest::newRow("absurd duration") << MadeUpTask().duration(1e300).add(u"visual"_s, 8, 1e299).share();
        QTest::newRow("only assets")
            << MadeUpTask().duration(10).add(u"visual"_s, 0, 10, 1, u"asset"_s).share();
        QTest::newRow("assets without times")
            << MadeUpTask().add(u"visual"_s, none, none, 1, u"asset"_s).missing(u"audio"_s).share();
        MadeUpTask manyLanes;
        for (int i = 0; i < 60; ++i)
            manyLanes.add(u"modality%1"_s.arg(i), i, i + 1);
        QTest::newRow("sixty lanes") << manyLanes.share();
        MadeUpTask pile;
        for (int i = 0; i < 3000; ++i)
            pile.add(u"visual"_s, i % 7, 100 - i % 11);
        QTest::newRow("a pile of overlaps") << pile.share();
    }

    void oddTasks()
    {
        QFETCH(SharedTask, task);
        m_time->setDuration(timelineExtent(*task));
        m_chart->setTask(task, buildLanes(*task));
        QVERIFY(!m_chart->summaryText().isEmpty());
        m_probe->picture();
        for (const Qt::Key key :
             {Qt::Key_Right, Qt::Key_Down, Qt::Key_F, Qt::Key_F, Qt::Key_Left, Qt::Key_Plus}) {
            m_probe->key(key);
            m_probe->picture();
        }
        for (double x = 0; x < m_chart->width(); x += 37) {
            m_probe->hover({x, m_probe->plot().center().y()});
            m_probe->click({x, m_probe->plot().top() + 30});
        }
        m_chart->resize(20, 20);
        m_probe->picture();
        m_chart->resize(900, 240);
        m_probe->picture();
        if (!buildLanes(*task)->lanes().empty() && buildLanes(*task)->withoutTimes() == 0)
            QVERIFY(m_chart->summaryText().contains(u"lane"_s));
    }

    void anotherTaskTakesTheOldOnesPlace()
    {
        show(film());
        m_time->setSelectedSegment(20);
        const SharedTask other = MadeUpTask().add(u"audio"_s, 0, 6).share();
        m_chart->setTask(other, buildLanes(*other)); // the selection is not cleared yet
        m_probe->picture();
        QCOMPARE(m_chart->summaryText(), u"1 lane: audio: 1 clip from 0:00 to 0:06."_s);
        m_chart->setTask(nullptr, nullptr);
        const QImage picture = m_probe->picture();
        QVERIFY(m_chart->summaryText().isEmpty());
        QCOMPARE(ChartProbe::count(picture, colourOf(u"audio"_s)), 0);
    }

    void marksAreToldApartWithoutColour()
    {
        show(film());
        const QImage before = m_probe->picture();
        const QColor ink = m_chart->palette().color(QPalette::Text);
        const int x = columnAt(50);
        m_time->setMark(TimeMark::A, 50);
        const QImage a = m_probe->picture();
        m_time->setMark(TimeMark::A, std::nullopt);
        m_time->setMark(TimeMark::B, 50);
        const QImage b = m_probe->picture();
        const int solid = std::max(ChartProbe::countInColumn(a, x, ink), ChartProbe::countInColumn(a, x + 1, ink));
        const int dashed = std::max(ChartProbe::countInColumn(b, x, ink), ChartProbe::countInColumn(b, x + 1, ink));
        QVERIFY(solid > 0.8 * m_probe->plot().height());
        QVERIFY(dashed > 0.3 * m_probe->plot().height() && dashed < 0.9 * solid);
        m_time->setVisible({60, 80}); // it is out of view
        m_time->setVisible({0, 120});
        m_time->setMark(TimeMark::B, std::nullopt);
        QCOMPARE(m_probe->picture(), before);
    }

    void assistiveTechnologyReadsTheSummary()
    {
        show(film());
        QAccessibleInterface *const accessible = QAccessible::queryAccessibleInterface(&m_probe->view());
        QVERIFY(accessible);
        QCOMPARE(accessible->text(QAccessible::Name), u"Timeline"_s);
        QCOMPARE(
            accessible->text(QAccessible::Description),
            u"2 lanes: visual: 20 clips from 0:00 to 2:00; transcription: 15 clips from 0:00 to 2:00."_s);
    }

    void ofVeryManyLanesTheFirstAreDrawnAndItSaysSo()
    {
        const auto task = std::make_shared<const EmbeddingTask>(test::wideTask(5000));
        show(task);
        QVERIFY(m_chart->summaryText().contains(u"64 of 5,000 modalities are shown."_s));
        QCOMPARE(m_chart->view().chart()->series().size(), qsizetype(mostLanes) + 1);
        m_time->setSelectedSegment(4999); // has no place in the charts
        QVERIFY(!m_chart->summaryText().contains(u"Selected"_s));
        NormChart norms(*m_time);
        norms.setPalette(lightPalette());
        norms.resize(900, 240);
        norms.setTask(task, buildLanes(*task));
        QVERIFY(norms.summaryText().contains(u"64 of 5,000 modalities are shown."_s));
        show(film());
        QVERIFY(!m_chart->summaryText().contains(u"are shown"_s));
    }
};

EMBEDSCOPE_TEST(TestTimelineChart)
#include "tst_timelinechart.moc"
