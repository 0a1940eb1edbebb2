// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/bytesfile.h"

#include "support/testprogram.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestBytesFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAndReplaces()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a.bin"_s);
        for (const QByteArray &bytes : {QByteArray("first"), QByteArray(3 << 20, 'x'), QByteArray()}) {
            QCOMPARE(writeBytesFile(path, bytes), QString());
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QCOMPARE(file.readAll(), bytes);
        }
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"a.bin"_s});
    }

    void saysWhyNot()
    {
        const QTemporaryDir folder;
        QVERIFY(!writeBytesFile(folder.filePath(u"none/a.bin"_s), "x").isEmpty());
        QVERIFY(!writeBytesFile(folder.path(), "x").isEmpty());
    }
};

EMBEDSCOPE_TEST(TestBytesFile)
#include "tst_bytesfile.moc"
