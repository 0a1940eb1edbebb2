// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/tasklistpagereader.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestTaskListPageReader final : public QObject
{
    Q_OBJECT

private:
    /// Written with ' in the place of ", which moc cannot read in a raw string.
    static QByteArray json(QByteArray text) { return text.replace('\'', '"'); }

private Q_SLOTS:
    void everythingThatThereIs()
    {
        const auto page = readTaskListPage(json("{'data':["
                 "{'_id':'64f8d2c7e4a1b37f8a9c5d12','model_name':'marengo3.0','status':'processing',"
                 "'created_at':'2026-11-23T10:00:00Z','updated_at':'2026-11-23T10:00:01.5Z',"
                 "'video_embedding':{'metadata':{'input_filename':'film.mp4','duration':722.4}}},"
                 "{'_id':'a-2','status':'ready','audio_embedding':{'metadata':{'input_url':'https://x.example/a/b.mp3?c=d'}}},"
                 "{'_id':'a-3','status':'failed'},"
                 "{'_id':'a-4','status':'queued'}],"
                 "'page_info':{'limit_per_page':50,'page':1,'total_page':7,'total_results':304}}"));
        QVERIFY(page.hasValue());
        QCOMPARE(page->totalPages, 7);
        QCOMPARE(page->tasks.size(), size_t(4));
        const ListedTask &film = page->tasks[0];
        QCOMPARE(film.id.toString(), u"64f8d2c7e4a1b37f8a9c5d12"_s);
        QCOMPARE(film.state, TaskState::Processing);
        QCOMPARE(film.model, u"marengo3.0"_s);
        QCOMPARE(film.file, u"film.mp4"_s);
        QCOMPARE(film.inputType, u"video"_s);
        QCOMPARE(film.durationSec, 722.4);
        QCOMPARE(film.createdAt, QDateTime(QDate(2026, 11, 23), QTime(10, 0), Qt::UTC));
        QCOMPARE(page->tasks[1].state, TaskState::Ready);
        QCOMPARE(page->tasks[1].file, u"b.mp3"_s);
        QCOMPARE(page->tasks[1].inputType, u"audio"_s);
        QCOMPARE(page->tasks[2].state, TaskState::Failed);
        QCOMPARE(page->tasks[3].state, TaskState::Processing);
        QCOMPARE(page->tasks[3].statusText, u"queued"_s);
    }

    void oddItemsArePassedOver()
    {
        const auto page = readTaskListPage(json("{'data':[null,7,{},{'_id':'a/b','status':'ready'},{'_id':'x'},"
                 "{'_id':'x','status':{'value':'ready'}},{'_id':'y','status':'ready','video_embedding':null,'created_at':5},"
                 "{'_id':'z','status':'ready','video_embedding':{'metadata':{'duration':-1,'input_filename':9}}}],"
                 "'page_info':{'total_page':'many'}}"));
        QVERIFY(page.hasValue());
        QCOMPARE(page->tasks.size(), size_t(2));
        QVERIFY(!page->tasks[1].durationSec);
        QCOMPARE(page->totalPages, 1);
    }

    void whatIsNoList_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("HTML") << QByteArray("<html></html>");
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("a task") << json("{'_id':'x','status':'ready','data':null}");
        QTest::newRow("cut") << json("{'data':[{'_id':'x'");
        QTest::newRow("deep") << QByteArray(5000, '[');
    }
    void whatIsNoList()
    {
        QFETCH(QByteArray, body);
        const auto page = readTaskListPage(body);
        QVERIFY(!page.hasValue());
        QCOMPARE(page.failure().kind, FailureKind::Unreadable);
        QVERIFY(!page.failure().detail.isEmpty());
    }
};

EMBEDSCOPE_TEST(TestTaskListPageReader)
#include "tst_tasklistpagereader.moc"
