// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fetchoutput.h"

#include "support/smalldisk.h"
#include "support/testprogram.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestFetchOutput final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    static inline const std::atomic<bool> notCancelled = false;
    const Interruption m_never;

    static ExportJob job()
    {
        ExportJob job;
        job.entries.push_back({*TaskId::fromString(u"a"), AnswerBytes::fromMemory("{}")});
        job.format = ExportFormat::JsonLines;
        return job;
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
    }

private Q_SLOTS:
    void aNewFile()
    {
        const QString path = m_folder.filePath(u"new.json"_s);
        const FetchOutput output(path, false);
        QCOMPARE(output.objection(), QString());
        QVERIFY(!QFileInfo::exists(path)); // asking leaves nothing behind
        QCOMPARE(output.write(job(), notCancelled, m_never).problem, QString());
        QCOMPARE(contentOf(path), QByteArray("{}\n"));
    }

    void anExistingFile()
    {
        const QString path = m_folder.filePath(u"old.json"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("old") == 3);
        file.close();
        const FetchOutput careful(path, false);
        QVERIFY(careful.objection().contains("--force"_L1));
        QVERIFY(careful.write(job(), notCancelled, m_never).problem.contains("--force"_L1)); // also when it appeared meanwhile
        QCOMPARE(contentOf(path), QByteArray("old"));
        const FetchOutput forced(path, true);
        QCOMPARE(forced.objection(), QString());
        QCOMPARE(forced.write(job(), notCancelled, m_never).problem, QString());
        QCOMPARE(contentOf(path), QByteArray("{}\n"));
    }

    void placesThatTakeNoFile()
    {
        for (const bool force : {false, true}) {
            for (const QString &path : {m_folder.path(), m_folder.filePath(u"missing/a"_s), m_folder.filePath(u"new/"_s),
                                        m_folder.filePath(QString(256, u'n'))}) {
                const QString objection = FetchOutput(path, force).objection();
                QVERIFY2(objection.contains(path), qPrintable(objection));
                QVERIFY2(objection.endsWith(u'.'), qPrintable(objection));
                QVERIFY(!FetchOutput(path, force).write(job(), notCancelled, m_never).problem.isEmpty());
            }
        }
    }

    void foldersThatTakeNone()
    {
        const QString file = m_folder.filePath(u"a-file"_s);
        QVERIFY(QFile(file).open(QIODevice::WriteOnly));
        for (const bool force : {false, true}) {
            for (const QString &path : {file, m_folder.filePath(u"missing/a"_s), u"/dev/null"_s, m_folder.filePath(QString(256, u'n'))}) {
                const QString objection = FetchOutput(path, force, true).objection();
                QVERIFY2(objection.contains(path), qPrintable(objection));
                QVERIFY2(objection.endsWith(u'.'), qPrintable(objection));
            }
        }
    }

    void aFolderMayBeNamedWithASlash()
    {
        ExportJob each = job();
        each.options.onePerTask = true;
        for (const QString &name : {u"out"_s, u"fresh"_s}) {
            const QString path = m_folder.filePath(name);
            QVERIFY(name == u"fresh" || QDir().mkdir(path)); // whether it is there or not
            const FetchOutput output(path + u'/', false, true);
            QCOMPARE(output.objection(), QString());
            QCOMPARE(QFileInfo::exists(path), name == u"out");
            QCOMPARE(output.write(each, notCancelled, m_never).problem, QString());
            QCOMPARE(QDir(path).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList{u"a.jsonl"_s});
        }
    }

    /// A container's volume: nothing can be renamed onto it, and its parent is of another file system, or read-only.
    void aFolderWhoseParentTakesNothing()
    {
        const QString parent = m_folder.filePath(u"parent"_s);
        const QString path = parent + u"/volume"_s;
        QVERIFY(QDir().mkpath(path));
        const test::SmallDisk disk(path, u"1m"_s); // where this is no root the parent alone makes the point
        QFile::setPermissions(parent, QFile::ReadOwner | QFile::ExeOwner);
        ExportJob each = job();
        each.options.onePerTask = true;
        const FetchOutput output(path, false, true);
        const QString objection = output.objection();
        const QString problem = output.write(each, notCancelled, m_never).problem;
        const QStringList names = QDir(path).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        QFile::setPermissions(parent, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QCOMPARE(objection, QString());
        QCOMPARE(problem, QString());
        QCOMPARE(names, QStringList{u"a.jsonl"_s});
    }

    /// As far as the system tells: a folder that cannot be written to, and a disk that is full.
    void whatTakesNothingIsKnownBefore()
    {
        const QString path = m_folder.filePath(u"disk"_s);
        QVERIFY(QDir().mkpath(path));
        test::SmallDisk disk(path, u"64k"_s);
        if (disk.isMounted()) {
            QFile filler(path + u"/filler"_s);
            QVERIFY(filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
            while (filler.write(QByteArray(4096, 'x')) == 4096) { }
        } else {
            QFile::setPermissions(path, QFile::ReadOwner | QFile::ExeOwner);
        }
        for (const bool isFolder : {false, true}) {
            const QString objection = FetchOutput(path + u"/out"_s, false, isFolder).objection();
            QVERIFY2(objection.contains(path), qPrintable(objection));
        }
        if (disk.isMounted()) {
            QVERIFY(disk.remount(u"remount,ro"_s));
            for (const bool isFolder : {false, true})
                QVERIFY(FetchOutput(path + u"/out"_s, false, isFolder).objection().contains("Read-only"_L1));
        }
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    void whatStandsInTheWayIsNamed_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("isFolder");
        QTest::addColumn<QString>("says");
        QTest::newRow("a file for a folder") << u"file"_s << true << u"this is a file, and the export is a folder"_s;
        QTest::newRow("a file for a folder, with a slash") << u"file/"_s << true << u"/file is a file, not a folder"_s;
        QTest::newRow("a device for a folder") << u"/dev/null"_s << true << u"this is a device or a pipe, and"_s;
        QTest::newRow("a folder for a file") << u"folder"_s << false << u"this is a folder, and the export is a file"_s;
        QTest::newRow("a missing folder for a file") << u"sub/"_s << false << u"this names a folder, and the export is a file"_s;
        QTest::newRow("a file with a slash") << u"file/"_s << false << u"/file is a file, not a folder"_s;
        for (const bool isFolder : {false, true}) {
            QTest::addRow("below a file %d", isFolder) << u"file/x"_s << isFolder << u"/file is a file, not a folder"_s;
            QTest::addRow("far below a file %d", isFolder) << u"file/x/y"_s << isFolder << u"/file is a file, not a folder"_s;
            QTest::addRow("in a missing folder %d", isFolder) << u"missing/x"_s << isFolder << u"/missing does not exist"_s;
        }
    }
    void whatStandsInTheWayIsNamed()
    {
        QFETCH(const QString, path);
        QFETCH(const bool, isFolder);
        QFETCH(const QString, says);
        const QTemporaryDir folder;
        QVERIFY(QFile(folder.filePath(u"file"_s)).open(QIODevice::WriteOnly));
        QVERIFY(QDir(folder.path()).mkdir(u"folder"_s));
        ExportJob any = job();
        any.options.onePerTask = isFolder;
        for (const bool force : {false, true}) {
            const FetchOutput output(path.startsWith(u'/') ? path : folder.path() + u'/' + path, force, isFolder);
            QVERIFY2(output.objection().contains(says), qPrintable(output.objection()));
            const QString problem = output.write(any, notCancelled, m_never).problem;
            QVERIFY2(path.endsWith(u'/') || problem.contains(says), qPrintable(problem));
        }
    }

    /// The folder has gone meanwhile, and perhaps the cache takes nothing either.
    void whatIsRescuedIsForThisUserAlone_data()
    {
        QTest::addColumn<bool>("isCache");
        QTest::addColumn<bool>("isFolder");
        for (const bool isCache : {true, false}) {
            for (const bool isFolder : {false, true})
                QTest::addRow("%s, a %s", isCache ? "cache" : "temporary", isFolder ? "folder" : "file") << isCache << isFolder;
        }
    }
    void whatIsRescuedIsForThisUserAlone()
    {
        QFETCH(const bool, isCache);
        QFETCH(const bool, isFolder);
        const QTemporaryDir place;
        const QString file = place.filePath(u"file"_s);
        QVERIFY(QFile(file).open(QIODevice::WriteOnly));
        const QByteArray before = qgetenv("XDG_CACHE_HOME");
        const QByteArray temporary = qgetenv("TMPDIR");
        qputenv("XDG_CACHE_HOME", QFile::encodeName(isCache ? place.path() : file));
        qputenv("TMPDIR", QFile::encodeName(place.path()));
        ExportJob any = job();
        any.options.onePerTask = isFolder;
        const QString problem = FetchOutput(place.filePath(u"gone/a.jsonl"_s), false, isFolder).save(any, m_never).problem;
        before.isNull() ? qunsetenv("XDG_CACHE_HOME") : qputenv("XDG_CACHE_HOME", before);
        temporary.isNull() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", temporary);
        const QString path = problem.section(u"The export is in "_s, 1).chopped(1);
        QVERIFY2(path.startsWith(place.path()), qPrintable(problem));
        QCOMPARE(path.contains("/rescued/"_L1), isCache);
        for (const QString &one : {path, QFileInfo(path).path()})
            QVERIFY2(!(QFile::permissions(one) & (QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther)), qPrintable(one));
        QCOMPARE(contentOf(isFolder ? path + u"/a.jsonl"_s : path), QByteArray("{}\n"));
    }

    void whatTookHoursIsWrittenSomewhere()
    {
        const QString path = m_folder.filePath(u"taken.json"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("somebody else's") > 0);
        file.close();
        const auto written = FetchOutput(path, false).save(job(), m_never);
        QVERIFY2(written.problem.endsWith("The export is in "_L1 + m_folder.filePath(u"taken-2.json"_s) + u'.'),
                 qPrintable(written.problem));
        QCOMPARE(contentOf(path), QByteArray("somebody else's"));
        QCOMPARE(contentOf(m_folder.filePath(u"taken-2.json"_s)), QByteArray("{}\n"));
    }

    void whatAFormatHasNoPlaceForIsWrittenAsJson()
    {
        const auto answer = [](const QByteArray &id, const QByteArray &items) {
            return AnswerBytes::fromMemory("{\"_id\":\"" + id + "\",\"status\":\"ready\",\"data\":[" + items + "]}");
        };
        QByteArray many;
        for (int i = 0; i < 600; ++i)
            many += QByteArray(i > 0 ? "," : "") + "{\"embedding\":[1,2]}";
        const QByteArray numbers = QByteArray("1,").repeated(199'999) + "1";
        ExportJob odd;
        odd.format = ExportFormat::Csv;
        odd.entries = {{*TaskId::fromString(u"many"_s), answer("many", many)},
                       {*TaskId::fromString(u"long"_s), answer("long", "{\"embedding\":[" + numbers + "]}")}};
        const QString path = m_folder.filePath(u"odd.csv"_s);
        const auto written = FetchOutput(path, false).save(odd, m_never);
        QVERIFY(!QFileInfo::exists(path));
        QVERIFY2(written.problem.endsWith("The export is in "_L1 + m_folder.filePath(u"odd-2.json"_s) + u'.'),
                 qPrintable(written.problem));
        QVERIFY(contentOf(m_folder.filePath(u"odd-2.json"_s)).contains("\"_id\":\"long\""));
    }

    /// Its file in the cache is gone, or the disk does not give it back.
    void anAnswerThatIsLostTakesNoOtherWithIt()
    {
        const auto inFile = [this](const QString &name) {
            const QString path = m_folder.filePath(name);
            QFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write("{}") != 2)
                qFatal("cannot write");
            return AnswerBytes::fromFile(path, 2, AnswerBytes::FileOwnership::Keep);
        };
        ExportJob three;
        three.format = ExportFormat::Json;
        for (const auto &name : {u"a"_s, u"b"_s, u"c"_s})
            three.entries.push_back({*TaskId::fromString(name), inFile(u"answer-"_s + name)});
        QVERIFY(QFile::remove(m_folder.filePath(u"answer-a"_s)));
        QVERIFY(QFile::resize(m_folder.filePath(u"answer-c"_s), 1));
        const QString path = m_folder.filePath(u"three.json"_s);
        const auto written = FetchOutput(path, false).save(three, m_never);
        QCOMPARE(written.problem, QString());
        QVERIFY(written.lost == (std::vector<TaskId>{*TaskId::fromString(u"a"), *TaskId::fromString(u"c")}));
        const QByteArray content = contentOf(path);
        QVERIFY(content.contains("\"tasks\":[{}]"));
        QCOMPARE(content.count("\"kind\":\"unreadable\""), 2);
    }

    void aDeviceIsWrittenToAsItIs()
    {
        const FetchOutput output(u"/dev/null"_s, false);
        QCOMPARE(output.objection(), QString());
        QCOMPARE(output.write(job(), notCancelled, m_never).problem, QString());
        struct stat status
        {
        };
        QCOMPARE(::stat("/dev/null", &status), 0);
        QVERIFY(S_ISCHR(status.st_mode)); // still
        QVERIFY(FetchOutput(u"/dev/full"_s, false).write(job(), notCancelled, m_never).problem.contains("No space left on device"_L1));
    }
};

EMBEDSCOPE_TEST(TestFetchOutput)
#include "tst_fetchoutput.moc"
