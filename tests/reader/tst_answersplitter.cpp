// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/answersplitter.h"

#include "reader/readlimits.h"
#include "support/testprogram.h"

#include <QBuffer>
#include <QTest>

#include <simdjson.h>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// What a splitter made of a text: the runs one a line, the skeleton, the fault.
struct Cut
{
    QByteArrayList runs;
    QByteArray skeleton;
    QString fault;
};

Cut cut(const QByteArray &text, qint64 windowBytes)
{
    QBuffer device;
    device.setData(text);
    device.open(QIODevice::ReadOnly);
    ReadLimits limits;
    limits.windowBytes = windowBytes;
    AnswerSplitter splitter(device, limits);
    Cut result;
    for (;;) {
        switch (splitter.next()) {
        case AnswerSplitter::Step::Items: {
            const AnswerSplitter::Items &items = splitter.items();
            result.runs << (items.opensArray ? "(" : "")
                    + QByteArray(items.text, static_cast<qsizetype>(items.size))
                    + (items.closesArray ? ")" : "");
            break;
        }
        case AnswerSplitter::Step::End:
            result.skeleton = QByteArray::fromStdString(splitter.skeleton());
            return result;
        case AnswerSplitter::Step::Failed:
            result.fault = splitter.fault().what;
            return result;
        }
    }
}

} // namespace

class TestAnswerSplitter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsItemsOut();
    void cutsWholeRuns();
    void keepsWhatIsNoItem_data();
    void keepsWhatIsNoItem();
    void whatIsBrokenStaysBroken();
    void lendsPaddedText();
    void placesAreThoseOfTheAnswer();
};

void TestAnswerSplitter::cutsItemsOut()
{
    const Cut result = cut(R"({"a":1,"data":[{"b":[1,2]}, null ,"x,]"],"c":{"data":[3]}} )"_ba, 1 << 20);
    QCOMPARE(result.fault, QString());
    QCOMPARE(result.skeleton, R"({"a":1,"data":[],"c":{"data":[3]}} )"_ba);
    QCOMPARE(result.runs, QByteArrayList{R"(([{"b":[1,2]}, null ,"x,]"]))"_ba});
    QCOMPARE(cut(R"({"data":[ ],"data":[[]]})"_ba, 16).runs, (QByteArrayList{"([ ])", "([[]])"}));
    // However the key is written.
    QCOMPARE(cut(R"({"d\u0061ta":[1]})"_ba, 16).runs, QByteArrayList{"([1])"});
    QCOMPARE(cut(R"({"text_embedding":{"x":[1],"segments":[2]}})"_ba, 16).runs, QByteArrayList{"([2])"});
}

/// However small the windows: put together, the runs are the items, each whole, and no comma is lost.
void TestAnswerSplitter::cutsWholeRuns()
{
    const QByteArray items = R"({"a":"},{"},{"b":[1,[2]]},3,,{"c":"\\\"]"},[{}],)"_ba.repeated(5) + "4";
    const QByteArray text = "{\"x\":\"data\",\"data\" : [" + items + "],\"y\":[1]}";
    for (qint64 window = 0; window < text.size() + 10; ++window) {
        const Cut result = cut(text, window);
        QCOMPARE(result.fault, QString());
        QCOMPARE(result.skeleton, "{\"x\":\"data\",\"data\" : [],\"y\":[1]}"_ba);
        QByteArrayList parts;
        for (QByteArray run : result.runs) {
            if (run.startsWith('('))
                run.remove(0, 1);
            if (run.endsWith(')'))
                run.chop(1);
            QVERIFY(run.startsWith('[') && run.endsWith(']'));
            parts << run.sliced(1, run.size() - 2);
        }
        QCOMPARE(parts.join(','), items);
        QVERIFY(result.runs.first().startsWith('('));
        QVERIFY(result.runs.last().endsWith(')'));
    }
}

