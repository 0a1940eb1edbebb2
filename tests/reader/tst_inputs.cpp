// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/filekind.h"
#include "reader/importreader.h"
#include "reader/responsesearch.h"
#include "reader/responsewriter.h"
#include "reader/taskreader.h"
#include "support/testprogram.h"

#include <QBuffer>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace Qt::Literals::StringLiterals;
using namespace embedscope;

/// Files as users of the service have them: what tests/data/inputs/README.md says of each comes out.
class TestInputs final : public QObject
{
    Q_OBJECT

private:
    Result<ImportedFile> read(const QString &path)
    {
        return readImport(path, {}, {}, [this]() -> Result<std::unique_ptr<QFile>> {
            auto file = std::make_unique<QFile>(m_folder.filePath(QString::number(++m_files)));
            if (!file->open(QIODevice::ReadWrite))
                return Failure{.detail = file->errorString(), .isOfDisk = true};
            return file;
        });
    }

    Result<ImportedFile> readBytes(const QByteArray &content)
    {
        QFile file(m_folder.filePath(u"input.json"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            return Failure{.detail = file.errorString()};
        file.close();
        return read(file.fileName());
    }

    static QString inputs() { return QString::fromUtf8(EMBEDSCOPE_TEST_DATA) + u"/inputs"_s; }

    QTemporaryDir m_folder;
    int m_files = 0;

private Q_SLOTS:
    void aResponseIsKnownByItsItems_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QStringList>("ids"); ///< of its tasks
        QTest::addColumn<int>("vectors"); ///< of each task
        QTest::addColumn<QStringList>("modalities"); ///< of the first
        QTest::addColumn<double>("end"); ///< of its first segment; -1: none
        const auto add = [](const char *file, const QStringList &ids, int vectors, const QStringList &modalities, double end = 6) {
            QTest::newRow(file) << QString::fromLatin1(file) << ids << vectors << modalities << end;
        };
        const auto id = [](const char *number) -> QString { return u"68a1c0de0000000000000000"_s.left(24 - static_cast<qsizetype>(qstrlen(number))) + QLatin1StringView(number); };
        const QStringList both{u"visual"_s, u"audio"_s};
        add("01-py-sdk-json.json", {id("1")}, 6, both);
        add("04-js-sdk-stringify.json", {id("4")}, 6, both);
        add("06-bedrock-marengo27-output.json", {u"06-bedrock-marengo27-output-json-1"_s}, 9,
            {u"visual-text"_s, u"visual-image"_s, u"audio"_s}, 6.6);
        add("07-bedrock-marengo30-output.json", {u"07-bedrock-marengo30-output-json-1"_s}, 10,
            {u"visual"_s, u"audio"_s, u"transcription"_s}, 4.75);
        add("10-bedrock-bare-array.json", {u"10-bedrock-bare-array-json-1"_s}, 9, {u"visual-text"_s, u"visual-image"_s, u"audio"_s}, 6.6);
        add("11-py-task-data-only.json", {u"11-py-task-data-only-json-1"_s}, 6, both);
        add("13-py1x-float_.json", {id("7")}, 3, {u"visual"_s});
        add("14-v1-raw.json", {id("8")}, 3, {u"visual"_s});
        add("16-sync-embed-v2.json", {u"16-sync-embed-v2-json-1"_s}, 6, both);
        add("16b-sync-text.json", {u"16b-sync-text-json-1"_s}, 1, {QString()}, -1);
        add("21-mongoexport.jsonl", {u"clip-p-1"_s}, 3, {QString()});
        add("24-pandas-to_json-records.json", {id("11")}, 6, both);
        for (const char *const file : {"27-answer.json.gz", "28-utf8-bom.json", "29-utf16le-powershell.json"})
            add(file, {id("14")}, 6, both);
        add("30-nan-infinity.json", {id("21")}, 6, both);
        add("30b-truncated-last.jsonl", {id("23")}, 6, both);
        add("31-decimals-as-strings.json", {id("24")}, 6, both);
        add("34-curl-include.txt", {u"68a1c0de000000000000002c"_s}, 6, both);
        add("39-structlog.jsonl", {id("32")}, 6, both);
        add("49-trailing-comma.json", {id("33"), id("34")}, 6, both);
        add("50-map-by-filename.json", {id("33"), id("34")}, 6, both);
        add("50b-wrapped-task.json", {id("35")}, 6, both);
        add("50e-dict-by-id-of-segments.json", {id("35"), id("36")}, 6, both);
        add("60-dates-odd.json", {id("39")}, 6, both);
        add("62-nested-2d-vectors.json", {id("2")}, 6, both);
        add("63-all-zero.json", {id("3")}, 6, both);
        add("64-times-as-strings.json", {id("4")}, 6, both, -1);
        add("65-clip_length-float-duration-string.json", {id("5")}, 6, both);
        add("67-base64-vectors.json", {id("7")}, 6, both);
        add("69-status-completed.json", {id("9")}, 6, both);
        add("70-csv-formula-name.json", {u"68a1c0de000000000000000a"_s}, 6, both);
        add("80-m35-local-video.json", {id("101")}, 12, both);
        add("81-m35-pdf-pages.json", {id("102")}, 6, {u"visual"_s}, 1); // a page
        add("82-m35-uncertainty.json", {id("103")}, 12, both);
        add("83-m35-image.json", {id("104")}, 1, {u"visual"_s}, -1);
    }
    void aResponseIsKnownByItsItems()
    {
        QFETCH(QString, file);
        QFETCH(QStringList, ids);
        QFETCH(int, vectors);
        QFETCH(QStringList, modalities);
        QFETCH(double, end);
        const auto found = read(inputs() + u'/' + file);
        QVERIFY2(found.hasValue(), found ? "" : qPrintable(found.failure().detail));
        QStringList named;
        for (const ImportedTask &task : found->tasks) {
            const auto read = readTask(task.bytes, task.hasOwnId ? task.id : TaskId());
            QVERIFY2(read.hasValue(), read ? "" : qPrintable(read.failure().detail));
            QCOMPARE(read->state, TaskState::Ready);
            QCOMPARE(static_cast<int>(read->segments.size()), vectors);
            if (named.isEmpty()) {
                QCOMPARE(read->modalities, modalities);
                const Segment &first = read->segments.front();
                QCOMPARE(first.hasTimes() ? first.endSec : -1.0, end);
            }
            named += task.id.toString();
        }
        QCOMPARE(named, ids);
    }

    void whatIsOddIsAFinding_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("count");
        const auto add = [](const char *file, FindingKind kind, int count) {
            QTest::newRow(file) << QString::fromLatin1(file) << static_cast<int>(kind) << count;
        };
        add("06-bedrock-marengo27-output.json", FindingKind::IdMissing, 1);
        add("16b-sync-text.json", FindingKind::QueryVector, 1);
        add("31-decimals-as-strings.json", FindingKind::NumbersAsText, 1);
        add("60-dates-odd.json", FindingKind::FieldOdd, 1);
        add("62-nested-2d-vectors.json", FindingKind::VectorNested, 6);
        add("64-times-as-strings.json", FindingKind::TimesAsText, 6);
        add("67-base64-vectors.json", FindingKind::VectorEncoded, 6);
        add("69-status-completed.json", FindingKind::StatusUnknown, 1);
    }
    void whatIsOddIsAFinding()
    {
        QFETCH(QString, file);
        QFETCH(int, kind);
        QFETCH(int, count);
        const auto found = read(inputs() + u'/' + file);
        QVERIFY(found.hasValue());
        const auto task = readTask(found->tasks.front().bytes, TaskId());
        QVERIFY(task.hasValue());
        const auto finding = std::ranges::find(task->findings, static_cast<FindingKind>(kind), &Finding::kind);
        QVERIFY(finding != task->findings.end());
        QCOMPARE(finding->count, count);
    }

