// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/bodysink.h"
#include "net/spoolfolder.h"
#include "support/smalldisk.h"
#include "support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cerrno>
#include <ctime>
#include <optional>
#include <sys/time.h>

using namespace embedscope;

namespace {

/// TMPDIR, as long as this lives.
class OtherTemporaryFolder final
{
public:
    explicit OtherTemporaryFolder(const QString &path) : m_before(qgetenv("TMPDIR")) { qputenv("TMPDIR", QFile::encodeName(path)); }
    ~OtherTemporaryFolder() { m_before.isNull() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", m_before); }
    Q_DISABLE_COPY_MOVE(OtherTemporaryFolder)

private:
    QByteArray m_before;
};

} // namespace

/// The spool on a real disk, with what a killed program left behind, and the sink that writes to it.
class TestSpoolFolder final : public QObject
{
    Q_OBJECT

private:
    static QStringList runs(const QTemporaryDir &root)
    {
        return QDir(root.path()).entryList({QStringLiteral("run-*")}, QDir::Dirs);
    }

    /// As if it had stood there for an hour.
    static void makeOld(const QString &folder)
    {
        const timeval then{::time(nullptr) - 3600, 0};
        const std::array both{then, then};
        QCOMPARE(::utimes(QFile::encodeName(folder).constData(), both.data()), 0);
    }

private Q_SLOTS:
    void isPrivateAndGoesAway()
    {
        const QTemporaryDir root;
        {
            SpoolFolder spool(root.path());
            QCOMPARE(runs(root).size(), 1);
            const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
            QVERIFY(!(QFile::permissions(root.path()) & others));
            QVERIFY(!(QFile::permissions(root.filePath(runs(root).first())) & others));
        }
        QVERIFY(runs(root).isEmpty());
    }

    void sweepsWhatADeadProgramLeftAndNothingElse()
    {
        const QTemporaryDir root;
        const SpoolFolder alive(root.path());
        const QStringList aliveRun = runs(root);
        const QString dead = root.filePath(QStringLiteral("run-dead00"));
        QVERIFY(QDir().mkpath(dead));
        QFile rest(dead + QStringLiteral("/answer-000000"));
        QVERIFY(rest.open(QFile::WriteOnly));
        rest.close();
        // A lock of a process that no longer runs: 4,194,304 is the largest PID that Linux gives out, plus one.
        QFile lock(dead + QStringLiteral("/in-use.lock"));
        QVERIFY(lock.open(QFile::WriteOnly));
        lock.write("4194305\nembedscope\n" + QSysInfo::machineHostName().toLocal8Bit() + "\n\n\n");
        lock.close();
        const QString fresh = root.filePath(QStringLiteral("run-fresh0")); // another program that just starts
        QVERIFY(QDir().mkpath(fresh));

        const SpoolFolder second(root.path());
        QVERIFY(!QDir(dead).exists());
        QVERIFY(QDir(fresh).exists());
        QVERIFY(QDir(root.filePath(aliveRun.first())).exists());
    }

    void whatHasNoLockIsLeftAloneUnlessItIsEmpty()
    {
        const QTemporaryDir root;
        const auto folder = [&](const QString &name, bool isEmpty) {
            const QString path = root.filePath(name);
            QFile file(path + QStringLiteral("/answer-000000"));
            if (!QDir().mkpath(path) || (!isEmpty && !file.open(QFile::WriteOnly)))
                return QString();
            file.close();
            makeOld(path);
            return path;
        };
        const QString empty = folder(QStringLiteral("run-empty0"), true);
        const QString full = folder(QStringLiteral("run-full00"), false);
        const SpoolFolder spool(root.path());
        QVERIFY(!empty.isEmpty() && !QDir(empty).exists());
        QVERIFY(QFile::exists(full + QStringLiteral("/answer-000000")));
    }