void TestAnswerSplitter::keepsWhatIsNoItem_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("value") << R"({"x":"data","y":[1]})"_ba;
    QTest::newRow("value followed by a colon in an array") << R"({"x":["data",[1]]})"_ba;
    QTest::newRow("deeper") << R"({"x":{"data":[1]}})"_ba;
    QTest::newRow("other keys")
        << R"({"dat":[1],"datas":[1],"Data":[1]," data":[1],"\"data":[1],"\\data":[1]})"_ba;
    QTest::newRow("object") << R"({"data":{"x":[1]}})"_ba;
    QTest::newRow("array in an older container") << R"({"video_embedding":[{"segments":[1]}],"text_embedding":{"x":{"segments":[1]}}})"_ba;
}

void TestAnswerSplitter::keepsWhatIsNoItem()
{
    QFETCH(const QByteArray, text);
    for (const qint64 window : {16, 17, 18, 1 << 20}) {
        const Cut result = cut(text, window);
        QCOMPARE(result.fault, QString());
        QCOMPARE(result.skeleton, text);
        QCOMPARE(result.runs, QByteArrayList());
    }
}

/// What stands around the items is judged as it came, so that nothing broken becomes whole by the cut.
void TestAnswerSplitter::whatIsBrokenStaysBroken()
{
    const QByteArrayList broken{R"({"data",[1]})", R"({"data"[1]})", R"({"data":1[1]})", R"({"data"x:[1]})", R"({"data":[1] [2]})", R"({"data":[1],[2]})"};
    for (const QByteArray &text : broken) {
        const std::string skeleton = cut(text, 16).skeleton.toStdString();
        simdjson::dom::parser parser;
        QVERIFY2(parser.parse(skeleton).error() != simdjson::SUCCESS, text.constData());
    }
}

void TestAnswerSplitter::lendsPaddedText()
{
    const QByteArray text = "{\"data\":[" + QByteArray("{},").repeated(1000) + "{}]}";
    QBuffer device;
    device.setData(text);
    device.open(QIODevice::ReadOnly);
    ReadLimits limits;
    for (const qint64 window : {16, 64, 1000, 4096}) {
        device.seek(0);
        limits.windowBytes = window;
        AnswerSplitter splitter(device, limits);
        unsigned bytes = 0;
        while (splitter.next() == AnswerSplitter::Step::Items) {
            const AnswerSplitter::Items &items = splitter.items();
            QVERIFY(items.allocated >= items.size + simdjson::SIMDJSON_PADDING);
            // Under AddressSanitizer this fails where less is there than is said.
            for (size_t i = 0; i < items.allocated; ++i)
                bytes += items.text[i] == '{';
        }
        QVERIFY(bytes >= 1001);
    }
}

void TestAnswerSplitter::placesAreThoseOfTheAnswer()
{
    const QByteArray head = "\xEF\xBB\xBF{\"data\":["_ba;
    const QByteArray text = head + QByteArray("{\"a\":1},").repeated(50) + "{}],\"data\":[7],\"end\":1}";
    for (const qint64 window : {16, 50, 128, 1 << 20}) {
        QBuffer device;
        device.setData(text);
        device.open(QIODevice::ReadOnly);
        ReadLimits limits;
        limits.windowBytes = window;
        AnswerSplitter splitter(device, limits);
        qint64 expected = head.size() - 1;
        while (splitter.next() == AnswerSplitter::Step::Items && !splitter.items().closesArray) {
            const AnswerSplitter::Items &items = splitter.items();
            QCOMPARE(splitter.byteOfItems(items.text), expected);
            expected += static_cast<qint64>(items.size) - 1;
        }
        while (splitter.next() == AnswerSplitter::Step::Items) { }
        const size_t index = splitter.skeleton().find("\"end\"");
        QCOMPARE(splitter.byteOfSkeleton(index), text.indexOf("\"end\""));
        QCOMPARE(splitter.byteOfSkeleton(0), 3);
    }
}

} // namespace embedscope

EMBEDSCOPE_TEST(embedscope::TestAnswerSplitter)
#include "tst_answersplitter.moc"
