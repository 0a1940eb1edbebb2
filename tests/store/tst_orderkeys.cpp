// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/orderkeys.h"

#include "support/testprogram.h"

#include <QTest>

#include <random>

using namespace embedscope;

class TestOrderKeys final : public QObject
{
    Q_OBJECT

private:
    static TaskId id(int number) { return *TaskId::fromString(QString::number(number)); }
    static bool ascends(const OrderKeys &keys, const std::vector<TaskId> &ids)
    {
        for (size_t i = 1; i < ids.size(); ++i) {
            if (keys.keyOf(ids[i - 1]) >= keys.keyOf(ids[i]))
                return false;
        }
        return true;
    }

private Q_SLOTS:
    void whatComesAndGoesChangesNoOther()
    {
        OrderKeys keys;
        std::vector<TaskId> ids;
        std::mt19937 random(1);
        for (int i = 0; i < 2000; ++i) {
            std::vector<qint64> before;
            for (const TaskId &each : ids)
                before.push_back(keys.keyOf(each));
            const std::vector<TaskId> old = ids;
            // Removed ones come back to where they were: the gap has room for that, again and again.
            if (random() % 3 == 0 && !ids.empty()) {
                const auto place = ids.begin() + static_cast<std::ptrdiff_t>(random() % ids.size());
                const TaskId taken = *place;
                keys.remove(taken);
                const auto row = place - ids.begin();
                ids.erase(place);
                QVERIFY(!keys.arrange(ids));
                ids.insert(ids.begin() + row, taken);
            } else {
                ids.push_back(id(i));
            }
            QVERIFY(!keys.arrange(ids));
            QVERIFY(ascends(keys, ids));
            int changed = 0;
            for (size_t k = 0; k < old.size(); ++k)
                changed += keys.keyOf(old[k]) != before[k];
            QCOMPARE_LE(changed, 1);
        }
    }

    void withoutRoomAllGetNewOnes()
    {
        OrderKeys keys;
        keys.set(id(1), 5);
        keys.set(id(3), 6);
        QVERIFY(keys.arrange(std::vector{id(1), id(2), id(3)}));
        QVERIFY(ascends(keys, {id(1), id(2), id(3)}));
        keys.set(id(2), 1); // as a broken file may have it
        QVERIFY(keys.arrange(std::vector{id(1), id(2), id(3)}));
        QVERIFY(ascends(keys, {id(1), id(2), id(3)}));
        keys.set(id(3), std::numeric_limits<qint64>::max());
        QVERIFY(keys.arrange(std::vector{id(1), id(2), id(3), id(4)}));
        QVERIFY(ascends(keys, {id(1), id(2), id(3), id(4)}));
        keys.set(id(1), std::numeric_limits<qint64>::min());
        QVERIFY(keys.arrange(std::vector{id(1), id(2)}));
        QVERIFY(ascends(keys, {id(1), id(2)}));
    }

    void neighboursComeBetweenThoseBesideThem()
    {
        OrderKeys keys;
        QVERIFY(keys.insert(std::vector{id(1), id(2)}, {}, {}));
        QVERIFY(keys.insert(std::vector{id(5)}, id(2), {}));
        QVERIFY(keys.insert(std::vector{id(3), id(4)}, id(2), id(5)));
        QVERIFY(keys.insert(std::vector{id(0)}, {}, id(1)));
        QVERIFY(ascends(keys, {id(0), id(1), id(2), id(3), id(4), id(5)}));
        QVERIFY(!keys.insert(std::vector{id(7)}, id(6), {})); // beside one that has no key
        keys.set(id(6), keys.keyOf(id(5)) + 1);
        QVERIFY(!keys.insert(std::vector{id(8)}, id(5), id(6))); // no room
        QVERIFY(!keys.insert(std::vector{id(1)}, id(5), id(6))); // it has a key that stands elsewhere
    }

    void manyAtOnceFitIntoAGap()
    {
        OrderKeys keys;
        std::vector<TaskId> ids{id(0), id(1)};
        QVERIFY(!keys.arrange(ids));
        for (int i = 2; i < 10'000; ++i)
            ids.insert(ids.end() - 1, id(i));
        QVERIFY(!keys.arrange(ids));
        QVERIFY(ascends(keys, ids));
    }
};

EMBEDSCOPE_TEST(TestOrderKeys)
#include "tst_orderkeys.moc"