    void aProgramThatBeganOnAFullDiskIsNotSwept()
    {
        const QTemporaryDir root;
        const test::SmallDisk disk(root.filePath(QStringLiteral("disk")), QStringLiteral("64k"));
        if (!disk.isMounted())
            QSKIP("a file system can be mounted by root alone");
        QFile ballast(root.filePath(QStringLiteral("disk/ballast")));
        QVERIFY(ballast.open(QFile::WriteOnly | QFile::Unbuffered));
        while (ballast.write(QByteArray(4096, 'x')) > 0) { }
        const QString spoolRoot = root.filePath(QStringLiteral("disk/spool"));
        SpoolFolder first(spoolRoot);
        QVERIFY(ballast.resize(0));
        auto file = first.createFile();
        QVERIFY2(file, "there is room again");
        QVERIFY((*file)->write("answer") > 0 && (*file)->flush());
        const QString answer = (*file)->fileName();
        makeOld(QFileInfo(answer).absolutePath());
        const SpoolFolder second(spoolRoot);
        QVERIFY(QFile::exists(answer));
    }

    void aFolderThatWasRemovedIsMadeAgain_data()
    {
        QTest::addColumn<int>("levels");
        QTest::newRow("its own") << 1;
        QTest::newRow("the root") << 2;
        QTest::newRow("what is above") << 3;
    }
    void aFolderThatWasRemovedIsMadeAgain()
    {
        QFETCH(int, levels);
        const QTemporaryDir home;
        const QString root = home.filePath(QStringLiteral("cache/spool"));
        SpoolFolder spool(root);
        BodySink coming(spool, 1 << 20);
        QVERIFY(!coming.append(QByteArray(100'000, 'x')));
        const QString run = root + u'/' + QDir(root).entryList({QStringLiteral("run-*")}, QDir::Dirs).first();
        const QStringList removed{run, root, home.filePath(QStringLiteral("cache"))};
        QVERIFY(QDir(removed[levels - 1]).removeRecursively());
        const auto lost = coming.finish();
        QVERIFY2(!lost && lost.failure().isOfDisk, "what was on its way is asked for again, not taken for an empty answer");
        BodySink next(spool, 1 << 20);
        QVERIFY(!next.append(QByteArray(100'000, 'y')));
        const auto bytes = next.finish();
        QVERIFY(bytes);
        QCOMPARE(bytes->head(200'000), QByteArray(100'000, 'y'));
        const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(root) & others));
    }

    void smallBodiesStayInMemoryLargeOnesGoToDisk()
    {
        const QTemporaryDir root;
        SpoolFolder spool(root.path());
        BodySink small(spool, 1 << 20);
        QVERIFY(!small.append("abc"));
        const auto bytes = small.finish();
        QVERIFY(bytes->path().isEmpty());
        QCOMPARE(bytes->head(10), QByteArray("abc"));

        BodySink large(spool, 1 << 20);
        const QByteArray piece(50'000, 'x');
        QVERIFY(!large.append(piece));
        QVERIFY(!large.append(piece));
        QString path;
        {
            const auto onDisk = large.finish();
            path = onDisk->path();
            QVERIFY(QFile::exists(path));
            QCOMPARE(onDisk->size(), qint64(100'000));
            QCOMPARE(onDisk->head(200'000), piece + piece);
        }
        QVERIFY2(!QFile::exists(path), "the last handle removes the file");
    }

    /// 6,000 of them must not fill the memory; where the disk takes none, each is worth its memory.
    void manySmallBodiesAreOnDiskWhereItTakesThem()
    {
        const QTemporaryDir root;
        const auto pathOf = [](SpoolFolder &spool) {
            BodySink sink(spool, 1 << 20);
            const QByteArray body(60'000, 'x');
            if (sink.append(body))
                return QStringLiteral("failed");
            const auto bytes = sink.finish();
            return bytes && bytes->head(100'000) == body ? bytes->path() : QStringLiteral("lost");
        };
        SpoolFolder spool(root.path());
        QVERIFY(pathOf(spool).startsWith(root.path()));
        SpoolFolder impossible(QStringLiteral("/dev/null/spool"));
        QCOMPARE(pathOf(impossible), QString());
    }

    void aSecretIsFoundHoweverItIsCut_data()
    {
        QTest::addColumn<int>("pieceSize");
        for (const int size : {1, 3, 8, 100, 200'000})
            QTest::addRow("%d", size) << size;
    }
    void aSecretIsFoundHoweverItIsCut()
    {
        QFETCH(int, pieceSize);
        const QTemporaryDir root;
        SpoolFolder spool(root.path());
        const auto feed = [&](const QByteArray &body, const QByteArray &secret) {
            BodySink sink(spool, 1 << 20, secret);
            for (qsizetype at = 0; at < body.size(); at += pieceSize)
                (void)sink.append(body.mid(at, pieceSize));
            return sink.holdsSecret();
        };
        QVERIFY(feed(QByteArray(300, 'x') + "tlk_SECRET" + QByteArray(50, 'y'), "tlk_SECRET"));
        QVERIFY(feed("tlk_SECRET", "tlk_SECRET"));
        QVERIFY(!feed(QByteArray(300, 'x') + "tlk_SECRE", "tlk_SECRET"));
        QVERIFY(!feed("tlk_SEC-RET", "tlk_SECRET"));
        QVERIFY(!feed("anything", {}));
    }

    void whatHoldsTheSecretHasNoNameOnTheDisk()
    {
        const QTemporaryDir root;
        SpoolFolder spool(root.path());
        BodySink sink(spool, 1 << 20, "tlk_SECRET");
        const QByteArray piece = QByteArray(50'000, 'x') + "tlk_SECRET";
        const auto files = [&] { return QDir(root.filePath(runs(root).first())).entryList(QDir::Files).filter(QStringLiteral("answer")); };
        for (int i = 0; i < 3; ++i) {
            QVERIFY(!sink.append(piece));
            QVERIFY2(files().isEmpty(), qPrintable(files().join(u' ')));
        }
        const auto bytes = sink.finish();
        QVERIFY(files().isEmpty());
        QVERIFY(bytes->path().isEmpty());
        const auto one = bytes->open();
        const auto other = bytes->open();
        QCOMPARE(one->size(), 3 * piece.size());
        QCOMPARE(one->readAll(), piece + piece + piece);
        QVERIFY(other->seek(piece.size()));
        QCOMPARE(other->readAll(), piece + piece); // each has a position of its own
    }

    void theCapHolds()
    {
        const QTemporaryDir root;
        SpoolFolder spool(root.path());
        BodySink sink(spool, 70'000);
        QVERIFY(!sink.append(QByteArray(70'000, 'x')));
        const auto failure = sink.append("y");
        QVERIFY(failure);
        QCOMPARE(failure->kind, FailureKind::TooLarge);
    }

    void aFullDiskSaysThatItIsFull()
    {
        const QTemporaryDir root;
        const test::SmallDisk disk(root.filePath(QStringLiteral("disk")), QStringLiteral("1m"));
        if (!disk.isMounted())
            QSKIP("a file system can be mounted by root alone");
        SpoolFolder spool(root.filePath(QStringLiteral("disk/spool")));
        BodySink sink(spool, 1 << 30);
        std::optional<Failure> failure;
        for (int i = 0; i < 40 && !failure; ++i)
            failure = sink.append(QByteArray(100'001, 'x')); // no piece ends with a page
        QVERIFY(failure);
        QVERIFY(failure->isOfDisk);
        QCOMPARE(failure->detail, qt_error_string(ENOSPC));
    }

    void whatTheCacheDoesNotTakeGoesElsewhere_data()
    {
        QTest::addColumn<bool>("hasTemporary");
        QTest::newRow("the temporary folder") << true;
        QTest::newRow("memory") << false;
    }
    void whatTheCacheDoesNotTakeGoesElsewhere()
    {
        QFETCH(const bool, hasTemporary);
        const QTemporaryDir temporary;
        const OtherTemporaryFolder other(hasTemporary ? temporary.path() : QStringLiteral("/dev/null"));
        QStringList told;
        {
            SpoolFolder spool(QStringLiteral("/dev/null/spool"), [&told](const QString &sentence) { told += sentence; });
            std::vector<AnswerBytes> held;
            for (const int size : {10'000, 60'000, 100'000, 3'000'000}) {
                BodySink sink(spool, 1 << 30);
                for (int done = 0; done < size; done += 10'000)
                    QVERIFY(!sink.append(QByteArray(10'000, static_cast<char>('a' + done / 10'000 % 26))));
                const auto bytes = sink.finish();
                QVERIFY(bytes);
                QCOMPARE(bytes->path().startsWith(temporary.path()), hasTemporary);
                QCOMPARE(bytes->size(), qint64(size));
                const QByteArray content = bytes->head(size);
                QCOMPARE(content.size(), qsizetype(size));
                QCOMPARE(content.at(size - 1), static_cast<char>('a' + (size / 10'000 - 1) % 26));
                held.push_back(*bytes);
            }
        }
        QCOMPARE(told.size(), 1); // once, for all
        QVERIFY2(told.first().contains(QStringLiteral("/dev/null/spool")), qPrintable(told.first()));
        QVERIFY2(told.first().contains(hasTemporary ? temporary.path() : QStringLiteral("256 MiB")), qPrintable(told.first()));
        QVERIFY(QDir(temporary.path()).isEmpty()); // nothing is left
    }

    /// In the middle of a body.
    void whatADiskThatIsFullDoesNotTakeGoesElsewhere()
    {
        const QTemporaryDir root;
        const QTemporaryDir temporary;
        const test::SmallDisk disk(root.filePath(QStringLiteral("disk")), QStringLiteral("1m"));
        if (!disk.isMounted())
            QSKIP("a file system can be mounted by root alone");
        const OtherTemporaryFolder other(temporary.path());
        QStringList told;
        SpoolFolder spool(root.filePath(QStringLiteral("disk/spool")), [&told](const QString &sentence) { told += sentence; });
        BodySink sink(spool, 1 << 30);
        QByteArray all;
        for (int i = 0; i < 40; ++i) {
            const QByteArray piece(100'001, static_cast<char>('a' + i % 26));
            QVERIFY(!sink.append(piece));
            all += piece;
        }
        const auto bytes = sink.finish();
        QVERIFY(bytes);
        QVERIFY(bytes->path().startsWith(temporary.path()));
        QVERIFY(bytes->head(all.size() + 1) == all);
        QCOMPARE(told.size(), 1);
        QVERIFY2(told.first().contains(qt_error_string(ENOSPC)), qPrintable(told.first()));
    }

    void theMemoryForAllIsBounded()
    {
        const auto used = std::make_shared<std::atomic<qint64>>(0);
        MemoryShare one(used, 10);
        QVERIFY(one.grow(6));
        {
            MemoryShare other(used, 10);
            QVERIFY(!other.grow(5));
            QVERIFY(other.grow(4));
            QVERIFY(!one.grow(1));
        }
        QVERIFY(one.grow(4)); // what was released is there again
        QCOMPARE(used->load(), 10);
    }

    /// As another user could put it there: nothing of ours is looked for behind it.
    void aLinkInTheTemporaryFolderIsNotSwept()
    {
        const QTemporaryDir temporary;
        const QTemporaryDir victim;
        const OtherTemporaryFolder other(temporary.path());
        for (const auto &name : {QStringLiteral("in-use.lock"), QStringLiteral("precious")})
            QVERIFY(QFile(victim.filePath(name)).open(QFile::WriteOnly));
        QVERIFY(QFile::link(victim.path(), temporary.filePath(QStringLiteral("embedscope-run-abcdef"))));
        SpoolFolder spool(QStringLiteral("/dev/null/spool"), [](const QString &) {});
        QVERIFY(spool.createFile(1));
        QVERIFY(QFile::exists(victim.filePath(QStringLiteral("precious"))));
    }

    void aFolderThatCannotBeMadeIsAFailureWithWords()
    {
        const QTemporaryDir root;
        const QString file = root.filePath(QStringLiteral("file"));
        QFile blocker(file);
        QVERIFY(blocker.open(QFile::WriteOnly));
        SpoolFolder spool(file + QStringLiteral("/below"));
        const auto made = spool.createFile();
        QVERIFY(!made);
        QVERIFY(!made.failure().detail.isEmpty());
        // The cause is gone: the same folder goes on, without a new start of the program.
        QVERIFY(blocker.remove());
        QVERIFY(spool.createFile());
    }
};

EMBEDSCOPE_TEST(TestSpoolFolder)
#include "tst_spoolfolder.moc"
