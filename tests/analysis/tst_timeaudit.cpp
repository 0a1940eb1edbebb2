// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/timeaudit.h"

#include "analysis/vectortask.h"
#include "support/testprogram.h"

#include <QTest>

#include <numeric>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestTimeAudit final : public QObject
{
    Q_OBJECT

private:
    static TimeAudit audit(const std::vector<std::pair<double, double>> &times, const TimeStretch &asked)
    {
        VectorTask maker;
        for (const auto &[start, end] : times)
            maker.add(u"visual"_s, start, end, {1});
        const EmbeddingTask task = maker.take();
        std::vector<quint32> rows(task.segments.size());
        std::iota(rows.begin(), rows.end(), 0U);
        return auditTimes(task, rows, asked);
    }

private Q_SLOTS:
    void gapsAndOverlaps()
    {
        const TimeAudit found =
            audit({{0.04, 6}, {6.04, 12}, {12.05, 18}, {17.95, 24}, {23.97, 30}}, {0, 31});
        QCOMPARE(found.gaps, (std::vector<TimeStretch>{{12, 12.05}, {30, 31}}));
        QCOMPARE(found.overlaps.size(), size_t(1));
        QCOMPARE(found.overlaps[0].row, 3U);
        QVERIFY(std::abs(found.overlaps[0].number - 0.05) < 1e-9);
        QCOMPARE(found.intervals, 5);
    }

    void aGapBeforeTheFirst()
    {
        QCOMPARE(audit({{2, 6}}, {0, 6}).gaps, (std::vector<TimeStretch>{{0, 2}}));
        QCOMPARE(audit({{2, 6}}, {2, 6}).gaps, std::vector<TimeStretch>());
        QCOMPARE(audit({}, {0, 6}).gaps, (std::vector<TimeStretch>{{0, 6}}));
        QCOMPARE(audit({}, {0, 0}).gaps, std::vector<TimeStretch>());
        QCOMPARE(audit({{0, 6}, {20, 26}}, {0, 10}).gaps,
                 (std::vector<TimeStretch>{{6, 10}})); // beyond the end
    }

    void clipsWithinClipsAndTheSameTwice()
    {
        const TimeAudit found = audit({{0, 20}, {2, 4}, {6, 8}, {20, 30}, {20, 30}}, {0, 30});
        QVERIFY(found.gaps.empty());
        QCOMPARE(found.overlaps.size(), size_t(3));
        QCOMPARE(found.overlaps[0].number, 2.0);
        QCOMPARE(found.overlaps[2].number, 10.0);
        QCOMPARE(found.intervals, 4);
        QCOMPARE(coveredSec(found.covered, {0, 30}), 30.0);
        QCOMPARE(coveredSec(found.covered, {5, 25}), 20.0);
    }

    void withoutTimesOrReversed()
    {
        const TimeAudit found = audit({{std::nan(""), 3}, {5, 2}, {1, 2}}, {0, 2});
        QCOMPARE(found.intervals, 1);
        QCOMPARE(coveredSec(found.covered, {0, 2}), 1.0);
    }
};

EMBEDSCOPE_TEST(TestTimeAudit)
#include "tst_timeaudit.moc"
