// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/importreader.h"
#include "reader/taskreader.h"
#include "reader/readlimits.h"
#include "support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// Files of every form that is read, and what is said of those that are none.
class TestImportReader final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString file(const QByteArray &content, const QString &name = u"film 1.json"_s) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qWarning("cannot write the test's file");
        return file.fileName();
    }
    static QByteArray answer(const QByteArray &id) { return json("{'_id':'") + id + json("','status':'ready', 'data':[ ]}"); }
    static QByteArray bytesOf(const ImportedTask &task) { return task.bytes.head(1'000'000); }
    static QByteArray envelope(const QByteArray &tasks, const QByteArray &rest = {})
    {
        return json("{'format':'embedscope-export','version':1,'exported_at':'2026-11-23T10:00:00Z','service':'https://s/v1',\n"
        " 'tasks':[") + tasks + json("],\n"
        " 'problems':[{'task_id':'gone','kind':'not_found','http_status':404,'message':'Say \\'no\\'.'}]") + rest + "}\n";
    }

    /// moc does not understand raw strings with quotes in them: ' stands for ".
    static QByteArray json(QByteArray text) { return text.replace('\'', '"'); }

private Q_SLOTS:
    void everyForm_data()
    {
        QTest::addColumn<QByteArray>("content");
        const QByteArray one = answer("a");
        const QByteArray other = answer("b");
        QTest::newRow("export") << envelope(one + ",\n" + other);
        QTest::newRow("array") << "[ " + one + " , " + other + " ]";
        QTest::newRow("lines") << one + "\n" + other + "\n";
        QTest::newRow("concatenated") << one + other;
        QTest::newRow("with a BOM") << "\xEF\xBB\xBF\r\n" + one + "\n\n" + other;
        QTest::newRow("exports, one after another") << envelope(one) + envelope(other);
        QTest::newRow("mixed") << "[" + one + "]" + envelope(other);
        QTest::newRow("a bad line") << one + "\nno JSON, {\"x\":[\n" + other;
        QTest::newRow("cut off in a list") << "[" + one + "," + other + json(",{'_id':'c','sta");
    }
    void everyForm()
    {
        QFETCH(QByteArray, content);
        const auto read = readImport(file(content));
        QVERIFY2(read.hasValue(), read ? "" : qPrintable(read.failure().detail));
        QCOMPARE(read->tasks.size(), size_t(2));
        QCOMPARE(read->tasks[0].id.toString(), u"a"_s);
        QCOMPARE(read->tasks[1].id.toString(), u"b"_s);
        QCOMPARE(bytesOf(read->tasks[0]), answer("a"));
        QCOMPARE(bytesOf(read->tasks[1]), answer("b"));
        QVERIFY(read->tasks[0].hasOwnId);
        QCOMPARE(read->tasks[1].begin, content.indexOf(answer("b")));
        const bool isBroken = content.contains("no JSON") || content.contains("sta)") || content.endsWith("\"sta");
        QCOMPARE(read->faults.size(), isBroken ? 1 : 0);
        QCOMPARE(read->envelope.has_value(), content.startsWith("{\"format") && !content.contains("}\n{\"format"));
    }

    void anExportOfOurs()
    {
        const QByteArray rest = json(",'measures':{'b':{'norm':[oops]},'a':{'norm':[null,0.5],'dimension':[0,2]}}");
        const auto read = readImport(file(envelope(answer("a"), rest)));
        QVERIFY(read.hasValue());
        QCOMPARE(read->envelope->exportedAt, u"2026-11-23T10:00:00Z"_s);
        QCOMPARE(read->envelope->service, u"https://s/v1"_s);
        QCOMPARE(read->problems.size(), size_t(1));
        QCOMPARE(read->problems[0].id.toString(), u"gone"_s);
        QCOMPARE(read->problems[0].object,
                 json("{'task_id':'gone','kind':'not_found','http_status':404,'message':'Say \\'no\\'.'}"));
        QVERIFY(read->tasks[0].measures && std::isnan(read->tasks[0].measures->norms[0]));
        QCOMPARE(read->tasks[0].measures->norms[1], 0.5);
        QCOMPARE(read->tasks[0].measures->dimensions[1], 2U);
        QVERIFY(read->faults.isEmpty()); // those of "b" nobody asks for
    }

    /// Else a small file takes answers times numbers of memory.
    void answersOfOneIdShareItsMeasures()
    {
        const QByteArray answers = QByteArray(answer("a") + ',').repeated(50) + answer("b");
        const QByteArray rest = json(",'measures':{'a':{'norm':[1],'dimension':[2]},'b':{'norm':[oops]}}");
        const auto read = readImport(file(envelope(answers + ',' + answer("b"), rest)));
        QVERIFY(read.hasValue());
        QCOMPARE(read->tasks.size(), size_t(52));
        QVERIFY(read->tasks[0].measures);
        for (size_t i = 0; i < 50; ++i)
            QCOMPARE(read->tasks[i].measures.get(), read->tasks[0].measures.get());
        QVERIFY(!read->tasks[50].measures && !read->tasks[51].measures);
        QCOMPARE(read->faults.size(), 1); // they are broken once
    }

    void everyAnswerAndProblemCanBeCancelled()
    {
        const QString path = file(envelope(answer("a") + ',' + answer("b")));
        int asked = 0;
        QVERIFY(readImport(path, [&asked] { return ++asked < 0; }).hasValue());
        const int all = asked;
        for (const int beforeTheEnd : {0, 1, 2}) { // the problem, "b", "a"
            asked = 0;
            const auto read = readImport(path, [&] { return ++asked >= all - beforeTheEnd; });
            QVERIFY(!read.hasValue());
            QCOMPARE(read.failure().kind, FailureKind::Cancelled);
            QCOMPARE(asked, all - beforeTheEnd);
        }
        QVERIFY(all >= 4); // and at least once while they were looked for
    }

    /// What is kept does not grow with what lies beyond any use.
    void millionsOfSmallObjects()
    {
        for (const int count : {30'000, 300'000}) {
            const auto read = readImport(file('[' + QByteArray("{},").repeated(count - 1) + "{}]"));
            QVERIFY(read.hasValue());
            QCOMPARE(read->tasks.size(), most::faultsOfFile);
            QCOMPARE(read->faults.size(), 1);
            QVERIFY2(read->faults[0].contains(QString::number(count - 100)), qPrintable(read->faults[0]));
        }
        const QByteArray answers = QByteArray(json("{'status':'ready'}\n")).repeated(most::partsOfFile + 7);
        const auto read = readImport(file(answers));
        QVERIFY(read.hasValue());
        QCOMPARE(read->tasks.size(), most::partsOfFile);
        QVERIFY2(read->faults.size() == 1 && read->faults[0].contains(u": 7 parts"_s), qPrintable(read->faults.value(0)));
        const QByteArray list = json("'problems':[") + QByteArray("{},").repeated(100'000);
        const auto problems = readImport(file(envelope(answer("a")).replace(json("'problems':["), list)));
        QVERIFY(problems.hasValue());
        QVERIFY(problems->faults.size() <= qsizetype(2 * most::faultsOfFile) + 1);
    }

    void brokenPartsAreToldAndLeftOut()
    {
        const auto read = readImport(file(envelope(answer("a"), json(",'measures':{'a':{'norm':[oops],'dimension':[1]}}"))
                                              .replace(json("'http_status':404"), json("'http_status':0404"))));
        QVERIFY(read.hasValue());
        QCOMPARE(read->tasks.size(), size_t(1));
        QVERIFY(!read->tasks[0].measures);
        QVERIFY(read->problems.empty());
        QCOMPARE(read->faults.size(), 2);
        QVERIFY(read->faults[0].contains(u"measures"_s) && read->faults[1].contains(u"problem"_s));
    }

    /// What is open at the end of the file is not the export, which is whole: nothing of it comes twice.
    void aStrayQuoteBehindAnExport()
    {
        const auto read = readImport(file(envelope(answer("a")) + "\"oops"));
        QVERIFY(read.hasValue());
        QCOMPARE(read->tasks.size(), size_t(1));
        QCOMPARE(read->problems.size(), size_t(1));
        QVERIFY(read->envelope);
        QCOMPARE(read->faults.size(), 1);
    }

    void theOlderForm()
    {
        const QString path = QStringLiteral(EMBEDSCOPE_TEST_DATA "/imports/v1_67edc5a731cc2c99458c1d4c.json");
        const auto read = readImport(path);
        QVERIFY(read.hasValue());
        QCOMPARE(read->tasks.size(), size_t(1));
        QCOMPARE(read->tasks[0].form, AnswerForm::V1);
        QCOMPARE(read->tasks[0].id.toString(), u"67edc5a731cc2c99458c1d4c"_s);
        const auto task = readTask(read->tasks[0].bytes, read->tasks[0].id);
        QVERIFY(task.hasValue());
        QCOMPARE(task->segments.size(), size_t(2));
    }

    void answersWithoutAnId()
    {
        const QByteArray content = json("{'status':'ready','data':[]} {'_id':'not an ID!','data':[]} {'_id':7,'data':[]}");
        for (int i = 0; i < 2; ++i) { // the same each time
            const auto read = readImport(file(content));
            QVERIFY(read.hasValue());
            QCOMPARE(read->tasks.size(), size_t(3));
            QCOMPARE(read->tasks[0].id.toString(), u"film-1-json-1"_s);
            QCOMPARE(read->tasks[1].id.toString(), u"film-1-json-2"_s);
            QCOMPARE(read->tasks[2].id.toString(), u"film-1-json-3"_s);
            QVERIFY(!read->tasks[1].hasOwnId);
        }
        QCOMPARE(importId(u"/x/"_s + QString(300, u'ä'), 12).toString().size(), 103);
    }

    void whatIsNone_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("what");
        QTest::newRow("empty") << QByteArray() << u"“film 1.json” is empty."_s;
        QTest::newRow("blank") << " \n"_ba << u"“film 1.json” holds no answer of the service."_s;
        QTest::newRow("text") << "hello"_ba << u"at byte 0: this is no JSON object or array"_s;
        QTest::newRow("something else") << json(" {'a':1}") << u"at byte 1: this object is neither"_s;
        QTest::newRow("a list page") << json("{'data':[{'_id':'a'}],'page_info':{}}") << u"service's list"_s;
        QTest::newRow("cut off") << json("{'_id':'a','data':[") << u"at byte 19: the file ends in the middle"_s;
        QTest::newRow("cut off in a string") << json("{'_id':'a") << u"at byte 9: the file ends in the middle"_s;
        QTest::newRow("no objects") << "[1]"_ba << u"at byte 1: this element of the list is no object"_s;
        QTest::newRow("newer") << json("{'format':'embedscope-export','version':2,'tasks':[]}") << u"newer format"_s;
    }
    void whatIsNone()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, what);
        const auto read = readImport(file(content));
        QVERIFY(!read.hasValue());
        QVERIFY2(read.failure().detail.contains(what), qPrintable(read.failure().detail));
        QVERIFY(read.failure().detail.startsWith(u"“film 1.json”"_s));
    }

    void whatCannotBeRead()
    {
        const auto missing = readImport(m_folder.filePath(u"missing"_s));
        QVERIFY(missing.failure().isOfDisk);
        QVERIFY(missing.failure().detail.contains("missing"_L1));
        QVERIFY(readImport(m_folder.path()).failure().detail.contains("it is a folder"_L1));
        QCOMPARE(readImport(file(answer("a")), [] { return true; }).failure().kind, FailureKind::Cancelled);
    }

    void aBigAnswerIsNotHeld()
    {
        QByteArray big = json("{'_id':'big','status':'ready','data':[");
        while (big.size() < 30'000'000)
            big += json("{'embedding':[0.123456789,-0.000012345],'start_sec':0,'x':']}'},");
        big += "{}]}";
        const QString path = file(envelope(answer("a") + "," + big));
        const auto read = readImport(path);
        QVERIFY(read.hasValue());
        QCOMPARE(read->tasks.size(), size_t(2));
        QCOMPARE(read->tasks[1].bytes.size(), big.size());
        QCOMPARE(read->tasks[1].bytes.open()->readAll(), big);
    }
};

EMBEDSCOPE_TEST(TestImportReader)
#include "tst_importreader.moc"
