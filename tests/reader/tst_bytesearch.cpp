// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/bytesearch.h"

#include "support/testprogram.h"

#include <QBuffer>
#include <QTest>

#include <random>

using namespace embedscope;

class TestByteSearch final : public QObject
{
    Q_OBJECT

private:
    static ByteHits find(QByteArray text, const QByteArray &needle, size_t most = 10'000'000)
    {
        QBuffer device(&text);
        device.open(QIODevice::ReadOnly);
        device.seek(text.size() / 2); // wherever it stands
        const auto hits = findBytes(device, needle, most);
        return hits ? *hits : ByteHits{.count = -1};
    }
    /// The plain way.
    static std::vector<qint64> slowly(const QByteArray &text, const QByteArray &needle)
    {
        std::vector<qint64> places;
        const QByteArray low = text.toLower();
        for (qsizetype at = low.indexOf(needle.toLower()); at >= 0; at = low.indexOf(needle.toLower(), at + needle.size()))
            places.push_back(at);
        return places;
    }

private Q_SLOTS:
    void findsInEitherCase()
    {
        const ByteHits hits = find("Start_SEC start_sec xstart_sec", "START_sec");
        QCOMPARE(hits.places, (std::vector<qint64>{0, 10, 21}));
        QCOMPARE(hits.count, 3);
        QCOMPARE(find("aaaaa", "aa").places, (std::vector<qint64>{0, 2})); // no overlaps
        QCOMPARE(find("abc", "abcd").count, 0);
        QCOMPARE(find("abc", "").count, 0);
        QCOMPARE(find("", "a").count, 0);
        QCOMPARE(find("caf\xC3\xA9", "\xC3\xA9").places, (std::vector<qint64>{3}));
        QCOMPARE(find("[0.5]", "[0").places, (std::vector<qint64>{0})); // no pattern
    }

    void acrossBlocks()
    {
        for (const int shift : {-9, -5, -1, 0, 1, 5}) {
            QByteArray text(3 << 20, '.');
            text.replace((1 << 20) + shift, 9, "embedding");
            text.replace((2 << 20) + shift, 9, "EMBEDDING");
            QCOMPARE(find(text, "embedding").places,
                     (std::vector<qint64>{(1 << 20) + shift, (2 << 20) + shift}));
        }
    }

    void likeThePlainWay()
    {
        std::mt19937 random(3);
        QByteArray text(5 << 20, Qt::Uninitialized);
        std::generate(text.begin(), text.end(), [&random] { return "abAB"[random() % 4]; });
        for (const QByteArray &needle : {QByteArray("a"), QByteArray("abba"), QByteArray("aaaaaaaaaaaa")})
            QCOMPARE(find(text, needle).places, slowly(text, needle));
        const ByteHits few = find(text, "ab", 10);
        QCOMPARE(few.places.size(), size_t(10));
        QCOMPARE(few.count, static_cast<qint64>(slowly(text, "ab").size())); // all are counted
    }

    void canBeCancelled()
    {
        QByteArray text(4 << 20, 'a');
        QBuffer device(&text);
        device.open(QIODevice::ReadOnly);
        int asked = 0;
        const auto result = findBytes(device, "b", 1, [&asked] { return ++asked == 2; });
        QVERIFY(!result);
        QCOMPARE(result.failure().kind, FailureKind::Cancelled);
    }

    void aDeviceThatCannotBeRead()
    {
        QBuffer closed;
        QTest::ignoreMessage(QtWarningMsg, "QIODevice::seek (QBuffer): The device is not open");
        const auto result = findBytes(closed, "b", 1);
        QVERIFY(!result && result.failure().isOfDisk);
    }
};

EMBEDSCOPE_TEST(TestByteSearch)
#include "tst_bytesearch.moc"