    void whatCannotBeReadIsNamed_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("word");
        const auto add = [](const char *file, const char *word) {
            QTest::newRow(file) << QString::fromLatin1(file) << QString::fromLatin1(word);
        };
        add("08-bedrock-get-async-invoke.json", "output.json");
        add("15-list-page.json", "list of tasks");
        add("18-pinecone-upsert.json", "vector database");
        add("19-qdrant-scroll.json", "vector database");
        add("22-pgvector-copy.csv", "CSV");
        add("23-pandas-to_csv.csv", "CSV");
        add("26-embeddings.npy", "NumPy");
        add("26d-embeddings.parquet", "Parquet");
        add("26e-embeddings.hdf5", "HDF5");
        add("53-answers.zip", "zip");
    }
    void whatCannotBeReadIsNamed()
    {
        QFETCH(QString, file);
        QFETCH(QString, word);
        const auto found = read(inputs() + u'/' + file);
        QVERIFY(!found.hasValue());
        QCOMPARE(found.failure().kind, FailureKind::Unreadable);
        QVERIFY2(found.failure().detail.contains(word), qPrintable(found.failure().detail));
        QVERIFY(found.failure().detail.contains(file));
    }

    void anEllipsisIsNamedWithItsPlace()
    {
        const auto found = read(inputs() + u"/56-docs-ellipsis.json"_s);
        QVERIFY(found.hasValue());
        const auto task = readTask(found->tasks.front().bytes, TaskId());
        QVERIFY(!task.hasValue());
        QVERIFY2(task.failure().detail.contains("an ellipsis"_L1), qPrintable(task.failure().detail));
    }

    /// Whatever the spelling, the depth and the text around: the same vectors, times and names, digit by digit.
    void everySpellingGivesTheSame()
    {
        const auto pick = [](std::mt19937 &random, std::initializer_list<const char *> of) -> QByteArray {
            return QByteArray(*(of.begin() + random() % of.size()));
        };
        for (unsigned seed = 0; seed < 300; ++seed) {
            std::mt19937 random(seed);
            const int items = 1 + static_cast<int>(random() % 5);
            const QByteArray vector = pick(random, {"embedding", "float", "float_", "embeddings_float", "embedding_float"});
            const QByteArray option = pick(random, {"embedding_option", "embeddingOption", "embedding-option"});
            const QByteArray start = pick(random, {"start_sec", "startSec", "start_offset_sec", "startOffsetSec", "start_time"});
            const QByteArray end = QByteArray(start).replace("start", "end");
            QByteArray data;
            for (int i = 0; i < items; ++i) {
                const QByteArray number = QByteArray::number(i);
                data += (i > 0 ? ", " : "") + QByteArray("{\"" + end + "\": " + number + ".50, \"" + vector + "\" :[ 0.1" + number
                                                         + "0, -1e-3 ], \"own\":{\"a\":[1,{}]}, \"" + option + "\":\"audio\", \"" + start
                                                         + "\":" + number + "}");
            }
            const QByteArray id = "68a1c0de00000000000000" + QByteArray::number(10 + items);
            QByteArray text = "{\"" + pick(random, {"data", "segments", "result", "anything"}) + "\":[" + data + "],\""
                + pick(random, {"_id", "id", "task_id", "taskId"}) + "\":\"" + id + "\",\"note\":\"a [ { \\\" b\"}";
            for (unsigned depth = random() % 5; depth > 0; --depth) {
                switch (random() % 4) {
                case 0:
                    text = "[" + text + "]";
                    break;
                case 1:
                    text = "{\"x\":" + text + ",\"y\":[1,2,{\"z\":null}]}";
                    break;
                case 2:
                    text = "{\"response\":" + text + "}";
                    break;
                default:
                    text = "{\"a\":[" + text + "]}";
                }
            }
            text = pick(random, {"", "HTTP/2 200 \r\nserver: x\r\n\r\n", "2026-12-01 INFO got ", "\xEF\xBB\xBF"}) + text
                + pick(random, {"", "\n", "\n// end\n"});
            const auto found = readBytes(text);
            QVERIFY2(found.hasValue(), text.constData());
            QCOMPARE(found->tasks.size(), size_t(1));
            QCOMPARE(found->tasks.front().id.toString(), QString::fromLatin1(id));
            const auto task = readTask(found->tasks.front().bytes, found->tasks.front().id);
            QVERIFY2(task.hasValue(), text.constData());
            QCOMPARE(static_cast<int>(task->segments.size()), items);
            QCOMPARE(task->modalities, QStringList{u"audio"_s});
            for (int i = 0; i < items; ++i) {
                QCOMPARE(task->segments[static_cast<size_t>(i)].startSec, double(i));
                QCOMPARE(task->segments[static_cast<size_t>(i)].endSec, i + 0.5);
            }
            const auto device = found->tasks.front().bytes.open();
            QVERIFY(device->readAll().contains("[ 0.100, -1e-3 ]"));
        }
    }

    /// Cut anywhere: never a crash, never more responses than before, and never half of one taken for a whole.
    void aCutFileHasNoHalfResponses()
    {
        for (const QString &name : QDir(inputs()).entryList({u"*.json"_s, u"*.jsonl"_s, u"*.txt"_s, u"*.gz"_s}, QDir::Files)) {
            QFile file(inputs() + u'/' + name);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray whole = file.readAll();
            const auto all = readBytes(whole);
            QHash<QString, qsizetype> vectors;
            for (const ImportedTask &task : all ? all->tasks : std::vector<ImportedTask>()) {
                if (const auto read = readTask(task.bytes, TaskId()))
                    vectors.insert(task.id.toString(), static_cast<qsizetype>(read->segments.size()));
            }
            std::mt19937 random(1);
            for (int i = 0; i < 20; ++i) {
                const auto cut = readBytes(whole.left(static_cast<qsizetype>(random() % static_cast<unsigned>(whole.size()))));
                if (!cut)
                    continue;
                for (const ImportedTask &task : cut->tasks) {
                    const auto read = readTask(task.bytes, TaskId());
                    if (read && read->state == TaskState::Ready && !read->id.isEmpty())
                        QCOMPARE(static_cast<qsizetype>(read->segments.size()), vectors.value(task.id.toString()));
                }
            }
        }
    }

    void packedFilesThatAreDamagedAreNamed()
    {
        QFile file(inputs() + u"/27-answer.json.gz"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray packed = file.readAll();
        const auto cut = readBytes(packed.left(packed.size() / 2));
        QVERIFY(!cut.hasValue() && cut.failure().detail.contains("cut off"_L1));
        QByteArray damaged = packed;
        damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 0x55);
        const auto odd = readBytes(damaged);
        QVERIFY(!odd.hasValue() && odd.failure().detail.contains("gzip"_L1));
    }
};

EMBEDSCOPE_TEST(TestInputs)
#include "tst_inputs.moc"
