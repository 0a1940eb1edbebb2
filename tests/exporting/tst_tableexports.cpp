// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/csvtext.h"
#include "exporting/exporter.h"
#include "exporting/npyheader.h"
#include "exporting/safename.h"
#include "reader/taskreader.h"
#include "support/testprogram.h"

#include <QBuffer>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <algorithm>
#include <clocale>
#include <cmath>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;
using Kind = ExportOutcome::Kind;

/// CSV, NumPy matrices, measures, and exports without vectors or with a file for each task.
class TestTableExports final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    static inline const std::atomic<bool> notCancelled = false;

    /// moc does not understand raw strings with quotes in them: ' stands for ".
    static QByteArray json(QByteArray text) { return text.replace('\'', '"'); }
    static ExportJob jobOf(const QList<std::pair<QString, QByteArray>> &answers, ExportFormat format)
    {
        ExportJob job;
        job.format = format;
        job.exportedAt = QDateTime(QDate(2026, 11, 23), QTime(10, 0), Qt::UTC);
        for (const auto &[id, answer] : answers)
            job.entries.push_back({*TaskId::fromString(id), AnswerBytes::fromMemory(answer)});
        return job;
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
    }
    static QByteArray written(const ExportJob &job)
    {
        QBuffer device;
        device.open(QIODevice::WriteOnly);
        if (writeExport(job, device, notCancelled).kind != Kind::Written)
            qWarning("not written");
        return device.data();
    }
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QStringList allIn(const QString &folder) const
    {
        return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    }
    static QByteArray real(const QString &id)
    {
        return contentOf(QStringLiteral(EMBEDSCOPE_TEST_DATA) + u"/answers/derived_v2_%1.json"_s.arg(id));
    }
    template<class T>
    static QList<T> numbersOf(const QByteArray &npy)
    {
        const auto size = 10 + qFromLittleEndian<quint16>(npy.constData() + 8);
        QList<T> numbers;
        constexpr qsizetype width = sizeof(T);
        for (qsizetype at = size; at + width <= npy.size(); at += width)
            numbers.append(qFromLittleEndian<T>(npy.constData() + at));
        return numbers;
    }
    /// The same by another parser.
    static QList<double> vectorOf(const QByteArray &answer, int position)
    {
        QList<double> numbers;
        const auto data = QJsonDocument::fromJson(answer).object().value("data"_L1).toArray();
        for (const auto &number : data.at(position)["embedding"_L1].toArray())
            numbers.append(number.toDouble());
        return numbers;
    }
    static QByteArray hostile()
    {
        return json("{'status':'ready','data':["
                    "{'embedding':[3,4],'embedding_option':'a/b','embedding_scope':'clip','start_sec':0.50,'end_sec':1e1},"
                    "{'embedding':[1,null],'embedding_option':'a/b','embedding_scope':'clip'},"
                    "{'embedding':[1e400,2],'embedding_option':'a/b','embedding_scope':'clip','start_sec':null,'end_sec':'x'},"
                    "{'embedding':[1,2,3],'embedding_option':'a/b','embedding_scope':'clip'},"
                    "{'embedding':null,'embedding_option':'a/b','embedding_scope':'clip'},"
                    "{'embedding':[1e300,-0.0],'embedding_option':'a/b','embedding_scope':'clip'},"
                    "{'embedding':[0.1,2],'embedding_option':'a:b','embedding_scope':'clip'},"
                    "{'embedding':[5,12]}],'metadata':{'input_filename':'a,\\'b\\'\\r\\nc'}}");
    }

