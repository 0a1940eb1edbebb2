// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/markcomparison.h"

#include "plot/vectortask.h"
#include "support/testprogram.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;
using Refusal = Cosine::Refusal;

class TestMarkComparison final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cosinesByHand()
    {
        EmbeddingTask task;
        addVector(task, u"visual"_s, 0, 6, {3, 4});
        addVector(task, u"visual"_s, 6, 12, {4, 3});
        addVector(task, u"visual"_s, 12, 18, {-3, -4});
        addVector(task, u"visual"_s, 18, 24, {-4, 3});
        QCOMPARE(cosineOf(task, 0, 1).value, 24.0 / 25);
        QCOMPARE(cosineOf(task, 0, 0).value, 1.0);
        QCOMPARE(cosineOf(task, 0, 2).value, -1.0);
        QCOMPARE(cosineOf(task, 0, 3).value, 0.0);
    }

    void sumsInDouble()
    {
        // In float, what follows the first product would be lost.
        EmbeddingTask task;
        std::vector<float> ones(4'097, 1e-4F);
        ones.front() = 1;
        std::vector<float> other(4'097, 1e-4F);
        other.front() = -1;
        addVector(task, u"visual"_s, 0, 6, ones);
        addVector(task, u"visual"_s, 6, 12, other);
        const double small = static_cast<double>(1e-4F) * static_cast<double>(1e-4F) * 4'096;
        const double expected = (-1 + small) / (1 + small);
        QVERIFY(std::abs(cosineOf(task, 0, 1).value - expected) < 1e-14);
    }

    void neverBeyondOne()
    {
        std::mt19937 random(7);
        std::normal_distribution<float> normal;
        EmbeddingTask task;
        for (int i = 0; i < 200; ++i) {
            std::vector<float> vector(512);
            std::generate(vector.begin(), vector.end(), [&] { return normal(random); });
            addVector(task, u"visual"_s, i, i + 1, vector);
        }
        for (int i = 0; i < 200; ++i) {
            const double same = cosineOf(task, i, i).value;
            QVERIFY(same <= 1 && same > 1 - 1e-15);
        }
    }

    void refusals()
    {
        EmbeddingTask task;
        addVector(task, u"visual"_s, 0, 6, {3, 4});
        addVector(task, u"visual"_s, 6, 12, {1, 2, 3});
        addVector(task, u"visual"_s, 12, 18, {});
        addVector(task, u"visual"_s, 18, 24, {0, 0});
        addVector(task, u"visual"_s, 24, 30, {1, NAN});
        task.segments.back().norm = std::nan("");
        addVector(task, u"visual"_s, 30, 36, {1, INFINITY}); // beyond float32, with a norm in double
        task.segments.back().norm = 1e300;
        const Refusal expected[] = {Refusal::None, Refusal::OtherDimension, Refusal::NoVector,
                                    Refusal::ZeroLength, Refusal::NotFinite, Refusal::NotFinite};
        for (int i = 0; i < 6; ++i) {
            QCOMPARE(cosineOf(task, 0, i).refusal, expected[i]);
            QCOMPARE(cosineOf(task, i, 0).refusal, expected[i]);
            QCOMPARE(std::isnan(cosineOf(task, 0, i).value), i != 0);
        }
    }

    void aLineForEachLaneOfClips()
    {
        EmbeddingTask task;
        addVector(task, u"visual"_s, 0, 6, {3, 4});
        addVector(task, u"audio"_s, 0, 6, {1, 0});
        addVector(task, u"visual"_s, 6, 12, {4, 3});
        const auto lanes = buildLanes(task);
        QVERIFY(compareMarks(task, *lanes, {}, {}).empty());
        const auto both = compareMarks(task, *lanes, 3, 9);
        QCOMPARE(both.size(), size_t(2));
        QCOMPARE(lanes->lanes()[both[0].lane].modality, u"visual"_s);
        QCOMPARE(both[0].segmentA, 0);
        QCOMPARE(both[0].segmentB, 2);
        QCOMPARE(both[0].cosine->value, 24.0 / 25);
        QCOMPARE(both[1].segmentA, 1);
        QVERIFY(!both[1].segmentB && !both[1].cosine); // no audio at B
        const auto one = compareMarks(task, *lanes, {}, 9);
        QVERIFY(!one[0].segmentA && one[0].segmentB == 2 && !one[0].cosine);
        // On the boundary the clip that begins there counts.
        QCOMPARE(compareMarks(task, *lanes, 6, 6)[0].segmentA, 2);
    }
};

EMBEDSCOPE_TEST(TestMarkComparison)
#include "tst_markcomparison.moc"
