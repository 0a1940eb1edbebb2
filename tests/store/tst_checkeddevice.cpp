// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/checkeddevice.h"

#include "support/testprogram.h"

#include <QCryptographicHash>
#include <QTemporaryDir>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestCheckedDevice final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QByteArray m_text = QByteArray("0123456789").repeated(30'000);
    QByteArray m_hash = QCryptographicHash::hash(m_text, QCryptographicHash::Sha256);

    QString put(const QByteArray &content)
    {
        const QString path = m_folder.filePath(u"a"_s);
        QFile file(path);
        return file.open(QFile::WriteOnly) && file.write(content) == content.size() ? path : QString();
    }

private Q_SLOTS:
    void readsInAnyOrder()
    {
        CheckedDevice device(put(m_text), m_text.size(), m_hash);
        QVERIFY(device.open(QIODevice::ReadOnly));
        QCOMPARE(device.size(), m_text.size());
        QCOMPARE(device.read(1000), m_text.first(1000));
        QVERIFY(device.seek(m_text.size() - 10));
        QCOMPARE(device.read(100), m_text.last(10));
        QVERIFY(device.seek(500)); // over what was hashed, and on
        QCOMPARE(device.readAll(), m_text.sliced(500));
        QVERIFY(device.seek(0));
        QCOMPARE(device.readAll(), m_text);
        QVERIFY(!device.seek(m_text.size() + 1));
    }

    void aWrongByteIsToldInPlaceOfTheEnd()
    {
        QByteArray wrong = m_text;
        wrong[77] = 'x';
        CheckedDevice device(put(wrong), m_text.size(), m_hash.first(8));
        QVERIFY(device.open(QIODevice::ReadOnly));
        QByteArray buffer(100'000, '\0');
        qint64 count = 0;
        qint64 got = 0;
        while ((count = device.read(buffer.data(), buffer.size())) > 0)
            got += count;
        QCOMPARE(count, -1);
        QVERIFY(got < m_text.size());
        QVERIFY(device.errorString().contains(u"damaged"_s));
        QCOMPARE(device.read(buffer.data(), buffer.size()), -1);
    }

    void aJumpIsJudgedFirst()
    {
        QByteArray wrong = m_text;
        wrong[200'000] = 'x';
        CheckedDevice device(put(wrong), m_text.size(), m_hash.first(8));
        QVERIFY(device.open(QIODevice::ReadOnly));
        QCOMPARE(device.read(1000), m_text.first(1000)); // in order: told at the end
        QVERIFY(device.seek(m_text.size() - 10));
        QVERIFY(device.read(10).isEmpty());
        QVERIFY(device.errorString().contains(u"damaged"_s));
        QVERIFY(device.seek(0)); // and from now on no byte comes out
        QVERIFY(device.read(10).isEmpty());

        CheckedDevice sound(put(m_text), m_text.size(), m_hash);
        QVERIFY(sound.open(QIODevice::ReadOnly));
        QVERIFY(sound.seek(150'000));
        QCOMPARE(sound.readAll(), m_text.sliced(150'000));
    }

    void aLookIsNotJudged()
    {
        QByteArray wrong = m_text;
        wrong[7] = 'x';
        CheckedDevice device(put(wrong), m_text.size(), m_hash, CheckedDevice::Jumps::Free);
        QVERIFY(device.open(QIODevice::ReadOnly));
        QVERIFY(device.seek(200'000));
        QCOMPARE(device.read(10), m_text.sliced(200'000, 10));
    }

    void aFileThatBecomesShorterIsDamaged()
    {
        CheckedDevice device(put(m_text), m_text.size(), m_hash);
        QVERIFY(device.open(QIODevice::ReadOnly));
        QCOMPARE(device.read(1000).size(), 1000);
        QVERIFY(QFile::resize(m_folder.filePath(u"a"_s), 1000));
        char byte = 0;
        QCOMPARE(device.read(&byte, 1), -1);
        QVERIFY(device.errorString().contains(u"damaged"_s));
    }

    void anotherSizeIsToldAtOnce()
    {
        CheckedDevice cut(put(m_text.chopped(1)), m_text.size(), m_hash);
        QVERIFY(!cut.open(QIODevice::ReadOnly));
        QVERIFY(cut.errorString().contains(u"damaged"_s));
        QVERIFY(!cut.isMissing());
        CheckedDevice unknown(put(m_text), -1, m_hash);
        QVERIFY(unknown.open(QIODevice::ReadOnly));
        QCOMPARE(unknown.readAll(), m_text);
    }

    void whatIsNotThere()
    {
        CheckedDevice device(m_folder.filePath(u"missing"_s), 5, m_hash);
        QVERIFY(!device.open(QIODevice::ReadOnly));
        QVERIFY(device.isMissing());
    }
};

EMBEDSCOPE_TEST(TestCheckedDevice)
#include "tst_checkeddevice.moc"
