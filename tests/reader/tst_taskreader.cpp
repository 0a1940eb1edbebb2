// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/taskreader.h"

#include "reader/taskdescription.h"
#include "reader/readlimits.h"
#include "support/testprogram.h"

#include <QBuffer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QSet>
#include <QTest>

#include <cmath>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

const TaskId taskId = *TaskId::fromString(u"64f8d2c7e4a1b37f8a9c5d12");

QString dataPath(const QString &name)
{
    return QStringLiteral(EMBEDSCOPE_TEST_DATA) + u"/answers/"_s + name;
}

QByteArray contents(const QString &name)
{
    QFile file(dataPath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no such file)");
}

Result<EmbeddingTask> read(const QByteArray &text, qint64 windowBytes = ReadLimits().windowBytes)
{
    ReadLimits limits;
    limits.windowBytes = windowBytes;
    return readTask(AnswerBytes::fromMemory(text), taskId, limits);
}

/// The cases of expected.json, by the name of their file.
QJsonArray expectedCases()
{
    QFile file(dataPath(u"expected.json"_s));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).array() : QJsonArray();
}

void addCases()
{
    QTest::addColumn<QJsonObject>("expected");
    const QJsonArray cases = expectedCases();
    for (const QJsonValue &each : cases)
        QTest::newRow(each.toObject().value("file"_L1).toString().toUtf8().constData()) << each.toObject();
}

/// An expected number: null stands for NaN, "inf" and "-inf" for themselves.
double expectedNumber(const QJsonValue &value)
{
    if (value.isNull())
        return std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    if (value.isString())
        return value.toString() == "-inf"_L1 ? -infinity : infinity;
    return value.toDouble();
}

bool isSame(double read, double expected, double tolerance)
{
    if (std::isnan(expected) || std::isinf(expected))
        return std::isnan(expected) ? std::isnan(read) : read == expected;
    return std::abs(read - expected)
        <= tolerance * std::max(std::abs(expected), std::numeric_limits<double>::min());
}

QString outcome(const Result<EmbeddingTask> &result)
{
    if (!result)
        return result.failure().kind == FailureKind::Unreadable ? u"unreadable"_s
            : result.failure().kind == FailureKind::WrongTask   ? u"wrong task"_s
                                                                : u"another failure"_s;
    return result->state == TaskState::Ready ? u"ready"_s
        : result->state == TaskState::Failed ? u"failed"_s
                                             : u"processing"_s;
}

QStringList findingTexts(const EmbeddingTask &task)
{
    QStringList texts;
    for (const Finding &finding : task.findings) {
        texts << u"%1 x%2 at %3 %4"_s.arg(
            findingName(finding.kind), QString::number(finding.count),
            finding.firstPosition ? QString::number(*finding.firstPosition) : u"-"_s, finding.detail);
    }
    return texts;
}

QStringList findingTexts(const QJsonArray &expected)
{
    QStringList texts;
    for (const QJsonValue &value : expected) {
        const QJsonObject finding = value.toObject();
        const QString first =
            finding.contains("first"_L1) ? QString::number(finding.value("first"_L1).toInt()) : u"-"_s;
        texts << u"%1 x%2 at %3 %4"_s.arg(finding.value("kind"_L1).toString(),
                                          QString::number(finding.value("count"_L1).toInt()), first,
                                          finding.value("detail"_L1).toString());
    }
    return texts;
}

} // namespace

class TestTaskReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Names beyond any use are counted, and not kept: ten times as many give the same lists.
    void veryManyNames()
    {
        QSet<size_t> findings;
        for (const int count : {3'000, 30'000}) {
            QByteArray options;
            QByteArray items;
            QByteArray members;
            for (int i = 0; i < count; ++i) {
                const QByteArray separator(i == 0 ? "" : ",");
                options += separator + "\"o" + QByteArray::number(i) + '"';
                items += separator + "{\"embedding\":[1],\"embedding_option\":\"m" + QByteArray::number(i) + "\"}";
                members += ",\"k" + QByteArray::number(i) + "\":1";
            }
            QByteArray answer = "{\"status\":\"ready\",\"metadata\":{\"embedding_options\":[" + options + ']' + members + "},\"data\":["
                + items + "]}";
            QBuffer device(&answer);
            QVERIFY(device.open(QIODevice::ReadOnly));
            const auto task = readTask(device, {});
            QVERIFY(task.hasValue());
            QCOMPARE(task->modalities.size(), count); // each has its lane, and none is dropped
            QCOMPARE(task->metadata->embeddingOptions.size(), most::metadataNames);
            QCOMPARE(task->metadata->members.size(), most::metadataMembers);
            findings.insert(task->findings.size());
            int unknown = 0;
            int odd = 0;
            for (const Finding &finding : task->findings) {
                unknown += finding.kind == FindingKind::ModalityUnknown ? finding.count : 0;
                odd += finding.kind == FindingKind::FieldOdd ? 1 : 0;
            }
            QCOMPARE(unknown, count);
            QCOMPARE(odd, 2); // embedding_options, and metadata
        }
        QCOMPARE(findings.size(), 1);
        QVERIFY(*findings.begin() < 3 * most::findingsOfKind);
    }

    void answers_data() { addCases(); }
    void answers();
    void windowsOfAnySizeReadTheSame_data() { addCases(); }
    void windowsOfAnySizeReadTheSame();
    void sizesAroundPages_data() { addCases(); }
    void sizesAroundPages();
    void everyTruncationIsUnreadable();
    void realVectors_data();
    void realVectors();
    void vectorsThatWereLeftOut();
    void theOlderForm();
    void faultsSayWhere_data();
    void faultsSayWhere();
    void limits();
    void cancels();
    void deviceThatFails();
    void fileThatIsGone();
    void fileOnDisk();
    void metadataMembersAreKept();
    void withoutAnExpectedTask();

private:
    void compareVectors(const EmbeddingTask &task, const QJsonObject &expected);
};

void TestTaskReader::answers()
{
    QFETCH(const QJsonObject, expected);
    const QString file = expected.value("file"_L1).toString();
    const Result<EmbeddingTask> result = read(contents(file));
    if (!result)
        QCOMPARE(outcome(result) + u' ' + result.failure().detail,
                 expected.value("outcome"_L1).toString() + u' ' + result.failure().detail);
    QCOMPARE(outcome(result), expected.value("outcome"_L1).toString());
    if (!result) {
        QVERIFY2(result.failure().detail.contains(expected.value("says"_L1).toString()),
                 qPrintable(result.failure().detail));
        QCOMPARE(result.failure().bytes.head(1 << 20), contents(file));
        return;
    }
    QCOMPARE(result->id, taskId);
    QCOMPARE(findingTexts(*result).join(u'\n'),
             findingTexts(expected.value("findings"_L1).toArray()).join(u'\n'));
    if (expected.contains("error"_L1))
        QCOMPARE(result->errorMessage, expected.value("error"_L1).toString());
    if (expected.contains("statusText"_L1))
        QCOMPARE(result->statusText, expected.value("statusText"_L1).toString());
    if (expected.contains("filename"_L1))
        QCOMPARE(result->metadata->inputFilename, expected.value("filename"_L1).toString());
    if (expected.contains("created"_L1)) {
        QCOMPARE(result->createdAt.toString(Qt::ISODateWithMs), expected.value("created"_L1).toString());
        QCOMPARE(result->updatedAt.toString(Qt::ISODateWithMs), expected.value("updated"_L1).toString());
    }
    if (expected.contains("modalities"_L1))
        QCOMPARE(result->modalities, expected.value("modalities"_L1).toVariant().toStringList());
    if (expected.contains("scopes"_L1))
        QCOMPARE(result->scopes, expected.value("scopes"_L1).toVariant().toStringList());
    compareVectors(*result, expected);
}

