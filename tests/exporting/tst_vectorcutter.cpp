// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/vectorcutter.h"

#include "support/testprogram.h"

#include <QByteArray>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// Vectors go, and not one byte besides.
class TestVectorCutter final : public QObject
{
    Q_OBJECT

private:
    /// moc does not understand raw strings with quotes in them: ' stands for ".
    static QByteArray json(QByteArray text) { return text.replace('\'', '"'); }
    static QByteArray cut(const QByteArray &text, qsizetype blockSize)
    {
        VectorCutter cutter;
        std::string out;
        for (qsizetype at = 0; at < text.size(); at += blockSize) {
            const QByteArray block = text.mid(at, blockSize);
            cutter.cut(block.constData(), static_cast<size_t>(block.size()), out);
        }
        return QByteArray::fromStdString(out);
    }

private Q_SLOTS:
    void vectorsAlone_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *text, const char *expected) {
            QTest::newRow(name) << json(text) << json(expected);
        };
        row("first", "{'data':[{'embedding':[1,2], 'a':1.0}]}", "{'data':[{'a':1.0}]}");
        row("first, spaced", "{ 'data' : [ { 'embedding' : [1,2] , 'a' : 1 } ] }", "{ 'data' : [ { 'a' : 1 } ] }");
        row("middle", "{'data':[{'a':1, 'embedding':[1,[2]] ,'b':2}]}", "{'data':[{'a':1, 'b':2}]}");
        row("last", "{'data':[{'a':1 , 'embedding':[1]\n}]}", "{'data':[{'a':1 }]}");
        row("alone", "{'data':[{ 'embedding':[1] },{}]}", "{'data':[{ },{}]}");
        row("twice", "{'data':[{'embedding':[1],'a':1,'embedding':null}]}", "{'data':[{'a':1}]}");
        row("two side by side", "{'data':[{'a':1,'embedding':[1],'embedding':[2],'b':1}]}", "{'data':[{'a':1,'b':1}]}");
        row("other values", "{'data':[{'embedding':'x','a':1},{'embedding':{'embedding':1}},{'embedding':7,'z':[]}]}",
            "{'data':[{'a':1},{},{'z':[]}]}");
        row("with escapes", "{'d\\u0061ta':[{'\\u0065mbedding':[1],'a':'embedding'}]}",
            "{'d\\u0061ta':[{'a':'embedding'}]}");
        row("elsewhere", "{'embedding':[1],'x':[{'embedding':[2]}],'data':[{'x':{'embedding':[3]},'y':[{'embedding':1}]},[{'embedding':1}],5],"
            "'metadata':{'embedding':[4]}}",
            "{'embedding':[1],'x':[{'embedding':[2]}],'data':[{'x':{'embedding':[3]},'y':[{'embedding':1}]},[{'embedding':1}],5],"
            "'metadata':{'embedding':[4]}}");
        row("no array", "{'data':{'a':{'embedding':[1]}}}", "{'data':{'a':{'embedding':[1]}}}");
        row("two arrays", "{'data':[{'embedding':[1]}],'data':[{'embedding':[2],'c':1}]}", "{'data':[{}],'data':[{'c':1}]}");
        row("older form", "{'status':'ready','video_embedding':{'m':{'float':1},'segments':[{'float':[1,2],'embedding':[3],'s':0.0},{'s':1,'float':[]}]},"
            "'data_':[{'float':1}]}",
            "{'status':'ready','video_embedding':{'m':{'float':1},'segments':[{'embedding':[3],'s':0.0},{'s':1}]},"
            "'data_':[{'float':1}]}");
    }
    void vectorsAlone()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QVERIFY(!QJsonDocument::fromJson(expected).isNull());
        for (const qsizetype blockSize : {1, 2, 3, 7, 20, 10'000})
            QCOMPARE(cut(text, blockSize), expected);
    }

    /// Against another parser, which drops the members from its tree.
    void allTestAnswers()
    {
        const QDir folder(QStringLiteral(EMBEDSCOPE_TEST_DATA "/answers"));
        int compared = 0;
        for (const QString &name : folder.entryList({u"*.json"_s})) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray text = file.readAll();
            QJsonObject whole = QJsonDocument::fromJson(text).object();
            if (whole.isEmpty() || name.contains("duplicate"_L1))
                continue;
            if (whole.value("data"_L1).isArray()) {
                QJsonArray items;
                for (const QJsonValue &item : whole.value("data"_L1).toArray()) {
                    QJsonObject object = item.toObject();
                    object.remove("embedding"_L1);
                    items.append(item.isObject() ? QJsonValue(object) : item);
                }
                whole["data"_L1] = items;
            }
            for (const qsizetype blockSize : {3, 4096})
                QVERIFY2(QJsonDocument::fromJson(cut(text, blockSize)).object() == whole, qPrintable(name));
            ++compared;
        }
        QCOMPARE_GT(compared, 50);
    }
};

EMBEDSCOPE_TEST(TestVectorCutter)
#include "tst_vectorcutter.moc"
