// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/packeddevice.h"

#include "store/archivetext.h"
#include "store/packing.h"
#include "store/partfile.h"
#include "support/testprogram.h"

#include <QBuffer>
#include <QTemporaryDir>
#include <QTest>

#include <zstd.h>

#include <cerrno>
#include <random>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;
using Kind = PackOutcome::Kind;

/// Packing (packing.h), the table of frames (seektable.h) and reading what was packed, over real files.
class TestPackedDevice final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QByteArray m_text = test::archiveText(1, 5'000'000); // two frames and a half
    QString m_path = m_folder.filePath(u"packed"_s);

    PackOutcome pack(const QByteArray &text, const std::function<bool()> &isCancelled = {})
    {
        QBuffer source;
        source.setData(text);
        source.open(QIODevice::ReadOnly);
        PartFile part(m_folder.path());
        if (const int error = part.create(); error != 0)
            return {.kind = Kind::DiskFailed, .error = error};
        const PackOutcome outcome = packAnswer(source, part, isCancelled);
        return part.moveTo(u"packed"_s) == 0 ? outcome : PackOutcome{.kind = Kind::DiskFailed};
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }
    static void put(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }

private Q_SLOTS:
    void reads()
    {
        const PackOutcome outcome = pack(m_text);
        QCOMPARE(outcome.kind, Kind::Packed);
        QCOMPARE(outcome.packedBytes, QFile(m_path).size());
        QVERIFY(outcome.packedBytes < m_text.size() * 6 / 10);
        PackedDevice device(m_path);
        QVERIFY(device.open(QIODevice::ReadOnly));
        QVERIFY(!device.isSequential());
        QCOMPARE(device.size(), m_text.size());
        QCOMPARE(device.readAll(), m_text);
        QVERIFY(device.atEnd());
        QVERIFY(device.seek(0));
        QByteArray pieces;
        while (!device.atEnd())
            pieces += device.read(777'777);
        QCOMPARE(pieces, m_text);
        QCOMPARE(device.read(10), QByteArray());
    }

    void readsFromAnyByte()
    {
        QCOMPARE(pack(m_text).kind, Kind::Packed);
        PackedDevice device(m_path);
        QVERIFY(device.open(QIODevice::ReadOnly));
        std::mt19937 random(3);
        for (int round = 0; round < 50; ++round) {
            const qint64 at = static_cast<qint64>(random()) % (m_text.size() + 1);
            const qint64 count = static_cast<qint64>(random()) % 100'000;
            QVERIFY(device.seek(at));
            QCOMPARE(device.pos(), at);
            QCOMPARE(device.read(count), m_text.mid(at, count));
        }
        const qint64 border = SeekTable::frameBytes;
        QVERIFY(device.seek(border - 1));
        QCOMPARE(device.read(2), m_text.mid(border - 1, 2));
        QVERIFY(!device.seek(m_text.size() + 1));
        QVERIFY(!device.seek(-1));
    }

    void everyZstdToolUnpacksIt()
    {
        QCOMPARE(pack(m_text).kind, Kind::Packed);
        const QByteArray packed = contentOf(m_path);
        QByteArray unpacked(m_text.size(), '\0');
        const size_t size = ZSTD_decompress(unpacked.data(), static_cast<size_t>(unpacked.size()), packed.constData(),
                                            static_cast<size_t>(packed.size()));
        QVERIFY(!ZSTD_isError(size));
        QCOMPARE(static_cast<qint64>(size), m_text.size());
        QCOMPARE(unpacked, m_text);
    }

    void sizesAroundAFrame()
    {
        for (const qint64 size : {qint64(4096), SeekTable::frameBytes - 1, SeekTable::frameBytes, SeekTable::frameBytes + 1}) {
            const QByteArray text = test::archiveText(2, size);
            QCOMPARE(pack(text).kind, Kind::Packed);
            PackedDevice device(m_path);
            QVERIFY(device.open(QIODevice::ReadOnly));
            QCOMPARE(device.readAll(), text);
        }
    }

    void whatDoesNotGetSmallerIsNotPacked()
    {
        QByteArray noise(100'000, '\0');
        std::mt19937 random(5);
        for (char &c : noise)
            c = static_cast<char>(random());
        QCOMPARE(pack(noise).kind, Kind::NotWorthIt);
        QCOMPARE(pack({}).kind, Kind::NotWorthIt);
    }

    void cancels()
    {
        int asked = 0;
        QCOMPARE(pack(m_text, [&] { return ++asked == 2; }).kind, Kind::Cancelled);
        QCOMPARE(asked, 2);
    }

    void aSourceThatFails()
    {
        QBuffer closed;
        PartFile part(m_folder.path());
        QCOMPARE(part.create(), 0);
        QTest::ignoreMessage(QtWarningMsg, "QIODevice::read (QBuffer): device not open");
        QCOMPARE(packAnswer(closed, part, {}).kind, Kind::SourceFailed);
    }

    /// A byte changed anywhere: never another text, always an error.
    void everyDamageIsFound()
    {
        const QByteArray text = test::archiveText(3, 1'500);
        QCOMPARE(pack(text).kind, Kind::Packed);
        const QByteArray packed = contentOf(m_path);
        const QString path = m_folder.filePath(u"damaged"_s);
        int harmless = 0;
        for (qsizetype at = 0; at < packed.size(); ++at) {
            QByteArray changed = packed;
            changed[at] = static_cast<char>(changed[at] ^ (1 << (at % 8)));
            put(path, changed);
            PackedDevice device(path);
            if (device.open(QIODevice::ReadOnly)) {
                const QByteArray read = device.readAll();
                if (read == text)
                    ++harmless; // a bit of the header that says nothing about the content
                else
                    QVERIFY2(read.isEmpty() && device.errorString().contains(u"damaged"_s), qPrintable(QString::number(at)));
            } else {
                QVERIFY(device.errorString().contains(u"damaged"_s));
                QVERIFY(!device.isMissing());
            }
        }
        QVERIFY2(harmless < 8, qPrintable(QString::number(harmless)));
        for (const qsizetype size : {packed.size() - 1, packed.size() / 2, qsizetype(9), qsizetype(0)}) {
            put(path, packed.first(size));
            QVERIFY(!PackedDevice(path).open(QIODevice::ReadOnly));
        }
        put(path, packed + '\n');
        QVERIFY(!PackedDevice(path).open(QIODevice::ReadOnly));
    }

    void aDamagedFrameFailsWhereItStands()
    {
        QCOMPARE(pack(m_text).kind, Kind::Packed);
        QByteArray packed = contentOf(m_path);
        QFile file(m_path);
        QVERIFY(file.open(QFile::ReadWrite));
        const auto table = SeekTable::read(file);
        QVERIFY(table);
        QCOMPARE(table->frames(), size_t(3));
        const qsizetype inTheSecond = table->packedBegin(1) + 1000;
        packed[inTheSecond] = static_cast<char>(packed[inTheSecond] + 1);
        put(m_path, packed);
        PackedDevice device(m_path);
        QVERIFY(device.open(QIODevice::ReadOnly));
        QByteArray buffer(m_text.size(), '\0');
        const qint64 whole = device.read(buffer.data(), buffer.size());
        QCOMPARE(whole, SeekTable::frameBytes);
        QCOMPARE(device.read(buffer.data(), buffer.size()), -1);
        QVERIFY(device.errorString().contains(u"damaged"_s));
        QVERIFY(device.seek(2 * SeekTable::frameBytes));
        QCOMPARE(device.read(100), m_text.mid(2 * SeekTable::frameBytes, 100));
    }

    void whatIsNotThere()
    {
        PackedDevice device(m_folder.filePath(u"missing"_s));
        QVERIFY(!device.open(QIODevice::ReadOnly));
        QVERIFY(device.isMissing());
        QVERIFY(!PackedDevice(m_path).open(QIODevice::ReadWrite));
    }
};

EMBEDSCOPE_TEST(TestPackedDevice)
#include "tst_packeddevice.moc"