void TestTaskReader::compareVectors(const EmbeddingTask &task, const QJsonObject &expected)
{
    for (const auto &[key, value] :
         {std::pair("lengths"_L1, &Segment::length), {"positions"_L1, &Segment::position}}) {
        if (!expected.contains(key))
            continue;
        QList<int> numbers;
        QList<int> expectedNumbers;
        for (const Segment &segment : task.segments)
            numbers << static_cast<int>(segment.*value);
        for (const QJsonValue &number : expected.value(key).toArray())
            expectedNumbers << number.toInt();
        QCOMPARE(numbers, expectedNumbers);
    }
    const QJsonArray norms = expected.value("norms"_L1).toArray();
    for (qsizetype i = 0; i < norms.size(); ++i)
        QVERIFY2(isSame(task.segments.at(static_cast<size_t>(i)).norm, expectedNumber(norms.at(i)), 1e-15),
                 qPrintable(describe(task)));
    const QJsonArray vectors = expected.value("vectors"_L1).toArray();
    for (qsizetype i = 0; i < vectors.size(); ++i) {
        const QJsonArray vector = vectors.at(i).toArray();
        const Segment &segment = task.segments.at(static_cast<size_t>(i));
        const auto row = task.matrix.row(segment.offset, segment.length);
        QCOMPARE(static_cast<qsizetype>(row.size()), vector.size());
        for (qsizetype k = 0; k < vector.size(); ++k)
            QVERIFY2(
                isSame(static_cast<double>(row[static_cast<size_t>(k)]), expectedNumber(vector.at(k)), 1e-7),
                qPrintable(describe(task)));
    }
}

void TestTaskReader::windowsOfAnySizeReadTheSame()
{
    QFETCH(const QJsonObject, expected);
    const QByteArray text = contents(expected.value("file"_L1).toString());
    const QString whole = describe(read(text, 1 << 20));
    for (const qint64 size : {0, 16, 17, 19, 23, 29, 31, 37, 64, 65, 127, 130, 200, 256, 300, 511, 4096})
        QCOMPARE(describe(read(text, size)), whole);
}

/// Readers that map a file or look ahead by blocks fail, if they do, for sizes near multiples of the page
/// size.
void TestTaskReader::sizesAroundPages()
{
    QFETCH(const QJsonObject, expected);
    QByteArray text = contents(expected.value("file"_L1).toString());
    const QString plain = describe(read(text));
    const qsizetype bom = text.startsWith("\xEF\xBB\xBF") ? 3 : 0;
    constexpr qsizetype page = 4096;
    const qsizetype pages = (text.size() + 70 + page - 1) / page;
    const qsizetype first = pages * page - 70;
    text.insert(bom, QByteArray(std::max<qsizetype>(first - text.size(), 0), ' '));
    for (; text.size() <= pages * page + 1; text.insert(bom, ' '))
        QCOMPARE(describe(read(text)), plain);
}

void TestTaskReader::everyTruncationIsUnreadable()
{
    for (const auto &name : {u"ready.json"_s, u"unknown-fields.json"_s, u"brackets-in-strings.json"_s}) {
        const QByteArray text = contents(name);
        QVERIFY(read(text).hasValue());
        for (qsizetype length = 0; length < text.size(); ++length) {
            for (const qint64 window : {16, 61, 1 << 20}) {
                const auto result = read(text.first(length), window);
                QVERIFY2(!result, text.first(length).constData());
                QCOMPARE(result.failure().kind, FailureKind::Unreadable);
            }
        }
    }
}

/// The norms were computed from the files by norms.py (Python's json and math.fsum), not by this program.
void TestTaskReader::realVectors_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QList<double>>("norms");
    QTest::newRow("robin, first run")
        << u"67ca93a989d8a564e80dc3ba"_s
        << QList<double>{0.9999999709278728, 0.9999999712716986, 1.0000000038862824, 1.0000000434251652};
    QTest::newRow("robin, second run")
        << u"67edc5869cffa5179927b0a9"_s
        << QList<double>{0.9999999709278728, 0.9999999712716986, 1.0000000038862824, 1.0000000434251652};
    QTest::newRow("island") << u"67edc5a731cc2c99458c1d4c"_s
                            << QList<double>{1.000000050704539, 0.9999999725071195};
}

void TestTaskReader::realVectors()
{
    QFETCH(const QString, id);
    QFETCH(const QList<double>, norms);
    const QString path = dataPath(u"derived_v2_%1.json"_s.arg(id));
    for (const qint64 window : {100, 5000, 1 << 20}) {
        ReadLimits limits;
        limits.windowBytes = window;
        const auto answer = AnswerBytes::fromFile(path, QFile(path).size(), AnswerBytes::FileOwnership::Keep);
        const auto result = readTask(answer, *TaskId::fromString(id), limits);
        QVERIFY2(result.hasValue(), result ? "" : qPrintable(result.failure().detail));
        QCOMPARE(result->state, TaskState::Ready);
        QCOMPARE(result->findings.size(), size_t(0));
        QCOMPARE(result->modalities, QStringList{u"visual"_s});
        QCOMPARE(static_cast<qsizetype>(result->segments.size()), norms.size());
        for (qsizetype i = 0; i < norms.size(); ++i) {
            const Segment &segment = result->segments.at(static_cast<size_t>(i));
            QCOMPARE(segment.length, 1024U);
            QVERIFY(isSame(segment.norm, norms.at(i), 1e-14));
        }
        QCOMPARE(result->matrix.size(), size_t(norms.size()) * 1024);
    }
}

