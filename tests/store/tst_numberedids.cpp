// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/numberedids.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestNumberedIds final : public QObject
{
    Q_OBJECT

private:
    struct Owners
    {
        QHash<TaskId, QByteArray> hashes;
        int asked = 0;
        NumberedIds ids;

        QString take(const QString &name, const QByteArray &hash)
        {
            const TaskId id = ids.idFor(*TaskId::fromString(name), hash, [this](const TaskId &each) {
                ++asked;
                return hashes.contains(each) ? std::optional(hashes.value(each)) : std::nullopt;
            });
            hashes.insert(id, hash);
            return id.toString();
        }
    };
    static QByteArray hash(int number) { return QByteArray::number(number).rightJustified(8, '0') + QByteArray(24, 'x'); }

private Q_SLOTS:
    void theSameAnswerHasOneId()
    {
        Owners owners;
        QCOMPARE(owners.take(u"film"_s, hash(1)), u"film"_s);
        QCOMPARE(owners.take(u"film"_s, hash(2)), u"film-2"_s);
        QCOMPARE(owners.take(u"film"_s, hash(3)), u"film-3"_s);
        QCOMPARE(owners.take(u"film"_s, hash(2)), u"film-2"_s);
        QCOMPARE(owners.take(u"other"_s, hash(2)), u"other"_s);
        owners.hashes.remove(*TaskId::fromString(u"film-2"_s));
        QCOMPARE(owners.take(u"film"_s, hash(4)), u"film-4"_s);
        QCOMPARE(owners.take(u"film"_s, hash(2)), u"film-2"_s); // it was removed, and comes back
    }

    void knowsWhatAnEarlierRunHasLeft()
    {
        Owners owners;
        owners.hashes = {{*TaskId::fromString(u"film"_s), hash(1).first(8)},
                         {*TaskId::fromString(u"film-2"_s), QByteArray()},
                         {*TaskId::fromString(u"film-3"_s), hash(3).first(8)}};
        QCOMPARE(owners.take(u"film"_s, hash(3)), u"film-3"_s);
        QCOMPARE(owners.take(u"film"_s, hash(9)), u"film-4"_s);
        QCOMPARE(owners.take(u"film"_s, hash(1)), u"film"_s);
    }

    void aNameWithoutRoomForANumberStaysAsItIs()
    {
        Owners owners;
        const QString name(128, u'n');
        QCOMPARE(owners.take(name, hash(1)), name);
        QCOMPARE(owners.take(name, hash(2)), name);
    }

    // Each one asked for all before it: 10,000 files took 50 million looks.
    void tenTimesTheFilesTakeTenTimesTheLooks()
    {
        const auto looks = [](int files) {
            Owners owners;
            for (int i = 1; i <= files; ++i)
                owners.take(u"output-json-1"_s, hash(i));
            return owners.asked;
        };
        QCOMPARE_LE(looks(10'000), 12 * looks(1000));
    }
};

EMBEDSCOPE_TEST(TestNumberedIds)
#include "tst_numberedids.moc"
