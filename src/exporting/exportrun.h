// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "exporting/exportjob.h"
#include "reader/itemvisitor.h"

#include <QElapsedTimer>

#include <atomic>
#include <functional>
#include <memory>

namespace embedscope {

/// What all parts of one export share: the wish to cancel, the progress, and how it ended. Functions that answer
/// false have set the outcome, and nothing more may be written then.
class ExportRun final
{
public:
    /// All must outlive it.
    ExportRun(const ExportJob &job, const std::atomic<bool> &cancelled, const ExportProgress &progress);
    Q_DISABLE_COPY_MOVE(ExportRun)

    const ExportJob &job() const { return m_job; }
    bool goesOn(); ///< false where it is cancelled
    bool stop(ExportOutcome::Kind kind, const QString &detail = {}); ///< false
    /// So many bytes of answers were read once more.
    void advance(qint64 bytes);
    void tellAllDone();

    /// Reads an answer whole.
    bool read(const ExportEntry &entry, EmbeddingTask &task);
    /// Visits its items; `visit` answers false where it has stopped the run.
    bool visit(const ExportEntry &entry, const EmbeddingTask &task, const ItemVisitor &visit);
    /// Nothing where it is not what it was any more; stops the run then.
    std::unique_ptr<QIODevice> open(const TaskId &id, const AnswerBytes &answer);
    bool stopUnreadable(const TaskId &id, const QString &why = {});

    const std::atomic<bool> &cancelled() const { return m_cancelled; }
    ExportOutcome &outcome() { return m_outcome; }

private:
    std::function<bool()> watch(const QIODevice &device);
    void tellProgress(qint64 done);

    const ExportJob &m_job;
    const std::atomic<bool> &m_cancelled;
    const ExportProgress &m_progress;
    qint64 m_total;
    qint64 m_done = 0;
    QElapsedTimer m_sinceProgress;
    ExportOutcome m_outcome;
};

} // namespace embedscope
