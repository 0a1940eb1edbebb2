// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/answerarchive.h"

#include "net/bodysink.h"
#include "net/spoolfolder.h"
#include "store/archivetext.h"
#include "support/smalldisk.h"
#include "support/testprogram.h"

#include <QCryptographicHash>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;
using test::archiveId;
using test::archiveText;

/// What went in comes out byte for byte, or a sentence comes out; what was there stays.
class TestAnswerArchive final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_data;
    QString m_folder;

    QString path(const ArchivedAnswer &answer) const { return m_folder + u'/' + answer.fileName(); }
    QStringList files() const { return QDir(m_folder).entryList(QDir::Files | QDir::Hidden | QDir::System); }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray("(no file)");
    }
    static void put(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    static QByteArray readAll(const AnswerBytes &bytes)
    {
        const auto device = bytes.open();
        return device ? device->readAll() : QByteArray("(no device)");
    }
    static AnswerBytes arrived(SpoolFolder &spool, const QByteArray &text)
    {
        BodySink sink(spool, 1 << 30);
        return sink.append(text) ? AnswerBytes() : *sink.finish();
    }
    static ino_t inode(const QString &path)
    {
        struct stat state = {};
        return ::stat(QFile::encodeName(path).constData(), &state) == 0 ? state.st_ino : 0;
    }
    static void flipByte(const QString &path, qint64 at)
    {
        QByteArray content = contentOf(path);
        content[at] = static_cast<char>(content[at] ^ 1);
        put(path, content);
    }

private Q_SLOTS:
    void init()
    {
        m_data = std::make_unique<QTemporaryDir>();
        m_folder = m_data->filePath(u"archive"_s);
    }

    void isForTheUserAlone()
    {
        const AnswerArchive archive(m_folder);
        QCOMPARE(QFile::permissions(m_folder) & (QFile::Permissions(0x0077)), QFile::Permissions());
        QVERIFY(AnswerArchive::defaultFolder().endsWith(u"/archive"_s));
    }

    void roundTrip_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::addColumn<bool>("asFile");
        QTest::addColumn<bool>("isPacked"); // after pack()
        QTest::newRow("no byte at all") << qint64(0) << false << false;
        QTest::newRow("one byte") << qint64(1) << false << false;
        QTest::newRow("too small to pack") << qint64(4095) << false << false;
        QTest::newRow("in memory") << qint64(50'000) << false << true;
        QTest::newRow("in a file") << qint64(5'000'000) << true << true;
        QTest::newRow("60 MB") << qint64(60'000'000) << true << true;
    }
    void roundTrip()
    {
        QFETCH(qint64, size);
        QFETCH(bool, asFile);
        QFETCH(bool, isPacked);
        const QByteArray text = size < 60 ? QByteArray(size, '\n') : archiveText(1, size);
        AnswerArchive archive(m_folder);
        const QString original = m_data->filePath(u"original"_s);
        if (asFile)
            put(original, text);
        const auto stored = archive.store(archiveId(1), asFile
                                                            ? AnswerBytes::fromFile(original, size, AnswerBytes::FileOwnership::Keep)
                                                            : AnswerBytes::fromMemory(text));
        QVERIFY2(stored, stored ? "" : qPrintable(stored.failure().detail));
        QCOMPARE(stored->sha256, QCryptographicHash::hash(text, QCryptographicHash::Sha256));
        QCOMPARE(stored->rawSize, size);
        QCOMPARE(stored->storedSize, size);
        QVERIFY(!stored->isPacked);
        QCOMPARE(files(), QStringList{stored->fileName()});
        QVERIFY(contentOf(path(*stored)) == text);
        if (asFile)
            QVERIFY2(inode(original) != inode(path(*stored)), "a file of the user's is copied, not linked");
        const AnswerBytes handle = archive.open(*stored);
        QVERIFY(readAll(handle) == text);

        const auto packed = archive.pack(*stored);
        QVERIFY(packed);
        QCOMPARE(packed->isPacked, isPacked);
        QCOMPARE(packed->storedSize, QFileInfo(path(*packed)).size());
        QVERIFY(!isPacked || packed->storedSize <= size * 9 / 10);
        QCOMPARE(files(), QStringList{packed->fileName()});
        QCOMPARE(archive.open(*packed).size(), size);
        QVERIFY(readAll(archive.open(*packed)) == text);
        QVERIFY2(readAll(handle) == text, "a handle from before the packing stays good");
        QVERIFY(!archive.verify(*packed));
        QVERIFY(!archive.verify(*stored));
        QCOMPARE(*archive.pack(*packed), *packed);
        QCOMPARE(*archive.pack(*stored), *packed); // whoever asks does not know that it is packed
    }

    void whatArrivesInTheArchiveIsNotCopied()
    {
        const QByteArray text = archiveText(2, 300'000);
        SpoolFolder spool(AnswerArchive::incomingFolder(m_folder));
        AnswerArchive archive(m_folder);
        AnswerBytes bytes = arrived(spool, text);
        const QString spooled = bytes.path();
        QVERIFY(spooled.startsWith(m_folder));
        const auto before = inode(spooled);
        const auto stored = archive.store(archiveId(2), bytes);
        QVERIFY(stored);
        QCOMPARE(inode(path(*stored)), before);
        QCOMPARE(readAll(bytes), text);
        QVERIFY(archive.store(archiveId(2), bytes)); // once more: the same file
        bytes = {};
        QVERIFY(!QFile::exists(spooled));
        QCOMPARE(files(), QStringList{stored->fileName()});
        QCOMPARE(readAll(archive.open(*stored)), text);
        QVERIFY(!archive.verify(*stored));
    }

    void theSameAgainIsTheSameFile()
    {
        AnswerArchive archive(m_folder);
        const AnswerBytes bytes = AnswerBytes::fromMemory(archiveText(3, 20'000));
        const auto packed = archive.pack(*archive.store(archiveId(3), bytes));
        QVERIFY(packed->isPacked);
        const auto again = archive.store(archiveId(3), bytes);
        QCOMPARE(*again, *packed);
        QCOMPARE(files(), QStringList{packed->fileName()});
        const auto other = archive.store(archiveId(3), AnswerBytes::fromMemory(archiveText(4, 20'000)));
        QCOMPARE(files().size(), 2);
        QCOMPARE(readAll(archive.open(*other)), archiveText(4, 20'000));
    }

    void aDamagedOneIsToldAndStoredAnew_data()
    {
        QTest::addColumn<bool>("isPacked");
        QTest::newRow("raw") << false;
        QTest::newRow("packed") << true;
    }
    void aDamagedOneIsToldAndStoredAnew()
    {
        QFETCH(bool, isPacked);
        AnswerArchive archive(m_folder);
        const QByteArray text = archiveText(5, 20'000);
        auto stored = archive.store(archiveId(5), AnswerBytes::fromMemory(text));
        if (isPacked)
            stored = archive.pack(*stored);
        QCOMPARE(stored->isPacked, isPacked);
        flipByte(path(*stored), 1000);
        const auto failure = archive.verify(*stored);
        QVERIFY(failure);
        QCOMPARE(failure->kind, FailureKind::Unreadable);
        QVERIFY(failure->isOfDisk);
        for (const QString &word : {archiveId(5).toString(), path(*stored), u"damaged"_s})
            QVERIFY2(failure->detail.contains(word), qPrintable(failure->detail));
        QVERIFY(readAll(archive.open(*stored)) != text);
        const auto device = archive.open(*stored).open();
        QByteArray buffer(text.size(), '\0');
        QCOMPARE(device->read(buffer.data(), buffer.size()), -1);
        if (!isPacked)
            QCOMPARE(archive.pack(*stored).failure().kind, FailureKind::Unreadable);

        const auto again = archive.store(archiveId(5), AnswerBytes::fromMemory(text));
        QVERIFY(again);
        QVERIFY(!archive.verify(*again));
        QCOMPARE(files(), QStringList{again->fileName()});
    }

    void whatIsGoneIsTold()
    {
        AnswerArchive archive(m_folder);
        const auto stored = archive.store(archiveId(6), AnswerBytes::fromMemory("x"));
        const AnswerBytes bytes = archive.open(*stored);
        QVERIFY(!archive.remove(*stored));
        QVERIFY(!archive.remove(*stored)); // not there any more: fine
        QCOMPARE(files(), QStringList());
        QVERIFY(!bytes.open());
        const auto failure = archive.verify(*stored);
        QVERIFY(failure && failure->isOfDisk && failure->kind == FailureKind::Network);
        const auto unreadable = archive.store(archiveId(6), bytes);
        QVERIFY(!unreadable && unreadable.failure().detail.contains(archiveId(6).toString()));
        const QString cut = m_data->filePath(u"cut"_s);
        put(cut, "123");
        QVERIFY(!archive.store(archiveId(6), AnswerBytes::fromFile(cut, 4, AnswerBytes::FileOwnership::Keep)));
        QCOMPARE(files(), QStringList());
    }

    void removesWhicheverFormItHas()
    {
        AnswerArchive archive(m_folder);
        const auto stored = archive.store(archiveId(7), AnswerBytes::fromMemory(archiveText(7, 9'000)));
        QVERIFY(archive.pack(*stored)->isPacked);
        QVERIFY(!archive.remove(*stored));
        QCOMPARE(files(), QStringList());
    }

    void theFolderTellsWhatItHolds()
    {
        AnswerArchive archive(m_folder);
        const auto raw = archive.store(archiveId(8), AnswerBytes::fromMemory("{}"));
        const auto packed = archive.pack(*archive.store(archiveId(9), AnswerBytes::fromMemory(archiveText(9, 9'000))));
        put(m_folder + u"/notes.txt"_s, "the user's");
        QVERIFY(QDir().mkdir(m_folder + u"/a-0123456789abcdef.json"_s));
        const auto contents = archive.contents();
        QVERIFY(contents);
        QCOMPARE(contents->size(), size_t(2));
        for (const auto &[found, stored] : {std::pair(contents->at(0), *raw), std::pair(contents->at(1), *packed)}) {
            QCOMPARE(found.answer.id, stored.id);
            QCOMPARE(found.answer.sha256, stored.sha256.first(8));
            QCOMPARE(found.answer.rawSize, stored.rawSize);
            QCOMPARE(found.answer.storedSize, stored.storedSize);
            QCOMPARE(found.answer.isPacked, stored.isPacked);
            QVERIFY(qAbs(found.storedAt.secsTo(QDateTime::currentDateTimeUtc())) < 60);
            QVERIFY(!archive.verify(found.answer));
            QCOMPARE(readAll(archive.open(found.answer)).size(), stored.rawSize);
        }
        put(path(*packed), contentOf(path(*packed)).chopped(1));
        QCOMPARE(archive.contents()->at(1).answer.rawSize, qint64(-1));
        QVERIFY(archive.verify(archive.contents()->at(1).answer));
        QVERIFY(QDir(m_folder).removeRecursively());
        QVERIFY(!archive.contents());
        QVERIFY(archive.store(archiveId(8), AnswerBytes::fromMemory("{}"))); // makes the folder again
    }

    void packingKeepsTheTime()
    {
        AnswerArchive archive(m_folder);
        const auto raw = archive.store(archiveId(10), AnswerBytes::fromMemory(archiveText(10, 9'000)));
        QFile file(path(*raw));
        QVERIFY(file.open(QFile::ReadWrite));
        const QDateTime then = QDateTime::currentDateTimeUtc().addDays(-3);
        QVERIFY(file.setFileTime(then, QFile::FileModificationTime));
        file.close();
        QVERIFY(archive.pack(*raw)->isPacked);
        QVERIFY(qAbs(archive.contents()->front().storedAt.secsTo(then)) <= 1);
    }

    void theNextStartTidiesUp()
    {
        ArchivedAnswer raw;
        ArchivedAnswer packed;
        {
            AnswerArchive archive(m_folder);
            raw = *archive.store(archiveId(11), AnswerBytes::fromMemory(archiveText(11, 9'000)));
            const QByteArray text = contentOf(path(raw));
            packed = *archive.pack(raw);
            put(path(raw), text); // as if killed between the two
            QCOMPARE(archive.contents()->size(), size_t(1));
            QVERIFY(archive.contents()->front().answer.isPacked);
            put(m_folder + u"/.part-0123456789abcdef"_s, "half");
        }
        QCOMPARE(files().size(), 3);
        {
            const AnswerArchive archive(m_folder);
            QCOMPARE(files(), QStringList{packed.fileName()});
        }
        put(path(raw), archiveText(11, 9'000));
        flipByte(path(packed), 100);
        const AnswerArchive archive(m_folder);
        QCOMPARE(files(), QStringList{raw.fileName()});
    }

    void aFolderThatTakesNothing()
    {
        put(m_data->filePath(u"file"_s), "x");
        for (const QString &folder : {m_data->filePath(u"file/archive"_s), u"/proc/archive"_s}) {
            AnswerArchive archive(folder);
            const auto stored = archive.store(archiveId(12), AnswerBytes::fromMemory("{}"));
            QVERIFY(!stored);
            QVERIFY(stored.failure().isOfDisk);
            QVERIFY2(stored.failure().detail.contains(folder), qPrintable(stored.failure().detail));
            QVERIFY(stored.failure().detail.contains(u"may write"_s));
            QVERIFY(!archive.contents());
        }
    }

    void aDiskThatTakesNoMore()
    {
        AnswerArchive archive(m_folder);
        const auto before = archive.store(archiveId(13), AnswerBytes::fromMemory(archiveText(13, 50'000)));
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit limit{};
        getrlimit(RLIMIT_FSIZE, &limit);
        const rlimit small{20'000, limit.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
        const auto failed = archive.store(archiveId(14), AnswerBytes::fromMemory(archiveText(14, 60'000)));
        const auto notPacked = archive.pack(*before);
        setrlimit(RLIMIT_FSIZE, &limit);
        QVERIFY(!failed);
        QVERIFY2(failed.failure().detail.contains(u"Free some space"_s), qPrintable(failed.failure().detail));
        QVERIFY(!notPacked);
        QCOMPARE(files(), QStringList{before->fileName()});
        QVERIFY(!archive.verify(*before));
    }

    /// A real file system of 1 MB: full, and then for reading alone.
    void aSmallDisk()
    {
        test::SmallDisk disk(m_folder, u"1m"_s);
        if (!disk.isMounted())
            QSKIP("a file system can be mounted by root alone");
        AnswerArchive archive(m_folder);
        const auto first = archive.store(archiveId(15), AnswerBytes::fromMemory(archiveText(15, 600'000)));
        QVERIFY(first);
        const auto second = archive.store(archiveId(16), AnswerBytes::fromMemory(archiveText(16, 600'000)));
        QVERIFY(!second);
        QVERIFY2(second.failure().detail.contains(u"Free some space"_s), qPrintable(second.failure().detail));
        QCOMPARE(files(), QStringList{first->fileName()});
        QVERIFY(!archive.verify(*first));
        const auto packed = archive.pack(*first);
        QVERIFY(packed);
        QVERIFY2(archive.store(archiveId(16), AnswerBytes::fromMemory(archiveText(16, 600'000))), "now there is room");

        QVERIFY(disk.remount(u"remount,ro"_s));
        const auto third = archive.store(archiveId(17), AnswerBytes::fromMemory("{}"));
        QVERIFY(!third);
        QVERIFY2(third.failure().detail.contains(u"may write"_s), qPrintable(third.failure().detail));
        QVERIFY(archive.remove(*packed));
        QCOMPARE(files().size(), 2);
        AnswerArchive readOnly(m_folder);
        QVERIFY(!readOnly.verify(*packed));
        QCOMPARE(readOnly.contents()->size(), size_t(2));
    }
};

EMBEDSCOPE_TEST(TestAnswerArchive)
#include "tst_answerarchive.moc"
