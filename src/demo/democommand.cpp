// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/democommand.h"

#include "demo/demoservice.h"
#include "demo/endingsignals.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <cerrno>
#include <optional>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

struct Usage
{
    quint16 port = 0;
    bool untilStdinCloses = false;
};

void printLine(std::FILE *file, const QString &line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), file);
    std::fflush(file);
}

QString translated(const char *text)
{
    return QCoreApplication::translate("embedscope", text);
}

/// Nothing and a sentence where the arguments cannot be understood.
std::optional<Usage> readArguments(const QStringList &arguments, QString *sentence)
{
    Usage usage;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        QString argument = arguments[i];
        if (argument == "--until-stdin-closes"_L1) {
            usage.untilStdinCloses = true;
            continue;
        }
        QString port;
        if (argument == "--port"_L1 && i + 1 < arguments.size())
            port = arguments[++i];
        else if (argument.startsWith("--port="_L1))
            port = argument.sliced(7);
        else {
            *sentence = argument == "--port"_L1
                ? translated("The option --port needs a number from 0 to 65535.")
                : translated("The demo service has no option \"%1\".").arg(argument);
            return std::nullopt;
        }
        bool isPort = false;
        usage.port = port.toUShort(&isPort);
        if (!isPort) {
            *sentence = translated("\"%1\" is no port: --port needs a number from 0 to 65535.").arg(port);
            return std::nullopt;
        }
    }
    return usage;
}

/// Ends the event loop when there is nothing more to read from standard input: the parent is gone.
void quitWhenStdinCloses(QSocketNotifier &input)
{
    QObject::connect(&input, &QSocketNotifier::activated, &input, [&input] {
        char ignored[512];
        const ssize_t got = ::read(STDIN_FILENO, ignored, sizeof ignored);
        if (got > 0 || (got < 0 && (errno == EINTR || errno == EAGAIN)))
            return;
        input.setEnabled(false);
        QCoreApplication::quit();
    });
}

} // namespace

int runDemoCommand(const QStringList &arguments, std::FILE *out, std::FILE *err)
{
    QString sentence;
    const std::optional<Usage> usage = readArguments(arguments, &sentence);
    if (!usage) {
        printLine(err, sentence);
        printLine(err, translated("Usage: embedscope demo-service [--port N]"));
        return 2;
    }
    EndingSignals endingSignals; // before the service has threads, which must not take the signals
    QObject::connect(&endingSignals, &EndingSignals::arrived, qApp, &QCoreApplication::quit);

    DemoService service;
    QString why;
    if (!service.listen(usage->port, &why)) {
        printLine(err, translated("The demo service cannot listen on port %1: %2").arg(usage->port).arg(why));
        return 1;
    }
    printLine(out, u"url "_s + service.url());
    printLine(out, u"key "_s + QString::fromLatin1(DemoService::key()));
    for (const DemoTask &task : DemoService::tasks())
        printLine(out, u"task "_s + task.id + u' ' + task.what);

    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    input.setEnabled(usage->untilStdinCloses);
    quitWhenStdinCloses(input);
    QCoreApplication::exec();
    return 0;
}

} // namespace embedscope
