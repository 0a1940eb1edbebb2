// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/markwords.h"

#include "plot/vectortask.h"
#include "support/testprogram.h"

#include <QTest>

#include <cmath>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestMarkWords final : public QObject
{
    Q_OBJECT

private:
    static QStringList lines(const EmbeddingTask &task, std::optional<double> a, std::optional<double> b)
    {
        return marksLines(task, *buildLanes(task), a, b);
    }

private Q_SLOTS:
    void nothingWithoutMarks()
    {
        EmbeddingTask task;
        addVector(task, u"visual"_s, 0, 6, {3, 4});
        QVERIFY(lines(task, {}, {}).isEmpty());
    }

    void oneMarkSaysHowToSetTheOther()
    {
        EmbeddingTask task;
        addVector(task, u"visual"_s, 0, 6, {3, 4});
        QCOMPARE(lines(task, 2, {}),
                 (QStringList{u"A 0:00:02.000; the key B sets the other cursor"_s, u"visual: norm 5.0000 at A"_s}));
        QCOMPARE(lines(task, {}, 8).at(1), u"visual: no clip at B"_s);
    }

    void bothTellTheirDistanceAndCosines()
    {
        EmbeddingTask task;
        addVector(task, u"visual"_s, 0, 6, {3, 4});
        addVector(task, u"visual"_s, 6, 12, {4, 3});
        addVector(task, u"audio"_s, 0, 6, {1, 0});
        addVector(task, u"audio"_s, 6, 12, {1, 0, 0});
        addVector(task, u"transcription"_s, 0, 6, {1});
        const QStringList expected{u"A 0:00:09.500, B 0:00:02.000; 7.500 s apart"_s,
                                   u"visual: norm 5.0000 at A, norm 5.0000 at B; cosine 0.960000"_s,
                                   u"audio: norm 1.0000 at A, norm 1.0000 at B; no cosine: the vectors have 3 and 2 numbers"_s,
                                   u"transcription: no clip at A, norm 1.0000 at B"_s};
        QCOMPARE(lines(task, 9.5, 2), expected);
        QVERIFY(lines(task, 1, 2).at(1).endsWith("the same clip, cosine 1"_L1));
    }

    void everyRefusalHasItsWords()
    {
        EmbeddingTask task;
        addVector(task, u"none"_s, 0, 6, {1});
        addVector(task, u"none"_s, 6, 12, {});
        addVector(task, u"odd"_s, 0, 6, {1});
        addVector(task, u"odd"_s, 6, 12, {NAN});
        task.segments.back().norm = std::nan("");
        addVector(task, u"zero"_s, 0, 6, {1});
        addVector(task, u"zero"_s, 6, 12, {0});
        const QStringList all = lines(task, 1, 7);
        QCOMPARE(all.at(1), u"none: norm 1.0000 at A, no norm at B; no cosine: one of the clips has no vector"_s);
        QVERIFY(all.at(2).endsWith("one of the vectors holds what is no usable number"_L1));
        QVERIFY(all.at(3).endsWith("one of the vectors is all zeros"_L1));
    }

    void manyLanesAreCut()
    {
        EmbeddingTask task;
        for (int i = 0; i < 12; ++i)
            addVector(task, u"m%1"_s.arg(i), 0, 6, {1});
        const QStringList all = lines(task, 1, 2);
        QCOMPARE(all.size(), 10);
        QCOMPARE(all.last(), u"and 4 more"_s);
    }
};

EMBEDSCOPE_TEST(TestMarkWords)
#include "tst_markwords.moc"
