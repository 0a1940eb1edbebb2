// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archivelimits.h"

#include "support/testprogram.h"

#include <QTest>

#include <random>

using namespace embedscope;
using Indexes = std::vector<size_t>;

class TestArchiveLimits final : public QObject
{
    Q_OBJECT

private:
    std::vector<ArchiveEntry> m_entries = {{100, 40, 10, false}, {100, 10, 40, false}, {100, 20, 30, true}, {100, 30, 20, false}};

private Q_SLOTS:
    void withoutLimitsAllStay() { QCOMPARE(entriesToDrop(m_entries, {}), Indexes()); }

    void theOldestGoFirst()
    {
        QCOMPARE(entriesToDrop(m_entries, {.mostBytes = 400}), Indexes());
        QCOMPARE(entriesToDrop(m_entries, {.mostBytes = 399}), (Indexes{1}));
        QCOMPARE(entriesToDrop(m_entries, {.mostBytes = 200}), (Indexes{1, 3}));
    }

    void keptOnesNeverGo() { QCOMPARE(entriesToDrop(m_entries, {.mostBytes = 1, .mostDays = 1}), (Indexes{1, 3, 0})); }

    /// Else one large answer would take all others with it, and be over the limit still.
    void whatAloneIsTooMuchGoesFirst()
    {
        const std::vector<ArchiveEntry> entries{{100, 10, 40, false}, {900, 40, 10, false}, {100, 30, 20, false}};
        QCOMPARE(entriesToDrop(entries, {.mostBytes = 200}), (Indexes{1}));
        QCOMPARE(entriesToDrop(entries, {.mostBytes = 100}), (Indexes{1, 0}));
    }

    /// It goes later; until then nothing else goes in its place.
    void whatIsInUseCountsAsGone()
    {
        std::vector<ArchiveEntry> entries{{100, 10, 40, false}, {900, 40, 10, false, true}, {100, 30, 20, false}};
        QCOMPARE(entriesToDrop(entries, {.mostBytes = 200}), Indexes());
        entries[0].isInUse = true;
        QCOMPARE(entriesToDrop(entries, {.mostDays = 15}), (Indexes{2}));
    }

    void theAgeCountsByItself()
    {
        QCOMPARE(entriesToDrop(m_entries, {.mostDays = 41}), Indexes());
        QCOMPARE(entriesToDrop(m_entries, {.mostDays = 15}), (Indexes{1, 3}));
        QCOMPARE(entriesToDrop(m_entries, {.mostBytes = 100, .mostDays = 15}), (Indexes{1, 3, 0}));
    }

    /// For any entries: the rest keeps the limits as far as the marks allow, and taking one back breaks them.
    void holdsForAny()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 2000; ++round) {
            std::vector<ArchiveEntry> entries(random() % 8);
            for (ArchiveEntry &entry : entries)
                entry = {static_cast<qint64>(random() % 50), static_cast<qint64>(random() % 20), static_cast<int>(random() % 20), random() % 4 == 0};
            const ArchiveLimits limits{static_cast<qint64>(random() % 150), static_cast<int>(random() % 20)};
            const Indexes dropped = entriesToDrop(entries, limits);
            const auto isDropped = [&](size_t i) { return std::find(dropped.begin(), dropped.end(), i) != dropped.end(); };
            qint64 rest = 0;
            bool couldGo = false;
            for (size_t i = 0; i < entries.size(); ++i) {
                QVERIFY(!isDropped(i) || !entries[i].isKept);
                if (isDropped(i))
                    continue;
                rest += entries[i].storedSize;
                couldGo = couldGo || !entries[i].isKept;
                QVERIFY(limits.mostDays == 0 || entries[i].isKept || entries[i].days < limits.mostDays);
            }
            QVERIFY(limits.mostBytes == 0 || rest <= limits.mostBytes || !couldGo);
            if (dropped.empty())
                continue;
            const ArchiveEntry &last = entries[dropped.back()];
            const bool wasTooOld = limits.mostDays > 0 && last.days >= limits.mostDays;
            QVERIFY(wasTooOld || (limits.mostBytes > 0 && rest + last.storedSize > limits.mostBytes));
        }
    }
};

EMBEDSCOPE_TEST(TestArchiveLimits)
#include "tst_archivelimits.moc"