/// As an export without vectors has it: said once, and nothing is missing besides. One item that has the member, and be it
/// null, and it is an answer with faults.
void TestTaskReader::vectorsThatWereLeftOut()
{
    const QByteArray text = R"({"_id":"64f8d2c7e4a1b37f8a9c5d12","status":"ready",
        "metadata":{"embedding_options":["visual","audio"]},"data":[
        {"start_sec":0,"end_sec":1,"embedding_option":"visual","embedding_scope":"clip"},
        {"start_sec":1,"end_sec":2,"embedding_option":"visual","embedding_scope":"clip"%1}]})";
    const auto bare = read(QByteArray(text).replace("%1", ""));
    QVERIFY(bare.hasValue());
    const std::vector<Finding> expected{{.kind = FindingKind::VectorsLeftOut, .count = 2},
                                        {.kind = FindingKind::ModalityNotDelivered, .detail = u"audio"_s}};
    QVERIFY2(bare->findings == expected, qPrintable(describe(*bare)));
    const auto odd = read(QByteArray(text).replace("%1", ",\"embedding\":null"));
    QVERIFY(contains(odd->findings, FindingKind::VectorMissing));
    QVERIFY(!contains(odd->findings, FindingKind::VectorsLeftOut));
}

/// The same vectors in both forms give the same norms; and an answer of today with a member of the older form's
/// name stays what it is.
void TestTaskReader::theOlderForm()
{
    const auto norms = [](const EmbeddingTask &task) {
        QList<double> all;
        for (const Segment &segment : task.segments)
            all.append(segment.norm);
        return all;
    };
    for (const QString &id : {u"67ca93a989d8a564e80dc3ba"_s, u"67edc5a731cc2c99458c1d4c"_s}) {
        const QString path = QStringLiteral(EMBEDSCOPE_TEST_DATA) + u"/imports/v1_%1.json"_s.arg(id);
        const auto bytes = AnswerBytes::fromFile(path, QFile(path).size(), AnswerBytes::FileOwnership::Keep);
        const auto today = readTask(AnswerBytes::fromMemory(contents(u"derived_v2_%1.json"_s.arg(id))), {});
        for (const qint64 window : {16, 100, 5000, 1 << 20}) {
            ReadLimits limits;
            limits.windowBytes = window;
            const auto older = readTask(bytes, *TaskId::fromString(id), limits);
            QVERIFY2(older.hasValue(), older ? "" : qPrintable(older.failure().detail));
            QCOMPARE(norms(*older), norms(*today));
            QCOMPARE(older->segments.back().endSec, today->segments.back().endSec);
            QCOMPARE(older->scopes, QStringList{u"clip"_s});
            QCOMPARE(older->findings.front().kind, FindingKind::OlderForm);
        }
    }
    const auto odd = read(R"({"model_name":"m","text_embedding":{"metadata":{"duration":3.5},"segments":[{"float":[3,4],
        "embedding":[9],"embedding_option":"visual-text","embedding_scope":"video","start_offset_sec":1}]},
        "audio_embedding":{"segments":[{"float":[1],"embedding_option":"audio"}]}})");
    QVERIFY(!odd.hasValue()); // whose it is must be known
    const auto several = readTask(AnswerBytes::fromMemory(R"({"text_embedding":{"metadata":{"duration":3.5},
        "segments":[{"float":[3,4],"embedding":[9],"embedding_option":"visual-text","embedding_scope":"video",
        "start_offset_sec":1}]},"audio_embedding":{"segments":[{"float":[1],"embedding_option":"audio"}]}})"), {});
    QVERIFY(several.hasValue());
    QCOMPARE(several->state, TaskState::Ready);
    QCOMPARE(several->modalities, (QStringList{u"visual"_s, u"audio"_s}));
    QVERIFY(several->isAsset(several->segments.front()) || several->isAsset(several->segments.back()));
    QCOMPARE(several->metadata->durationSec, 3.5);
    QCOMPARE(several->metadata->inputType, u"text"_s);
    QCOMPARE(several->segments.size(), size_t(2));

    const QByteArray today = R"({"_id":"64f8d2c7e4a1b37f8a9c5d12","status":"ready","metadata":{},"data":[{"embedding":[3,4]}],
        "video_embedding":{"segments":[{"float":[1]},{"float":[2]}]}})";
    for (const qint64 window : {16, 1 << 20}) {
        const auto task = read(today, window);
        QVERIFY(task.hasValue());
        QCOMPARE(task->segments.size(), size_t(1));
        QCOMPARE(task->segments[0].norm, 5.0);
    }
    QVERIFY(!read(R"({"video_embedding":{"segments":[{"float":[1]},]}})").hasValue());
    QVERIFY(!read(R"({"video_embedding":{"segments":[{"float":[1}]}})").hasValue());
}

