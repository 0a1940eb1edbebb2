// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "store/archivedanswer.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <deque>
#include <memory>
#include <vector>

namespace embedscope {

class AnswerArchive;

/// Brings answers into the archive on a thread of its own, one after the other, and packs them when nothing waits to be
/// stored. Destroyed, it first stores what it was given and tells of it; what is being packed then stays raw.
class ArchiveWorker final : public QObject
{
    Q_OBJECT

public:
    explicit ArchiveWorker(const QString &folder, QObject *parent = nullptr);
    ~ArchiveWorker() override;

    /// Exactly one stored() or storeFailed() follows. `bytes` must stay readable until then, so whoever removes the folder
    /// that they arrived in must outlive this.
    ///
    /// There is no bound on how many wait for a slow disk, since they hardly cost memory of their own. What waits is a handle;
    /// the bytes of large answers (above BodySink::memoryLimit, 4 KiB) and of those from files are on a disk already. Those of
    /// small ones are in memory because the task's record shows them from there, by the same handle. Only where the task was
    /// removed or has another answer meanwhile are they held for this alone, and then RequestBudget lets no more of them come
    /// than requests go out: 60 a minute, 240 KB at most, unless the user or the service says otherwise.
    void store(const TaskId &id, const AnswerBytes &bytes);
    /// For an answer that was stored earlier and is not packed yet; packed() or packFailed() follows, or nothing where packing
    /// does not pay.
    void pack(const ArchivedAnswer &answer);
    /// Together, which takes the disk far less than one after the other; removed() follows for those that went, removeFailed()
    /// for the others.
    void remove(std::vector<ArchivedAnswer> answers);
    /// Whether answers are packed from now on; they are, unless told otherwise. Those that waited for it then stay as they came.
    void setPacking(bool packing) { m_isPacking = packing; }
    bool isPacking() const { return m_isPacking; }
    /// store() calls without an answer yet.
    int pending() const { return m_pending; }

    /// The bytes of an archived answer; from any thread, at once.
    AnswerBytes open(const ArchivedAnswer &answer) const;

Q_SIGNALS:
    /// It is on the disk.
    void stored(const embedscope::TaskId &id, const embedscope::ArchivedAnswer &answer);
    void storeFailed(const embedscope::TaskId &id, const embedscope::Failure &failure);
    /// Some time after stored(): the same answer takes less room now. Handles and notes of the raw form stay good.
    void packed(const embedscope::TaskId &id, const embedscope::ArchivedAnswer &answer);
    /// Packing failed; the raw form is untouched, unless the failure says that it is damaged (Unreadable).
    void packFailed(const embedscope::TaskId &id, const embedscope::Failure &failure);
    void removed(const std::vector<embedscope::ArchivedAnswer> &answers);
    /// One for each answer.
    void removeFailed(const std::vector<embedscope::Failure> &failures);

private:
    void removeNow(const std::vector<ArchivedAnswer> &answers);
    void packNext();

    QString m_folder;
    int m_pending = 0;
    std::atomic<bool> m_isPacking = true;
    std::atomic<bool> m_isEnding = false;
    QThread m_thread;
    // Used in m_thread alone.
    QObject *m_context; // lives in m_thread, deleted when it ends
    std::unique_ptr<AnswerArchive> m_archive;
    std::deque<ArchivedAnswer> m_toPack;
};

} // namespace embedscope
