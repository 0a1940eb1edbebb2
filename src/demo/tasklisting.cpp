// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/tasklisting.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

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

QJsonObject listedTask(const DemoCatalogue::Listed &task)
{
    const QString kind = task.metadata.value("input_type"_L1).toString();
    return {{u"_id"_s, task.id},
            {u"model_name"_s, task.model},
            {u"status"_s, task.status},
            {u"created_at"_s, task.createdAt.toString(Qt::ISODateWithMs)},
            {u"updated_at"_s, task.updatedAt.toString(Qt::ISODateWithMs)},
            {kind + u"_embedding"_s, QJsonObject{{u"metadata"_s, listedMetadata(task.metadata, kind)}}}};
}

} // namespace

TaskListing listTasks(const std::vector<DemoCatalogue::Listed> &tasks, const QUrlQuery &query,
                      const QDateTime &now)
{
    Wanted wanted;
    wanted.startedAt = now.addDays(-7);
    if (const QString odd = readQuery(query, &wanted); !odd.isEmpty())
        return {{}, u"The parameter \""_s + odd + u"\" cannot be used as it is."_s};

    std::vector<const DemoCatalogue::Listed *> matching;
    for (const DemoCatalogue::Listed &task : tasks) {
        if ((wanted.statuses.isEmpty() || wanted.statuses.contains(task.status))
            && task.createdAt >= wanted.startedAt
            && (!wanted.endedAt.isValid() || task.createdAt <= wanted.endedAt))
            matching.push_back(&task);
    }
    const int total = static_cast<int>(matching.size());
    QJsonArray data;
    const qint64 first = qint64(wanted.page - 1) * wanted.pageLimit;
    for (qint64 i = first; i < std::min(first + wanted.pageLimit, qint64(total)); ++i)
        data.append(listedTask(*matching[static_cast<size_t>(i)]));
    const QJsonObject pageInfo{{u"limit_per_page"_s, wanted.pageLimit},
                               {u"page"_s, wanted.page},
                               {u"total_page"_s, (total + wanted.pageLimit - 1) / wanted.pageLimit},
                               {u"total_results"_s, total}};
    const QJsonObject answer{{u"data"_s, data}, {u"page_info"_s, pageInfo}};
    return {QJsonDocument(answer).toJson(QJsonDocument::Compact), {}};
}

} // namespace embedscope
