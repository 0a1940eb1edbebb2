// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chartviews.h"

#include "support/testprogram.h"

#include <QAction>
#include <QSignalSpy>
#include <QSplitter>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestChartViews final : public QObject
{
    Q_OBJECT

private:
    struct Stage
    {
        explicit Stage(int count = 3)
        {
            splitter.setOrientation(Qt::Vertical);
            for (int i = 0; i < count; ++i) {
                auto *const view = new QWidget;
                view->setMinimumHeight(20);
                views.add(view, u"view%1"_s.arg(i), u"View %1"_s.arg(i), {}, i != 2);
            }
            splitter.resize(200, 600);
            splitter.show();
        }
        QAction *action(int i) const { return views.actions().at(i); }
        QWidget *view(int i) const { return splitter.widget(i); }

        QSplitter splitter;
        ChartViews views{splitter};
    };

private Q_SLOTS:
    void actionsShowAndHide()
    {
        Stage stage;
        QSignalSpy told(&stage.views, &ChartViews::shownChanged);
        QVERIFY(stage.view(0)->isVisible() && !stage.view(2)->isVisible());
        stage.action(2)->trigger();
        QVERIFY(stage.view(2)->isVisible());
        stage.action(0)->trigger();
        QVERIFY(!stage.view(0)->isVisible());
        QCOMPARE(stage.views.firstShown(), stage.view(1));
        QCOMPARE(stage.views.lastShown(), stage.view(2));
        QCOMPARE(told.count(), 2);
        QCOMPARE(told.last().first().value<QWidget *>(), stage.view(0));
    }

    void theLastOneStays()
    {
        Stage stage;
        stage.action(0)->trigger();
        QVERIFY(!stage.action(1)->isEnabled());
        stage.action(1)->trigger(); // does nothing
        QVERIFY(stage.view(1)->isVisible());
        stage.action(2)->trigger();
        QVERIFY(stage.action(1)->isEnabled());
    }

    void theLayoutComesBack()
    {
        QByteArray kept;
        {
            Stage stage;
            stage.action(2)->trigger();
            stage.action(0)->trigger();
            stage.splitter.setSizes({0, 400, 200});
            kept = stage.views.save();
        }
        Stage stage(4); // a newer version has one more
        stage.views.restore(kept);
        QVERIFY(!stage.view(0)->isVisible());
        QVERIFY(stage.view(1)->isVisible() && stage.view(2)->isVisible() && stage.view(3)->isVisible());
        const QList<int> sizes = stage.splitter.sizes();
        QVERIFY(sizes[1] > 1.5 * sizes[2]);
    }

    void oddLayoutsChangeNothing()
    {
        const QByteArrayList odd{"",
                                 "nonsense",
                                 "[1,2]",
                                 "{\"view0\":7,\"view9\":{\"shown\":true}}",
                                 "{\"view0\":{\"shown\":false},\"view1\":{\"shown\":false},\"view2\":{\"shown\":false}}",
                                 "{\"view0\":{\"shown\":\"x\",\"size\":-5}}"};
        for (const QByteArray &layout : odd) {
            Stage stage;
            stage.views.restore(layout);
            QVERIFY(stage.view(0)->isVisible() && stage.view(1)->isVisible() && !stage.view(2)->isVisible());
        }
    }
};

EMBEDSCOPE_TEST(TestChartViews)
#include "tst_chartviews.moc"
