// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/tasklistpagereader.h"

#include "reader/isodate.h"
#include "reader/utf8.h"

#include <QUrl>

#include <simdjson.h>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

using simdjson::dom::element;
using simdjson::dom::object;

QString text(const object &owner, std::string_view key)
{
    std::string_view value;
    return owner[key].get(value) == simdjson::SUCCESS ? fromUtf8(value) : QString();
}

QDateTime date(const object &owner, std::string_view key)
{
    return readIsoDate(text(owner, key));
}

/// "video_embedding" or its like: the object that holds the metadata, and the kind of media in its name.
void readMetadata(const object &task, ListedTask &listed)
{
    constexpr std::string_view ending = "_embedding";
    for (const auto &[key, value] : task) {
        object media;
        object metadata;
        if (!key.ends_with(ending) || value.get(media) != simdjson::SUCCESS
            || media["metadata"].get(metadata) != simdjson::SUCCESS)
            continue;
        listed.inputType = text(metadata, "input_type");
        if (listed.inputType.isEmpty())
            listed.inputType = fromUtf8(key.substr(0, key.size() - ending.size()));
        listed.file = text(metadata, "input_filename");
        if (listed.file.isEmpty())
            listed.file = QUrl(text(metadata, "input_url")).fileName();
        double duration = 0;
        if (metadata["duration"].get(duration) == simdjson::SUCCESS && std::isfinite(duration) && duration > 0)
            listed.durationSec = duration;
        return;
    }
}

std::optional<ListedTask> readItem(const element &item)
{
    object task;
    if (item.get(task) != simdjson::SUCCESS)
        return std::nullopt;
    const auto id = TaskId::fromString(text(task, "_id"));
    ListedTask listed;
    listed.statusText = text(task, "status");
    if (!id || listed.statusText.isEmpty())
        return std::nullopt;
    listed.id = *id;
    if (listed.statusText == "ready"_L1)
        listed.state = TaskState::Ready;
    else if (listed.statusText == "failed"_L1)
        listed.state = TaskState::Failed;
    listed.createdAt = date(task, "created_at");
    listed.updatedAt = date(task, "updated_at");
    listed.model = text(task, "model_name");
    readMetadata(task, listed);
    return listed;
}

int readTotalPages(const object &root)
{
    object info;
    int64_t total = 1;
    if (root["page_info"].get(info) != simdjson::SUCCESS || info["total_page"].get(total) != simdjson::SUCCESS)
        return 1;
    constexpr int64_t most = 1'000'000;
    return static_cast<int>(std::clamp<int64_t>(total, 1, most));
}

} // namespace

Result<TaskListPage> readTaskListPage(const QByteArray &body)
{
    const auto unreadable = [](const QString &detail) {
        return Failure{.kind = FailureKind::Unreadable, .detail = detail};
    };
    simdjson::dom::parser parser;
    element document;
    const auto error = parser.parse(body.constData(), static_cast<size_t>(body.size())).get(document);
    if (error != simdjson::SUCCESS)
        return unreadable(QString::fromLatin1(simdjson::error_message(error)));
    object root;
    simdjson::dom::array data;
    if (document.get(root) != simdjson::SUCCESS || root["data"].get(data) != simdjson::SUCCESS)
        return unreadable(u"the list is no object with an array \"data\""_s);
    TaskListPage page;
    page.totalPages = readTotalPages(root);
    for (const element item : data) {
        if (auto listed = readItem(item))
            page.tasks.push_back(std::move(*listed));
    }
    return page;
}

} // namespace embedscope
