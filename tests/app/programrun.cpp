// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/programrun.h"

#include <QDirIterator>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace embedscope::test {

namespace {

constexpr int patienceMs = 60'000; // a machine with sanitizers and other work to do

} // namespace

ProgramRun::ProgramRun() : m_environment(QProcessEnvironment::systemEnvironment())
{
    for (const auto &name :
         {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s, u"DBUS_SESSION_BUS_ADDRESS"_s,
          u"XDG_RUNTIME_DIR"_s, u"XDG_CACHE_HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_DATA_HOME"_s,
          u"XDG_STATE_HOME"_s, u"XDG_CONFIG_DIRS"_s, u"TWELVELABS_API_KEY"_s, u"TWELVE_LABS_API_KEY"_s,
          u"TL_API_KEY"_s, u"TWELVELABS_BASE_URL"_s, u"http_proxy"_s, u"https_proxy"_s, u"all_proxy"_s})
        m_environment.remove(name);
    m_environment.insert(u"HOME"_s, m_home.path());
    m_process.setProgram(QStringLiteral(EMBEDSCOPE_PROGRAM));
}

QStringList ProgramRun::filesInHome() const
{
    QStringList files;
    QDirIterator walk(m_home.path(), QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (walk.hasNext())
        files += walk.next().mid(m_home.path().size() + 1);
    return files;
}

void ProgramRun::start(const QStringList &arguments)
{
    m_process.setProcessEnvironment(m_environment);
    m_process.setArguments(arguments);
    m_process.start();
}

int ProgramRun::wait()
{
    // Not waitForFinished(): the scripted server lives in this process and needs the event loop.
    const bool ended =
        QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, patienceMs);
    if (!ended)
        m_process.kill();
    return ended && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

bool ProgramRun::catches(int signalNumber) const
{
    // Before it is the program it is a copy of this test, with the handlers of this test.
    const QString link = u"/proc/%1/exe"_s.arg(m_process.processId());
    return QFile::symLinkTarget(link) == QFileInfo(m_process.program()).canonicalFilePath() && isIn("SigCgt:", signalNumber);
}

bool ProgramRun::isIn(const QByteArray &name, int signalNumber) const
{
    QFile status(u"/proc/%1/status"_s.arg(m_process.processId()));
    const QByteArray text = status.open(QFile::ReadOnly) ? status.readAll() : QByteArray();
    const QByteArray mask = text.mid(text.indexOf(name) + name.size(), 17).trimmed();
    return (mask.toULongLong(nullptr, 16) >> (signalNumber - 1) & 1) != 0;
}

int ProgramRun::run(const QStringList &arguments, const QByteArray &input)
{
    start(arguments);
    m_process.write(input);
    m_process.closeWriteChannel();
    return wait();
}

QByteArray ProgramRun::output()
{
    m_output += m_process.readAllStandardOutput();
    return m_output;
}

QByteArray ProgramRun::error()
{
    m_error += m_process.readAllStandardError();
    return m_error;
}

bool ProgramRun::waitForOutput(const QByteArray &text)
{
    return waitFor(text, &ProgramRun::output);
}

bool ProgramRun::waitForError(const QByteArray &text)
{
    return waitFor(text, &ProgramRun::error);
}

bool ProgramRun::waitFor(const QByteArray &text, QByteArray (ProgramRun::*read)())
{
    return QTest::qWaitFor([&] { return (this->*read)().contains(text); }, patienceMs);
}

} // namespace embedscope::test
