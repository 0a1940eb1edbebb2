// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/unlinkedfile.h"

#include "support/testprogram.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace embedscope;

class TestUnlinkedFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsRead()
    {
        QString error;
        const auto file = UnlinkedFile::create(m_folder.path(), &error);
        QVERIFY2(file, qPrintable(error));
        QVERIFY(file->append("hello ", &error));
        QVERIFY(file->append("", &error));
        QVERIFY(file->append("world", &error));
        QCOMPARE(file->size(), 11);
        QCOMPARE(file->read(0, 100), QByteArray("hello world"));
        QCOMPARE(file->read(4, 3), QByteArray("o w"));
        QCOMPARE(file->read(11, 5), QByteArray());
    }

    void itHasNoName()
    {
        QString error;
        const auto file = UnlinkedFile::create(m_folder.path(), &error);
        QVERIFY(file && file->append("x", &error));
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList());
    }

    void aFolderThatIsNotThere()
    {
        QString error;
        QVERIFY(!UnlinkedFile::create(m_folder.filePath(QStringLiteral("nowhere")), &error));
        QVERIFY(!error.isEmpty());
    }

    void aFullDisk()
    {
        QString error;
        const auto file = UnlinkedFile::create(m_folder.path(), &error);
        QVERIFY(file);
        struct rlimit before;
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        struct rlimit small = before;
        small.rlim_cur = 1000;
        const auto oldHandler = std::signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &small);
        const bool written = file->append(QByteArray(2000, 'x'), &error);
        setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, oldHandler);
        QVERIFY(!written);
        QVERIFY(!error.isEmpty());
    }

private:
    QTemporaryDir m_folder;
};

EMBEDSCOPE_TEST(TestUnlinkedFile)
#include "tst_unlinkedfile.moc"
