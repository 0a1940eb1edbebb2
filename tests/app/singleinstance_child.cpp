// SPDX-License-Identifier: GPL-3.0-or-later
// singleinstance_child FOLDER [ID ...]: claims the folder and prints "first", "handed over" or the problem. The first
// stays, and prints a line for each request. For tst_singleinstance.
#include "app/singleinstance.h"

#include <QCoreApplication>

#include <cstdio>

using namespace embedscope;

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    InstanceRequest mine;
    for (const QString &argument : arguments.mid(2)) {
        if (const auto id = TaskId::fromString(argument))
            mine.ids.push_back(*id);
    }
    SingleInstance instance(arguments.value(1));
    QObject::connect(&instance, &SingleInstance::requested, &instance, [](const InstanceRequest &request) {
        std::printf("%d requested\n", static_cast<int>(request.ids.size()));
        std::fflush(stdout);
    });
    const auto outcome = instance.claim(mine, std::chrono::seconds(20));
    std::printf("%s\n", outcome == SingleInstance::Outcome::First          ? "first"
                        : outcome == SingleInstance::Outcome::HandedOver ? "handed over"
                                                                         : qPrintable(instance.problem()));
    std::fflush(stdout);
    return outcome == SingleInstance::Outcome::First ? QCoreApplication::exec() : 0;
}
