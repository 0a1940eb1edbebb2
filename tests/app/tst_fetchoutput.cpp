// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fetchoutput.h"

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
        QCOMPARE(output.write(job(), notCancelled).problem, QString());
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
        QVERIFY(careful.write(job(), notCancelled).problem.contains("--force"_L1)); // also when it appeared meanwhile
        QCOMPARE(contentOf(path), QByteArray("old"));
        const FetchOutput forced(path, true);
        QCOMPARE(forced.objection(), QString());
        QCOMPARE(forced.write(job(), notCancelled).problem, QString());
        QCOMPARE(contentOf(path), QByteArray("{}\n"));
    }

    void placesThatTakeNoFile()
    {
        for (const bool force : {false, true}) {
            for (const QString &path : {m_folder.path(), m_folder.filePath(u"missing/a"_s)}) {
                const QString objection = FetchOutput(path, force).objection();
                QVERIFY2(objection.contains(path), qPrintable(objection));
                QVERIFY2(objection.endsWith(u'.'), qPrintable(objection));
                QVERIFY(!FetchOutput(path, force).write(job(), notCancelled).problem.isEmpty());
            }
        }
    }

    void aDeviceIsWrittenToAsItIs()
    {
        const FetchOutput output(u"/dev/null"_s, false);
        QCOMPARE(output.objection(), QString());
        QCOMPARE(output.write(job(), notCancelled).problem, QString());
        struct stat status
        {
        };
        QCOMPARE(::stat("/dev/null", &status), 0);
        QVERIFY(S_ISCHR(status.st_mode)); // still
        QVERIFY(FetchOutput(u"/dev/full"_s, false).write(job(), notCancelled).problem.contains("No space left on device"_L1));
    }
};

EMBEDSCOPE_TEST(TestFetchOutput)
#include "tst_fetchoutput.moc"
