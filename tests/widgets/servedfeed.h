// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/taskfeed.h"
#include "support/loopbackserver.h"

#include <QStandardPaths>

namespace embedscope::test {

/// The ID number `number` of a test.
inline TaskId testId(int number)
{
    return *TaskId::fromString(QStringLiteral("64f8d2c7e4a1b37f%1").arg(number, 8, 16, QLatin1Char('0')));
}

/// A ready answer with `clips` clips of six seconds for "visual" and "audio", vectors of two numbers and unit
/// length.
inline QByteArray readyAnswer(int number, int clips)
{
    QByteArray data;
    for (int clip = 0; clip < clips; ++clip) {
        for (const char *const modality : {"visual", "audio"}) {
            if (!data.isEmpty())
                data += ',';
            data += R"({"embedding":[0.6,0.8],"embedding_option":")" + QByteArray(modality)
                + R"(","embedding_scope":"clip","start_sec":)" + QByteArray::number(clip * 6)
                + R"(,"end_sec":)" + QByteArray::number(clip * 6 + 6) + '}';
        }
    }
    return LoopbackServer::taskBody(testId(number).toString(), "ready",
                                    R"(,"metadata":{"input_type":"video","input_filename":"film-)"
                                        + QByteArray::number(number) + R"(.mp4","duration":)"
                                        + QByteArray::number(clips * 6) + R"(},"data":[)" + data + ']');
}

inline QByteArray processingAnswer(int number)
{
    return LoopbackServer::taskBody(testId(number).toString(), "processing");
}

inline QByteArray failedAnswer(int number, const QByteArray &message)
{
    return LoopbackServer::taskBody(testId(number).toString(), "failed",
                                    R"(,"error":{"message":")" + message + R"("})");
}

/// A real feed that asks a scripted server on a real socket.
struct ServedFeed
{
    explicit ServedFeed(const QByteArray &key = "k",
                        std::chrono::milliseconds interval = std::chrono::milliseconds(40))
        : feed(*ServiceAddress::fromString(server.baseUrl()),
               key.isEmpty() ? ApiKey() : ApiKey(key, ApiKey::Source::Entered, {}),
               TaskFeed::Options{.interval = interval, .audits = true, .budget = {.perMinute = 1'000'000, .perDay = 0}})
    {
    }

    void serve(int number, const QByteArray &body, int status = 200)
    {
        server.setTask(testId(number).toString(), body, status);
    }
    TaskState stateOf(int number) const
    {
        const TaskRecord *const record = feed.list().find(testId(number));
        return record ? record->state : TaskState::Waiting;
    }

    LoopbackServer server;
    TaskFeed feed;
};

} // namespace embedscope::test
