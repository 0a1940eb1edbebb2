// SPDX-License-Identifier: GPL-3.0-or-later
// session_child FOLDER FIRST LAST: opens the session and writes the batches FIRST to LAST, with the number of each on
// standard output once it is on the disk. session_child FOLDER next: opens it as a later version would. For
// tst_sessionkills, which kills it.
#include "store/sessionload.h"
#include "store/sessionopening.h"

#include <QCoreApplication>

#include <cstdio>

using namespace embedscope;
using namespace embedscope::test;

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const bool isNext = arguments.value(2) == QLatin1String("next");
    const auto opened = openSession(arguments.value(1), isNext ? nextSessionSchema() : currentSessionSchema());
    if (!opened || !opened->database) {
        std::fprintf(stderr, "the session cannot be opened\n");
        return 2;
    }
    if (isNext)
        return 0;
    for (int number = arguments.value(2).toInt(); number <= arguments.value(3).toInt(); ++number) {
        if (const auto trouble = opened->database->apply(sessionLoadBatch(number))) {
            std::fprintf(stderr, "%s\n", qPrintable(trouble->text));
            return 3;
        }
        std::printf("%d\n", number);
        std::fflush(stdout);
    }
    return 0;
}
