// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/tasklisting.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// What a query asks for.
struct Wanted
{
    QStringList statuses; ///< empty: all
    QDateTime startedAt;
    QDateTime endedAt; ///< invalid: no end
    int page = 1;
    int pageLimit = 10;
};

bool readNumber(const QUrlQuery &query, const QString &name, int most, int *number)
{
    if (!query.hasQueryItem(name))
        return true;
    bool isNumber = false;
    const int value = query.queryItemValue(name).toInt(&isNumber);
    if (!isNumber || value < 1 || value > most)
        return false;
    *number = value;
    return true;
}

bool readTime(const QUrlQuery &query, const QString &name, QDateTime *moment)
{
    if (!query.hasQueryItem(name))
        return true;
    *moment = QDateTime::fromString(query.queryItemValue(name, QUrl::FullyDecoded), Qt::ISODateWithMs);
    return moment->isValid();
}

/// Empty, or the name of the parameter that cannot be used.
QString readQuery(const QUrlQuery &query, Wanted *wanted)
{
    wanted->statuses = query.allQueryItemValues(u"status"_s, QUrl::FullyDecoded);
    for (const QString &status : std::as_const(wanted->statuses)) {
        if (status != "processing"_L1 && status != "ready"_L1 && status != "failed"_L1)
            return u"status"_s;
    }
    if (!readTime(query, u"started_at"_s, &wanted->startedAt))
        return u"started_at"_s;
    if (!readTime(query, u"ended_at"_s, &wanted->endedAt))
        return u"ended_at"_s;
    if (!readNumber(query, u"page"_s, 1'000'000, &wanted->page))
        return u"page"_s;
    if (!readNumber(query, u"page_limit"_s, 50, &wanted->pageLimit))
        return u"page_limit"_s;
    return {};
}

/// In the list the names of metadata differ from those in a task's own answer.
QJsonObject listedMetadata(const QJsonObject &metadata, const QString &kind)
{
    QJsonObject listed{{u"input_filename"_s, metadata.value("input_filename"_L1)},
                       {u"duration"_s, metadata.value("duration"_L1)}};
    if (metadata.contains("clip_length"_L1))
        listed.insert(kind + u"_clip_length"_s, metadata.value("clip_length"_L1));
    listed.insert(kind + u"_embedding_scope"_s, metadata.value("embedding_scopes"_L1));
    listed.insert(kind + u"_embedding_option"_s, metadata.value("embedding_options"_L1));
    return listed;
}

QJsonObject listedTask(const ShownTask &task)
{
    const QString kind = task.metadata.value("input_type"_L1).toString();
    return {{u"_id"_s, task.id},
            {u"model_name"_s, task.model},
            {u"status"_s, task.status},
            {u"created_at"_s, task.createdAt.toString(Qt::ISODateWithMs)},
            {u"updated_at"_s, task.updatedAt.toString(Qt::ISODateWithMs)},
            {kind + u"_embedding"_s, QJsonObject{{u"metadata"_s, listedMetadata(task.metadata, kind)}}}};
}

/// The first place whose task was created before this moment (or at it, if `orAt`).
int firstBefore(const ShownTasks &tasks, qint64 ms, bool orAt)
{
    int low = 0;
    int high = tasks.count();
    while (low < high) {
        const int middle = low + (high - low) / 2;
        const qint64 created = tasks.createdMs(middle);
        if (created < ms || (orAt && created == ms))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/// The places of one page, and how many there are on all pages.
struct Page
{
    std::vector<int> places;
    int total = 0;
};

Page findPage(const ShownTasks &tasks, const Wanted &wanted)
{
    const int begin =
        wanted.endedAt.isValid() ? firstBefore(tasks, wanted.endedAt.toMSecsSinceEpoch(), true) : 0;
    const int end = firstBefore(tasks, wanted.startedAt.toMSecsSinceEpoch(), false);
    const qint64 first = qint64(wanted.page - 1) * wanted.pageLimit;
    Page page;
    for (int place = begin; place < end; ++place) {
        if (!wanted.statuses.isEmpty() && !wanted.statuses.contains(tasks.status(place)))
            continue;
        if (page.total >= first && page.total < first + wanted.pageLimit)
            page.places.push_back(place);
        ++page.total;
    }
    return page;
}

} // namespace

TaskListing listTasks(const ShownTasks &tasks, const QUrlQuery &query, const QDateTime &now)
{
    Wanted wanted;
    wanted.startedAt = now.addDays(-7);
    if (const QString odd = readQuery(query, &wanted); !odd.isEmpty())
        return {{}, u"The parameter \""_s + odd + u"\" cannot be used as it is."_s};

    const Page page = findPage(tasks, wanted);
    QJsonArray data;
    for (const int place : page.places)
        data.append(listedTask(tasks.task(place)));
    const QJsonObject pageInfo{{u"limit_per_page"_s, wanted.pageLimit},
                               {u"page"_s, wanted.page},
                               {u"total_page"_s, (page.total + wanted.pageLimit - 1) / wanted.pageLimit},
                               {u"total_results"_s, page.total}};
    const QJsonObject answer{{u"data"_s, data}, {u"page_info"_s, pageInfo}};
    return {QJsonDocument(answer).toJson(QJsonDocument::Compact), {}};
}

} // namespace embedscope
