// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/likenesswords.h"

#include "store/taskrecord.h"
#include "support/testprogram.h"

#include <QTest>

#include <cmath>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestLikenessWords final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cosinesAndIntervals()
    {
        QCOMPARE(cosineText(0.93149), u"0.931"_s);
        QCOMPARE(cosineText(-1), u"-1.000"_s);
        QCOMPARE(cosineText(std::nan("")), u"—"_s);
        QCOMPARE(intervalText(AxisUnit::Seconds, 12, 18.5), u"0:00:12.000 – 0:00:18.500"_s);
        QCOMPARE(intervalText(AxisUnit::Pages, 2, 5), u"pages 3 – 5"_s);
    }

    void namesTellRunsApart()
    {
        TaskRecord record;
        record.id = *TaskId::fromString(u"67ca93a989d8a564e80dc3ba"_s);
        QCOMPARE(taskName(record), u"67ca93a989d8a564e80dc3ba"_s);
        record.summary.file = u"robin-bird.mp4"_s;
        QCOMPARE(taskName(record), u"robin-bird.mp4 (…0dc3ba)"_s);
        record.label = u"second try"_s;
        QCOMPARE(taskName(record), u"second try (…0dc3ba)"_s);
    }

    void refusalsAreCountedByReason()
    {
        const auto id = [](int number) { return *TaskId::fromString(u"task%1"_s.arg(number)); };
        const auto modelOf = [](const TaskId &) { return u"marengo2.7"_s; };
        QVERIFY(refusalSentences({}, modelOf).isEmpty());
        const QStringList sentences = refusalSentences({{id(1), u"visual"_s, Incomparable::OtherModel},
                                                        {id(2), u"visual"_s, Incomparable::OtherModel},
                                                        {id(2), u"visual"_s, Incomparable::OtherModel},
                                                        {id(3), u"visual"_s, Incomparable::OtherDimension},
                                                        {id(4), u"audio"_s, Incomparable::NoVectors}},
                                                       modelOf);
        QCOMPARE(sentences.size(), 3);
        QVERIFY(sentences.contains(
            u"2 tasks were left out: visual vectors of another model (marengo2.7) do not compare."_s));
        QVERIFY(sentences.contains(u"1 task was left out: no usable audio vectors."_s));
    }

    // Four tasks, eight modalities that do not compare.
    void comparedTasksCountOnce()
    {
        const auto id = [](int number) { return *TaskId::fromString(u"task%1"_s.arg(number)); };
        const auto modelOf = [](const TaskId &) { return u"marengo2.7"_s; };
        const auto refused = [&](int number, std::initializer_list<Incomparable> reasons, size_t clips) {
            TaskLikeness likeness{.clipsOfA = clips, .clipsOfB = clips, .refusals = {}};
            for (const Incomparable reason : reasons)
                likeness.refusals.push_back({id(number), u"visual"_s, reason});
            return likeness;
        };
        using enum Incomparable;
        const std::vector<TaskLikeness> compared{refused(1, {OtherModel, OtherModel}, 0), refused(2, {NoVectors, OtherModel}, 0),
                                                 refused(3, {NoVectors, NoVectors, NoVectors}, 0), refused(4, {NoVectors}, 10),
                                                 refused(5, {}, 10)};
        const QStringList sentences = leftOutSentences(compared, modelOf);
        QCOMPARE(sentences.size(), 3);
        QVERIFY(sentences.contains(u"2 tasks were not compared: vectors of another model (marengo2.7) do not compare."_s));
        QVERIFY(sentences.contains(u"1 task was not compared: no modality has usable vectors in both."_s));
        QVERIFY(sentences.contains(u"1 task was compared in part: not every modality compares in both."_s));
        QVERIFY(leftOutSentences({}, modelOf).isEmpty());
    }
};

EMBEDSCOPE_TEST(TestLikenessWords)
#include "tst_likenesswords.moc"
