// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/programrun.h"

#include "support/fifo.h"
#include "support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::Literals::StringLiterals;
namespace test = embedscope::test;
using embedscope::test::ProgramRun;

/// `embedscope convert`, the real program: files in, exports out, exit codes, and the way there and back.
class TestConvert final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ProgramRun> m_run; // the last one
    QString m_answers = QStringLiteral(EMBEDSCOPE_TEST_DATA "/answers/derived_v2_67edc5a731cc2c99458c1d4c.json");
    QString m_older = QStringLiteral(EMBEDSCOPE_TEST_DATA "/imports/v1_67ca93a989d8a564e80dc3ba.json");

    /// moc does not understand raw strings with quotes in them: ' stands for ".
    static QByteArray json(QByteArray text) { return text.replace('\'', '"'); }
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString file(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qWarning("cannot write the test's file");
        return file.fileName();
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
    }
    int convert(const QStringList &arguments)
    {
        m_run = std::make_unique<ProgramRun>();
        return m_run->run(QStringList{u"convert"_s} + arguments);
    }
    QStringList files() const
    {
        return QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    /// Standard output of a conversion that must succeed.
    QByteArray converted(const QStringList &arguments)
    {
        const int code = convert(arguments);
        const QByteArray output = m_run->output();
        return code == 0 ? output : "exit " + QByteArray::number(code) + ": " + m_run->error();
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    /// Pages, chunks and uncertainty are in the table; without --measures it has the columns that it always had.
    void whatMarengo35Brought()
    {
        const QString inputs = QStringLiteral(EMBEDSCOPE_TEST_DATA "/inputs/");
        const QByteArray pages = converted({inputs + u"81-m35-pdf-pages.json"_s, u"--format"_s, u"csv"_s, u"--no-vectors"_s});
        QVERIFY2(pages.startsWith("task,file,modality,scope,start,end,norm,dimension\r\n"
                                  "68a1c0de0000000000000102,slides.pdf,visual,page,1,1,"),
                 pages.constData());
        QVERIFY(pages.contains(",page,6,6,"));
        const QByteArray measured =
            converted({inputs + u"82-m35-uncertainty.json"_s, u"--format"_s, u"csv"_s, u"--no-vectors"_s, u"--measures"_s});
        QVERIFY2(measured.startsWith("task,file,modality,scope,start,end,norm,dimension,unit,quadrant,uncertainty\r\n"), measured.constData());
        QCOMPARE(measured.count(",16,s,,0.01\r\n"), 2);
        QCOMPARE(measured.count(",16,s,,0.06\r\n"), 2);
        const QByteArray asJson = converted({inputs + u"82-m35-uncertainty.json"_s, u"--measures"_s, u"--no-vectors"_s});
        QVERIFY2(asJson.contains("\"uncertainty\":[0.01,0.02,0.03,0.04,0.05,0.06,"), asJson.constData());
        const QString bare = file(u"bare.json"_s, asJson);
        QVERIFY(converted({bare, u"--measures"_s}).contains("\"uncertainty\":[0.01,0.02,")); // the vectors are gone, it is not
        const QByteArray quadrants = converted(
            {file(u"q.json"_s, json("{'_id':'68a1c0de0000000000000102','status':'ready','data':[{'embedding':[1,2],'embedding_option':'visual',"
                                    "'embedding_scope':'page','start_page_number':7,'end_page_number':8,'quadrant':'top_left'}],"
                                    "'metadata':{'input_type':'document'}}")),
             u"--format"_s, u"csv"_s, u"--no-vectors"_s, u"--measures"_s});
        QVERIFY2(quadrants.contains(",visual,page,7,8,") && quadrants.endsWith(",2,page,top_left,\r\n"), quadrants.constData());
    }

    void thereAndBack_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("json") << QStringList();
        QTest::newRow("lines") << QStringList{u"--format"_s, u"jsonl"_s};
        QTest::newRow("without vectors") << QStringList{u"--no-vectors"_s};
        QTest::newRow("with measures") << QStringList{u"--measures"_s};
        QTest::newRow("measures alone") << QStringList{u"--no-vectors"_s, u"--measures"_s};
    }
    void thereAndBack()
    {
        QFETCH(QStringList, options);
        const QByteArray first = converted(QStringList{m_answers, m_older} + options);
        QVERIFY2(first.startsWith('{'), first.constData());
        QCOMPARE(first.contains("[-0."), !options.contains(u"--no-vectors"_s) && first.contains("[-0."));
        QCOMPARE(converted(QStringList{file(u"first"_s, first)} + options), first);
    }

    void anExportOfFetchStaysAsItIs()
    {
        const QByteArray before = json(
            "{'format':'embedscope-export','version':1,'exported_at':'2026-11-23T10:00:00Z','service':'https://s/v1',\n"
            " 'tasks':[{ '_id' : 'b','status':'ready', 'n':[1.0, 1e-05]\n},\n{'_id':'a','status':'processing'}],\n"
            " 'problems':[{'task_id':'c','kind':'not_found','http_status':404,'message':'No.','new':1}]}\n");
        QCOMPARE(convert({file(u"e.json"_s, before), u"--output"_s, path(u"o.json"_s)}), 1); // not all are ready
        QCOMPARE(contentOf(path(u"o.json"_s)), before);
        QCOMPARE(m_run->output(), QByteArray());
        QCOMPARE(m_run->error(), QByteArray("b\tready\na\tprocessing\nc\tproblem\tNo.\n"));
    }

    void csvFromMeasuresAlone()
    {
        const QByteArray whole = converted({m_answers, u"--format"_s, u"csv"_s, u"--no-vectors"_s});
        const QString bare = file(u"bare"_s, converted({m_answers, u"--no-vectors"_s, u"--measures"_s}));
        QCOMPARE(converted({bare, u"--format"_s, u"csv"_s, u"--no-vectors"_s}), whole);
        QCOMPARE(whole.count('\n'), 3);
    }

    void aSpreadsheetFindsNoFormula()
    {
        const QString odd = file(u"odd"_s, json("{'_id':'a','status':'ready','data':[{'embedding':[-1],'start_sec':-0.5,"
                                                "'embedding_option':'=1+2','embedding_scope':'@x'}]}"));
        QVERIFY(converted({odd, u"--format"_s, u"csv"_s}).contains("=1+2"));
        const QByteArray safe = converted({odd, u"--format"_s, u"csv"_s, u"--safe-cells"_s});
        QVERIFY2(safe.contains("'=1+2"), safe.constData());
        QVERIFY(safe.contains("'@x"));
        QVERIFY(safe.contains(",-0.5,"));
    }

    void foldersNeedANameAndForce()
    {
        const QStringList npy{m_older, u"--format"_s, u"npy"_s, u"--output"_s, path(u"out"_s)};
        QCOMPARE(convert(npy), 0);
        QCOMPARE(QDir(path(u"out"_s)).entryList(QDir::Files),
                 (QStringList{u"67ca93a989d8a564e80dc3ba_unnamed_clip.npy"_s,
                              u"67ca93a989d8a564e80dc3ba_unnamed_clip_rows.csv"_s, u"index.csv"_s}));
        QCOMPARE(convert(npy), 4);
        QVERIFY(m_run->error().contains("--force"));
        QCOMPARE(convert(npy + QStringList{u"--force"_s}), 0);
        QCOMPARE(convert({m_older, u"--one-per-task"_s, u"--output"_s, path(u"each"_s)}), 0);
        QVERIFY(QFile::exists(path(u"each/67ca93a989d8a564e80dc3ba.json"_s)));
    }

    void anEmptyFileIsCalledSo()
    {
        QCOMPARE(convert({file(u"none.json"_s, {})}), 2);
        QCOMPARE(m_run->error(), QByteArray("“none.json” is empty.\n"));
    }

    void aReaderOfTheLinesThatHasStoppedHoldsNothingUp()
    {
        constexpr int count = 3000; // lines for more than a pipe holds
        QByteArray answers;
        for (int i = 0; i < count; ++i)
            answers += "{\"_id\":\"" + QByteArray::number(i).rightJustified(24, '0') + "\",\"status\":\"ready\",\"data\":[]}\n";
        const QString input = file(u"many.jsonl"_s, answers);
        const test::Fifo lines(path(u"lines"_s)); // nobody reads it
        m_run = std::make_unique<ProgramRun>();
        m_run->process().setStandardErrorFile(lines.path(), QIODevice::Append);
        QCOMPARE(m_run->run({u"convert"_s, u"--format"_s, u"jsonl"_s, input}), 0);
        QCOMPARE(m_run->output(), answers);
        QVERIFY2(lines.bytesInIt() < count * 31, "more than a pipe holds");
    }

    void aCacheThatTakesNothingIsNoFaultOfTheInput_data()
    {
        QTest::addColumn<bool>("hasTemporary");
        QTest::newRow("the temporary folder") << true;
        QTest::newRow("memory") << false;
    }
    void aCacheThatTakesNothingIsNoFaultOfTheInput()
    {
        QFETCH(const bool, hasTemporary);
        const QByteArray direct = converted({m_answers, u"--format"_s, u"jsonl"_s});
        m_run = std::make_unique<ProgramRun>();
        m_run->setVariable(u"XDG_CACHE_HOME"_s, u"/dev/null"_s);
        m_run->setVariable(u"TMPDIR"_s, hasTemporary ? m_folder->path() : u"/dev/null"_s);
        QCOMPARE(m_run->run({u"convert"_s, u"--format"_s, u"jsonl"_s, u"-"_s}, contentOf(m_answers)), 0);
        QVERIFY(m_run->output() == direct);
        QCOMPARE(m_run->error().count("Using "), 1);
        QCOMPARE(m_run->error().contains("Using memory instead"), !hasTemporary);
        QCOMPARE(files(), QStringList());
    }

    void whatIsWrongIsSaidOnStandardError()
    {
        const QString lines = file(u"x.jsonl"_s, json("{'_id':'a','status':'ready','data':[]}\n"
                                                      "oops\n{'_id':'b','status':'ready','data':[nul]}\n"
                                                      "{'_id':'a','status':'ready'}\n"));
        QCOMPARE(convert({lines, u"--format"_s, u"jsonl"_s}), 1);
        QCOMPARE(m_run->output(), json("{'_id':'a','status':'ready'}\n")); // the later one
        const QByteArray error = m_run->error();
        QVERIFY2(error.contains("“x.jsonl”, at byte 39: this is no JSON object or array"), error.constData());
        QVERIFY2(error.contains("b\tunreadable\t"), error.constData());
        QVERIFY2(error.contains("a\ttwice\tThe later answer is taken."), error.constData());
        QCOMPARE(convert({path(u"missing"_s)}), 2);
        QVERIFY(m_run->error().contains("missing"));
        QCOMPARE(convert({file(u"text"_s, "hello")}), 2);
        QCOMPARE(convert({m_answers, file(u"text"_s, "hello"), u"--output"_s, path(u"none.json"_s)}), 2);
        QVERIFY2(m_run->error().contains("Nothing was written"), m_run->error().constData());
        QVERIFY(!QFile::exists(path(u"none.json"_s)));
        QVERIFY(QDir(m_folder->path()).mkdir(u"folder"_s));
        QCOMPARE(convert({path(u"folder/"_s)}), 2);
        QVERIFY2(m_run->error().contains("“folder”"), m_run->error().constData());
        QCOMPARE(convert({m_answers, u"--output"_s, u"/dev/full"_s, u"--quiet"_s}), 4);
        QVERIFY(m_run->error().contains("No space left on device"));
    }

    void ofSeveralAnswersTheBestCounts_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("second");
        QTest::addColumn<bool>("isLaterTaken");
        const QByteArray ready = json("{'_id':'a','status':'ready','data':[{'embedding':[3,4]}]}");
        const QByteArray other = json("{'_id':'a','status':'ready','data':[{'embedding':[6,8]}]}");
        const QByteArray bare = json("{'_id':'a','status':'ready','data':[]}");
        const QByteArray failed = json("{'_id':'a','status':'failed'}");
        const QByteArray open = json("{'_id':'a','status':'processing'}");
        QTest::newRow("ready, then processing") << ready << open << false;
        QTest::newRow("processing, then ready") << open << ready << true;
        QTest::newRow("ready, then failed") << ready << failed << false;
        QTest::newRow("failed, then processing") << failed << open << false;
        QTest::newRow("with vectors, then without") << ready << bare << false;
        QTest::newRow("without vectors, then with") << bare << ready << true;
        QTest::newRow("equals") << ready << other << true;
    }
    void ofSeveralAnswersTheBestCounts()
    {
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, second);
        QFETCH(bool, isLaterTaken);
        convert({file(u"1"_s, first), file(u"2"_s, second), u"--format"_s, u"jsonl"_s});
        QCOMPARE(m_run->output(), (isLaterTaken ? second : first) + '\n');
        const QByteArray line = isLaterTaken ? "a\ttwice\tThe later answer is taken.\n" : "a\ttwice\tThe earlier answer is taken.\n";
        QVERIFY2(m_run->error().contains(line), m_run->error().constData());
    }

    void aFileWithoutAWholeAnswerReplacesNothing()
    {
        const QString cut = file(u"cut"_s, converted({m_answers}).left(200));
        const QString output = file(u"good.csv"_s, "what stood there");
        QCOMPARE(convert({cut, u"--format"_s, u"csv"_s, u"--force"_s, u"--output"_s, output}), 2);
        QVERIFY2(m_run->error().contains("nothing was written"), m_run->error().constData());
        QFile kept(output);
        QVERIFY(kept.open(QFile::ReadOnly));
        QCOMPARE(kept.readAll(), QByteArray("what stood there"));
    }

    void vectorsThatWereLeftOutAreNotInvented()
    {
        const QString bare = file(u"bare"_s, converted({m_answers, u"--no-vectors"_s}));
        QCOMPARE(convert({bare, u"--format"_s, u"npy"_s, u"--output"_s, path(u"out"_s)}), 2);
        QVERIFY(m_run->error().contains("without vectors"));
        QVERIFY(!QFile::exists(path(u"out"_s)));
        QVERIFY(converted({bare}).contains("\"vectors\":false"));
        // Beside an answer that has its vectors the file is not one without.
        QVERIFY(!converted({bare, m_older}).contains("\"vectors\":false"));
        QCOMPARE(convert({bare, m_older, u"--format"_s, u"csv"_s}), 0);
        QVERIFY(converted({bare, u"--measures"_s}).contains(json("'norm':[null,null],'dimension':[null,null]")));
        const QString odd = file(u"odd"_s, json("{'status':'ready','data':[{'embedding':[1,null]}]}"));
        QCOMPARE(convert({odd, u"--format"_s, u"csv"_s}), 0);
        QVERIFY(m_run->error().contains("odd-1\tno norm\tItem 0 of data"));
        QVERIFY(m_run->output().endsWith("odd-1,,,,,,,2,1,\r\n"));
    }

    void namesOfTwoFilesDoNotMeet()
    {
        QVERIFY(QDir(m_folder->path()).mkdir(u"d"_s));
        const QByteArray answer = json("{'status':'ready'}");
        QCOMPARE(convert({file(u"f"_s, answer), file(u"d/f"_s, answer), u"--format"_s, u"jsonl"_s}), 0);
        QCOMPARE(m_run->output(), answer + "\n" + answer + "\n");
    }

    void aSignalLeavesNothing()
    {
        QByteArray big = json("{'_id':'big','status':'ready','data':[");
        const QByteArray item = json("{'embedding':[") + QByteArray("0.123456789,").repeated(1000) + "1]},";
        while (big.size() < 60'000'000)
            big += item;
        const QString input = file(u"big"_s, big.chopped(1) + "]}");
        const QStringList before = files();
        m_run = std::make_unique<ProgramRun>();
        m_run->start({u"convert"_s, input, u"--format"_s, u"npy"_s, u"--float64"_s, u"--output"_s, path(u"out"_s)});
        QVERIFY(m_run->waitForError("big\tready"));
        m_run->process().terminate();
        QCOMPARE(m_run->wait(), 143);
        QCOMPARE(files(), before);
        QCOMPARE(m_run->filesInHome(), QStringList());
    }
};

EMBEDSCOPE_TEST(TestConvert)
#include "tst_convert.moc"
