// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/tasklisting.h"

#include "support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <vector>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDateTime &now()
{
    static const QDateTime moment(QDate(2026, 3, 10), QTime(12, 0), Qt::UTC);
    return moment;
}

/// Tasks at hand, newest first; counts those that were made whole.
class ManyTasks final : public ShownTasks
{
public:
    explicit ManyTasks(std::vector<ShownTask> tasks) : m_tasks(std::move(tasks)) { }

    int count() const override { return static_cast<int>(m_tasks.size()); }
    qint64 createdMs(int place) const override { return at(place).createdAt.toMSecsSinceEpoch(); }
    QLatin1StringView status(int place) const override
    {
        return at(place).status == "ready"_L1 ? "ready"_L1 : "processing"_L1;
    }
    ShownTask task(int place) const override
    {
        ++made;
        return at(place);
    }

    mutable int made = 0;

private:
    const ShownTask &at(int place) const { return m_tasks.at(static_cast<size_t>(place)); }

    std::vector<ShownTask> m_tasks;
};

/// 120 tasks, an hour apart, newest first, "0" to "119"; every third one is still processing.
std::vector<ShownTask> manyTasks()
{
    std::vector<ShownTask> tasks;
    for (int i = 0; i < 120; ++i) {
        const QDateTime created = now().addSecs(-3600 * i);
        tasks.push_back({QString::number(i),
                         u"m"_s,
                         i % 3 == 0 ? u"processing"_s : u"ready"_s,
                         created,
                         created.addSecs(60),
                         {{u"input_type"_s, u"video"_s}}});
    }
    return tasks;
}

QJsonObject list(const QString &query)
{
    const TaskListing listing = listTasks(ManyTasks(manyTasks()), QUrlQuery(query), now());
    return QJsonDocument::fromJson(listing.body).object();
}

QStringList ids(const QJsonObject &answer)
{
    QStringList result;
    for (const QJsonValue &task : answer["data"_L1].toArray())
        result << task["_id"_L1].toString();
    return result;
}

} // namespace

