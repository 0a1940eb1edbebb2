// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diskcalls.h"

#include "support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

using namespace embedscope;

/// Every call tells what the system said.
class TestDiskCalls final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    static void put(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray("(no file)");
    }

private Q_SLOTS:
    void writing()
    {
        QFile file(path("a"));
        QVERIFY(file.open(QFile::WriteOnly | QFile::Unbuffered));
        QCOMPARE(disk::writeAll(file.handle(), "abc", 3), 0);
        QCOMPARE(disk::syncFile(file.handle()), 0);
        QCOMPARE(contentOf(path("a")), QByteArray("abc"));
        const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
        QVERIFY(full >= 0);
        QCOMPARE(disk::writeAll(full, "abc", 3), ENOSPC);
        ::close(full);
        QCOMPARE(disk::writeAll(-1, "abc", 3), EBADF);
        QCOMPARE(disk::syncFile(-1), EBADF);
    }

    void folders()
    {
        QCOMPARE(disk::syncFolder(m_folder.path()), 0);
        QCOMPARE(disk::syncFolder(path("missing")), ENOENT);
        put(path("file"), "x");
        QCOMPARE(disk::syncFolder(path("file")), ENOTDIR);
    }

    void names()
    {
        put(path("one"), "1");
        put(path("two"), "2");
        QCOMPARE(disk::renameWithoutReplacing(path("one"), path("two")), EEXIST);
        QCOMPARE(contentOf(path("two")), QByteArray("2"));
        QCOMPARE(disk::renameWithoutReplacing(path("one"), path("three")), 0);
        QCOMPARE(disk::rename(path("three"), path("two")), 0);
        QCOMPARE(contentOf(path("two")), QByteArray("1"));
        QVERIFY(!QFile::exists(path("three")));
        QCOMPARE(disk::rename(path("three"), path("two")), ENOENT);
        QCOMPARE(disk::link(path("two"), path("second")), 0);
        QCOMPARE(disk::link(path("two"), path("second")), EEXIST);
        QCOMPARE(disk::remove(path("two")), 0);
        QCOMPARE(contentOf(path("second")), QByteArray("1"));
        QCOMPARE(disk::remove(path("two")), 0);
        QCOMPARE(disk::remove(m_folder.path()), EISDIR);
    }
};

EMBEDSCOPE_TEST(TestDiskCalls)
#include "tst_diskcalls.moc"
