// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

namespace embedscope::test {

/// One run of the real program with an environment of its own: an empty home, no display, no session bus, no
/// API key.
class ProgramRun final
{
public:
    ProgramRun();

    QProcess &process() { return m_process; }
    void setVariable(const QString &name, const QString &value) { m_environment.insert(name, value); }
    QString home() const { return m_home.path(); }
    /// Every file below the home, folders not named.
    QStringList filesInHome() const;

    void start(const QStringList &arguments);
    /// Waits until standard output or error (what has not been read yet) has this text; false if it never
    /// comes.
    bool waitForOutput(const QByteArray &text);
    bool waitForError(const QByteArray &text);
    /// Waits for the end; the exit code, or -1 if the program crashed or does not end.
    int wait();
    /// Whether it has made itself ready for the signal.
    bool catches(int signalNumber) const;
    /// Whether a signal that was sent has not reached it yet.
    bool hasPending(int signalNumber) const { return isIn("ShdPnd:", signalNumber); }
    /// start() with `input` as standard input, then wait().
    int run(const QStringList &arguments, const QByteArray &input = {});

    QByteArray output();
    QByteArray error();

private:
    bool isIn(const QByteArray &name, int signalNumber) const;
    bool waitFor(const QByteArray &text, QByteArray (ProgramRun::*read)());

    QTemporaryDir m_home;
    QProcessEnvironment m_environment;
    QProcess m_process;
    QByteArray m_output;
    QByteArray m_error;
};

} // namespace embedscope::test
