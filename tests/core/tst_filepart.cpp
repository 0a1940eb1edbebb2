// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/answerbytes.h"
#include "core/filepart.h"
#include "support/testprogram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// A part of a file reads as a device of its own.
class TestFilePart final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString file(const QByteArray &content) const
    {
        QFile file(m_folder.filePath(u"f"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qWarning("cannot write the test's file");
        return file.fileName();
    }

private Q_SLOTS:
    void readsNothingButThePart()
    {
        const QString path = file("0123456789");
        FilePart part(path, 3, 4);
        QVERIFY(part.open(QIODevice::ReadOnly));
        QCOMPARE(part.size(), 4);
        QCOMPARE(part.readAll(), QByteArray("3456"));
        QCOMPARE(part.pos(), 4);
        QVERIFY(part.atEnd());
        QVERIFY(part.seek(2));
        QCOMPARE(part.read(1), QByteArray("5"));
        QCOMPARE(part.pos(), 3);
        QCOMPARE(part.read(100), QByteArray("6"));
        QVERIFY(part.seek(4));
        QCOMPARE(part.read(1), QByteArray());
        QVERIFY(!part.seek(5));
        QVERIFY(!part.seek(-1));
    }

    void refusesWhatIsNotThere()
    {
        const QString path = file("0123456789");
        QVERIFY(!FilePart(path, 8, 3).open(QIODevice::ReadOnly)); // became too short
        QVERIFY(!FilePart(path + u'x', 0, 1).open(QIODevice::ReadOnly));
        QVERIFY(!FilePart(path, 0, 1).open(QIODevice::ReadWrite));
    }

    void withAStampNoOtherBytesAreRead()
    {
        const QString path = file("0123456789");
        QFile whole(path);
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const auto stamp = FileStamp::of(whole.handle());
        QVERIFY(stamp);
        QCOMPARE(stamp->size, 10);
        QVERIFY(!FileStamp::of(-1));
        FilePart part(path, 3, 4, stamp);
        QVERIFY(part.open(QIODevice::ReadOnly));
        QCOMPARE(part.read(2), QByteArray("34"));

        QTest::qWait(20); // the file system's clock is a coarse one
        file("abcdefghij");
        char byte = 0;
        QCOMPARE(part.read(&byte, 1), -1); // no half of one file and half of another
        QVERIFY(!part.errorString().isEmpty());
        QVERIFY(!FilePart(path, 3, 4, stamp).open(QIODevice::ReadOnly));
        QVERIFY(FilePart(path, 3, 4).open(QIODevice::ReadOnly));
        QCOMPARE(AnswerBytes::fromFilePart(path, 3, 4, stamp).open(), nullptr);

        // Another file under the same name, with the same size and time.
        QVERIFY(whole.rename(path + u".old"_s));
        file("0123456789");
        QVERIFY(!FilePart(path, 3, 4, stamp).open(QIODevice::ReadOnly));
    }

    void asAnswerBytes()
    {
        const QString path = file("0123456789");
        const AnswerBytes bytes = AnswerBytes::fromFilePart(path, 1, 3);
        QCOMPARE(bytes.size(), 3);
        QCOMPARE(bytes.path(), QString()); // nobody shall take the whole file for it
        QCOMPARE(bytes.head(100), QByteArray("123"));
        QCOMPARE(bytes.open()->size(), 3);
        file("0");
        QCOMPARE(bytes.open(), nullptr);
        QVERIFY(QFile::exists(path));
    }
};

EMBEDSCOPE_TEST(TestFilePart)
#include "tst_filepart.moc"
