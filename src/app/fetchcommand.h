// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "app/endedrequests.h"
#include "app/fetchoutput.h"
#include "polling/keyredactor.h"
#include "net/keyfinder.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>
#include <memory>

namespace embedscope {

class FetchProgress;
class TaskFeed;
class WaitNotice;

/// `embedscope fetch`: asks each task once, or until all are settled, through the same TaskFeed as the
/// window, then writes the export. Ends with exactly one ended().
class FetchCommand final : public QObject
{
    Q_OBJECT

public:
    /// One line without its line break for standard error.
    using Print = std::function<void(const QString &line)>;

    /// A line that takes the place of the last one, or none where it is empty.
    using ShowStatus = std::function<void(const QString &text)>;

    /// `ids` in the order of first mention; not empty. `interruption` ends the waits for a reader of the output.
    FetchCommand(const FetchOptions &options, const std::vector<TaskId> &ids, Print print, ShowStatus showStatus,
                 const Interruption &interruption, QObject *parent = nullptr);
    ~FetchCommand() override;

    void start();
    /// Writes what has come so far, and ends with exitInterrupted.
    void interrupt();

Q_SIGNALS:
    /// The key that is used from now on.
    void keyFound(const embedscope::ApiKey &key);
    void ended(int exitCode);

private:
    void useKey(const ApiKey &key);
    void ask(const ApiKey &key);
    void noteAnswered(const TaskId &id);
    void notePolling();
    void tellStatus();
    void clearStatus();
    bool isAnythingUnderWay() const;
    void findKey();
    void endInTime();
    QString refusalSentence(const Failure &failure) const;
    void endRefused();
    void finish(FetchEnd end);
    ExportJob makeJob(FetchEnd end) const;
    bool hasAnyAnswer() const;
    void noteWritten(FetchEnd reason, const FetchOutput::Written &written);
    int exitCodeAfter(FetchEnd reason, const FetchOutput::Written &written) const;
    bool areAllReady() const;
    void end(int exitCode);
    void fail(int exitCode, const QString &sentence);

    FetchOptions m_options;
    std::vector<TaskId> m_ids;
    Print m_print;
    ShowStatus m_showStatus;
    const Interruption &m_interruption;
    FetchOutput m_output;
    KeyRedactor m_redactor;
    KeyFinder m_keyFinder;
    QTimer m_deadline;
    QTimer m_statusTimer;
    std::unique_ptr<TaskFeed> m_feed;
    std::unique_ptr<FetchProgress> m_progress;
    std::unique_ptr<WaitNotice> m_waits;
    QSet<TaskId> m_open; // whose round is not over, or that are not settled
    bool m_isWriting = false;
    bool m_isInterrupted = false;
    bool m_isRefusalTold = false;
    bool m_hasEnded = false;
};

} // namespace embedscope
