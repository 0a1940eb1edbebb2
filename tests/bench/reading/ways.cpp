// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/reading/ways.h"

#include "core/answerbytes.h"
#include "reader/taskreader.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <simdjson.h>

#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

std::optional<ReadNumbers> readAsTask(const QString &path)
{
    const auto bytes = AnswerBytes::fromFile(path, QFile(path).size(), AnswerBytes::FileOwnership::Keep);
    const Result<EmbeddingTask> task = readTask(bytes, {});
    if (!task)
        return std::nullopt;
    const auto numbers = task->matrix.values();
    return ReadNumbers{static_cast<qint64>(task->segments.size()),
                       std::accumulate(numbers.begin(), numbers.end(), 0.0)};
}

/// The measure: On-Demand over the whole file, every number of every embedding read and summed, nothing kept
/// or checked.
std::optional<ReadNumbers> readByBareLoop(const QString &path)
{
    simdjson::padded_string text;
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document document;
    simdjson::ondemand::array items;
    if (simdjson::padded_string::load(path.toStdString()).get(text) != simdjson::SUCCESS
        || parser.iterate(text).get(document) != simdjson::SUCCESS
        || document["data"].get_array().get(items) != simdjson::SUCCESS)
        return std::nullopt;
    ReadNumbers numbers;
    for (auto item : items) {
        simdjson::ondemand::array embedding;
        if (item["embedding"].get_array().get(embedding) != simdjson::SUCCESS)
            return std::nullopt;
        for (auto element : embedding) {
            double number = 0;
            if (element.get_double().get(number) != simdjson::SUCCESS)
                return std::nullopt;
            numbers.sum += number;
        }
        ++numbers.vectors;
    }
    return numbers;
}

std::optional<ReadNumbers> readByQt(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonArray items = QJsonDocument::fromJson(file.readAll()).object().value("data"_L1).toArray();
    ReadNumbers numbers;
    for (const QJsonValue &item : items) {
        const QJsonArray embedding = item.toObject().value("embedding"_L1).toArray();
        for (const QJsonValue &number : embedding)
            numbers.sum += number.toDouble();
        ++numbers.vectors;
    }
    return numbers;
}

QString pythonScript()
{
    return uR"(import json, re, sys, time
def status(name):
    return int(re.search(name + r":\s+(\d+) kB", open("/proc/self/status").read()).group(1))
before = status("VmHWM")
start = time.perf_counter()
answer = json.load(open(sys.argv[1], encoding="utf-8"))
total = sum(sum(item["embedding"]) for item in answer["data"])
seconds = time.perf_counter() - start
print(seconds, status("VmHWM") - before, len(answer["data"]), total)
)"_s;
}

} // namespace

std::vector<Way> waysToRead()
{
    return {
        {u"task"_s, u"readTask (this program)"_s, 9, readAsTask, {}},
        {u"loop"_s, u"bare loop (simdjson On-Demand)"_s, 9, readByBareLoop, {}},
        {u"qt"_s, u"QJsonDocument"_s, 3, readByQt, {}},
        {u"python"_s, u"Python's json"_s, 3, {}, pythonScript()},
    };
}

} // namespace embedscope
