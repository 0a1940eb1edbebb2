// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/redactedmessages.h"

#include <QMutex>

#include <cstdio>

namespace embedscope {

namespace {

/// Qt calls a plain function, which cannot be given anything: so this one thing has to be static.
struct MessageState
{
    QMutex mutex;
    KeyRedactor redactor;
    RedactedMessages::Print print;
};

MessageState &messageState()
{
    static MessageState state;
    return state;
}

void printRedacted(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    QString text = qFormatLogMessage(type, context, message);
    RedactedMessages::Print print;
    {
        MessageState &state = messageState();
        const QMutexLocker locker(&state.mutex);
        text = state.redactor.redact(text);
        print = state.print;
    }
    if (print)
        print(text);
}

void printPlain(const QString &text)
{
    const QByteArray line = text.toLocal8Bit() + '\n';
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stderr);
}

} // namespace

RedactedMessages::RedactedMessages() : RedactedMessages(printPlain) { }

RedactedMessages::RedactedMessages(Print print)
{
    {
        MessageState &state = messageState();
        const QMutexLocker locker(&state.mutex);
        state.print = std::move(print);
    }
    qInstallMessageHandler(printRedacted);
}

RedactedMessages::~RedactedMessages()
{
    qInstallMessageHandler(nullptr);
    setKey({});
}

void RedactedMessages::setKey(const ApiKey &key)
{
    MessageState &state = messageState();
    const QMutexLocker locker(&state.mutex);
    state.redactor = KeyRedactor(key);
}

} // namespace embedscope
