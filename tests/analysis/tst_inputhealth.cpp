// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/healthsummary.h"
#include "reader/importreader.h"
#include "reader/taskreader.h"
#include "support/testprogram.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace embedscope;

namespace {

Result<EmbeddingTask> readJson(const QByteArray &json)
{
    QBuffer buffer;
    buffer.setData(QByteArray(json).replace('\'', '"')); // easier to read that way
    buffer.open(QIODevice::ReadOnly);
    return readTask(buffer, TaskId());
}

QByteArray response(const QByteArray &metadata, const QByteArray &items)
{
    return "{'_id':'68a1c0de0000000000000102','status':'ready','metadata':{" + metadata + "},'data':[" + items + "]}";
}

QByteArray item(const QByteArray &fields)
{
    static int number = 0;
    return "{'embedding':[1,0." + QByteArray::number(1000 + ++number) + "]," + fields + "}";
}

QByteArray page(const QByteArray &modality, const QByteArray &number, const QByteArray &more = {})
{
    return item("'embedding_option':'" + modality + "','embedding_scope':'page','start_page_number':" + number
                + ",'end_page_number':" + number + more);
}

bool hasKind(const TaskAudit &audit, AuditKind kind)
{
    return std::ranges::find(audit.findings, kind, &AuditFinding::kind) != audit.findings.end();
}

} // namespace

/// How sound results of every form are: what Marengo 3.5 makes of films, documents and images, and what lacks times or names.
class TestInputHealth final : public QObject
{
    Q_OBJECT

private:
    Result<EmbeddingTask> readInput(const QString &name)
    {
        const auto found = readImport(QString::fromUtf8(EMBEDSCOPE_TEST_DATA) + u"/inputs/"_s + name, {}, {},
                                      [this]() -> Result<std::unique_ptr<QFile>> {
                                          auto file = std::make_unique<QFile>(m_folder.filePath(QString::number(++m_files)));
                                          if (!file->open(QIODevice::ReadWrite))
                                              return Failure{.detail = file->errorString(), .isOfDisk = true};
                                          return file;
                                      });
        if (!found)
            return found.failure();
        return readTask(found->tasks.front().bytes, TaskId());
    }