void TestTaskReader::faultsSayWhere_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("detail");
    const QByteArray head = R"({"_id":"64f8d2c7e4a1b37f8a9c5d12","status":"ready","data":[)"_ba;
    const QByteArray items = R"({"embedding":[1]},)"_ba.repeated(100);
    QTest::newRow("in an item") << head + items + R"({"embedding":[1,x]}]})"
                                << u"at byte 1,875: this is no JSON value"_s;
    QTest::newRow("item missing") << head + items + "]}" << u""_s;
    QTest::newRow("behind the items")
        << head + items + R"({}],"x":01})" << u"at byte 1,867: a number is not written as JSON asks for"_s;
    QTest::newRow("in front of the items")
        << R"({"x":1.,"data":[{},{},{}]})"_ba << u"at byte 5: a number is not written as JSON asks for"_s;
    QTest::newRow("after a BOM") << "\xEF\xBB\xBF{\"x\":1.}"_ba
                                 << u"at byte 8: a number is not written as JSON asks for"_s;
    QTest::newRow("cut off") << head + items
                             << u"at byte 1,859: the answer ends in the middle: it was cut off"_s;
    QTest::newRow("HTML") << "\n<html>"_ba
                          << u"at byte 1: the answer is not a JSON object, which begins with {"_s;
}

void TestTaskReader::faultsSayWhere()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, detail);
    for (const qint64 window : {16, 100, 1000, 1 << 20}) {
        const auto result = read(text, window);
        QVERIFY(!result);
        if (!detail.isEmpty())
            QCOMPARE(result.failure().detail, detail);
    }
}

void TestTaskReader::limits()
{
    const QByteArray text = contents(u"ready.json"_s);
    const auto reads = [&](ReadLimits limits) {
        QList<bool> wholes;
        for (const qint64 window : {16, 100, 1 << 20}) {
            limits.windowBytes = window;
            const auto result = readTask(AnswerBytes::fromMemory(text), taskId, limits);
            wholes << result.hasValue();
            if (!result && result.failure().kind != FailureKind::Unreadable)
                return false;
        }
        return wholes.count(true) == wholes.size();
    };
    QVERIFY(reads({}));
    QVERIFY(reads({.depth = 4}));
    QVERIFY(!reads({.depth = 3}));
    QVERIFY(reads({.items = 2}));
    QVERIFY(!reads({.items = 1}));

    // All but the two items, and each of these, must fit: the head is the larger part here.
    const qsizetype items = text.lastIndexOf("}],\"metadata\"") + 1 - text.indexOf("{\"embedding");
    const qsizetype head = text.size() - items;
    QVERIFY(reads({.itemBytes = head}));
    QVERIFY(!reads({.itemBytes = head - 1}));
    const QByteArray longItem =
        R"({"status":"processing","data":[{"a":")" + QByteArray(1000, 'x') + R"("}]})";
    for (const qint64 window : {16, 100, 1 << 20}) {
        const ReadLimits fitting{.itemBytes = 1008, .windowBytes = window};
        const ReadLimits tooSmall{.itemBytes = 1007, .windowBytes = window};
        QVERIFY(readTask(AnswerBytes::fromMemory(longItem), {}, fitting).hasValue());
        const auto result = readTask(AnswerBytes::fromMemory(longItem), {}, tooSmall);
        QVERIFY(!result);
        QVERIFY(result.failure().detail.contains(u"1007 bytes"));
    }
}

