// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/atomicfile.h"
#include "exporting/exportwriter.h"
#include "support/testprogram.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;
using Status = AtomicFile::Status;
using Existing = AtomicFile::Existing;

/// Whatever happens: under the name stands the old file or the whole new one, and nothing else is left in the
/// folder.
class TestAtomicFile final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString path(const QString &name) const { return m_folder.filePath(name); }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
    }
    static void put(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    QStringList filesInFolder() const
    {
        return QDir(m_folder.path())
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    }
    static inline const std::atomic<bool> notCancelled = false;
    static WrittenBytes bytes(const QByteArray &content)
    {
        return {content.size(), QCryptographicHash::hash(content, ExportWriter::digestKind)};
    }
    static Status save(const QString &path, Existing existing, const QByteArray &content)
    {
        AtomicFile file(path, existing);
        if (const Status status = file.open(); status != Status::Done)
            return status;
        file.device().write(content);
        return file.commit(bytes(content), notCancelled);
    }

private Q_SLOTS:
    void init()
    {
        QDir folder(m_folder.path());
        folder.removeRecursively();
        QVERIFY(QDir().mkpath(m_folder.path()));
    }

    void aNewFile_data()
    {
        QTest::addColumn<bool>("replace");
        QTest::newRow("replacing") << true;
        QTest::newRow("keeping") << false;
    }
    void aNewFile()
    {
        QFETCH(bool, replace);
        const Existing existing = replace ? Existing::Replace : Existing::Keep;
        QCOMPARE(save(path(u"a"_s), existing, "new"), Status::Done);
        QCOMPARE(contentOf(path(u"a"_s)), QByteArray("new"));
        QCOMPARE(filesInFolder(), QStringList{u"a"_s});
        // The mode that any new file would have here.
        put(path(u"b"_s), "x");
        QCOMPARE(QFile::permissions(path(u"a"_s)), QFile::permissions(path(u"b"_s)));
    }

    void anotherFileIsKept()
    {
        put(path(u"a"_s), "old");
        AtomicFile file(path(u"a"_s), Existing::Keep);
        QCOMPARE(file.open(), Status::Exists);
        QCOMPARE(contentOf(path(u"a"_s)), QByteArray("old"));
        QCOMPARE(filesInFolder(), QStringList{u"a"_s});
    }

    void aFileThatAppearsMeanwhileIsKept()
    {
        AtomicFile file(path(u"a"_s), Existing::Keep);
        QCOMPARE(file.open(), Status::Done);
        file.device().write("new");
        put(path(u"a"_s), "somebody else's");
        QCOMPARE(file.commit(bytes("new"), notCancelled), Status::Exists);
        QCOMPARE(contentOf(path(u"a"_s)), QByteArray("somebody else's"));
        QCOMPARE(filesInFolder(), QStringList{u"a"_s});
    }

    void aLinkThatLeadsNowhereIsKept()
    {
        QVERIFY(QFile::link(u"nowhere"_s, path(u"a"_s)));
        QCOMPARE(save(path(u"a"_s), Existing::Keep, "new"), Status::Exists);
        QCOMPARE(filesInFolder(), QStringList{u"a"_s});
    }

    void replacesAndKeepsPermissions()
    {
        put(path(u"a"_s), "old and longer");
        QVERIFY(QFile::setPermissions(path(u"a"_s), QFile::ReadOwner | QFile::WriteOwner));
        const auto before = QFile::permissions(path(u"a"_s));
        QCOMPARE(save(path(u"a"_s), Existing::Replace, "new"), Status::Done);
        QCOMPARE(contentOf(path(u"a"_s)), QByteArray("new"));
        QCOMPARE(QFile::permissions(path(u"a"_s)), before);
        QCOMPARE(filesInFolder(), QStringList{u"a"_s});
    }

    void replacesWhereALinkLeads()
    {
        QVERIFY(QDir(m_folder.path()).mkdir(u"other"_s));
        put(path(u"other/a"_s), "old");
        QVERIFY(QFile::link(u"other/a"_s, path(u"link"_s)));
        QCOMPARE(save(path(u"link"_s), Existing::Replace, "new"), Status::Done);
        QVERIFY(QFileInfo(path(u"link"_s)).isSymLink());
        QCOMPARE(contentOf(path(u"other/a"_s)), QByteArray("new"));
    }

    void withoutCommitNothingHappens()
    {
        put(path(u"a"_s), "old");
        for (const Existing existing : {Existing::Replace, Existing::Keep}) {
            AtomicFile file(path(existing == Existing::Keep ? u"b"_s : u"a"_s), existing);
            QCOMPARE(file.open(), Status::Done);
            file.device().write("half of the new");
        }
        QCOMPARE(contentOf(path(u"a"_s)), QByteArray("old"));
        QCOMPARE(filesInFolder(), QStringList{u"a"_s});
    }

    void countsWhatArrived()
    {
        put(path(u"a"_s), "old");
        AtomicFile file(path(u"a"_s), Existing::Replace);
        QCOMPARE(file.open(), Status::Done);
        file.device().write("new");
        QCOMPARE(file.commit({4, bytes("new").digest}, notCancelled), Status::Failed);
        QVERIFY(!file.problem().isEmpty());
        QCOMPARE(contentOf(path(u"a"_s)), QByteArray("old"));
    }

    void readsBackWhatArrived()
    {
        put(path(u"a"_s), "old");
        for (const bool cancelled : {false, true}) {
            AtomicFile file(path(u"a"_s), Existing::Replace);
            QCOMPARE(file.open(), Status::Done);
            file.device().write("new");
            const std::atomic<bool> flag = cancelled;
            // As many bytes, and others.
            QCOMPARE(file.commit(bytes("nev"), flag), cancelled ? Status::Cancelled : Status::Failed);
            QCOMPARE(file.problem().isEmpty(), cancelled);
        }
        QCOMPARE(contentOf(path(u"a"_s)), QByteArray("old"));
        QCOMPARE(filesInFolder(), QStringList{u"a"_s});
    }

    void refusesWhatIsNoFile_data()
    {
        QTest::addColumn<QString>("where");
        QTest::newRow("a folder") << m_folder.path();
        QTest::newRow("a device") << u"/dev/null"_s;
        QTest::newRow("in a folder that is not there") << path(u"missing/a"_s);
        QTest::newRow("in a folder that takes no files") << u"/proc/a"_s;
    }
    void refusesWhatIsNoFile()
    {
        QFETCH(QString, where);
        const bool wasThere = QFileInfo::exists(where);
        AtomicFile file(where, Existing::Replace);
        QCOMPARE(file.open(), Status::Failed);
        QVERIFY(!file.problem().isEmpty());
        QCOMPARE(QFileInfo::exists(where), wasThere);
        QVERIFY(!QFileInfo(where).isFile());
    }

    void aDiskThatTakesNoMore_data() { aNewFile_data(); }
    void aDiskThatTakesNoMore()
    {
        QFETCH(bool, replace);
        if (replace)
            put(path(u"a"_s), "old");
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        const rlimit small{100'000, before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
        const Status status =
            save(path(u"a"_s), replace ? Existing::Replace : Existing::Keep, QByteArray(300'000, 'x'));
        setrlimit(RLIMIT_FSIZE, &before);
        QCOMPARE(status, Status::Failed);
        if (replace)
            QCOMPARE(contentOf(path(u"a"_s)), QByteArray("old"));
        QCOMPARE(filesInFolder(), replace ? QStringList{u"a"_s} : QStringList());
    }
};

EMBEDSCOPE_TEST(TestAtomicFile)
#include "tst_atomicfile.moc"
