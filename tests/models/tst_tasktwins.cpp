// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasktwins.h"

#include "analysis/vectortask.h"
#include "models/heldtasks.h"
#include "models/tasktwinmodel.h"
#include "support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestTaskTwins final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoRunsOfAFilmAreTwinsAndAnotherFilmIsNot()
    {
        HeldTasks held;
        held.addReal(HeldTasks::island);
        held.addReal(HeldTasks::robin);
        held.addReal(HeldTasks::robinAgain);
        TaskTwins twins(held.feed);
        TaskTwinModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto nameOf = [&held](const TaskId &id) { return taskName(*held.feed.list().find(id)); };
        connect(&twins, &TaskTwins::progressed, &model, [&] { model.setResults(twins.results(), nameOf); });
        QSignalSpy ended(&twins, &TaskTwins::ended);
        twins.start(std::make_shared<const SearchableTask>(*makeSearchable(held.read(HeldTasks::robin), {})), {}, held.ids());
        QVERIFY(ended.wait(test::longestWaitMs));
        QCOMPARE(twins.results().size(), size_t(2)); // not with itself
        QCOMPARE(twins.results()[0].other, HeldTasks::id(HeldTasks::robinAgain));
        QVERIFY(twins.results()[0].likeness.areDuplicates());
        QCOMPARE(twins.results()[1].other, HeldTasks::id(HeldTasks::island));
        QVERIFY(!twins.results()[1].likeness.areDuplicates());
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0, 0).data().toString(), u"robin-bird.mp4 (…27b0a9)"_s);
        QCOMPARE(model.index(0, 1).data().toString(), u"duplicates of each other"_s);
        QCOMPARE(model.index(0, 2).data().toString(), u"100 %"_s);
        QCOMPARE(model.index(0, 2).data(TaskTwinModel::ScoreRole).toDouble(), 1.0);
        QCOMPARE(model.index(1, 1).data().toString(), u"have nothing in common"_s);
    }

    void otherModelsAreNotCompared()
    {
        HeldTasks held;
        const auto vectors = randomVectors(4, 8, 1);
        held.addMade("aaaaaaaaaaaaaaaaaaaaaaaa", {{"visual", vectors}}, u"marengo3.0"_s);
        held.addMade("bbbbbbbbbbbbbbbbbbbbbbbb", {{"visual", vectors}}, u"marengo2.7"_s);
        TaskTwins twins(held.feed);
        QSignalSpy ended(&twins, &TaskTwins::ended);
        twins.start(std::make_shared<const SearchableTask>(*makeSearchable(held.read("aaaaaaaaaaaaaaaaaaaaaaaa"), u"marengo3.0"_s)),
                    {}, held.ids());
        QVERIFY(ended.wait(test::longestWaitMs));
        TaskTwinModel model;
        model.setResults(twins.results(), [](const TaskId &id) { return id.toString(); });
        QCOMPARE(model.index(0, 1).data().toString(), u"not compared: another model (marengo3.0 here, marengo2.7 there)"_s);
        QCOMPARE(model.index(0, 2).data().toString(), u"—"_s);
        QVERIFY(!model.index(0, 2).data(TaskTwinModel::ScoreRole).isValid());
    }
};

EMBEDSCOPE_TEST(TestTaskTwins)
#include "tst_tasktwins.moc"
