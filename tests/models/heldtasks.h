// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/answerbytes.h"
#include "reader/taskreader.h"
#include "store/taskfeed.h"

#include <QFile>

#include <utility>
#include <vector>

/// A feed that asks nobody, with the answers that a test gives it.
class HeldTasks final
{
public:
    static constexpr auto robin = "67ca93a989d8a564e80dc3ba"; ///< robin-bird.mp4
    static constexpr auto robinAgain = "67edc5869cffa5179927b0a9"; ///< the same film, run again
    static constexpr auto island = "67edc5a731cc2c99458c1d4c"; ///< island.mp4

    HeldTasks()
        : feed(*embedscope::ServiceAddress::fromString(QStringLiteral("http://127.0.0.1:9/v1.3")), embedscope::ApiKey(), {})
    {
    }

    static embedscope::TaskId id(const char *text) { return *embedscope::TaskId::fromString(QString::fromLatin1(text)); }

    /// An answer of tests/data, with the vectors that the service gave.
    void addReal(const char *id, const QString &model = {})
    {
        QFile file(QStringLiteral(EMBEDSCOPE_TEST_DATA "/answers/derived_v2_%1.json").arg(QLatin1String(id)));
        if (!file.open(QFile::ReadOnly))
            qFatal("no such answer: %s", id);
        addBytes(id, file.readAll(), model);
    }

    /// A made one: lanes of clips of six seconds, one after another.
    void addMade(const char *id, const std::vector<std::pair<QByteArray, std::vector<std::vector<float>>>> &lanes,
                 const QString &model = {})
    {
        QByteArray data;
        for (const auto &[modality, vectors] : lanes) {
            for (size_t clip = 0; clip < vectors.size(); ++clip) {
                QByteArray numbers;
                for (const float number : vectors[clip])
                    numbers += (numbers.isEmpty() ? "" : ",") + QByteArray::number(static_cast<double>(number), 'g', 9);
                data += (data.isEmpty() ? "" : ",") + QByteArray(R"({"embedding":[)") + numbers + R"(],"embedding_option":")"
                    + modality + R"(","embedding_scope":"clip","start_sec":)" + QByteArray::number(clip * 6)
                    + R"(,"end_sec":)" + QByteArray::number(clip * 6 + 6) + '}';
            }
        }
        addBytes(id,
                 R"({"_id":")" + QByteArray(id) + R"(","status":"ready","metadata":{"input_filename":")" + QByteArray(id).left(4)
                     + R"(.mp4"},"data":[)" + data + "]}",
                 model);
    }

    void addBytes(const char *id, const QByteArray &bytes, const QString &model = {})
    {
        embedscope::TaskRecord record;
        record.id = this->id(id);
        record.state = embedscope::TaskState::Ready;
        record.answer = embedscope::AnswerBytes::fromMemory(bytes);
        record.model = model;
        if (const auto task = embedscope::readTask(record.answer, record.id))
            record.summary = embedscope::summarize(*task);
        else
            record.summary.vectors = 1; // as it was once
        feed.list().append({record});
    }

    /// As the window reads it.
    embedscope::SharedTask read(const char *id) const
    {
        const embedscope::TaskRecord &record = *feed.list().find(this->id(id));
        return std::make_shared<const embedscope::EmbeddingTask>(std::move(*embedscope::readTask(record.answer, record.id)));
    }

    std::vector<embedscope::TaskId> ids() const
    {
        std::vector<embedscope::TaskId> all;
        for (int row = 0; row < feed.list().size(); ++row)
            all.push_back(feed.list().at(row).id);
        return all;
    }

    embedscope::TaskFeed feed;
};
