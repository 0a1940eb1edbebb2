// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/answerarchive.h"
#include "store/archivetext.h"
#include "support/testprogram.h"

#include <QDir>
#include <QHash>
#include <QProcess>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// Runs archivekeeper under strace, which kills it at the n-th call of one kind, or lets that call fail. Whatever happens:
/// what was acknowledged is there, what was under way is there or not, and nothing is there by half. EMBEDSCOPE_ROUNDS says
/// how many kills; tests/long/archive-kills asks for hundreds.
class TestArchiveFaults final : public QObject
{
    Q_OBJECT

private:
    struct Call
    {
        QString name;
        int number = 0; ///< as strace counts: the how-manieth of its name, from the program's start
    };
    struct Run
    {
        std::unique_ptr<QTemporaryDir> data = std::make_unique<QTemporaryDir>();
        QString folder = data->filePath(u"archive"_s);
        bool wasKilled = false;
        bool ended = false;
        QHash<int, QByteArray> last; ///< number of the answer -> the last word about it
        QSet<int> stored; ///< acknowledged
        QStringList sentences;
    };

    static constexpr int answers = 16;
    static constexpr auto calls = "/^(openat|write|fsync|link(at)?|rename(at2?)?|unlink(at)?|utimensat|chmod|fchmodat2?|flock)$"_L1;
    std::vector<Call> m_calls; // in the order in which they come, from the marker on