    QTemporaryDir m_folder;
    int m_files = 0;

private Q_SLOTS:
    void theHealthOfFilesAsUsersHaveThem_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("least");
        QTest::addColumn<int>("most");
        const auto add = [](const char *file, int least, int most) {
            QTest::newRow(file) << QString::fromLatin1(file) << least << most;
        };
        for (const char *const file : {"80-m35-local-video.json", "81-m35-pdf-pages.json", "82-m35-uncertainty.json", "83-m35-image.json"})
            add(file, 100, 100);
        for (const char *const file : {"62-nested-2d-vectors.json", "63-all-zero.json", "67-base64-vectors.json"})
            add(file, 0, 0);
        add("64-times-as-strings.json", 0, 99);
        add("16b-sync-text.json", 0, 99); // no modality
        add("21-mongoexport.jsonl", 0, 99);
        add("01-py-sdk-json.json", 100, 100);
    }
    void theHealthOfFilesAsUsersHaveThem()
    {
        QFETCH(QString, file);
        QFETCH(int, least);
        QFETCH(int, most);
        const auto task = readInput(file);
        QVERIFY2(task.hasValue(), task ? "" : qPrintable(task.failure().detail));
        const auto audit = auditTask(*task);
        QVERIFY(audit && audit->health);
        QVERIFY2(audit->health->percent >= least && audit->health->percent <= most, qPrintable(QString::number(audit->health->percent)));
        if (least == 100)
            QCOMPARE(audit->findings.size(), size_t(0));
    }

    /// Whatever the form, a score of 100 is of vectors of which one knows what and when they are, and without a finding of weight.
    void nothingIsSoundWithoutTimesOrModality()
    {
        for (const char *const name : {"06-bedrock-marengo27-output.json", "07-bedrock-marengo30-output.json", "10-bedrock-bare-array.json",
                                       "11-py-task-data-only.json", "16-sync-embed-v2.json", "21-mongoexport.jsonl", "64-times-as-strings.json"}) {
            const auto task = readInput(QString::fromLatin1(name));
            QVERIFY2(task.hasValue(), name);
            const auto audit = auditTask(*task);
            QVERIFY(audit && audit->health);
            const bool hasTimes = std::ranges::any_of(task->segments, &Segment::hasTimes);
            const bool hasModality = !std::ranges::all_of(task->modalities, &QString::isEmpty);
            QVERIFY2((hasTimes && hasModality) || audit->health->percent < 100, name);
            QVERIFY2(!audit->findings.empty(), name);
        }
        const auto bare = readJson(response("'input_type':'video'", item("'embedding_option':'visual'")));
        QVERIFY(bare.hasValue());
        const auto audit = auditTask(*bare);
        QVERIFY(contains(bare->findings, FindingKind::TimesMissing));
        QCOMPARE(audit->health->percent, 0);
    }

    void localIsDeliveredAsClipPageOrChunk()
    {
        const QByteArray asked = "'input_type':'document','embedding_options':['visual','text'],'embedding_scopes':['local']";
        const auto both = readJson(response(asked, page("visual", "1") + ',' + page("visual", "2") + ','
                                                       + item("'embedding_option':'text','embedding_scope':'chunk','chunk_index':0")));
        QVERIFY(both.hasValue());
        const auto sound = auditTask(*both);
        QVERIFY(!hasKind(*sound, AuditKind::ScopeNotDelivered));
        QVERIFY(!hasKind(*sound, AuditKind::LaneNotDelivered));
        QCOMPARE(sound->health->parts.size(), size_t(2));

        const auto one = readJson(response(asked, page("visual", "1")));
        const auto missing = auditTask(*one);
        QVERIFY(contains(one->findings, FindingKind::ModalityNotDelivered));
        QCOMPARE(missing->health->percent, 50);

        const auto none = readJson(response("'input_type':'image','embedding_options':['visual'],'embedding_scopes':['local']",
                                            item("'embedding_option':'visual','embedding_scope':'asset'")));
        const auto undelivered = auditTask(*none);
        QVERIFY(hasKind(*undelivered, AuditKind::ScopeNotDelivered));
        QCOMPARE(undelivered->health->percent, 0);
    }

    void marengo35HasNoTranscription()
    {
        const QByteArray clip = "'embedding_option':'visual','embedding_scope':'clip','start_sec':0,'end_sec':6";
        const auto with = [&](const QByteArray &scope) {
            return readJson(response("'input_type':'video','duration':6,'embedding_options':['visual','transcription'],"
                                         + QByteArray("'embedding_scopes':['") + scope + "']",
                                     item(clip)));
        };
        const auto newer = with("local");
        QVERIFY(newer->findings.empty());
        QCOMPARE(auditTask(*newer)->health->percent, 100);
        const auto older = with("clip");
        QVERIFY(contains(older->findings, FindingKind::ModalityNotDelivered));
        QCOMPARE(auditTask(*older)->health->percent, 50);
    }

    void aMissingPageIsAGap()
    {
        const auto task = readJson(response("'input_type':'document','embedding_options':['visual'],'embedding_scopes':['page']",
                                            page("visual", "1") + ',' + page("visual", "2") + ',' + page("visual", "5")));
        const auto audit = auditTask(*task);
        const auto gap = std::ranges::find(audit->findings, AuditKind::Gap, &AuditFinding::kind);
        QVERIFY(gap != audit->findings.end());
        QCOMPARE(gap->number, 2.0);
        QCOMPARE(stretchText(task->axis, gap->places.front().startSec, gap->places.front().endSec), u"pages 3 – 4"_s);
    }

    void quadrantsAreLanesOfTheirOwn()
    {
        QByteArray items;
        for (const char *const number : {"1", "2"}) {
            items += page("visual", number) + ',';
            for (const char *const quadrant : {"top_left", "top_right", "bottom_left", "bottom_right"})
                items += page("visual", number, ",'quadrant':'" + QByteArray(quadrant) + '\'') + ',';
        }
        items.chop(1);
        const auto task = readJson(response("'input_type':'document','embedding_options':['visual'],'embedding_scopes':['local']", items));
        QVERIFY(task.hasValue());
        QVERIFY(task->findings.empty());
        const auto audit = auditTask(*task);
        QVERIFY(audit->findings.empty());
        QCOMPARE(audit->lanes.size(), size_t(5));
        QCOMPARE(audit->lanes.front().scope, u"page"_s);
        QCOMPARE(audit->lanes.front().segments, 2);
        QVERIFY(std::ranges::all_of(audit->lanes, &LaneAudit::isAskedFor));
        QCOMPARE(audit->health->percent, 100);
    }
};

EMBEDSCOPE_TEST(TestInputHealth)

#include "tst_inputhealth.moc"
