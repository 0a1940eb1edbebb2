// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sha256.h"

#include "support/testprogram.h"

#include <QCryptographicHash>
#include <QTest>

using namespace embedscope;

/// Against the values of FIPS 180-2 and Qt's own hash.
class TestSha256 final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownValues()
    {
        QCOMPARE(Sha256().result().toHex(), QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        Sha256 abc;
        abc.add("ab", 2);
        abc.add("c", 1);
        QCOMPARE(abc.result().toHex(), QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    void piecesMakeNoDifference()
    {
        const QByteArray text = QByteArray("0123456789").repeated(10'000);
        const QByteArray expected = QCryptographicHash::hash(text, QCryptographicHash::Sha256);
        for (const qint64 step : {1, 63, 64, 65, 4096, 1 << 20}) {
            Sha256 hash;
            for (qint64 at = 0; at < text.size(); at += step)
                hash.add(text.constData() + at, std::min(step, text.size() - at));
            QCOMPARE(hash.result(), expected);
        }
    }
};

EMBEDSCOPE_TEST(TestSha256)
#include "tst_sha256.moc"