private Q_SLOTS:
    void aSelectionAsItCame()
    {
        const QByteArray items[] = {json("{'embedding':[0.10, 2],  'start_sec':0.00,'x':{'a':[1,'}']}}"),
                                    json("{'embedding':[3.0],'start_sec':1e1,'end_sec':16}"), json("{ }"),
                                    json("{'embedding':[null],'end_sec':null\n}")};
        const QByteArray answer = json("{'data':[") + items[0] + " , 7, " + items[1] + "\n,\n" + items[2] + ',' + items[3]
            + json("],'status':'ready'}");
        ExportJob job = jobOf({{u"64f8d2c7e4a1b37f8a9c5d12"_s, answer}}, ExportFormat::Json);
        job.entries.front().chosen = {0, 2, 4}; // 1 is no object
        const QByteArray text = written(job);
        const QJsonObject envelope = QJsonDocument::fromJson(text).object();
        QVERIFY(envelope.value("tasks"_L1).toArray().isEmpty() && envelope.contains("problems"_L1));
        QCOMPARE(envelope.value("version"_L1).toInt(), 1);
        const QByteArray expected = json(" 'selection':[{'task_id':'64f8d2c7e4a1b37f8a9c5d12','segments':[\n"
                                         "{'position':0,'start':0.00,'end':null,'segment':") + items[0]
            + json("},\n{'position':2,'start':1e1,'end':16,'segment':") + items[1]
            + json("},\n{'position':4,'start':null,'end':null,'segment':") + items[3] + "}]}]}\n";
        QVERIFY2(text.endsWith(expected), text.constData());
    }

    void aSelectionAsTableAndMatrices()
    {
        ExportJob job = jobOf({{u"hostile"_s, hostile()}}, ExportFormat::Csv);
        job.entries.front().chosen = {0, 6};
        const QByteArray csv = written(job);
        QCOMPARE(csv.count("\r\n"), 3 + 2); // two of them in the file's name
        QVERIFY(csv.contains(",a/b,clip,0.50,1e1,5,2,3,4\r\n"));
        QVERIFY(csv.contains(",a:b,clip,"));
        job.format = ExportFormat::Npy;
        for (const bool float64 : {false, true}) {
            job.options.float64 = float64;
            const QString folder = path(float64 ? u"chosen64"_s : u"chosen"_s);
            const ExportOutcome outcome = exportToFile(job, folder, false, notCancelled);
            QCOMPARE(outcome.kind, Kind::Written);
            QCOMPARE(outcome.segments, 2);
            QVERIFY(!allIn(folder).contains(u"hostile_left_out.csv"_s)); // what is odd was not chosen
            const QByteArray matrix = contentOf(folder + u"/hostile_a-b_clip.npy"_s);
            if (float64)
                QCOMPARE(numbersOf<double>(matrix), (QList<double>{3, 4}));
            else
                QCOMPARE(numbersOf<float>(matrix), (QList<float>{3, 4}));
        }
    }

    void csvText()
    {
        QCOMPARE(csvField(u"plain ü", CsvCells::Plain), QByteArray("plain ü"));
        QCOMPARE(csvField(u"a,b", CsvCells::Plain), QByteArray("\"a,b\""));
        QCOMPARE(csvField(u"say \"no\"", CsvCells::Plain), QByteArray("\"say \"\"no\"\"\""));
        QCOMPARE(csvField(u"a\r\nb", CsvCells::Plain), QByteArray("\"a\r\nb\""));
        for (const char *locale : {"C", "de_DE.UTF-8"}) {
            std::setlocale(LC_ALL, locale);
            for (const double number : {0.1, 1.0 / 3, 1e-300, -0.0, 5e-324, 123456789.125})
                QCOMPARE(numberText(number).toDouble(), number);
            QCOMPARE(numberText(0.5), QByteArray("0.5"));
        }
        std::setlocale(LC_ALL, "C");
    }

    void aTextThatBeginsAFormula()
    {
        const QStringList texts{u"=1+2"_s, u"+49 30"_s, u"-2-3"_s, u"@SUM(A1)"_s, u"\t=1"_s, u"\r=1"_s, u"\n=1"_s, u"\uFF1D1"_s, u"'=1"_s};
        for (const QString &text : texts) {
            const QByteArray quoted = csvField(text, CsvCells::Safe);
            const bool isQuoted = quoted.startsWith('"');
            const QByteArray cell = isQuoted ? quoted.sliced(1).chopped(1) : quoted;
            QCOMPARE(cell, "'" + text.toUtf8());
            QVERIFY(!csvField(text, CsvCells::Plain).startsWith(isQuoted ? "\"'" : "''"));
        }
        for (const char16_t *const text : {u"", u"a=b", u" x", u"visual", u"0-1"})
            QCOMPARE(csvField(text, CsvCells::Safe), csvField(text, CsvCells::Plain));
        QCOMPARE(csvField(u"=a,\"b\"", CsvCells::Safe), QByteArray("\"'=a,\"\"b\"\"\""));
    }

    void safeCellsInEveryTable()
    {
        const QByteArray answer =
            json("{'status':'ready','data':[{'embedding':[-3,4],'embedding_option':'=1','embedding_scope':'@x','start_sec':-0.5},"
                 "{'embedding':null,'embedding_option':'+1','embedding_scope':'-1'}],"
                 "'metadata':{'input_filename':'=HYPERLINK(\\'http://127.0.0.1\\',\\'x\\')'}}");
        ExportJob job = jobOf({{u"-2-3"_s, answer}}, ExportFormat::Csv);
        const QByteArray plain = written(job);
        QVERIFY(plain.contains("\r\n-2-3,\"=HYPERLINK") && plain.contains(",=1,@x,-0.5,,5,2,-3,4\r\n"));
        job.options.safeCells = true;
        QCOMPARE(written(job), QByteArray(plain).replace("-2-3,\"=", "'-2-3,\"'=").replace(",=1,@x,", ",'=1,'@x,")
                                   .replace(",+1,-1,", ",'+1,'-1,"));
        job.format = ExportFormat::Npy;
        const QString folder = path(u"safe"_s);
        QCOMPARE(exportToFile(job, folder, false, notCancelled).kind, Kind::Written);
        QVERIFY(contentOf(folder + u"/index.csv"_s).contains("\r\n'-2-3_-1_-x.npy,'-2-3_-1_-x_rows.csv,'-2-3,\"'=HYPERLINK"));
        QVERIFY(contentOf(folder + u"/index.csv"_s).contains(",'=1,'@x,1,2\r\n"));
        QVERIFY(contentOf(folder + u"/-2-3_left_out.csv"_s).contains("\r\n1,'+1,'-1,,,no_vector\r\n"));
    }

    void safeNames()
    {
        QCOMPARE(safeName(u"visual"_s), u"visual"_s);
        QCOMPARE(safeName(QString()), u"unnamed"_s);
        QCOMPARE(safeName(u"../ä."_s), u"-----"_s);
        QVERIFY(!safeName(u"../../etc/passwd"_s).contains(u'/'));
        QCOMPARE(safeName(QString(1000, u'x')).size(), 60);
        FileNames names;
        QCOMPARE(names.take(u"a"_s), u"a"_s);
        QCOMPARE(names.take(u"A"_s), u"A-2"_s); // not every file system tells them apart
        QCOMPARE(names.take(u"a"_s), u"a-3"_s);
        QCOMPARE(names.take(u"a-2"_s), u"a-2-2"_s);
    }

    void headerByteByByte()
    {
        const QByteArray header = npyHeader(7200, 1024, 4);
        QCOMPARE(header.size(), 128);
        QCOMPARE(header.first(10), QByteArray("\x93NUMPY\x01\x00\x76\x00", 10));
        QCOMPARE(header.sliced(10),
                 QByteArray("{'descr': '<f4', 'fortran_order': False, 'shape': (7200, 1024), }").leftJustified(117)
                     + '\n');
        QVERIFY(npyHeader(1, 1, 8).contains("'<f8'"));
        for (quint64 rows = 1; rows < 1'000'000'000'000; rows *= 10)
            QCOMPARE(npyHeader(rows, rows, 8).size() % 64, 0);
    }

    void csvReadsBackToTheSameDoubles()
    {
        const QByteArray answer = real(u"67edc5a731cc2c99458c1d4c"_s);
        const QByteArrayList lines =
            written(jobOf({{u"67edc5a731cc2c99458c1d4c"_s, answer}}, ExportFormat::Csv)).split('\n');
        QCOMPARE(lines.size(), 4); // head, two segments, and nothing behind the last line break
        for (int i = 0; i < 2; ++i) {
            QVERIFY(lines[i + 1].endsWith('\r'));
            const QByteArrayList fields = lines[i + 1].chopped(1).split(',');
            QCOMPARE(fields.size(), 8 + 1024);
            QCOMPARE(fields.first(8).join(','),
                     "67edc5a731cc2c99458c1d4c,island.mp4,visual,clip," + QByteArray(i == 0 ? "0.0,6.0," : "6.0,12.0,")
                         + fields[6] + ",1024");
            const QList<double> numbers = vectorOf(answer, i);
            double sum = 0;
            for (int column = 0; column < 1024; ++column) {
                QCOMPARE(fields[8 + column].toDouble(), numbers[column]);
                sum += numbers[column] * numbers[column];
            }
            QVERIFY(std::abs(fields[6].toDouble() - std::sqrt(sum)) < 1e-14);
        }
    }

    void csvOfHostileValues()
    {
        ExportJob job = jobOf({{u"t"_s, hostile()}}, ExportFormat::Csv);
        const QByteArray file = "\"a,\"\"b\"\"\r\nc\"";
        QCOMPARE(written(job),
                 "task,file,modality,scope,start,end,norm,dimension,v0,v1,v2\r\n"
                 "t," + file + ",a/b,clip,0.50,1e1,5,2,3,4,\r\n"
                 "t," + file + ",a/b,clip,,,,2,1,,\r\n"
                 "t," + file + ",a/b,clip,,,,2,1e400,2,\r\n"
                 "t," + file + ",a/b,clip,,," + numberText(std::sqrt(14.0)) + ",3,1,2,3\r\n"
                 "t," + file + ",a/b,clip,,,,,,,\r\n"
                 "t," + file + ",a/b,clip,,,1e+300,2,1e300,-0.0,\r\n"
                 "t," + file + ",a:b,clip,,," + numberText(std::sqrt(0.1 * 0.1 + 4)) + ",2,0.1,2,\r\n"
                 "t," + file + ",,,,,13,2,5,12,\r\n");
        job.options.vectors = false;
        const QByteArray head =
            "task,file,modality,scope,start,end,norm,dimension\r\nt," + file + ",a/b,clip,0.50,1e1,5,2\r\n";
        QCOMPARE(written(job).first(head.size()), head);
        const ExportOutcome outcome = exportToFile(job, path(u"h.csv"_s), false, notCancelled);
        QCOMPARE(outcome.segments, 8);
        QCOMPARE(outcome.unusable, 3);
        QCOMPARE(outcome.firstUnusable[1].reason, UnusableSegment::Reason::NotFinite);
        QCOMPARE(outcome.firstUnusable[1].position, 2U);
    }

    void matricesOfRealVectors_data()
    {
        QTest::addColumn<bool>("float64");
        QTest::newRow("float32") << false;
        QTest::newRow("float64") << true;
    }
    void matricesOfRealVectors()
    {
        QFETCH(bool, float64);
        const QString id = u"67ca93a989d8a564e80dc3ba"_s;
        ExportJob job = jobOf({{id, real(id)}}, ExportFormat::Npy);
        job.options.float64 = float64;
        const QString folder = path(float64 ? u"npy64"_s : u"npy32"_s);
        const ExportOutcome outcome = exportToFile(job, folder, false, notCancelled);
        QCOMPARE(outcome.kind, Kind::Written);
        QCOMPARE(outcome.files, 3);
        QCOMPARE(allIn(folder), (QStringList{id + u"_visual_clip.npy"_s, id + u"_visual_clip_rows.csv"_s, u"index.csv"_s}));
        const QByteArray npy = contentOf(folder + u'/' + id + u"_visual_clip.npy"_s);
        QVERIFY(npy.startsWith(npyHeader(4, 1024, float64 ? 8 : 4)));
        QList<double> expected;
        for (int i = 0; i < 4; ++i)
            expected += vectorOf(real(id), i);
        if (float64) {
            QCOMPARE(numbersOf<double>(npy), expected);
        } else {
            const QList<float> numbers = numbersOf<float>(npy);
            QCOMPARE(numbers.size(), expected.size());
            for (qsizetype i = 0; i < numbers.size(); ++i)
                QCOMPARE(numbers[i], static_cast<float>(expected[i]));
        }
        const QByteArrayList rows = contentOf(folder + u'/' + id + u"_visual_clip_rows.csv"_s).split('\n');
        QCOMPARE(rows[0], QByteArray("position,start,end,norm\r"));
        QVERIFY(rows[4].startsWith("3,18,21.087732,1.0000000434"));
        QVERIFY(contentOf(folder + u"/index.csv"_s).endsWith(",robin-bird.mp4,visual,clip,4,1024\r\n"));
    }

    void whatHasNoPlaceInAMatrixIsNamed()
    {
        for (const bool float64 : {false, true}) {
            ExportJob job = jobOf({{u"t"_s, hostile()}}, ExportFormat::Npy);
            job.options.float64 = float64;
            const QString folder = path(float64 ? u"hostile64"_s : u"hostile32"_s);
            const ExportOutcome outcome = exportToFile(job, folder, false, notCancelled);
            QCOMPARE(outcome.kind, Kind::Written);
            // a/b and a:b are the same name for a file.
            QCOMPARE(allIn(folder),
                     (QStringList{u"index.csv"_s, u"t_a-b_clip-2.npy"_s, u"t_a-b_clip-2_rows.csv"_s, u"t_a-b_clip.npy"_s,
                                  u"t_a-b_clip_rows.csv"_s, u"t_left_out.csv"_s, u"t_unnamed_unnamed.npy"_s,
                                  u"t_unnamed_unnamed_rows.csv"_s}));
            const QByteArray beyond = float64 ? "" : "5,a/b,clip,,,beyond_float32\r\n";
            QCOMPARE(contentOf(folder + u"/t_left_out.csv"_s),
                     "position,modality,scope,start,end,reason\r\n1,a/b,clip,,,not_numeric\r\n2,a/b,clip,,,not_finite\r\n"
                     "3,a/b,clip,,,other_dimension\r\n4,a/b,clip,,,no_vector\r\n" + beyond);
            QCOMPARE(outcome.unusable, float64 ? 4 : 5);
            const QByteArray npy = contentOf(folder + u"/t_a-b_clip.npy"_s);
            if (float64)
                QCOMPARE(numbersOf<double>(npy), (QList<double>{3, 4, 1e300, -0.0}));
            else
                QCOMPARE(numbersOf<float>(npy), (QList<float>{3, 4}));
            QCOMPARE(contentOf(folder + u"/t_unnamed_unnamed_rows.csv"_s),
                     QByteArray("position,start,end,norm\r\n7,,,13\r\n"));
        }
    }

    void moreMatricesThanFilesAtOnce()
    {
        QByteArray answer = json("{'status':'ready','data':[");
        for (int i = 0; i < 300; ++i)
            answer += json("{'embedding':[") + QByteArray::number(i) + json("],'embedding_option':'m") + QByteArray::number(i % 150) + "\"},";
        ExportJob job = jobOf({{u"t"_s, answer.chopped(1) + "]}"}}, ExportFormat::Npy);
        job.options.float64 = true;
        QCOMPARE(exportToFile(job, path(u"many"_s), false, notCancelled).kind, Kind::Written);
        for (int i = 0; i < 150; ++i)
            QCOMPARE(numbersOf<double>(contentOf(path(u"many/t_m%1_unnamed.npy"_s.arg(i)))), (QList<double>{double(i), double(i + 150)}));
    }

    void withoutVectorsAndWithMeasures()
    {
        ExportJob job = jobOf({{u"t"_s, hostile()}, {u"p"_s, json("{'status':'processing'}")}}, ExportFormat::Json);
        const QByteArray plain = written(job);
        QVERIFY(!plain.contains("\"vectors\"") && !plain.contains("\"measures\""));
        job.options.vectors = false;
        const QByteArray without = written(job);
        QVERIFY(without.contains(json("'service':'','vectors':false,\n 'tasks':[")));
        QVERIFY(!without.contains("embedding\":"));
        QVERIFY(without.contains(json("{'embedding_option':'a/b','embedding_scope':'clip','start_sec':0.50,'end_sec':1e1}")));
        job.options.measures = true;
        const QJsonObject envelope = QJsonDocument::fromJson(written(job)).object();
        const QJsonObject measures = envelope.value("measures"_L1)["t"_L1].toObject();
        QCOMPARE(measures.value("norm"_L1).toArray(),
                 (QJsonArray{5, QJsonValue(), QJsonValue(), std::sqrt(14.0), QJsonValue(), 1e300, std::sqrt(0.1 * 0.1 + 4), 13}));
        QCOMPARE(measures.value("dimension"_L1).toArray(), (QJsonArray{2, 2, 2, 3, 0, 2, 2, 2}));
        QCOMPARE(envelope.value("measures"_L1)["p"_L1]["norm"_L1].toArray(), QJsonArray());
        job.entries.clear();
        QVERIFY(written(job).endsWith(json("'problems':[],\n 'measures':{}}\n")));
    }

    /// What an earlier export says counts only where the vectors are gone, and only as a whole.
    void measuresOfAnEarlierExport()
    {
        const QByteArray bare = json("{'status':'ready','data':[{'start_sec':0},{'start_sec':1}]}");
        const QByteArray full = json("{'status':'ready','data':[{'embedding':[3,4]},{'embedding':[]}]}");
        ExportJob job = jobOf({{u"bare"_s, bare}, {u"full"_s, full}, {u"other"_s, bare}}, ExportFormat::Json);
        job.options.measures = true;
        const auto older = std::make_shared<const TaskMeasures>(TaskMeasures{{7, std::nan("")}, {512, 0}});
        const auto ofOneItem = std::make_shared<const TaskMeasures>(TaskMeasures{{7}, {512}});
        job.entries[0].measures = job.entries[1].measures = older;
        job.entries[2].measures = ofOneItem;
        job.entries[0].lacksVectors = job.entries[2].lacksVectors = true;
        QVERIFY2(written(job).endsWith(json("'measures':{'bare':{'norm':[7,null],'dimension':[512,0]},\n"
                                            "'full':{'norm':[5,null],'dimension':[2,0]},\n"
                                            "'other':{'norm':[null,null],'dimension':[null,null]}}}\n")),
                 written(job).constData());
        job.format = ExportFormat::Csv;
        job.options.measures = false; // the norms are there anyway
        QVERIFY2(written(job).endsWith("\r\nbare,,,,0,,7,512,,\r\nbare,,,,1,,,,,\r\nfull,,,,,,5,2,3,4\r\nfull,,,,,,,0,,\r\n"
                                       "other,,,,0,,,,,\r\nother,,,,1,,,,,\r\n"),
                 written(job).constData());
    }

    void aFileForEachTask()
    {
        ExportJob job = jobOf({{u"a"_s, json("{'x':1}")}, {u"b"_s, json("{'y':[\n2]}")}}, ExportFormat::Json);
        job.entries.push_back({*TaskId::fromString(u"c"), ExportEntry::Problem{.message = u"No."_s}});
        job.options.onePerTask = true;
        QCOMPARE(exportToFile(job, path(u"each"_s), false, notCancelled).files, 3);
        QCOMPARE(allIn(path(u"each"_s)), (QStringList{u"a.json"_s, u"b.json"_s, u"c.json"_s}));
        ExportJob one = job;
        one.options.onePerTask = false;
        one.entries = {job.entries[1]};
        QCOMPARE(contentOf(path(u"each/b.json"_s)), written(one));
        job.format = ExportFormat::JsonLines;
        QCOMPARE(exportToFile(job, path(u"lines"_s), false, notCancelled).files, 2);
        QCOMPARE(contentOf(path(u"lines/b.jsonl"_s)), json("{'y':[2]}\n"));
    }

    void aFolderIsWholeOrNotThere()
    {
        const QString folder = path(u"whole"_s);
        ExportJob job = jobOf({{u"a"_s, hostile()}}, ExportFormat::Npy);
        const QStringList before = allIn(m_folder.path());
        job.entries.push_back({*TaskId::fromString(u"b"), AnswerBytes::fromMemory("{")});
        ExportOutcome outcome = exportToFile(job, folder, false, notCancelled);
        QCOMPARE(outcome.kind, Kind::Failed);
        QVERIFY(outcome.detail.contains("task b"_L1));
        QCOMPARE(allIn(m_folder.path()), before);
        job.entries.pop_back();
        const std::atomic<bool> cancelled = true;
        QCOMPARE(exportToFile(job, folder, false, cancelled).kind, Kind::Cancelled);
        QCOMPARE(allIn(m_folder.path()), before);
        QVERIFY(QDir().mkdir(folder)); // an empty one is as good as none
        QCOMPARE(exportToFile(job, folder, false, notCancelled).kind, Kind::Written);
        QCOMPARE(allIn(m_folder.path()).size(), before.size() + 1);
    }

    void whatIsThereIsReplacedOnlyOnPurpose()
    {
        const QString folder = path(u"there"_s);
        ExportJob job = jobOf({{u"a"_s, "{}"}}, ExportFormat::Json);
        job.options.onePerTask = true;
        QVERIFY(QDir().mkdir(folder));
        for (const QString &name : {u"a.json"_s, u"mine.txt"_s}) {
            QFile file(folder + u'/' + name);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write("old") == 3);
        }
        QCOMPARE(exportToFile(job, folder, false, notCancelled).kind, Kind::Exists);
        QCOMPARE(contentOf(folder + u"/a.json"_s), QByteArray("old"));
        QCOMPARE(exportToFile(job, folder, true, notCancelled).kind, Kind::Written);
        QVERIFY(contentOf(folder + u"/a.json"_s).startsWith("{\"format\""));
        QCOMPARE(contentOf(folder + u"/mine.txt"_s), QByteArray("old"));
        QCOMPARE(allIn(folder), (QStringList{u"a.json"_s, u"mine.txt"_s}));
        QVERIFY(!allIn(m_folder.path()).join(u' ').contains(".part"_L1));
        // A file is never taken for a folder.
        for (const bool replace : {false, true})
            QCOMPARE(exportToFile(job, folder + u"/mine.txt"_s, replace, notCancelled).kind, Kind::Failed);
        QCOMPARE(contentOf(folder + u"/mine.txt"_s), QByteArray("old"));
        QCOMPARE(exportToFile(job, path(u"missing/x"_s), true, notCancelled).kind, Kind::Failed);
    }

    /// All files or none: decided before the first one is moved.
    void aFolderInAFilesPlaceLeavesAllAsItWas()
    {
        const QString folder = path(u"taken"_s);
        ExportJob job = jobOf({{u"a"_s, "{}"}, {u"b"_s, "{}"}, {u"c"_s, "{}"}}, ExportFormat::Json);
        job.options.onePerTask = true;
        QVERIFY(QDir().mkpath(folder + u"/b.json"_s));
        for (const QString &name : {u"a.json"_s, u"c.json"_s}) {
            QFile file(folder + u'/' + name);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write("old") == 3);
        }
        const ExportOutcome outcome = exportToFile(job, folder, true, notCancelled);
        QCOMPARE(outcome.kind, Kind::Failed);
        QVERIFY2(outcome.detail.contains(u"b.json"_s), qPrintable(outcome.detail));
        QCOMPARE(contentOf(folder + u"/a.json"_s), QByteArray("old"));
        QCOMPARE(contentOf(folder + u"/c.json"_s), QByteArray("old"));
        QCOMPARE(allIn(folder), (QStringList{u"a.json"_s, u"b.json"_s, u"c.json"_s}));
        QVERIFY(!allIn(m_folder.path()).join(u' ').contains(".part"_L1));
        QVERIFY(QDir().rmdir(folder + u"/b.json"_s));
        QVERIFY(QFile::link(u"c.json"_s, folder + u"/b.json"_s));
        QCOMPARE(exportToFile(job, folder, true, notCancelled).kind, Kind::Written);
        QVERIFY(contentOf(folder + u"/b.json"_s).startsWith("{\"format\""));
        QVERIFY(!allIn(m_folder.path()).join(u' ').contains(".part"_L1));
    }

    void theLongestNames()
    {
        const QString id(128, u'x');
        const QByteArray option(60, 'm');
        const QByteArray answer = json("{'status':'ready','data':[{'embedding':[1],'embedding_option':'" + option + "1','embedding_scope':'" + option
                                       + "'},{'embedding':[2],'embedding_option':'" + option + "2','embedding_scope':'" + option
                                       + "'},{'embedding':[],'embedding_option':'a','embedding_scope':'b'}]}");
        ExportJob job = jobOf({{id, answer}, {id.chopped(1) + u'y', answer}}, ExportFormat::Npy);
        QStringList names;
        for (const bool hasOther : {true, false}) {
            if (!hasOther)
                job.entries.erase(job.entries.begin());
            const QString folder = path(hasOther ? u"long"_s : u"longAlone"_s);
            const ExportOutcome outcome = exportToFile(job, folder, false, notCancelled);
            QVERIFY2(outcome.kind == Kind::Written, qPrintable(outcome.detail));
            QCOMPARE(outcome.files, hasOther ? 11 : 6);
            for (const QString &name : allIn(folder))
                QVERIFY(name.toUtf8().size() <= 255);
            if (hasOther)
                names = allIn(folder);
            const QStringList alone = allIn(folder); // a task has the same names whatever else is there
            QVERIFY(std::all_of(alone.begin(), alone.end(), [&](const QString &name) { return names.contains(name); }));
        }
        FileNames taken;
        const QString longName(300, u'a');
        QCOMPARE(taken.take(longName).size(), FileNames::longest);
        QVERIFY(taken.take(longName).endsWith(u"-2"_s));
        QVERIFY(taken.take(longName + u'b') != taken.take(longName + u'c'));
        QCOMPARE(taken.take(QString(FileNames::longest, u'q')), QString(FileNames::longest, u'q'));
    }

    void oneLongVectorMakesNoTableOfCommas()
    {
        QByteArray answer = json("{'status':'ready','data':[{'embedding':[") + QByteArray("1,").repeated(199'999) + "1]}";
        for (int i = 0; i < 5'000; ++i)
            answer += json(",{'embedding':[1,2]}");
        ExportJob job = jobOf({{u"t"_s, answer + "]}"}}, ExportFormat::Csv);
        QBuffer out;
        out.open(QIODevice::WriteOnly);
        const ExportOutcome outcome = writeExport(job, out, notCancelled);
        QCOMPARE(outcome.kind, Kind::Failed);
        QVERIFY2(outcome.detail.contains(u"200000"_s) && outcome.detail.contains(u"JSON"_s), qPrintable(outcome.detail));
        QVERIFY(out.data().isEmpty());
        job.options.vectors = false;
        QCOMPARE(written(job).count('\n'), 5'002);
    }

    /// An answer of ten times as many modalities is not read more often.
    void manyMatricesAreWrittenInOneReading()
    {
        class Source final : public AnswerSource
        {
        public:
            Source(const QByteArray &text, int &opened) : m_text(text), m_opened(opened) { }
            std::unique_ptr<QIODevice> open() const override
            {
                ++m_opened;
                auto buffer = std::make_unique<QBuffer>();
                buffer->setData(m_text);
                buffer->open(QIODevice::ReadOnly);
                return buffer;
            }

        private:
            QByteArray m_text;
            int &m_opened;
        };
        QList<int> readings;
        for (const int modalities : {30, 300}) {
            QByteArray answer = json("{'status':'ready','data':[");
            for (int i = 0; i < 2 * modalities; ++i)
                answer += (i == 0 ? "" : ",") + json("{'embedding':[0.1],'embedding_option':'m" + QByteArray::number(i % modalities) + "'}");
            answer += "]}";
            int opened = 0;
            ExportJob job = jobOf({{u"t"_s, {}}}, ExportFormat::Npy);
            job.entries.front().content = AnswerBytes::fromSource(std::make_shared<Source>(answer, opened), answer.size());
            job.options.float64 = true;
            const QString folder = path(u"modalities%1"_s.arg(modalities));
            QCOMPARE(exportToFile(job, folder, false, notCancelled).kind, Kind::Written);
            QCOMPARE(numbersOf<double>(contentOf(folder + u"/t_m7_unnamed.npy"_s)), (QList<double>{0.1, 0.1}));
            readings += opened;
        }
        QCOMPARE(readings[0], readings[1]);
    }

    void cancelledInTheMiddle()
    {
        QByteArray answer = json("{'status':'ready','data':[");
        const QByteArray item = json("{'embedding':[") + QByteArray("0.123456789,").repeated(1000) + "1]},";
        while (answer.size() < 20'000'000)
            answer += item;
        answer = answer.chopped(1) + "]}";
        for (const ExportFormat format : {ExportFormat::Csv, ExportFormat::Npy}) {
            ExportJob job = jobOf({{u"t"_s, answer}}, format);
            job.options.float64 = format == ExportFormat::Npy;
            const QStringList before = allIn(m_folder.path());
            std::atomic<bool> cancelled = false;
            const auto outcome = exportToFile(job, path(u"cancelled"_s), false, cancelled, [&](qint64 done, qint64 total) {
                QCOMPARE_LE(done, total);
                cancelled = cancelled || done > total / 2;
            });
            QCOMPARE(outcome.kind, Kind::Cancelled);
            QCOMPARE(allIn(m_folder.path()), before);
        }
    }
};

EMBEDSCOPE_TEST(TestTableExports)
#include "tst_tableexports.moc"
