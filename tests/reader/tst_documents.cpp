// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/taskreader.h"
#include "support/testprogram.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;
using namespace embedscope;

/// What Marengo 3.5 brought: pages, quadrants and chunks in the place of times, and how uncertain a vector is.
class TestDocuments final : public QObject
{
    Q_OBJECT

private:
    /// `items` with ' in the place of quotes, each an object without its vector.
    static EmbeddingTask read(const QByteArray &inputType, const QList<QByteArray> &items)
    {
        QByteArray text = "{'_id':'68a1c0de0000000000000102','status':'ready','metadata':{'input_type':'" + inputType + "'},'data':[";
        for (qsizetype i = 0; i < items.size(); ++i)
            text += (i > 0 ? ",{'embedding':[1," : "{'embedding':[1,") + QByteArray::number(i) + "],'embedding_option':'visual'," + items.at(i) + '}';
        auto task = readTask(AnswerBytes::fromMemory(text.replace('\'', '"') + "]}"), TaskId());
        return task ? std::move(*task) : EmbeddingTask();
    }

    static QStringList found(const EmbeddingTask &task, FindingKind kind)
    {
        QStringList details;
        for (const Finding &finding : task.findings) {
            if (finding.kind == kind)
                details.append(finding.detail);
        }
        return details;
    }

private Q_SLOTS:
    void pagesAreAnAxis()
    {
        const EmbeddingTask task = read("document", {"'embedding_scope':'page','start_page_number':4,'end_page_number':6",
                                                     "'embedding_scope':'page','start_page_number':1,'end_page_number':1,'start_sec':null",
                                                     "'embedding_scope':'page','start_page_number':2"});
        QCOMPARE(task.axis, AxisUnit::Pages);
        QCOMPARE(task.durationSec(), 6.0);
        QVERIFY(task.findings.empty());
        QCOMPARE(task.segments.size(), size_t(3));
        QCOMPARE(task.segments[0].startSec, 0.0);
        QCOMPARE(task.segments[0].endSec, 1.0);
        QCOMPARE(task.segments[1].endSec, 2.0);
        QCOMPARE(task.segments[2].startSec, 3.0);
        QCOMPARE(task.segments[2].endSec, 6.0);
        QCOMPARE(summarize(task).clips, 3);
        QCOMPARE(summarize(task).axis, AxisUnit::Pages);
        QVERIFY(task.isOfMarengo35());
    }

    void chunksAreAnAxis()
    {
        const EmbeddingTask task = read("document", {"'embedding_scope':'chunk','chunk_index':1", "'embedding_scope':'chunk','chunk_index':0"});
        QCOMPARE(task.axis, AxisUnit::Chunks);
        QCOMPARE(task.durationSec(), 2.0);
        QCOMPARE(task.segments[0].position, 1U);
        QCOMPARE(task.segments[1].endSec, 2.0);
    }

    void anImageHasNoAxisAndLacksNothing()
    {
        const EmbeddingTask task = read("image", {"'embedding_scope':'asset','start_sec':null,'end_sec':null"});
        QCOMPARE(task.axis, AxisUnit::None);
        QVERIFY(task.findings.empty());
        QCOMPARE(task.durationSec(), 1.0);
    }

    void timesAreStrongerThanPages()
    {
        const EmbeddingTask task = read("video", {"'embedding_scope':'clip','start_sec':0,'end_sec':6,'chunk_index':3,'start_page_number':9"});
        QCOMPARE(task.axis, AxisUnit::Seconds);
        QCOMPARE(task.segments[0].endSec, 6.0);
    }

    void whatIsNoPageOrChunkIsAFinding_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QString>("detail");
        const auto add = [](const char *fields, const char *detail) { QTest::newRow(fields) << QByteArray(fields) << QString::fromLatin1(detail); };
        add("'embedding_scope':'page','start_page_number':0,'end_page_number':0", "start_page_number");
        add("'embedding_scope':'page','start_page_number':1.5,'end_page_number':1.5", "start_page_number");
        add("'embedding_scope':'page','start_page_number':'1'", "start_page_number");
        add("'embedding_scope':'page','start_page_number':1e12", "start_page_number");
        add("'embedding_scope':'page','end_page_number':[]", "end_page_number");
        add("'embedding_scope':'chunk','chunk_index':-1", "chunk_index");
        add("'embedding_scope':'chunk','chunk_index':1e400", "chunk_index");
        add("'embedding_scope':'page','start_page_number':2,'quadrant':{'a':1}", "quadrant");
    }
    void whatIsNoPageOrChunkIsAFinding()
    {
        QFETCH(QByteArray, fields);
        QFETCH(QString, detail);
        const EmbeddingTask task = read("document", {"'embedding_scope':'page','start_page_number':1", fields});
        QCOMPARE(task.segments.size(), size_t(2));
        QVERIFY(found(task, FindingKind::FieldOdd).contains(detail));
        QVERIFY(contains(task.findings, FindingKind::TimesMissing) || detail == "quadrant"_L1);
    }

    void pagesTheWrongWayRoundAreReversed()
    {
        const EmbeddingTask task = read("document", {"'embedding_scope':'page','start_page_number':5,'end_page_number':4"});
        QVERIFY(contains(task.findings, FindingKind::TimesReversed));
    }

    void quadrantsHaveAScopeOfTheirOwn()
    {
        const QByteArray page = "'embedding_scope':'page','start_page_number':1,'end_page_number':1";
        const EmbeddingTask task = read("document", {page, page + ",'quadrant':'top_left'", page + ",'quadrant':2", page + ",'quadrant':null"});
        QCOMPARE(task.scopes, (QStringList{u"page"_s, u"page/top_left"_s, u"page/2"_s}));
        QVERIFY(task.findings.empty());
        QCOMPARE(task.segments[3].scope, quint16(0));
    }

    void theMeanOfUncertainty()
    {
        const QByteArray clip = "'embedding_scope':'clip','start_sec':0,'end_sec':6,";
        const EmbeddingTask task = read("video", {clip + "'embedding_uncertainty':[0.01,0.03]", clip + "'embedding_uncertainty':null",
                                                  clip + "'embedding_uncertainty':[0.01]", clip + "'embedding_uncertainty':[0.01,'a']",
                                                  clip + "'embedding_uncertainty':0.5", clip + "'embedding_uncertainty':[1e308,1e308]",
                                                  clip + "'embedding_uncertainty':[]"});
        QCOMPARE(task.segments[0].uncertainty, 0.02F);
        QVERIFY(!task.segments[1].hasUncertainty());
        for (size_t i = 2; i < 5; ++i)
            QVERIFY(!task.segments[i].hasUncertainty());
        const auto odd = std::ranges::find(task.findings, FindingKind::UncertaintyOdd, &Finding::kind);
        QVERIFY(odd != task.findings.end());
        QCOMPARE(odd->firstPosition, std::optional<quint32>(2));
        QCOMPARE(odd->count, 4); // 1e308 is no number of a float
    }
};

EMBEDSCOPE_TEST(TestDocuments)

#include "tst_documents.moc"
