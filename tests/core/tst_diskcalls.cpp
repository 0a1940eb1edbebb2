// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diskcalls.h"

#include "support/testprogram.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
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
    }

    void folders()
    {
        QCOMPARE(disk::syncFolder(m_folder.path()), 0);
        QCOMPARE(disk::syncFolder(path("missing")), ENOENT);
        QCOMPARE(disk::syncFile(-1), EBADF);
        put(path("file"), "x");
        QCOMPARE(disk::syncFolder(path("file")), ENOTDIR);
    }

    void foldersOfOurs()
    {
        const QString deep = path("ours/below/it");
        for (const QString &folder : QStringList{deep, deep, deep + QStringLiteral("/../other/")}) {
            QCOMPARE(disk::ensureFolder(folder), 0);
            QCOMPARE(QFile::permissions(folder) & 0x7077, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        }
        QCOMPARE(QFile::permissions(path("ours")) & 0x7077, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QVERIFY(QFile::setPermissions(deep, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadOther));
        QCOMPARE(disk::ensureFolder(deep), 0);
        QVERIFY(!(QFile::permissions(deep) & QFile::ReadOther));
        put(path("ours/file"), "x");
        QCOMPARE(disk::ensureFolder(path("ours/file")), ENOTDIR);
        QCOMPARE(disk::ensureFolder(path("ours/file/below")), ENOTDIR);
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

    void renamingWithoutReplacing()
    {
        put(path("first"), "1");
        put(path("taken"), "2");
        QCOMPARE(disk::renameWithoutReplacing(path("first"), path("taken")), EEXIST);
        QCOMPARE(contentOf(path("taken")), QByteArray("2"));
        QCOMPARE(disk::renameWithoutReplacing(path("first"), path("free")), 0);
        QCOMPARE(contentOf(path("free")), QByteArray("1"));
        QVERIFY(!QFile::exists(path("first")));
        QCOMPARE(disk::renameWithoutReplacing(path("first"), path("none")), ENOENT);
        QVERIFY(!QFile::exists(path("none")));
    }

    // 9p, exFAT, vfat and others know neither a rename that keeps what is there, nor links, nor a sync.
    void onAPoorFileSystem()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("strace")).isEmpty())
            QSKIP("strace is not installed");
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("ASAN_OPTIONS"), QStringLiteral("detect_leaks=0"));
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral("strace"),
                      {QStringLiteral("-f"), QStringLiteral("-qq"), QStringLiteral("-o"), QStringLiteral("/dev/null"),
                       QStringLiteral("-e"), QStringLiteral("inject=renameat2:error=EINVAL"), QStringLiteral("-e"),
                       QStringLiteral("inject=link,linkat:error=EPERM"), QStringLiteral("-e"),
                       QStringLiteral("inject=fsync:error=EOPNOTSUPP"), QCoreApplication::applicationFilePath(),
                       QStringLiteral("diskcalls"), QStringLiteral("renamingWithoutReplacing"), QStringLiteral("writing")});
        QVERIFY(process.waitForFinished(60'000));
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, process.readAll().constData());
    }
};

EMBEDSCOPE_TEST(TestDiskCalls)
#include "tst_diskcalls.moc"
