// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auditcommand.h"
#include "app/commandline.h"
#include "app/convertcommand.h"
#include "app/exitcode.h"
#include "app/fetchcommand.h"
#include "app/processsetup.h"
#include "app/standarderror.h"
#include "app/taskinput.h"
#include "app/windowprogram.h"
#include "core/endingsignals.h"
#include "core/otherprograms.h"
#include "core/streamdevice.h"
#include "core/whenfinished.h"
#include "demo/democommand.h"
#include "models/idwords.h"

#include <QApplication>
#include <QtConcurrentRun>

#include <cstdio>
#include <unistd.h>

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
    const QCoreApplication application(argc, argv);
    const EndingSignals signalled;
    StandardError errors(signalled.interruption());
    const auto print = [&errors](const QString &line) { errors.print(line); };
    std::vector<TaskId> ids = options.ids;
    bool hasBrokenIds = false;
    if (options.readsInput) {
        StreamDevice input(STDIN_FILENO, signalled.interruption());
        const auto found = input.open(QIODevice::ReadOnly) ? readTaskIds(input) : std::nullopt;
        if (signalled.hasCome())
            return signalled.exitCode();
        const QString skipped = found ? skippedText(*found) : QString();
        if (!skipped.isEmpty() && !options.quiet)
            print(QStringLiteral("skipped: %1").arg(skipped));
        ids = found ? found->taken() : ids;
        if (ids.empty()) {
            print(found ? QStringLiteral("No task ID was found in standard input.")
                        : QStringLiteral("Standard input cannot be read: %1.").arg(input.errorString()));
            return exitBadUsage;
        }
        hasBrokenIds = found->hasBrokenIds();
    }
    int exitCode = exitAllReady;
    {
        RedactedMessages messages(print);
        const auto showStatus = [&errors](const QString &text) { errors.setStatus(text); };
        FetchCommand command(options, ids, print, showStatus, signalled.interruption());
        QObject::connect(&signalled, &EndingSignals::arrived, &command, &FetchCommand::interrupt, Qt::QueuedConnection);
        QObject::connect(&command, &FetchCommand::keyFound, &command,
                         [&messages](const ApiKey &key) { messages.setKey(key); });
        QObject::connect(&command, &FetchCommand::ended, &application, &QCoreApplication::exit, Qt::QueuedConnection);
        command.start();
        exitCode = QCoreApplication::exec();
    }
    if (exitCode == exitInterrupted)
        exitCode = signalled.exitCode();
    if (exitCode == exitAllReady && hasBrokenIds)
        exitCode = exitNotAllReady; // somebody meant one more task
    // The application's end would wait for a name server that does not answer, which can take half a minute.
    if (exitCode != exitAllReady) {
        errors.finish();
        ::_exit(exitCode);
    }
    return exitCode;
}

/// A blocking command off this thread, so that a signal is heard meanwhile.
template<class Command>
int runInThread(int &argc, char **argv, Command command)
{
    ignoreWriteSignals();
    const QCoreApplication application(argc, argv);
    const EndingSignals signalled;
    StandardError errors(signalled.interruption());
    const auto print = [&errors](const QString &line) { errors.print(line); };
    whenFinished(QtConcurrent::run([&] { return command(print, signalled.interruption()); }), QCoreApplication::instance(),
                 [](int exitCode) { QCoreApplication::exit(exitCode); });
    const int exitCode = QCoreApplication::exec();
    return exitCode == exitInterrupted ? signalled.exitCode() : exitCode;
}

int run(const ConvertOptions &options, int &argc, char **argv)
{
    return runInThread(argc, argv, [&options](const auto &print, const Interruption &interruption) {
        return ConvertCommand(options, print, interruption).run();
    });
}

int run(const AuditOptions &options, int &argc, char **argv)
{
    return runInThread(argc, argv, [&options](const auto &print, const Interruption &interruption) {
        return AuditCommand(options, print, interruption).run();
    });
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
    for (int i = 0; i < argc; ++i) {
        arguments += QString::fromLocal8Bit(argv[i]);
        // Another name than the one that was given would be read, or written.
        if (arguments.constLast().toLocal8Bit() != argv[i]) {
            printLine(QStringLiteral("Argument %1 is not valid UTF-8, so its bytes cannot be kept. Rename the file, "
                                     "or name it in UTF-8.").arg(i));
            return exitBadUsage;
        }
    }
    const CommandLine line = parseCommandLine(arguments, QProcessEnvironment::systemEnvironment());
    removeKeyVariables(); // the options have them: no other program that is started gets the key
    return std::visit([&](const auto &options) { return run(options, argc, argv); }, line);
}
