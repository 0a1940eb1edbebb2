// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/randomanswer.h"
#include "reader/taskdescription.h"
#include "reader/taskreader.h"
#include "support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

#include <simdjson.h>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

Result<EmbeddingTask> readWindowed(const QByteArray &text, qint64 windowBytes)
{
    ReadLimits limits;
    limits.windowBytes = windowBytes;
    return readTask(AnswerBytes::fromMemory(text), {}, limits);
}

/// What a reader must find of an item, taken from QJsonDocument's tree of the whole answer.
QString naiveItem(const QJsonObject &item, int position)
{
    const auto time = [&](const QString &key) {
        return item.value(key).isDouble() ? QString::number(item.value(key).toDouble(), 'g', 17) : u"nan"_s;
    };
    QString text = u"%1 %2 %3 [%4, %5]"_s.arg(
        QString::number(position), item.value("embedding_option"_L1).toString(),
        item.value("embedding_scope"_L1).toString(), time(u"start_sec"_s), time(u"end_sec"_s));
    const QJsonArray vector = item.value("embedding"_L1).toArray();
    for (const QJsonValue &number : vector)
        text += u' '
            + (number.isDouble()
                   ? QString::number(static_cast<double>(static_cast<float>(number.toDouble())), 'g', 9)
                   : u"nan"_s);
    return text;
}

/// The segments of an answer in the order of its data, as QJsonDocument sees them.
QStringList naiveItems(const QByteArray &text)
{
    QStringList items;
    const QJsonArray data = QJsonDocument::fromJson(text).object().value("data"_L1).toArray();
    for (qsizetype i = 0; i < data.size(); ++i) {
        if (data.at(i).isObject())
            items << naiveItem(data.at(i).toObject(), static_cast<int>(i));
    }
    return items;
}

/// The same of what the reader gave.
QStringList readItems(const EmbeddingTask &task)
{
    std::vector<Segment> segments = task.segments;
    std::sort(segments.begin(), segments.end(),
              [](const Segment &a, const Segment &b) { return a.position < b.position; });
    QStringList items;
    for (const Segment &segment : segments) {
        QString text = u"%1 %2 %3 [%4, %5]"_s.arg(
            QString::number(segment.position), task.modalities.at(segment.modality),
            task.scopes.at(segment.scope), QString::number(segment.startSec, 'g', 17),
            QString::number(segment.endSec, 'g', 17));
        for (const float number : task.matrix.row(segment.offset, segment.length))
            text += u' ' + QString::number(static_cast<double>(number), 'g', 9);
        items << text;
    }
    return items;
}

/// What simdjson's other parser, which sees the whole text at once, makes of a text.
enum class Verdict { Whole, Broken, Undecided };

Verdict verdict(const QByteArray &text)
{
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    const simdjson::padded_string padded(
        std::string_view(text.constData(), static_cast<size_t>(text.size())));
    const simdjson::error_code error = parser.parse(padded).get(root);
    if (error == simdjson::SUCCESS)
        return root.is_object() ? Verdict::Whole : Verdict::Broken;
    // It refuses numbers and strings that are whole by the grammar.
    const bool isStrict = error == simdjson::NUMBER_ERROR || error == simdjson::STRING_ERROR;
    return isStrict ? Verdict::Undecided : Verdict::Broken;
}

/// One byte changed, taken out, put in, or two swapped; of the bytes that mean something in JSON.
QByteArray mutated(QByteArray text, QRandomGenerator &random)
{
    const QByteArray alphabet = "{}[],:\"\\ 0123456789.-+eEtruefalsn\n\t\0x\x80\xC3"_ba;
    const auto place = [&] {
        return static_cast<qsizetype>(random.bounded(static_cast<quint32>(text.size())));
    };
    const char byte =
        alphabet.at(static_cast<qsizetype>(random.bounded(static_cast<quint32>(alphabet.size()))));
    const qsizetype at = place();
    switch (random.bounded(4)) {
    case 0:
        text[at] = byte;
        break;
    case 1:
        text.remove(at, 1);
        break;
    case 2:
        text.insert(at, byte);
        break;
    default:
        std::swap(text[at], text[place()]);
    }
    return text;
}

} // namespace

/// Answers made at random, read in windows of any size, against readers that see the whole text at once.
class TestTaskReaderRandom final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameItemsAsQJsonDocument();
    void sameVerdictAsTheDomParser();
};

void TestTaskReaderRandom::sameItemsAsQJsonDocument()
{
    QRandomGenerator random(20261123);
    qsizetype items = 0;
    for (int round = 0; round < 400; ++round) {
        const QByteArray text = RandomAnswer(random).text();
        QVERIFY2(QJsonDocument::fromJson(text).isObject(), text.constData());
        const QStringList naive = naiveItems(text);
        items += naive.size();
        QString first;
        for (const qint64 window : {16, 23, 64, 100, random.bounded(17, 1000), 1 << 20}) {
            const auto result = readWindowed(text, window);
            QVERIFY2(result.hasValue(), result ? "" : qPrintable(result.failure().detail));
            QCOMPARE(readItems(*result).join(u'\n'), naive.join(u'\n'));
            if (first.isEmpty())
                first = describe(result);
            QCOMPARE(describe(result), first);
        }
    }
    QVERIFY(items > 1000);
}

void TestTaskReaderRandom::sameVerdictAsTheDomParser()
{
    QRandomGenerator random(64206);
    QMap<Verdict, int> verdicts;
    for (int round = 0; round < 200; ++round) {
        const QByteArray whole = RandomAnswer(random).text();
        for (int mutation = 0; mutation < 25; ++mutation) {
            const QByteArray text = mutated(whole, random);
            const Verdict expected = verdict(text);
            ++verdicts[expected];
            if (expected == Verdict::Undecided)
                continue;
            for (const qint64 window : {16, random.bounded(17, 600), 1 << 20}) {
                const auto result = readWindowed(text, window);
                const bool isWhole = result.hasValue() || result.failure().detail.contains(u"status"_s);
                const QByteArray what = result ? QByteArray("read") : result.failure().detail.toUtf8();
                QVERIFY2(isWhole == (expected == Verdict::Whole), QByteArray(text + '\n' + what).constData());
            }
        }
    }
    // Both must have come up often, else nothing was compared.
    QVERIFY(verdicts[Verdict::Whole] > 500);
    QVERIFY(verdicts[Verdict::Broken] > 500);
}

} // namespace embedscope

EMBEDSCOPE_TEST(embedscope::TestTaskReaderRandom)
#include "tst_taskreaderrandom.moc"
