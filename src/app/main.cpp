// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/convertcommand.h"
#include "app/exitcode.h"
#include "app/fetchcommand.h"
#include "app/processsetup.h"
#include "app/taskinput.h"
#include "app/windowprogram.h"
#include "core/otherprograms.h"
#include "core/whenfinished.h"
#include "demo/democommand.h"
#include "demo/endingsignals.h"

#include <QApplication>
#include <QFile>
#include <QtConcurrentRun>

#include <csignal>
#include <cstdio>

using namespace embedscope;

namespace {

void nameApplication()
{
    QCoreApplication::setApplicationName(QStringLiteral("embedscope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(EMBEDSCOPE_VERSION));
}

void printLine(const QString &line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stderr);
    std::fflush(stderr);
}

/// Without one Qt would end the program with SIGABRT and a list of its plugins.
bool isDisplayNamed()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")
        || !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

/// The IDs in standard input, found as the window finds them in pasted text.
std::vector<TaskId> idsFromInput()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return {};
    return readTaskIds(input);
}

int run(const TextRequest &request, int &, char **)
{
    const QByteArray bytes = request.text.toUtf8();
    std::fputs(bytes.constData(), stdout);
    return std::fflush(stdout) == 0 ? 0 : exitNotWritten;
}

int run(const UsageError &error, int &, char **)
{
    printLine(error.sentence);
    return exitBadUsage;
}

int run(const DemoServiceOptions &options, int &argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    return runDemoCommand(options.arguments, stdout, stderr);
}

int run(const FetchOptions &options, int &argc, char **argv)
{
    ignoreWriteSignals();
    forbidCoreFiles();
    forbidTracing();
    const std::vector<TaskId> ids = options.readsInput ? idsFromInput() : options.ids;
    if (ids.empty()) {
        printLine(QStringLiteral("No task ID was found in standard input."));
        return exitBadUsage;
    }
    // Before the first thread: threads inherit that these signals wait to be read.
    const QCoreApplication application(argc, argv);
    auto signalled = std::make_unique<EndingSignals>();
    RedactedMessages messages;
    FetchCommand command(options, ids, printLine);
    QObject::connect(signalled.get(), &EndingSignals::arrived, &command, &FetchCommand::interrupt,
                     Qt::QueuedConnection);
    // A second signal ends the program at once, in the plain way.
    QObject::connect(&command, &FetchCommand::abandoned, &command, [&signalled] {
        signalled.reset();
        std::raise(SIGINT);
    });
    QObject::connect(&command, &FetchCommand::keyFound, &command,
                     [&messages](const ApiKey &key) { messages.setKey(key); });
    QObject::connect(&command, &FetchCommand::ended, &application, &QCoreApplication::exit,
                     Qt::QueuedConnection);
    command.start();
    return QCoreApplication::exec();
}

int run(const ConvertOptions &options, int &argc, char **argv)
{
    ignoreWriteSignals();
    // Before the first thread: threads inherit that these signals wait to be read.
    const QCoreApplication application(argc, argv);
    EndingSignals signalled;
    std::atomic<bool> cancelled = false;
    QObject::connect(&signalled, &EndingSignals::arrived, &application, [&cancelled] { cancelled = true; });
    whenFinished(QtConcurrent::run([&] { return ConvertCommand(options, printLine, cancelled).run(); }),
                 QCoreApplication::instance(), [](int exitCode) { QCoreApplication::exit(exitCode); });
    return QCoreApplication::exec();
}

int run(const WindowOptions &options, int &argc, char **argv)
{
    forbidCoreFiles();
    if (!isDisplayNamed()) {
        printLine(QStringLiteral("There is no display for the window. \"embedscope fetch\" needs none."));
        return exitNoDisplay;
    }
    const QApplication application(argc, argv);
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Embedscope"));
    QGuiApplication::setDesktopFileName(QStringLiteral("embedscope"));
    RedactedMessages messages;
    WindowProgram program(options, messages);
    if (const auto ending = program.start()) {
        printLine(ending->line);
        return ending->exitCode;
    }
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    openClosedStreams();
    useUtf8Locale();
    nameApplication();
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);
    const CommandLine line = parseCommandLine(arguments, QProcessEnvironment::systemEnvironment());
    removeKeyVariables(); // the options have them: no other program that is started gets the key
    return std::visit([&](const auto &options) { return run(options, argc, argv); }, line);
}
