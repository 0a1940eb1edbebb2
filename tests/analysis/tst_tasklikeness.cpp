// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/tasklikeness.h"

#include "analysis/vectortask.h"
#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestTaskLikeness final : public QObject
{
    Q_OBJECT

private:
    static SearchableTask film(const QString &id, const std::vector<std::vector<float>> &visual,
                               const std::vector<std::vector<float>> &audio = {}, const QString &model = {})
    {
        VectorTask maker(id);
        maker.addRow(u"visual"_s, visual, 2).addRow(u"audio"_s, audio, 2);
        return *makeSearchable(maker.share(), model);
    }

private Q_SLOTS:
    void twoRunsAreDuplicates()
    {
        const auto vectors = randomVectors(300, 16, 1);
        const TaskLikeness same = *taskLikeness(film(u"a"_s, vectors), film(u"b"_s, vectors));
        QVERIFY(same.areDuplicates());
        QCOMPARE(same.likeness(), 1.0);
        QCOMPARE(same.clipsOfA, size_t(300));
        QVERIFY(same.isExact);
        const TaskLikeness other =
            *taskLikeness(film(u"a"_s, vectors), film(u"b"_s, randomVectors(300, 16, 2)));
        QVERIFY(other.wasCompared() && !other.areDuplicates() && !other.isPart());
        QVERIFY(other.likeness() < 0.05);
    }

    void anExtractIsPart()
    {
        auto vectors = randomVectors(100, 16, 1);
        const SearchableTask whole = film(u"a"_s, vectors);
        vectors.resize(25);
        const TaskLikeness likeness = *taskLikeness(whole, film(u"b"_s, vectors));
        QCOMPARE(likeness.shareOfA, 0.25);
        QCOMPARE(likeness.shareOfB, 1.0);
        QVERIFY(likeness.isPart() && !likeness.areDuplicates());
    }

    void theMostAlikePairIsNamed()
    {
        auto a = randomVectors(600, 16, 1);
        auto b = randomVectors(700, 16, 2);
        b[650] = a[300]; // in other blocks than where they begin
        const TaskLikeness likeness = *taskLikeness(film(u"a"_s, a), film(u"b"_s, b), {.mostLookedUp = 1000});
        QVERIFY(likeness.best);
        QCOMPARE(likeness.best->ofA.row, 300U);
        QCOMPARE(likeness.best->ofA.startSec, 600.0);
        QCOMPARE(likeness.best->ofB.row, 650U);
        QCOMPARE(likeness.best->ofB.endSec, 1302.0);
        QVERIFY(likeness.best->cosine > 0.999F);
        b[20] = a[300];
        b[30] = a[10]; // equally alike: the earliest of a
        const TaskLikeness several = *taskLikeness(film(u"a"_s, a), film(u"b"_s, b), {.mostLookedUp = 1000});
        QCOMPARE(several.best->ofA.row, 10U);
        QCOMPARE(several.best->ofB.row, 30U);
        QVERIFY(!taskLikeness(film(u"a"_s, a, {}, u"x"_s), film(u"b"_s, b, {}, u"y"_s))->best);
    }

    void modalitiesCountTogether()
    {
        const auto vectors = randomVectors(30, 16, 1);
        const TaskLikeness likeness = *taskLikeness(film(u"a"_s, vectors, randomVectors(10, 16, 3)),
                                                    film(u"b"_s, vectors, randomVectors(10, 16, 4)));
        QCOMPARE(likeness.shareOfA, 0.75);
        const TaskLikeness silent =
            *taskLikeness(film(u"a"_s, vectors, randomVectors(10, 16, 3)), film(u"b"_s, vectors));
        QVERIFY(silent.areDuplicates());
        QCOMPARE(silent.refusals.size(), size_t(1));
        QCOMPARE(silent.refusals[0].modality, u"audio"_s);
        QCOMPARE(silent.refusals[0].reason, Incomparable::NoVectors);
    }

    void modelsAreNotMixed()
    {
        const auto vectors = randomVectors(30, 16, 1);
        const TaskLikeness likeness = *taskLikeness(film(u"a"_s, vectors, {}, u"marengo2.7"_s),
                                                    film(u"b"_s, vectors, {}, u"marengo3.0"_s));
        QVERIFY(!likeness.wasCompared() && !likeness.areDuplicates());
        QCOMPARE(likeness.refusals.at(0).reason, Incomparable::OtherModel);
    }

    void longOnesAreSampled()
    {
        const auto vectors = randomVectors(1000, 8, 1);
        double last = 0;
        const TaskLikeness likeness = *taskLikeness(film(u"a"_s, vectors), film(u"b"_s, vectors), {}, {},
                                                    [&last](double done) { last = done; });
        QCOMPARE(likeness.clipsOfA, size_t(512));
        QVERIFY(!likeness.isExact && likeness.areDuplicates());
        QCOMPARE(last, 1.0);
        QVERIFY(!taskLikeness(film(u"a"_s, vectors), film(u"b"_s, vectors), {}, [] { return true; }));
    }
};

EMBEDSCOPE_TEST(TestTaskLikeness)
#include "tst_tasklikeness.moc"
