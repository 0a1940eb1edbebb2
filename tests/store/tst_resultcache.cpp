// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/resultcache.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;

class TestResultCache final : public QObject
{
    Q_OBJECT

private:
    static TaskId id(int number) { return *TaskId::fromString(QString::number(number)); }
    static SharedTask task(int number, size_t numbers)
    {
        auto made = std::make_shared<EmbeddingTask>();
        made->id = id(number);
        std::fill_n(made->matrix.reserveAtEnd(numbers), numbers, 0.f);
        made->matrix.extend(numbers);
        return made;
    }

private Q_SLOTS:
    void theOneUsedLongestAgoGoesFirst()
    {
        ResultCache cache(10'000);
        cache.insert(task(1, 1000));
        cache.insert(task(2, 1000));
        QVERIFY(cache.find(id(1))); // now 2 was used longest ago
        cache.insert(task(3, 1000));
        QVERIFY(cache.find(id(1)));
        QVERIFY(!cache.find(id(2)));
        QVERIFY(cache.find(id(3)));
        QVERIFY(cache.sizeInBytes() <= 10'000);
    }

    void aLookIsNoUse()
    {
        ResultCache cache(10'000);
        cache.insert(task(1, 1000));
        cache.insert(task(2, 1000));
        QVERIFY(cache.peek(id(1)));
        QVERIFY(!cache.peek(id(7)));
        cache.insert(task(3, 1000));
        QVERIFY(!cache.peek(id(1)));
        QVERIFY(cache.peek(id(2)));
    }

    void theNewestStaysEvenWhereItIsTooLarge()
    {
        ResultCache cache(100);
        cache.insert(task(1, 1000));
        QVERIFY(cache.find(id(1)));
        cache.insert(task(2, 1000));
        QVERIFY(!cache.find(id(1)));
        QVERIFY(cache.find(id(2)));
    }

    void aSmallerCapacityCountsAtOnce()
    {
        ResultCache cache;
        for (int i = 1; i <= 5; ++i)
            cache.insert(task(i, 1000));
        cache.setCapacity(10'000);
        QVERIFY(cache.sizeInBytes() <= 10'000);
        QVERIFY(cache.find(id(5)) && cache.find(id(4)));
        QVERIFY(!cache.find(id(3)));
        cache.setCapacity(0);
        QVERIFY(cache.find(id(4)) && !cache.find(id(5))); // what is shown stays
    }

    void replacingAndRemovingGiveTheRoomBack()
    {
        ResultCache cache;
        cache.insert(task(1, 1000));
        const size_t one = cache.sizeInBytes();
        cache.insert(task(1, 1000));
        QCOMPARE(cache.sizeInBytes(), one);
        cache.remove(id(1));
        cache.remove(id(1));
        QCOMPARE(cache.sizeInBytes(), size_t(0));
    }
};

EMBEDSCOPE_TEST(TestResultCache)
#include "tst_resultcache.moc"
