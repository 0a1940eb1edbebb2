// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/laneloader.h"

#include "plot/madeuptask.h"
#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestLaneLoader final : public QObject
{
    Q_OBJECT

private:
    SharedTask m_small = MadeUpTask().addRow(u"visual"_s, 10, 6).share();
    SharedTask m_large = MadeUpTask().addRow(u"visual"_s, 100'000, 2).addRow(u"audio"_s, 100'000, 2).share();

    struct Answers
    {
        explicit Answers(LaneLoader &loader)
        {
            QObject::connect(&loader, &LaneLoader::loaded, &loader,
                             [this](const SharedTask &task, const std::shared_ptr<const LaneSet> &lanes) {
                                 tasks.append(task);
                                 hadLanes.append(lanes != nullptr);
                             });
        }
        QList<SharedTask> tasks;
        QList<bool> hadLanes;
    };

private Q_SLOTS:
    void aSmallTaskIsThereAtOnce()
    {
        LaneLoader loader;
        const Answers answers(loader);
        loader.load(m_small);
        QCOMPARE(answers.tasks, (QList<SharedTask>{m_small}));
        QCOMPARE(answers.hadLanes, (QList<bool>{true}));
        loader.load(nullptr);
        QCOMPARE(answers.tasks, (QList<SharedTask>{m_small, nullptr}));
        QCOMPARE(answers.hadLanes, (QList<bool>{true, false}));
    }

    void aLargeTaskComesLater()
    {
        LaneLoader loader;
        const Answers answers(loader);
        loader.load(m_large);
        QVERIFY(answers.tasks.isEmpty());
        QTRY_COMPARE(answers.tasks, (QList<SharedTask>{m_large}));
        QCOMPARE(answers.hadLanes, (QList<bool>{true}));
    }

    void theLastOneWins()
    {
        LaneLoader loader;
        const Answers answers(loader);
        loader.load(m_large);
        loader.load(m_small); // is there before the large one can be
        const SharedTask another = MadeUpTask().addRow(u"visual"_s, 6'000, 2).share();
        loader.load(m_large);
        loader.load(another);
        QTRY_COMPARE(answers.tasks, (QList<SharedTask>{m_small, another}));
        QTRY_COMPARE(m_large.use_count(), 1L); // every thread is done with it, and told nobody
        QCoreApplication::processEvents();
        QCOMPARE(answers.tasks.size(), 2);
    }

    void mayGoAwayMeanwhile()
    {
        {
            LaneLoader loader;
            loader.load(m_large);
        }
        QTRY_COMPARE(m_large.use_count(), 1L);
    }
};

EMBEDSCOPE_TEST(TestLaneLoader)
#include "tst_laneloader.moc"