class TestTaskListing final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pages_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("count");
        QTest::addColumn<QJsonObject>("info");
        const auto info = [](int limit, int page, int pages, int total) {
            return QJsonObject{{u"limit_per_page"_s, limit},
                               {u"page"_s, page},
                               {u"total_page"_s, pages},
                               {u"total_results"_s, total}};
        };
        QTest::newRow("nothing asked") << u""_s << 0 << 10 << info(10, 1, 12, 120);
        QTest::newRow("page 3") << u"page=3"_s << 20 << 10 << info(10, 3, 12, 120);
        QTest::newRow("50 a page") << u"page_limit=50"_s << 0 << 50 << info(50, 1, 3, 120);
        QTest::newRow("last of them") << u"page_limit=50&page=3"_s << 100 << 20 << info(50, 3, 3, 120);
        QTest::newRow("beyond") << u"page_limit=50&page=4"_s << 0 << 0 << info(50, 4, 3, 120);
        QTest::newRow("from a moment on")
            << u"page_limit=50&started_at=2026-03-10T09:00:00Z"_s << 0 << 4 << info(50, 1, 1, 4);
        QTest::newRow("another zone")
            << u"page_limit=50&started_at=2026-03-10T10:00:00%2B01:00"_s << 0 << 4 << info(50, 1, 1, 4);
        QTest::newRow("up to a moment")
            << u"page=1&ended_at=2026-03-10T09:30:00.000Z"_s << 3 << 10 << info(10, 1, 12, 117);
        QTest::newRow("a moment that is a task's")
            << u"page=1&page_limit=50&ended_at=2026-03-10T09:00:00Z&started_at=2026-03-10T07:00:00Z"_s << 3 << 3
            << info(50, 1, 1, 3);
        QTest::newRow("none") << u"started_at=2026-03-11T00:00:00Z"_s << 0 << 0 << info(10, 1, 0, 0);
    }
    void pages()
    {
        QFETCH(QString, query);
        QFETCH(int, first);
        QFETCH(int, count);
        QFETCH(QJsonObject, info);
        QStringList expected;
        for (int i = first; i < first + count; ++i)
            expected << QString::number(i);
        const QJsonObject answer = list(query);
        QCOMPARE(ids(answer), expected);
        QCOMPARE(answer["page_info"_L1].toObject(), info);
    }

    void statuses()
    {
        QCOMPARE(ids(list(u"status=processing"_s)).mid(0, 3), (QStringList{u"0"_s, u"3"_s, u"6"_s}));
        QCOMPARE(list(u"status=failed"_s)["page_info"_L1]["total_results"_L1].toInt(), 0);
        QCOMPARE(list(u"status=processing&status=ready"_s)["page_info"_L1]["total_results"_L1].toInt(), 120);
    }

    void sevenDaysByDefault()
    {
        std::vector<ShownTask> tasks = manyTasks();
        tasks.back().createdAt = now().addDays(-7).addSecs(-1);
        const TaskListing listing = listTasks(ManyTasks(tasks), QUrlQuery(), now());
        QCOMPARE(QJsonDocument::fromJson(listing.body)["page_info"_L1]["total_results"_L1].toInt(), 119);
    }

    void onlyThePageIsMadeWhole()
    {
        const ManyTasks tasks(manyTasks());
        listTasks(tasks, QUrlQuery(u"page_limit=50&status=ready"_s), now());
        QCOMPARE(tasks.made, 50);
    }

    void whatCannotBeUsedIsRefused_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("named");
        QTest::newRow("page 0") << u"page=0"_s << u"page"_s;
        QTest::newRow("page x") << u"page=x"_s << u"page"_s;
        QTest::newRow("page limit 51") << u"page_limit=51"_s << u"page_limit"_s;
        QTest::newRow("page limit 0") << u"page_limit=0"_s << u"page_limit"_s;
        QTest::newRow("status") << u"status=done"_s << u"status"_s;
        QTest::newRow("time") << u"started_at=yesterday"_s << u"started_at"_s;
        QTest::newRow("end time") << u"ended_at="_s << u"ended_at"_s;
    }
    void whatCannotBeUsedIsRefused()
    {
        QFETCH(QString, query);
        QFETCH(QString, named);
        const TaskListing listing = listTasks(ManyTasks(manyTasks()), QUrlQuery(query), now());
        QVERIFY(listing.body.isEmpty());
        QVERIFY2(listing.refusal.contains(u'"' + named + u'"'), qPrintable(listing.refusal));
    }

    void metadataHasTheNamesOfTheList()
    {
        ShownTask task = manyTasks().front();
        task.metadata = {{u"input_type"_s, u"video"_s},
                         {u"input_filename"_s, u"a.mp4"_s},
                         {u"duration"_s, 12.5},
                         {u"clip_length"_s, 6},
                         {u"embedding_options"_s, u"o"_s},
                         {u"embedding_scopes"_s, u"s"_s}};
        const QJsonObject answer =
            QJsonDocument::fromJson(listTasks(ManyTasks({task}), QUrlQuery(), now()).body)["data"_L1][0].toObject();
        QCOMPARE(answer["model_name"_L1].toString(), u"m"_s);
        QCOMPARE(answer["created_at"_L1].toString(), u"2026-03-10T12:00:00.000Z"_s);
        const QJsonObject expected{{u"input_filename"_s, u"a.mp4"_s},
                                   {u"duration"_s, 12.5},
                                   {u"video_clip_length"_s, 6},
                                   {u"video_embedding_option"_s, u"o"_s},
                                   {u"video_embedding_scope"_s, u"s"_s}};
        QCOMPARE(answer["video_embedding"_L1]["metadata"_L1].toObject(), expected);
    }
};

EMBEDSCOPE_TEST(TestTaskListing)
#include "tst_tasklisting.moc"
