// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demotask.h"

#include <QProcess>

namespace embedscope {

/// The demo service as a process of its own, for `embedscope --demo`. It ends when this object is destroyed,
/// and by itself when this process is killed: the pipe to its standard input closes. It never gets the
/// variables that hold an API key.
class DemoProcess final : public QObject
{
    Q_OBJECT

public:
    /// `program` must understand `demo-service --until-stdin-closes`; by default it is this very program.
    explicit DemoProcess(QObject *parent = nullptr);
    DemoProcess(const QString &program, QObject *parent);
    ~DemoProcess() override;

    /// Answers with one started() or failed(), always after this call returns. Call it once.
    void start();

Q_SIGNALS:
    void started(const QString &url, const QByteArray &key, const QList<embedscope::DemoTask> &tasks);
    /// It could not be started, or it has ended although nobody asked it to; a sentence.
    void failed(const QString &sentence);

private:
    void readLines();
    void noteEnd();
    void fail(const QString &sentence);

    QProcess m_process;
    QString m_program;
    QString m_url;
    QByteArray m_key;
    QList<DemoTask> m_tasks;
    bool m_failed = false;
};

} // namespace embedscope
