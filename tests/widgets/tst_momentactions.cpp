// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/momentactions.h"

#include "plot/madeuptask.h"
#include "plot/sharedtime.h"
#include "support/testprogram.h"

#include <QAction>
#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestMomentActions final : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void takeUrl(const QUrl &url) { m_opened.append(url.toString(QUrl::FullyEncoded)); }

private:
    QStringList m_opened;

    static SharedTask film(const QString &url)
    {
        EmbeddingTask task = MadeUpTask().duration(60).addRow(u"visual"_s, 10, 6).take();
        task.metadata->inputUrl = url;
        return std::make_shared<const EmbeddingTask>(std::move(task));
    }

private Q_SLOTS:
    void initTestCase() { QDesktopServices::setUrlHandler(u"https"_s, this, "takeUrl"); }
    void cleanupTestCase() { QDesktopServices::unsetUrlHandler(u"https"_s); }

    void theSelectedClipThenTheRange()
    {
        SharedTime time;
        time.setDuration(60);
        MomentActions moments(time);
        QAction *const open = moments.actions().at(0);
        QAction *const copy = moments.actions().at(1);
        QVERIFY(!open->isEnabled()); // nothing is shown
        moments.setTask(film(u"https://example.com/film.mp4"_s));
        QVERIFY(open->toolTip().contains("Select a clip"_L1));
        time.setSelectedSegment(2);
        QVERIFY(open->isEnabled() && copy->isEnabled());
        open->trigger();
        QCOMPARE(m_opened, QStringList{u"https://example.com/film.mp4#t=12,18"_s});
        time.setSelectedRange(TimeRange{3.25, 20});
        copy->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"https://example.com/film.mp4#t=3.25,20"_s);
        QCOMPARE(m_opened.size(), 1);
    }

    void whereThereIsNoneTheReasonIsTold()
    {
        SharedTime time;
        time.setDuration(60);
        MomentActions moments(time);
        moments.setTask(film({}));
        time.setSelectedSegment(2);
        QSignalSpy refused(&moments, &MomentActions::refused);
        const auto before = m_opened.size();
        QGuiApplication::clipboard()->setText(u"as it was"_s);
        for (QAction *const action : moments.actions()) {
            action->trigger();
            QVERIFY(refused.takeFirst().at(0).toString().contains("names no address"_L1));
            QVERIFY(action->toolTip().contains("names no address"_L1));
        }
        moments.setTask(film(u"file:///etc/passwd"_s));
        moments.actions().at(0)->trigger();
        QCOMPARE(refused.size(), 1);
        time.setSelectedSegment(999); // of another task
        moments.setTask(film(u"https://example.com/film.mp4"_s));
        moments.actions().at(0)->trigger();
        QCOMPARE(refused.size(), 2);
        QCOMPARE(m_opened.size(), before);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"as it was"_s);
    }
};

EMBEDSCOPE_TEST(TestMomentActions)
#include "tst_momentactions.moc"
