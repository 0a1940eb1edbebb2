// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/findingrows.h"

#include "analysis/audit.h"
#include "reader/taskreader.h"
#include "support/testprogram.h"
#include "support/widetask.h"

#include <QFile>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// The rows that are named for the reader's findings must be as many as the reader has counted.
class TestFindingRows final : public QObject
{
    Q_OBJECT

private:
    static EmbeddingTask read(const QString &name)
    {
        QFile file(QStringLiteral(EMBEDSCOPE_TEST_DATA "/") + name);
        if (!file.open(QFile::ReadOnly))
            qFatal("cannot read %s", qPrintable(name));
        Result<EmbeddingTask> task = readTask(file, {});
        if (!task)
            qFatal("%s", qPrintable(task.failure().detail));
        return std::move(*task);
    }

private Q_SLOTS:
    void areAsManyAsTheReaderCounts_data()
    {
        QTest::addColumn<FindingKind>("kind");
        QTest::newRow("times-null") << FindingKind::TimesMissing;
        QTest::newRow("times-reversed") << FindingKind::TimesReversed;
        QTest::newRow("times-negative") << FindingKind::TimesNegative;
        QTest::newRow("times-beyond-duration") << FindingKind::TimesBeyondDuration;
        QTest::newRow("modality-unknown") << FindingKind::ModalityUnknown;
        QTest::newRow("modality-null") << FindingKind::ModalityUnnamed;
        QTest::newRow("scope-unknown") << FindingKind::ScopeUnknown;
        QTest::newRow("scope-null") << FindingKind::ScopeUnnamed;
        QTest::newRow("vector-missing") << FindingKind::VectorMissing;
        QTest::newRow("vector-empty") << FindingKind::VectorEmpty;
        QTest::newRow("vector-1e400") << FindingKind::VectorNotFinite;
        QTest::newRow("vector-null-inside") << FindingKind::VectorNotNumeric;
        QTest::newRow("vectors-of-other-length") << FindingKind::DimensionDiffers;
        QTest::newRow("duplicate-keys-in-item") << FindingKind::DuplicateKey;
    }

    void areAsManyAsTheReaderCounts()
    {
        QFETCH(FindingKind, kind);
        const EmbeddingTask task =
            read(u"answers/"_s + QString::fromLatin1(QTest::currentDataTag()) + u".json"_s);
        bool found = false;
        for (const Finding &finding : task.findings) {
            if (finding.kind != kind)
                continue;
            found = true;
            const std::vector<quint32> rows = FindingRows(task).of(finding);
            if (kind == FindingKind::DuplicateKey)
                QCOMPARE(rows.size(), size_t(1));
            else
                QCOMPARE(rows.size(), static_cast<size_t>(finding.count));
            bool hasFirst = false;
            for (const quint32 row : rows)
                hasFirst = hasFirst || task.segments.at(row).position == *finding.firstPosition;
            QVERIFY(hasFirst);
        }
        QVERIFY(found);
    }

    void theWholeTaskHasNone()
    {
        const EmbeddingTask task = read(u"answers/modality-not-delivered.json"_s);
        QVERIFY(!task.findings.empty());
        for (const Finding &finding : task.findings) {
            if (finding.kind == FindingKind::ModalityNotDelivered)
                QVERIFY(FindingRows(task).of(finding).empty());
        }
    }

    void reasonsOfTheReaderStandInTheAudit()
    {
        const EmbeddingTask task = read(u"answers/times-reversed.json"_s);
        const TaskAudit audit = *auditTask(task);
        QCOMPARE(std::count_if(audit.findings.begin(), audit.findings.end(),
                               [](const AuditFinding &each) { return each.kind == AuditKind::OfReader; }),
                 static_cast<std::ptrdiff_t>(task.findings.size()));
    }

    /// A pass over all segments for each finding would be 400,000,000 rounds.
    void manyFindingsShareTheirTables()
    {
        constexpr int all = 20'000;
        const EmbeddingTask task = test::wideTask(all, true);
        FindingRows rows(task);
        for (int i = 0; i < all; ++i) {
            const quint32 row = static_cast<quint32>(i);
            QCOMPARE(rows.of({.kind = FindingKind::ModalityUnknown, .detail = u"m%1"_s.arg(i)}), std::vector{row});
            QCOMPARE(rows.of({.kind = FindingKind::ScopeUnknown, .detail = u"s%1"_s.arg(i)}), std::vector{row});
            QCOMPARE(rows.of({.kind = FindingKind::FieldOdd, .firstPosition = row, .detail = u"x"_s}), std::vector{row});
        }
        QVERIFY(rows.of({.kind = FindingKind::ModalityUnknown, .detail = u"never"_s}).empty());
    }
};

EMBEDSCOPE_TEST(TestFindingRows)
#include "tst_findingrows.moc"
