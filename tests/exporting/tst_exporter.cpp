// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/exporter.h"

#include "support/testprogram.h"

#include <QBuffer>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;
using Kind = ExportOutcome::Kind;

/// The export format, byte for byte, and what happens when it cannot be written.
class TestExporter final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    const std::atomic<bool> m_notCancelled = false;

    static TaskId id(int number)
    {
        return *TaskId::fromString(u"%1"_s.arg(number, 24, 16, QLatin1Char('0')));
    }

    static ExportJob jobOf(const QByteArrayList &answers, ExportFormat format = ExportFormat::Json)
    {
        ExportJob job;
        job.format = format;
        job.exportedAt = QDateTime(QDate(2026, 11, 23), QTime(10, 0, 0, 999), Qt::UTC);
        job.service = u"https://api.example.com/v1.3"_s;
        for (int i = 0; i < answers.size(); ++i)
            job.entries.push_back({id(i), AnswerBytes::fromMemory(answers[i])});
        return job;
    }
    static ExportEntry problem(int number, FailureKind kind, std::optional<int> status,
                               const QString &message)
    {
        return {id(number), ExportEntry::Problem{kind, status, message}};
    }
    QByteArray written(const ExportJob &job) const
    {
        QBuffer device;
        device.open(QIODevice::WriteOnly);
        const ExportOutcome outcome = writeExport(job, device, m_notCancelled);
        if (outcome.kind != Kind::Written || outcome.bytes != device.size())
            qWarning("not written as it should be");
        return device.data();
    }
    QString newPath(const QString &name) const { return m_folder.filePath(name); }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
    }
    AnswerBytes answerInFile(const QString &name, const QByteArray &content) const
    {
        QFile file(newPath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qWarning("cannot write the test's file");
        return AnswerBytes::fromFile(file.fileName(), content.size(), AnswerBytes::FileOwnership::Keep);
    }

    /// Cuts the elements of `tasks` out by their byte ranges, knowing nothing but strings and brackets.
    static QByteArrayList elementsOf(const QByteArray &json)
    {
        const QByteArray start("\"tasks\":[");
        QByteArrayList elements;
        qsizetype begin = json.indexOf(start) + start.size();
        int depth = 0;
        bool isInString = false;
        for (qsizetype i = begin; i < json.size(); ++i) {
            const char c = json[i];
            if (isInString) {
                i += c == '\\' ? 1 : 0;
                isInString = c != '"';
                continue;
            }
            isInString = c == '"';
            if (c == '{' || c == '[') {
                begin = depth++ == 0 ? i : begin;
            } else if (c == '}' || c == ']') {
                if (depth == 0)
                    return elements; // the end of the list
                if (--depth == 0)
                    elements += json.mid(begin, i + 1 - begin);
            }
        }
        return {};
    }

    static QByteArray randomSpace(QRandomGenerator &random)
    {
        QByteArray space;
        for (int i = random.bounded(4); i > 0; --i)
            space += " \t\r\n"[random.bounded(4)];
        return space;
    }
    /// An object as the service could send it: odd numbers, odd spacing, unknown fields, brackets inside of
    /// strings.
    static QByteArray randomAnswer(QRandomGenerator &random)
    {
        static const QByteArrayList values{"1",       "1.0",  "1e-05",       "-0.0",
                                           "0.10000", "null", "[ ]",         "{\"a\":[1,2]}",
                                           "\"\"",    "true", "\"}],\\\"\"", "\"日本 \\u65e5 \\\\\""};
        QByteArray answer = randomSpace(random) + '{';
        for (int i = random.bounded(6); i >= 0; --i) {
            answer += randomSpace(random) + "\"key" + QByteArray::number(i) + '"' + randomSpace(random) + ':'
                + randomSpace(random) + values[random.bounded(static_cast<int>(values.size()))]
                + randomSpace(random) + (i > 0 ? "," : "");
        }
        return answer + '}' + randomSpace(random);
    }

    /// The most memory that this process had since resetPeak(), in bytes.
    static qint64 peakMemory()
    {
        const QByteArray status = contentOf(u"/proc/self/status"_s);
        const qsizetype at = status.indexOf("VmHWM:") + 6;
        return status.mid(at, status.indexOf("kB", at) - at).trimmed().toLongLong() * 1024;
    }
    static void resetPeak()
    {
        QFile file(u"/proc/self/clear_refs"_s);
        if (file.open(QIODevice::WriteOnly))
            file.write("5");
    }

private Q_SLOTS:
    void theWholeEnvelope()
    {
        ExportJob job = jobOf({"{\"_id\":\"a\"}", "\xEF\xBB\xBF {\n \"_id\": \"b\" } \r\n"});
        job.entries.insert(job.entries.begin(), problem(7, FailureKind::NotFound, 404, u"Say \"no\"."_s));
        job.entries.push_back(problem(8, FailureKind::Timeout, std::nullopt, u"Too late."_s));
        QCOMPARE(
            written(job),
            QByteArray(
                "{\"format\":\"embedscope-export\",\"version\":1,\"exported_at\":\"2026-11-23T10:00:00Z\","
                "\"service\":\"https://api.example.com/v1.3\",\n"
                " \"tasks\":[{\"_id\":\"a\"},\n{\n \"_id\": \"b\" }],\n"
                " \"problems\":[{\"task_id\":\"000000000000000000000007\",\"kind\":\"not_found\","
                "\"http_status\":404,\"message\":\"Say \\\"no\\\".\"},\n"
                "{\"task_id\":\"000000000000000000000008\",\"kind\":\"timeout\","
                "\"http_status\":null,\"message\":\"Too late.\"}]}\n"));
    }

    void nothingToExport()
    {
        const QJsonObject envelope = QJsonDocument::fromJson(written(jobOf({}))).object();
        QCOMPARE(envelope.value("tasks"_L1).toArray().size(), 0);
        QVERIFY(envelope.value("tasks"_L1).isArray());
        QVERIFY(envelope.value("problems"_L1).isArray());
        QCOMPARE(written(jobOf({}, ExportFormat::JsonLines)), QByteArray());
    }

    void theTimeIsUtcWhateverItCameAs()
    {
        ExportJob job = jobOf({});
        job.exportedAt = QDateTime(QDate(2026, 1, 1), QTime(0, 30), Qt::OffsetFromUTC, 3600);
        QVERIFY(written(job).contains("\"exported_at\":\"2025-12-31T23:30:00Z\""));
    }

    void everyElementIsTheAnswerByteForByte()
    {
        QRandomGenerator random(42);
        for (int round = 0; round < 100; ++round) {
            QByteArrayList answers;
            QByteArrayList expected;
            for (int i = random.bounded(5); i > 0; --i) {
                answers += randomAnswer(random);
                expected += answers.last().trimmed();
            }
            ExportJob job = jobOf(answers);
            // Problems between the tasks change nothing about their order.
            job.entries.insert(job.entries.begin() + random.bounded(static_cast<int>(answers.size()) + 1),
                               problem(99, FailureKind::Network, std::nullopt, u"\"]}, \n\\"_s));
            const QByteArray json = written(job);
            QCOMPARE(elementsOf(json), expected);
            QJsonParseError error{};
            const QJsonObject envelope = QJsonDocument::fromJson(json, &error).object();
            QCOMPARE(error.error, QJsonParseError::NoError);
            QCOMPARE(envelope.value("tasks"_L1).toArray().size(), answers.size());
            QCOMPARE(envelope.value("problems"_L1).toArray().at(0)["message"_L1].toString(), u"\"]}, \n\\"_s);
        }
    }

    void aLineForEachAnswer()
    {
        QRandomGenerator random(43);
        QByteArrayList answers;
        for (int i = 0; i < 100; ++i)
            answers += randomAnswer(random);
        ExportJob job = jobOf(answers, ExportFormat::JsonLines);
        job.entries.insert(job.entries.begin() + 3,
                           problem(999, FailureKind::Network, std::nullopt, u"No."_s));
        QByteArrayList lines = written(job).split('\n');
        QCOMPARE(lines.takeLast(), QByteArray()); // the last line ends, too
        QCOMPARE(lines.size(), answers.size());
        for (int i = 0; i < answers.size(); ++i)
            QCOMPARE(lines[i], answers[i].trimmed().replace("\r", "").replace("\n", ""));
    }

    void countsTasksAndProblems()
    {
        for (const ExportFormat format : {ExportFormat::Json, ExportFormat::JsonLines}) {
            ExportJob job = jobOf({"{}", "{}", "{}"}, format);
            job.entries.push_back(problem(9, FailureKind::Forbidden, 403, u"No."_s));
            QBuffer device;
            device.open(QIODevice::WriteOnly);
            const ExportOutcome outcome = writeExport(job, device, m_notCancelled);
            QCOMPARE(outcome.kind, Kind::Written);
            QCOMPARE(outcome.tasks, 3);
            QCOMPARE(outcome.problems, 1);
            QCOMPARE(outcome.bytes, device.size());
        }
    }

    void theNamesOfKinds()
    {
        QStringList names;
        for (int kind = 0; kind <= static_cast<int>(FailureKind::TooLarge); ++kind)
            names += exportKindName(static_cast<FailureKind>(kind));
        QCOMPARE(names,
                 u"not_found unauthorized forbidden rate_limited service_error redirect network "
                 "not_the_service timeout unreadable wrong_task too_large"_s.split(u' '));
        QCOMPARE(exportKindName(FailureKind::Cancelled), u"network"_s);
    }

    void aBigAnswerNeedsNoMemory()
    {
        // 30 MB, line breaks at the borders of the copying buffer among them.
        QByteArray big = "\n{\"_id\":\"x\",\"data\":[";
        while (big.size() < 30'000'000)
            big += "0.123456789,\n-0.000012345,";
        big += "1]}\n";
        const AnswerBytes answer = answerInFile(u"big"_s, big);
        const QByteArray expected = big.trimmed();
        for (const ExportFormat format : {ExportFormat::Json, ExportFormat::JsonLines}) {
            ExportJob job = jobOf({}, format);
            job.entries.push_back({id(1), answer});
            const QString path = newPath(u"big.json"_s);
            resetPeak();
            const qint64 before = peakMemory();
            QCOMPARE(exportToFile(job, path, true, m_notCancelled).kind, Kind::Written);
            QCOMPARE_LT(peakMemory() - before, 6'000'000);
            if (format == ExportFormat::Json)
                QCOMPARE(elementsOf(contentOf(path)), QByteArrayList{expected});
            else
                QCOMPARE(contentOf(path), QByteArray(expected).replace("\n", "") + '\n');
        }
    }

    void tellsProgressNotTooOften()
    {
        ExportJob job = jobOf({});
        for (int i = 0; i < 20'000; ++i)
            job.entries.push_back({id(i), AnswerBytes::fromMemory(" {\"x\":1}")});
        QBuffer device;
        device.open(QIODevice::WriteOnly);
        int calls = 0;
        qint64 last = -1;
        QElapsedTimer timer;
        timer.start();
        writeExport(job, device, m_notCancelled, [&](qint64 bytes, qint64 total) {
            ++calls;
            QCOMPARE_GE(bytes, last);
            QCOMPARE_LE(bytes, total);
            QCOMPARE(total, 20'000 * 8);
            last = bytes;
        });
        QCOMPARE_LE(calls, timer.elapsed() / 20 + 1);
        QCOMPARE(last, 20'000 * 8);
    }

    void cancelledInTheMiddle()
    {
        ExportJob job = jobOf({});
        const AnswerBytes answer = answerInFile(u"answer"_s, '{' + QByteArray(3'000'000, ' ') + '}');
        for (int i = 0; i < 100; ++i)
            job.entries.push_back({id(i), answer});
        const QString path = newPath(u"cancelled.json"_s);
        const QStringList before = QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden);
        std::atomic<bool> cancelled = false;
        qint64 last = 0;
        const auto outcome = exportToFile(job, path, false, cancelled, [&](qint64 bytes, qint64) {
            cancelled = true;
            last = bytes;
        });
        QCOMPARE(outcome.kind, Kind::Cancelled);
        QCOMPARE_LT(last, 300'000'000);
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden), before);
    }

    void anExistingFileIsReplacedOnlyOnPurpose()
    {
        const QString path = newPath(u"here.json"_s);
        answerInFile(u"here.json"_s, "old");
        QCOMPARE(exportToFile(jobOf({"{}"}), path, false, m_notCancelled).kind, Kind::Exists);
        QCOMPARE(contentOf(path), QByteArray("old"));
        QCOMPARE(exportToFile(jobOf({"{}"}), path, true, m_notCancelled).kind, Kind::Written);
        QCOMPARE(elementsOf(contentOf(path)), QByteArrayList{"{}"});
    }

    void anAnswerThatIsGone_data()
    {
        QTest::addColumn<QByteArray>("changed"); // what the file holds now
        QTest::newRow("removed") << QByteArray();
        QTest::newRow("cut") << QByteArray("{\"a\":");
        QTest::newRow("grown") << QByteArray("{\"a\":1}{\"b\":2}");
    }
    void anAnswerThatIsGone()
    {
        QFETCH(QByteArray, changed);
        const QString path = newPath(u"kept.json"_s);
        answerInFile(u"kept.json"_s, "old");
        ExportJob job = jobOf({"{}"});
        job.entries.push_back({id(0xabc), answerInFile(u"answer"_s, "{\"a\":1}")});
        if (changed.isEmpty())
            QVERIFY(QFile::remove(newPath(u"answer"_s)));
        else
            answerInFile(u"answer"_s, changed);
        const ExportOutcome outcome = exportToFile(job, path, true, m_notCancelled);
        QCOMPARE(outcome.kind, Kind::Failed);
        QVERIFY2(outcome.detail.contains(id(0xabc).toString()), qPrintable(outcome.detail));
        QCOMPARE(contentOf(path), QByteArray("old"));
    }

    void aFullDeviceIsTold()
    {
        for (const auto mode :
             {QIODevice::OpenMode(QIODevice::WriteOnly), QIODevice::WriteOnly | QIODevice::Unbuffered}) {
            QFile full(u"/dev/full"_s);
            QVERIFY(full.open(mode));
            const ExportOutcome outcome = writeExport(jobOf({"{}"}), full, m_notCancelled);
            QCOMPARE(outcome.kind, Kind::Failed);
            QVERIFY2(outcome.detail.contains("No space left on device"_L1), qPrintable(outcome.detail));
        }
    }

    void aDiskThatTakesNoMoreIsToldInItsWords()
    {
        const QString path = newPath(u"old.json"_s);
        answerInFile(u"old.json"_s, "old");
        ExportJob job = jobOf({'{' + QByteArray(3'000'000, ' ') + '}'});
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        const rlimit small{2'500'000, before.rlim_max}; // in the middle of a block
        setrlimit(RLIMIT_FSIZE, &small);
        const ExportOutcome outcome = exportToFile(job, path, true, m_notCancelled);
        setrlimit(RLIMIT_FSIZE, &before);
        QCOMPARE(outcome.kind, Kind::Failed);
        QVERIFY2(outcome.detail.contains("File too large"_L1), qPrintable(outcome.detail));
        QCOMPARE(contentOf(path), QByteArray("old"));
    }
};

EMBEDSCOPE_TEST(TestExporter)
#include "tst_exporter.moc"
