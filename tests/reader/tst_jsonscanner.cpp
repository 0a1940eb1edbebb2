// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/jsonscanner.h"

#include "support/testprogram.h"

#include <QByteArray>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// What the scanner tells of a text, and that it is the same in blocks of any size.
class TestJsonScanner final : public QObject
{
    Q_OBJECT

private:
    static QString scan(const QByteArray &text, int depth, qsizetype blockSize)
    {
        JsonScanner scanner(depth);
        QStringList events;
        for (qsizetype at = 0; at < text.size(); at += blockSize) {
            const QByteArray block = text.mid(at, blockSize);
            scanner.addBlock(block.constData(), static_cast<size_t>(block.size()));
            JsonScanner::Event event;
            while (scanner.next(event)) {
                const auto name = u"OC,kt?"_s.at(static_cast<int>(event.kind));
                QString line = u"%1%2@%3-%4"_s.arg(name).arg(event.depth).arg(event.begin).arg(event.end);
                if (event.kind == JsonScanner::Kind::Key || event.kind == JsonScanner::Kind::Text)
                    line += u'=' + QString::fromStdString(scanner.text());
                if (event.kind == JsonScanner::Kind::Text || event.kind == JsonScanner::Kind::Other)
                    line += u'<' + QString::fromStdString(event.depth > 0 ? scanner.keyAt(event.depth) : "");
                events += line;
            }
        }
        return events.join(u' ');
    }

    /// moc does not understand raw strings with quotes in them: ' stands for ".
    static QByteArray json(QByteArray text) { return text.replace('\'', '"'); }

private Q_SLOTS:
    void tellsWhatIsShallow_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("depth");
        QTest::addColumn<QString>("events");
        QTest::newRow("object") << json("{'a':'b', 'c' : -1.5}") << 1
                                << u"O1@0-1 k1@1-4=a t1@5-8=b<a ,1@8-9 k1@10-13=c ?1@16-17<c C1@20-21"_s;
        QTest::newRow("deeper ones are passed over")
            << json("{'a':[{'x':']}\\'',  'y':[1,2]}, 3]}") << 1 << u"O1@0-1 k1@1-4=a C1@34-35"_s;
        QTest::newRow("one level more") << json("{'a':[{'x':']'},3]}") << 2
                                        << u"O1@0-1 k1@1-4=a O2@5-6 ,2@15-16 ?2@16-17< C2@17-18 C1@18-19"_s;
        QTest::newRow("escapes") << json("{'\\u0061\\\\':'\\'}'}") << 1
                                 << u"O1@0-1 k1@1-11=a\\ t1@12-17=\"}<a\\ C1@17-18"_s;
        QTest::newRow("several") << "{}\n[]{}"_ba << 1 << u"O1@0-1 C1@1-2 O1@3-4 C1@4-5 O1@5-6 C1@6-7"_s;
        QTest::newRow("no JSON") << "ab c ]"_ba << 1 << u"?0@0-1< ?0@3-4< ?0@5-6<"_s;
    }
    void tellsWhatIsShallow()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, depth);
        QFETCH(QString, events);
        for (const qsizetype blockSize : {1, 2, 3, 5, 1000})
            QCOMPARE(scan(text, depth, blockSize), events);
    }

    void skipsALine()
    {
        JsonScanner scanner(1);
        const QByteArray text = "{\"a\" [ \"\n{}";
        JsonScanner::Event event;
        scanner.addBlock(text.constData(), static_cast<size_t>(text.size()));
        QVERIFY(scanner.next(event));
        scanner.skipLine();
        QVERIFY(scanner.next(event));
        QCOMPARE(event.begin, 9);
        QCOMPARE(event.depth, 1);
    }

    void aVeryLongTextIsNotKept()
    {
        JsonScanner scanner(1);
        const QByteArray text = "[\"" + QByteArray(100'000, 'x') + '"';
        JsonScanner::Event event;
        scanner.addBlock(text.constData(), static_cast<size_t>(text.size()));
        QVERIFY(scanner.next(event) && scanner.next(event));
        QCOMPARE(event.kind, JsonScanner::Kind::Text);
        QCOMPARE(event.end, 100'003);
        QCOMPARE(scanner.text(), std::string());
    }

    /// A text that stands outside of all brackets may never end: its quote is told at once.
    void aQuoteOutside()
    {
        QCOMPARE(scan(json("'ab"), 1, 100), u"?0@0-1<"_s);
        QCOMPARE(scan(json("{}'a'"), 1, 100), u"O1@0-1 C1@1-2 ?0@2-3< t0@2-5=a<"_s);
    }

    void whatIsNestedTooDeep()
    {
        JsonScanner scanner(1, 3);
        const QByteArray text = "[[[ [";
        scanner.addBlock(text.constData(), static_cast<size_t>(text.size()));
        JsonScanner::Event event;
        QVERIFY(scanner.next(event) && event.kind == JsonScanner::Kind::Open);
        QVERIFY(scanner.next(event) && event.kind == JsonScanner::Kind::TooDeep);
        QCOMPARE(event.begin, 4);
    }
};

EMBEDSCOPE_TEST(TestJsonScanner)
#include "tst_jsonscanner.moc"
