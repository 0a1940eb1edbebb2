// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/likethis.h"

#include "analysis/vectortask.h"
#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestLikeThis final : public QObject
{
    Q_OBJECT

private:
    static SearchableTask searchable(VectorTask &maker, const QString &model = {})
    {
        return *makeSearchable(maker.share(), model);
    }

private Q_SLOTS:
    void findsTheMostAlike()
    {
        VectorTask maker;
        maker.addRow(u"visual"_s, randomVectors(500, 32, 7), 2);
        const SearchableTask task = searchable(maker);
        const LaneClips &clips = *task.lanes[0];
        const auto result = *clipsLike(queryFor(task, 100), task, {.most = 10});
        QCOMPARE(result.hits.size(), size_t(10));
        QVERIFY(result.refusals.empty());
        std::vector<std::pair<double, quint32>> expected;
        for (size_t i = 0; i < clips.size(); ++i) {
            if (i != 100)
                expected.emplace_back(-clips.cosine(100, i), clips.row(i));
        }
        std::sort(expected.begin(), expected.end());
        for (size_t i = 0; i < 10; ++i) {
            QCOMPARE(result.hits[i].row, expected[i].second);
            QVERIFY(std::abs(result.hits[i].score + expected[i].first) < 1e-6);
            QCOMPARE(result.hits[i].task, task.task->id);
            QCOMPARE(result.hits[i].weightShare, 1.0);
        }
    }

    void neighboursCanBeLeftOut()
    {
        VectorTask maker;
        maker.addRow(u"visual"_s, randomVectors(20, 8, 7), 2);
        const SearchableTask task = searchable(maker);
        const LikeResult apart = *clipsLike(queryFor(task, 10), task, {.most = 100, .minDistanceSec = 6});
        for (const LikeHit &hit : apart.hits)
            QVERIFY(std::abs(hit.startSec - 20) >= 6);
        QCOMPARE(apart.hits.size(), size_t(15));
        QCOMPARE(clipsLike(queryFor(task, 10), task, {.most = 100})->hits.size(), size_t(19));
    }

    void modalitiesAreWeighed()
    {
        VectorTask maker;
        maker.add(u"visual"_s, 0, 2, {1, 0}).add(u"audio"_s, 0, 2, {1, 0}); // rows 0, 1: the query
        maker.add(u"visual"_s, 2, 4, {1, 0}).add(u"audio"_s, 2, 4, {0, 1}); // 2, 3: cosines 1 and 0
        maker.add(u"visual"_s, 4, 6, {0, 1}); // 4: 0, no audio
        maker.add(u"audio"_s, 6.02, 8, {1, 0}); // 5: only audio, 1
        const SearchableTask task = searchable(maker);
        QCOMPARE(task.moments.size(), size_t(4));
        const ClipQuery query = queryFor(task, 0, 0.25);
        QCOMPARE(query.parts.size(), size_t(2));
        const LikeResult all = *clipsLike(query, task, {.leastWeightShare = 0});
        QCOMPARE(all.hits.size(), size_t(3));
        QCOMPARE(all.hits[0].row, 5U);
        QCOMPARE(all.hits[0].score, 1.0);
        QCOMPARE(all.hits[0].weightShare, 0.2);
        QVERIFY(std::isnan(all.hits[0].cosines[0]));
        QCOMPARE(all.hits[0].cosines[1], 1.0F);
        QCOMPARE(all.hits[1].row, 2U); // of visual, which weighs more
        QVERIFY(std::abs(all.hits[1].score - 0.8) < 1e-9);
        QCOMPARE(all.hits[2].score, 0.0);
        QCOMPARE(clipsLike(query, task)->hits.size(),
                 size_t(2)); // the one with a fifth of the weight is not shown
    }

    void whatDoesNotCompareIsRefused()
    {
        VectorTask one;
        one.add(u"visual"_s, 0, 2, {1, 0});
        VectorTask other(u"other"_s);
        other.add(u"visual"_s, 0, 2, {1, 0, 0});
        const ClipQuery query = queryFor(searchable(one, u"marengo3.0"_s), 0);
        const auto refusal = [&query](const SearchableTask &task) {
            const LikeResult result = *clipsLike(query, task);
            return result.hits.empty() ? std::optional(result.refusals.at(0).reason) : std::nullopt;
        };
        QCOMPARE(refusal(searchable(other)), Incomparable::OtherDimension);
        VectorTask older(u"older"_s);
        older.add(u"visual"_s, 0, 2, {1, 0});
        QCOMPARE(refusal(searchable(older, u"marengo2.7"_s)), Incomparable::OtherModel);
        QCOMPARE(refusal(*makeSearchable(older.share(), u"marengo3.0"_s)),
                 Incomparable::NoVectors); // taken: empty
        VectorTask same(u"same"_s);
        same.add(u"visual"_s, 0, 2, {1, 0});
        QCOMPARE(refusal(searchable(same, u"marengo3.0"_s)), std::nullopt); // another task: its clip counts
    }

    void resultsAreMerged()
    {
        LikeResult all;
        const auto hit = [](const char *task, quint32 row, double score) {
            return LikeHit{
                .task = *TaskId::fromString(QString::fromLatin1(task)), .row = row, .score = score};
        };
        mergeInto(all, {{hit("b", 1, 0.5), hit("b", 2, 0.4)}, {}}, 3);
        mergeInto(all, {{hit("a", 7, 0.9), hit("a", 9, 0.5)}, {{{}, u"audio"_s, Incomparable::NoVectors}}},
                  3);
        QCOMPARE(all.hits.size(), size_t(3));
        QCOMPARE(all.hits[0].row, 7U);
        QCOMPARE(all.hits[1].row, 9U); // of equal scores the first task
        QCOMPARE(all.hits[2].row, 1U);
        QCOMPARE(all.refusals.size(), size_t(1));
    }

    void extremeNormsKeepTheirDirection()
    {
        VectorTask maker;
        maker.add(u"visual"_s, 0, 1, {3, 4})
            .add(u"visual"_s, 1, 2, {3e37F, 4e37F})
            .add(u"visual"_s, 2, 3, {3e-37F, 4e-37F});
        const SearchableTask task = searchable(maker);
        const LikeResult result = *clipsLike(queryFor(task, 0), task);
        QCOMPARE(result.hits.size(), size_t(2));
        for (const LikeHit &hit : result.hits)
            QVERIFY(std::abs(hit.score - 1) < 1e-6);
    }

    void noneAndCancelled()
    {
        VectorTask empty;
        empty.add(u"visual"_s, 0, 2, {});
        const SearchableTask none = searchable(empty);
        QVERIFY(queryFor(none, 0).parts.empty());
        QVERIFY(clipsLike(queryFor(none, 0), none)->hits.empty());
        VectorTask maker;
        maker.addRow(u"visual"_s, randomVectors(20, 8, 7), 2);
        const SearchableTask task = searchable(maker);
        QVERIFY(!clipsLike(queryFor(task, 1), task, {}, [] { return true; }));
        QVERIFY(!makeSearchable(task.task, {}, [] { return true; }));
    }
};

EMBEDSCOPE_TEST(TestLikeThis)
#include "tst_likethis.moc"
