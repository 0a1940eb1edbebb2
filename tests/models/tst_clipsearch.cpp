// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/clipsearch.h"

#include "analysis/vectortask.h"
#include "models/heldtasks.h"
#include "support/testprogram.h"

#include <QSignalSpy>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestClipSearch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOtherRunOfAFilmComesFirst()
    {
        HeldTasks held;
        held.addReal(HeldTasks::robin);
        held.addReal(HeldTasks::island);
        held.addReal(HeldTasks::robinAgain);
        const auto task = makeSearchable(held.read(HeldTasks::robin), {});
        for (quint32 row = 0; row < 4; ++row) {
            ClipSearch search(held.feed);
            QSignalSpy ended(&search, &ClipSearch::ended);
            QSignalSpy progressed(&search, &ClipSearch::progressed);
            search.start(queryFor(*task, row), {.most = 5}, held.ids());
            QVERIFY(ended.wait(test::longestWaitMs));
            QCOMPARE(progressed.size(), 3);
            const auto &hits = search.result().hits;
            QCOMPARE(hits.size(), size_t(5));
            QCOMPARE(hits[0].task, HeldTasks::id(HeldTasks::robinAgain));
            QCOMPARE(hits[0].row, row);
            QVERIFY(hits[0].score > 0.98);
            QVERIFY(std::is_sorted(hits.begin(), hits.end(), [](auto &a, auto &b) { return a.score > b.score; }));
            for (const LikeHit &hit : hits)
                QVERIFY(hit.task != HeldTasks::id(HeldTasks::robin) || hit.row != row); // not the clip itself
        }
    }

    void otherModelsAreRefused()
    {
        HeldTasks held;
        const auto vectors = randomVectors(4, 8, 1);
        held.addMade("aaaaaaaaaaaaaaaaaaaaaaaa", {{"visual", vectors}}, u"marengo3.0"_s);
        held.addMade("bbbbbbbbbbbbbbbbbbbbbbbb", {{"visual", vectors}}, u"marengo2.7"_s);
        held.addMade("cccccccccccccccccccccccc", {{"visual", randomVectors(4, 16, 1)}}, QString()); // of one model it would compare
        held.addMade("dddddddddddddddddddddddd", {{"audio", vectors}}, u"marengo3.0"_s);
        const auto task = makeSearchable(held.read("aaaaaaaaaaaaaaaaaaaaaaaa"), u"marengo3.0"_s);
        ClipSearch search(held.feed);
        QSignalSpy ended(&search, &ClipSearch::ended);
        search.start(queryFor(*task, 0), {}, held.ids());
        QVERIFY(ended.wait(test::longestWaitMs));
        QCOMPARE(search.result().hits.size(), size_t(3)); // its own task's
        QCOMPARE(search.result().refusals.size(), size_t(3));
        QCOMPARE(search.result().refusals[0].reason, Incomparable::OtherModel);
        QCOMPARE(search.result().refusals[1].reason, Incomparable::OtherDimension);
        QCOMPARE(search.result().refusals[2].reason, Incomparable::NoVectors);
    }

    void aNewSearchForgetsTheOld()
    {
        HeldTasks held;
        held.addReal(HeldTasks::robin);
        held.addBytes(HeldTasks::island, "nothing");
        const auto task = makeSearchable(held.read(HeldTasks::robin), {});
        ClipSearch search(held.feed);
        QSignalSpy ended(&search, &ClipSearch::ended);
        search.start(queryFor(*task, 0), {}, held.ids());
        QVERIFY(ended.wait(test::longestWaitMs));
        QCOMPARE(search.unreadTasks(), 1);
        QCOMPARE(search.result().hits.size(), size_t(3));
        search.start(queryFor(*task, 1), {}, {});
        QVERIFY(search.result().hits.empty());
        QCOMPARE(search.unreadTasks(), 0);
        QVERIFY(ended.wait(test::longestWaitMs));
        QVERIFY(search.result().hits.empty());
    }
};

EMBEDSCOPE_TEST(TestClipSearch)
#include "tst_clipsearch.moc"
