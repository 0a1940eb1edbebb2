// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoprocess.h"

#include "core/otherprograms.h"
#include "demo/demoservice.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

DemoProcess::DemoProcess(QObject *parent) : DemoProcess(QCoreApplication::applicationFilePath(), parent) { }

DemoProcess::DemoProcess(const QString &program, QObject *parent) : QObject(parent), m_program(program)
{
    m_process.setProcessEnvironment(environmentOfOthers());
    m_process.setProgram(m_program);
    m_process.setArguments({u"demo-service"_s, u"--until-stdin-closes"_s});
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &DemoProcess::readLines);
    connect(&m_process, &QProcess::finished, this, &DemoProcess::noteEnd);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(tr("The demo service cannot be started: %1.").arg(m_process.errorString()));
    });
}

DemoProcess::~DemoProcess()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    constexpr int patienceMs = 2000;
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(patienceMs)) {
        m_process.kill();
        m_process.waitForFinished(patienceMs);
    }
}

void DemoProcess::start()
{
    // Later: a program that is not there is told from within QProcess::start().
    QMetaObject::invokeMethod(
        this, [this] { m_process.start(); }, Qt::QueuedConnection);
}

void DemoProcess::readLines()
{
    // All tasks are known to have come when there are as many as this program, which is the same, has.
    const qsizetype wanted = DemoService::tasks().size();
    while (m_process.canReadLine()) {
        const QString line = QString::fromUtf8(m_process.readLine()).trimmed();
        const QString rest = line.section(u' ', 1);
        if (line.startsWith("url "_L1))
            m_url = rest;
        else if (line.startsWith("key "_L1))
            m_key = rest.toLatin1();
        else if (line.startsWith("task "_L1) && m_tasks.size() < wanted) {
            m_tasks.append({rest.section(u' ', 0, 0), rest.section(u' ', 1)});
            if (m_tasks.size() == wanted)
                Q_EMIT started(m_url, m_key, m_tasks);
        }
    }
}

void DemoProcess::noteEnd()
{
    const QString said = QString::fromUtf8(m_process.readAllStandardError()).trimmed();
    fail(said.isEmpty() ? tr("The demo service has ended.") : tr("The demo service has ended: %1").arg(said));
}

void DemoProcess::fail(const QString &sentence)
{
    if (m_failed)
        return;
    m_failed = true;
    Q_EMIT failed(sentence);
}

} // namespace embedscope

#include "moc_demoprocess.cpp"
