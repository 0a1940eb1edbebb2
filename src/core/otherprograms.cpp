// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/otherprograms.h"

#include <QProcess>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

QStringList keyVariables()
{
    return {u"TWELVELABS_API_KEY"_s, u"TWELVE_LABS_API_KEY"_s, u"TL_API_KEY"_s};
}

void removeKeyVariables()
{
    for (const QString &name : keyVariables())
        qunsetenv(name.toLatin1().constData());
}

QProcessEnvironment environmentOfOthers()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : keyVariables())
        environment.remove(name);
    return environment;
}

bool startOther(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessEnvironment(environmentOfOthers());
    process.setProgram(program);
    process.setArguments(arguments);
    return process.startDetached();
}

} // namespace embedscope
