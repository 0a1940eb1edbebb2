// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/textpages.h"

#include "support/testprogram.h"

#include <QBuffer>
#include <QTest>

#include <random>

using namespace embedscope;

class TestTextPages final : public QObject
{
    Q_OBJECT

private:
    /// All pages joined are the text again, and each byte is on the page that pageOf() names.
    static void check(QByteArray text, qint64 least)
    {
        QBuffer device(&text);
        device.open(QIODevice::ReadOnly);
        const TextPages pages(device);
        QVERIFY(pages.count() >= least);
        QByteArray joined;
        for (qint64 page = 0; page < pages.count(); ++page) {
            const QByteArray part = pages.read(page);
            QVERIFY(!part.isEmpty() || text.isEmpty());
            QVERIFY(part.size() <= TextPages::pageBytes + 4'096);
            QCOMPARE(pages.begin(page), joined.size());
            if (!part.isEmpty()) {
                QCOMPARE(pages.pageOf(joined.size()), page);
                QCOMPARE(pages.pageOf(joined.size() + part.size() - 1), page);
            }
            joined += part;
        }
        QCOMPARE(joined, text);
    }

private Q_SLOTS:
    void allOfItAndNothingTwice()
    {
        check({}, 1);
        check("{}", 1);
        check(QByteArray(TextPages::pageBytes, 'a'), 1);
        check(QByteArray(TextPages::pageBytes + 10, ','), 1);
        check(QByteArray("[") + QByteArray("0.12345,").repeated(60'000) + "1]", 7);
        check(QByteArray(300'000, 'a'), 4); // nowhere to cut well
        std::mt19937 random(5);
        for (int i = 0; i < 20; ++i) {
            QByteArray text(TextPages::pageBytes * 2 + static_cast<int>(random() % 9'000), Qt::Uninitialized);
            std::generate(text.begin(), text.end(), [&random] { return "a:1 ,"[std::min(random() % 2'000, 4UL)]; });
            check(text, 2);
        }
    }

    void noCharacterAndNoWordIsCut()
    {
        // Two bytes a character, so that the middle of one stands where a page should end.
        QByteArray text = "x" + QByteArray("\xC3\xA9").repeated(70'000);
        QBuffer device(&text);
        device.open(QIODevice::ReadOnly);
        const TextPages pages(device);
        for (qint64 page = 0; page < pages.count(); ++page)
            QVERIFY(!QString::fromUtf8(pages.read(page)).contains(QChar(QChar::ReplacementCharacter)));

        const QByteArray key = "tlk_ABCDEFGHIJKLMNOPQRSTUVWXYZ12";
        for (int shift = 0; shift < key.size(); ++shift) {
            QByteArray answer(TextPages::pageBytes - shift, ' ');
            answer += '"' + key + "\" : " + QByteArray(5'000, ' ');
            QBuffer other(&answer);
            other.open(QIODevice::ReadOnly);
            const TextPages parts(other);
            QVERIFY(parts.read(0).contains(key) || parts.read(1).contains(key));
        }
    }
};

EMBEDSCOPE_TEST(TestTextPages)
#include "tst_textpages.moc"
