// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/filmscript.h"
#include "demo/unlinkedfile.h"

#include <QDateTime>

#include <mutex>
#include <thread>

namespace embedscope {

/// Generates the answer of a long film into an unlinked file, in a thread of its own. Ends the thread when
/// destroyed.
class FilmMaker final
{
public:
    /// Begins at once. `createdAt` as the answer spells it; the file is made on the disk of `folder`.
    FilmMaker(FilmScript script, const QByteArray &createdAt, const QString &folder);
    ~FilmMaker() = default;
    Q_DISABLE_COPY_MOVE(FilmMaker)

    /// How far it is; all of it from one moment. Safe on any thread.
    struct State
    {
        std::shared_ptr<const UnlinkedFile> file; ///< the whole answer; empty while it is being made
        QString error; ///< the system's words where the file could not be written
        QDateTime endedAt; ///< UTC; invalid while it is being made
    };
    State state() const;

private:
    void make(const std::stop_token &stop);

    const FilmScript m_script;
    const QByteArray m_createdAt;
    const QString m_folder;
    mutable std::mutex m_mutex;
    State m_state; // guarded by m_mutex
    std::jthread m_thread; // last: it uses all of the above, and is stopped and joined first
};

/// A moment as the service spells it: 2026-11-23T10:00:00.123Z.
QByteArray serviceTime(const QDateTime &moment);

} // namespace embedscope
