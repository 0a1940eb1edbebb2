// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/suspects.h"

#include "support/testprogram.h"

#include <QTest>

#include <cmath>

using namespace embedscope;

class TestSuspects final : public QObject
{
    Q_OBJECT

private:
    static AuditFinding finding(Severity severity, std::vector<AuditPlace> places)
    {
        AuditFinding made{.kind = AuditKind::VectorZero, .severity = severity};
        made.places = std::move(places);
        return made;
    }

private Q_SLOTS:
    void errorsFirstThenByTimeEachOnce()
    {
        const double nan = std::nan("");
        TaskAudit audit;
        audit.findings = {finding(Severity::Error, {{7, 42, 48}, {2, 12, 18}, {20, nan, nan}}),
                          finding(Severity::Error, {{2, 12, 18}}),
                          finding(Severity::Warning, {{AuditPlace::noRow, 6, 9}, {2, 12, 18}, {1, 6, 12}}),
                          finding(Severity::Note, {}),
                          finding(Severity::Note, {{0, 0, 6}, {AuditPlace::noRow, 6, 9}})};
        const std::vector<Suspect> suspects = suspectsOf(audit);
        QCOMPARE(suspects.size(), size_t(6));
        const auto is = [&suspects](size_t at, quint32 row, double start, std::vector<quint32> findings) {
            return suspects[at].place.row == row
                && (std::isnan(start) || suspects[at].place.startSec == start)
                && suspects[at].findings == findings;
        };
        QVERIFY(is(0, 2, 12, {0, 1, 2}));
        QVERIFY(suspects[0].severity == Severity::Error);
        QVERIFY(is(1, 7, 42, {0}));
        QVERIFY(is(2, 20, nan, {0})); // without times, but an error
        QVERIFY(is(3, AuditPlace::noRow, 6, {2, 4}));
        QVERIFY(suspects[3].severity == Severity::Warning);
        QVERIFY(is(4, 1, 6, {2}));
        QVERIFY(is(5, 0, 0, {4}));
    }

    void noneWithoutPlaces()
    {
        TaskAudit audit;
        QVERIFY(suspectsOf(audit).empty());
        audit.findings.push_back(finding(Severity::Error, {}));
        QVERIFY(suspectsOf(audit).empty());
    }

    void manyAreQuick()
    {
        TaskAudit audit;
        for (int i = 0; i < 3; ++i) {
            std::vector<AuditPlace> places;
            for (quint32 row = 0; row < 100'000; ++row)
                places.push_back({(row * 7919) % 100'000, row * 1.0, row + 1.0});
            audit.findings.push_back(finding(Severity::Note, std::move(places)));
        }
        QCOMPARE(suspectsOf(audit).size(), size_t(100'000));
    }
};

EMBEDSCOPE_TEST(TestSuspects)
#include "tst_suspects.moc"