void TestTaskReader::cancels()
{
    const QByteArray text = contents(u"ready.json"_s);
    ReadLimits limits;
    limits.windowBytes = 16;
    int asked = 0;
    const auto all = readTask(AnswerBytes::fromMemory(text), taskId, limits, [&] { return ++asked < 0; });
    QVERIFY(all.hasValue());
    QVERIFY(asked > 1);
    for (int when = 1; when <= asked; ++when) {
        int count = 0;
        const auto result =
            readTask(AnswerBytes::fromMemory(text), taskId, limits, [&] { return ++count == when; });
        QVERIFY(!result);
        QCOMPARE(result.failure().kind, FailureKind::Cancelled);
        QCOMPARE(count, when);
    }
}

namespace {

/// Gives the first bytes of an answer and then fails, as a disk can.
class FailingDevice final : public QIODevice
{
public:
    FailingDevice() { open(QIODevice::ReadOnly | QIODevice::Unbuffered); }
    qint64 size() const override { return 1000; }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const QByteArray text = R"({"status":"ready","data":[{},)"_ba;
        if (pos() > 0) {
            setErrorString(u"Input/output error"_s);
            return -1;
        }
        const qint64 count = std::min<qint64>(most, text.size());
        memcpy(data, text.constData(), static_cast<size_t>(count));
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }
};

} // namespace

void TestTaskReader::deviceThatFails()
{
    FailingDevice device;
    const auto result = readTask(device, taskId);
    QVERIFY(!result);
    QCOMPARE(result.failure().kind, FailureKind::Network);
    QCOMPARE(result.failure().detail, u"Input/output error"_s);
}

void TestTaskReader::fileThatIsGone()
{
    const QTemporaryDir folder;
    const auto gone = AnswerBytes::fromFile(folder.filePath(u"gone"_s), 10, AnswerBytes::FileOwnership::Keep);
    const auto result = readTask(gone, taskId);
    QVERIFY(!result);
    QCOMPARE(result.failure().kind, FailureKind::Network);
    QVERIFY(!result.failure().detail.isEmpty());
    QCOMPARE(readTask(AnswerBytes(), taskId).failure().kind, FailureKind::Network);
}

void TestTaskReader::fileOnDisk()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"answer"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray text = contents(u"ready.json"_s);
    // Exactly two pages: what a mapping reader cannot survive.
    file.write(text + QByteArray(8192 - text.size(), ' '));
    file.close();
    const auto answer = AnswerBytes::fromFile(path, 8192, AnswerBytes::FileOwnership::Keep);
    QCOMPARE(describe(readTask(answer, taskId)), describe(read(text)));
}

void TestTaskReader::metadataMembersAreKept()
{
    const QByteArray longText = R"({"status":"ready","metadata":{"a" : [1, {"b":"\ud800"} ] ,"c":1.50 ,"d":")"
        + QByteArray("\xE2\x82\xAC").repeated(5000) + R"(","input_type":"\u0076ideo","e":{}}})";
    const auto result = readTask(AnswerBytes::fromMemory(longText), {});
    QVERIFY(result.hasValue());
    const auto &members = result->metadata->members;
    QCOMPARE(members.size(), size_t(5));
    QCOMPARE(members[0].first, u"a"_s);
    QCOMPARE(members[0].second, uR"([1, {"b":"\ud800"} ])"_s);
    QCOMPARE(members[1].second, u"1.50"_s);
    QCOMPARE(members[2].second, u'"' + QString(4095, QChar(0x20AC)));
    QCOMPARE(members[3].second, uR"("\u0076ideo")"_s);
    QCOMPARE(members[4].second, u"{}"_s);
    QCOMPARE(result->metadata->inputType, u"video"_s);
}

void TestTaskReader::withoutAnExpectedTask()
{
    const auto other = readTask(AnswerBytes::fromMemory(contents(u"id-of-another-task.json"_s)), {});
    QVERIFY(other.hasValue());
    QCOMPARE(other->id.toString(), u"64f8d2c7e4a1b37f8a9c5d13"_s);
    const auto none = readTask(AnswerBytes::fromMemory(contents(u"id-number.json"_s)), {});
    QVERIFY(none.hasValue());
    QVERIFY(none->id.isEmpty());
}

} // namespace embedscope

EMBEDSCOPE_TEST(embedscope::TestTaskReader)
#include "tst_taskreader.moc"
