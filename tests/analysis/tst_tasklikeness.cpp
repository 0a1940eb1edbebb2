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

    /// Of one model a shorter vector is the first numbers of a longer one.
    void ofOneModelTheCommonPrefixIsCompared()
    {
        const auto longer = randomVectors(100, 32, 1);
        auto shorter = longer;
        for (std::vector<float> &vector : shorter)
            vector.resize(8);
        const TaskLikeness same =
            *taskLikeness(film(u"a"_s, longer, {}, u"marengo3.5"_s), film(u"b"_s, shorter, {}, u"marengo3.5"_s));
        QVERIFY(same.areDuplicates());
        QCOMPARE(same.prefix, std::optional<quint32>(8));
        QVERIFY(std::abs(same.best->cosine - 1) < 1e-5F);
        const TaskLikeness unknown = *taskLikeness(film(u"a"_s, longer), film(u"b"_s, shorter));
        QVERIFY(!unknown.wasCompared());
        QCOMPARE(unknown.refusals.front().reason, Incomparable::OtherDimension);
        const TaskLikeness other =
            *taskLikeness(film(u"a"_s, longer, {}, u"marengo3.5"_s), film(u"b"_s, shorter, {}, u"marengo3.0"_s));
        QVERIFY(!other.wasCompared());
        QCOMPARE(other.modelOfA, u"marengo3.5"_s);
        QCOMPARE(other.modelOfB, u"marengo3.0"_s);

        // A search for one clip finds the same, with the prefix of both made of length 1.
        const SearchableTask a = film(u"a"_s, longer, {}, u"marengo3.5"_s);
        const SearchableTask b = film(u"b"_s, shorter, {}, u"marengo3.5"_s);
        for (const auto &[from, in] : {std::pair(&a, &b), std::pair(&b, &a)}) {
            const auto result = clipsLike(queryFor(*from, 7), *in, {});
            QVERIFY(result && !result->hits.empty());
            QCOMPARE(result->hits.front().row, 7U);
            QVERIFY(std::abs(result->hits.front().score - 1) < 1e-5);
            QCOMPARE(result->prefix, std::optional<quint32>(8));
        }
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
