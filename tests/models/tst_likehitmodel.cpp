// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/likehitmodel.h"

#include "support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestLikeHitModel final : public QObject
{
    Q_OBJECT

private:
    static LikeHit hit(double score, std::vector<float> cosines, double share = 1)
    {
        return {*TaskId::fromString(u"task"_s), 3, 12, 18, score, share, std::move(cosines)};
    }
    static QString name(const TaskId &) { return u"film.mp4"_s; }

private Q_SLOTS:
    void cells()
    {
        LikeHitModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setHits({hit(0.93149, {0.95F, 0.9F}), hit(0.5, {0.5F, std::nanf("")}, 0.5)},
                      {{u"visual"_s, 1, {}}, {u"audio"_s, 1, {}}}, name);
        QCOMPARE(model.rowCount(), 2);
        QStringList texts;
        for (int column = 0; column < LikeHitModel::columnTotal; ++column)
            texts.append(model.index(0, column).data().toString());
        QCOMPARE(texts, (QStringList{u"1"_s, u"0.931"_s, u"film.mp4"_s, u"0:00:12.000 – 0:00:18.000"_s,
                                     u"visual 0.950, audio 0.900"_s}));
        QCOMPARE(model.index(1, 4).data().toString(), u"visual 0.500"_s); // no audio there
        QVERIFY(model.index(1, 1).data(Qt::ToolTipRole).toString().contains("50 %"_L1));
        QCOMPARE(model.index(0, 1).data(LikeHitModel::ScoreRole).toDouble(), 0.93149);
        QVERIFY(!model.index(0, 0).data(LikeHitModel::ScoreRole).isValid());
    }

    void rowsComeAndGoAtTheEnd()
    {
        LikeHitModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        for (const size_t count : {3U, 5U, 5U, 2U, 0U, 4U}) {
            model.setHits(std::vector<LikeHit>(count, hit(0.5, {})), {}, name);
            QCOMPARE(model.rowCount(), static_cast<int>(count));
        }
        QCOMPARE(resets.size(), 0);
    }
};

EMBEDSCOPE_TEST(TestLikeHitModel)
#include "tst_likehitmodel.moc"