    static std::unique_ptr<QProcess> start(const Run &run, const QStringList &strace)
    {
        auto process = std::make_unique<QProcess>();
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"ASAN_OPTIONS"_s, u"detect_leaks=0"_s); // which cannot be had under strace
        process->setProcessEnvironment(environment);
        process->setProcessChannelMode(QProcess::MergedChannels);
        QStringList command = strace;
        command += {QStringLiteral(ARCHIVEKEEPER), run.folder, run.data->filePath(u"log"_s), QString::number(answers)};
        const QString program = command.takeFirst();
        process->start(program, command);
        return process;
    }

    static void readLog(Run &run)
    {
        QFile file(run.data->filePath(u"log"_s));
        if (!file.open(QFile::ReadOnly))
            return;
        const auto lines = file.readAll().split('\0').first().split('\n');
        for (const QByteArray &line : lines) {
            const auto words = line.split(' ');
            if (words.size() < 2)
                continue;
            const int number = words[1].toInt();
            if (words[0] == "end") {
                run.ended = true;
                continue;
            }
            run.last[number] = words[0];
            if (words[0] == "stored")
                run.stored.insert(number);
            if (words[0] == "remove")
                run.stored.remove(number);
            if (words[0].endsWith("failed"))
                run.sentences += QString::fromUtf8(words.mid(2).join(' '));
        }
    }

    static Run runUnder(const QStringList &strace)
    {
        Run run;
        const auto process = start(run, strace);
        process->waitForFinished(60'000);
        run.wasKilled = process->exitStatus() == QProcess::CrashExit;
        readLog(run);
        return run;
    }

    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QByteArray textOf(int number) { return test::archiveText(number, test::archiveTextSize(number)); }

    /// Why the archive is not what it should be; nothing where all is well.
    static QString objection(const Run &run)
    {
        // As the kill left it: raw files can be compared without any code of the archive.
        const QStringList left = QDir(run.folder).entryList({u"*.json"_s}, QDir::Files);
        for (const QString &name : left) {
            const int number = name.left(24).toInt(nullptr, 16);
            if (contentOf(run.folder + u'/' + name) != textOf(number))
                return u"half or foreign: "_s + name;
        }
        AnswerArchive archive(run.folder); // the next start
        if (!QFileInfo::exists(run.folder))
            return u"no folder"_s;
        const auto contents = archive.contents();
        if (!contents)
            return contents.failure().detail;
        QSet<int> found;
        for (const auto &entry : *contents) {
            const int number = entry.answer.id.toString().toInt(nullptr, 16);
            const QString name = entry.answer.fileName();
            if (found.contains(number))
                return u"twice: "_s + name;
            found.insert(number);
            if (const auto failure = archive.verify(entry.answer))
                return failure->detail;
            const auto device = archive.open(entry.answer).open();
            if (!device || device->readAll() != textOf(number))
                return u"other bytes: "_s + name;
            if (!run.last.contains(number) || run.last[number] == "removed")
                return u"should not be there: "_s + name;
        }
        for (const int number : run.stored) {
            if (!found.contains(number))
                return u"acknowledged, and lost: %1"_s.arg(number);
        }
        const auto files = QDir(run.folder).entryList(QDir::Files | QDir::Hidden | QDir::System);
        if (files.size() != found.size())
            return u"litter: "_s + files.join(u' ');
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QTemporaryDir folder;
        const QString trace = folder.filePath(u"trace"_s);
        if (QProcess::execute(u"/bin/sh"_s, {u"-c"_s, u"strace -o /dev/null true 2>/dev/null"_s}) != 0)
            QSKIP("strace is missing, or may not follow a program here");
        const Run run = runUnder({u"strace"_s, u"-o"_s, trace, u"-e"_s, u"trace="_s + calls});
        QVERIFY2(run.ended, contentOf(trace).right(2000).constData());
        QCOMPARE(objection(run), QString());
        QCOMPARE(run.sentences, QStringList());

        QHash<QString, int> counts;
        bool begun = false;
        const auto lines = contentOf(trace).split('\n');
        for (const QByteArray &line : lines) {
            const qsizetype end = line.indexOf('(');
            if (end <= 0)
                continue;
            const QString name = QString::fromLatin1(line.first(end));
            const int number = ++counts[name];
            if (line.contains("\"end\""))
                break;
            // UndefinedBehaviorSanitizer writes 16 bytes into a pipe to learn whether memory can be read.
            const bool isOfSanitizer = name == "write"_L1 && line.endsWith(" = 16");
            if (begun && !isOfSanitizer)
                m_calls.push_back({name, number});
            begun = begun || line.contains("\"begin\"");
        }
        QVERIFY2(m_calls.size() > 200, qPrintable(QString::number(m_calls.size())));
        for (const auto &[first, second] : {std::pair("write", "write"), {"fsync", "fsync"}, {"rename", "renameat"}, {"link", "linkat"}})
            QVERIFY(counts.contains(QString::fromLatin1(first)) || counts.contains(QString::fromLatin1(second)));
    }

    /// Spread over all calls; with enough rounds each of them is one.
    void killedAtTheNthCall()
    {
        const int rounds = std::min(std::max(1, qEnvironmentVariableIntValue("EMBEDSCOPE_ROUNDS")), static_cast<int>(m_calls.size()));
        const size_t count = rounds == 1 ? 12 : static_cast<size_t>(rounds);
        for (size_t round = 0; round < count; ++round) {
            const Call &call = m_calls[round * m_calls.size() / count];
            const Run run = runUnder({u"strace"_s, u"-o"_s, u"/dev/null"_s, u"-e"_s, u"trace="_s + call.name, u"-e"_s,
                                      u"inject=%1:signal=KILL:when=%2"_s.arg(call.name).arg(call.number)});
            const QString where = u"%1, number %2"_s.arg(call.name).arg(call.number);
            QVERIFY2(!run.ended, qPrintable(where));
            const QString why = objection(run);
            QVERIFY2(why.isEmpty(), qPrintable(where + u": "_s + why));
        }
    }

    /// The kill comes from outside, at any time.
    void killedAtRandom()
    {
        const int rounds = std::max(6, qEnvironmentVariableIntValue("EMBEDSCOPE_ROUNDS"));
        for (int round = 0; round < rounds; ++round) {
            Run run;
            const auto process = start(run, {});
            const QString log = run.data->filePath(u"log"_s);
            while (process->state() != QProcess::NotRunning && !contentOf(log).startsWith("store")) {
                if (process->waitForFinished(1))
                    break;
            }
            QTest::qSleep(QRandomGenerator::global()->bounded(40));
            process->kill();
            process->waitForFinished();
            readLog(run);
            const QString why = objection(run);
            QVERIFY2(why.isEmpty(), qPrintable(why));
        }
    }

    void callsThatFail_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("error");
        QTest::addColumn<QList<int>>("percents"); // which of the calls: so far into the run
        const bool isLong = qEnvironmentVariableIsSet("EMBEDSCOPE_ROUNDS");
        const QList<int> everywhere{25, 33, 67};
        for (const char *name : {"write", "fsync", "rename", "link", "unlink"}) {
            int place = 0; // each error at another one
            for (const char *error : {"EIO", "ENOSPC", "EROFS"}) {
                QTest::addRow("%s %s", name, error) << QString::fromLatin1(name) << QString::fromLatin1(error)
                                                    << (isLong ? everywhere : everywhere.sliced(place, 1));
                ++place;
            }
        }
    }
    /// A single call, and then all from there on: what was there stays, and each loss is told with a sentence.
    void callsThatFail()
    {
        QFETCH(QString, name);
        QFETCH(QString, error);
        QFETCH(QList<int>, percents);
        std::vector<Call> these;
        std::copy_if(m_calls.begin(), m_calls.end(), std::back_inserter(these),
                     [&](const Call &call) { return call.name == name || call.name == name + u"at"_s; });
        QVERIFY(these.size() > 3);
        for (const int percent : std::as_const(percents)) {
            const size_t which = these.size() * static_cast<size_t>(percent) / 100;
            for (const QString &plus : {QString(), u"+"_s}) {
                const Run run = runUnder({u"strace"_s, u"-o"_s, u"/dev/null"_s, u"-e"_s, u"trace="_s + these[which].name, u"-e"_s,
                                          u"inject=%1:error=%2:when=%3%4"_s.arg(these[which].name, error).arg(these[which].number).arg(plus)});
                QVERIFY(run.ended);
                const QString why = objection(run);
                QVERIFY2(why.isEmpty(), qPrintable(u"%1%2: %3"_s.arg(these[which].number).arg(plus, why)));
                for (const QString &sentence : run.sentences) {
                    QVERIFY2(sentence.contains(run.folder) && sentence.contains(u"task 0000"_s), qPrintable(sentence));
                    QVERIFY2(sentence.contains(u"Free some space"_s) == (error == "ENOSPC"_L1 && sentence.contains(u"put into"_s)),
                             qPrintable(sentence));
                }
                // A link that fails is made good by copying, a temporary name that stays by the next start.
                if (!plus.isEmpty() && name != "link"_L1 && name != "unlink"_L1)
                    QVERIFY(run.sentences.size() > 2);
                if (plus.isEmpty())
                    QVERIFY(run.sentences.size() <= 1);
            }
        }
    }
};

EMBEDSCOPE_TEST(TestArchiveFaults)
#include "tst_archivefaults.moc"
