// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/pollschedule.h"

#include "support/testprogram.h"

#include <QRandomGenerator>
#include <QTest>

#include <map>

using namespace embedscope;
using namespace std::chrono_literals;

class TestPollSchedule final : public QObject
{
    Q_OBJECT

private:
    static TaskId id(int number) { return *TaskId::fromString(QString::number(number)); }
    const MonotonicTime m_zero{};

private Q_SLOTS:
    void givesWhatIsDueInOrder()
    {
        PollSchedule schedule;
        schedule.put(id(1), m_zero + 3s);
        schedule.put(id(2), m_zero + 1s);
        schedule.put(id(3), m_zero + 1s);
        QCOMPARE(*schedule.nextDue(), m_zero + 1s);
        QVERIFY(!schedule.takeDue(m_zero));
        QCOMPARE(*schedule.takeDue(m_zero + 2s), id(2)); // among equals the one put in first
        QCOMPARE(*schedule.takeDue(m_zero + 2s), id(3));
        QVERIFY(!schedule.takeDue(m_zero + 2s));
        QCOMPARE(*schedule.dueOf(id(1)), m_zero + 3s);
        QVERIFY(!schedule.dueOf(id(2)));
    }

    void puttingAgainMoves()
    {
        PollSchedule schedule;
        schedule.put(id(1), m_zero + 3s);
        schedule.put(id(1), m_zero + 1s);
        QCOMPARE(*schedule.takeDue(m_zero + 1s), id(1));
        QVERIFY(schedule.isEmpty());
    }

    void agreesWithANaiveTwin()
    {
        QRandomGenerator random(1);
        PollSchedule schedule;
        std::map<int, std::pair<int, int>> naive; // task -> (due, order)
        int order = 0;
        for (int step = 0; step < 20'000; ++step) {
            const int task = random.bounded(50);
            switch (random.bounded(3)) {
            case 0: {
                const int due = random.bounded(100);
                schedule.put(id(task), m_zero + std::chrono::seconds(due));
                naive[task] = {due, order++};
                break;
            }
            case 1:
                schedule.remove(id(task));
                naive.erase(task);
                break;
            default: {
                const int now = random.bounded(100);
                auto first = naive.end();
                for (auto it = naive.begin(); it != naive.end(); ++it) {
                    if (first == naive.end() || it->second < first->second)
                        first = it;
                }
                const auto taken = schedule.takeDue(m_zero + std::chrono::seconds(now));
                if (first != naive.end() && first->second.first <= now) {
                    QCOMPARE(*taken, id(first->first));
                    naive.erase(first);
                } else {
                    QVERIFY(!taken);
                }
            }
            }
            QCOMPARE(schedule.waiting().size(), naive.size());
        }
    }
};

EMBEDSCOPE_TEST(TestPollSchedule)
#include "tst_pollschedule.moc"
