// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/democommand.h"

#include "core/endingsignals.h"
#include "core/streamdevice.h"
#include "demo/demoarguments.h"
#include "demo/demoservice.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <cerrno>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

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

QString introduction(const DemoService &service, const DemoArguments &usage)
{
    QString lines = u"url "_s + service.url() + u"\nkey "_s + QString::fromLatin1(usage.options.key) + u'\n';
    QList<DemoTask> tasks = DemoService::tasks();
    if (usage.printsCrowd)
        tasks += service.crowd();
    for (const DemoTask &task : std::as_const(tasks))
        lines += u"task "_s + task.id + u' ' + task.what + u'\n';
    return lines;
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
    const std::variant<DemoArguments, QString> read = readDemoArguments(arguments);
    if (const auto *const sentence = std::get_if<QString>(&read)) {
        printLine(err, *sentence);
        printLine(err, translated("Usage: embedscope demo-service [--port N] [OPTIONS]; see --help"));
        return 2;
    }
    const auto &usage = std::get<DemoArguments>(read);
    EndingSignals endingSignals;
    QObject::connect(&endingSignals, &EndingSignals::arrived, qApp, &QCoreApplication::quit);

    DemoService service(usage.options);
    QString why;
    if (!service.listen(usage.port, &why)) {
        printLine(err, translated("The demo service cannot listen on port %1: %2").arg(usage.port).arg(why));
        return 1;
    }
    // Not through the file: its reader may stop, and the signals end this wait as well.
    StreamDevice output(::fileno(out), endingSignals.interruption());
    output.open(QIODevice::WriteOnly);
    output.write(introduction(service, usage).toUtf8());

    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    input.setEnabled(usage.untilStdinCloses);
    quitWhenStdinCloses(input);
    QCoreApplication::exec();
    return 0;
}

} // namespace embedscope
