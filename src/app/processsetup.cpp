// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/processsetup.h"

#include <QByteArray>
#include <QtGlobal>

#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <langinfo.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace embedscope {

void openClosedStreams()
{
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) != -1 || errno != EBADF)
            continue;
        // The lowest free number is this one. Read-only, so that writing to standard output fails as it
        // should.
        const int mode = stream == STDERR_FILENO ? O_WRONLY : O_RDONLY;
        [[maybe_unused]] const int opened = ::open("/dev/null", mode); // NOLINT: it has to stay open
    }
}

void useUtf8Locale()
{
    std::setlocale(LC_ALL, "");
    if (std::strcmp(::nl_langinfo(CODESET), "UTF-8") != 0)
        qputenv("LC_ALL", QByteArrayLiteral("C.UTF-8"));
}

void forbidCoreFiles()
{
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
}

void forbidTracing()
{
#if !defined(EMBEDSCOPE_SANITIZED)
    ::prctl(PR_SET_DUMPABLE, 0);
#endif
}

void ignoreWriteSignals()
{
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
}

} // namespace embedscope
