// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "polling/pollplan.h"
#include "store/opendays.h"
#include "store/savedtask.h"
#include "store/sessionschema.h"
#include "store/sqlconnection.h"

#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace embedscope {

/// What the disk knows of an earlier run.
struct LoadedSession
{
    std::vector<SavedTask> tasks; ///< in order
    PollMemory memory;
    OpenDays days;
    QStringList notes; ///< sentences for the user: what was wrong with the file, and what was done about it
};

/// Changes that reach the disk together or not at all.
struct SessionBatch
{
    std::vector<SavedTask> upserts = {}; ///< new or changed
    std::vector<TaskId> removals = {};
    std::optional<PollMemory> memory = {}; ///< all of it, where it has changed; only its differences are written
    std::optional<OpenDays> days = {}; ///< all of them, where they have changed
    std::vector<TaskId> order = {}; ///< all tasks, where they get new keys: counted from 1

    bool isEmpty() const { return upserts.empty() && removals.empty() && order.empty() && !memory && !days; }
};

/// The session on the disk: one connection to one file, for one thread. Every call blocks until it is done.
class SessionDatabase final
{
public:
    /// Opens the file, makes it where it is missing, checks it and, after a backup beside it, brings it to the schema's
    /// version. nullptr and `trouble` where that cannot be done; nullptr and no trouble where the file is of a newer
    /// version, which `version` then says.
    static std::unique_ptr<SessionDatabase> open(const QString &path, const SessionSchema &schema,
                                                 std::optional<SqlTrouble> &trouble, int *version = nullptr);
    ~SessionDatabase();
    Q_DISABLE_COPY_MOVE(SessionDatabase)

    const QString &path() const { return m_path; }
    /// Told how many tasks are going to be read, before they are.
    using Announce = std::function<void(int tasks)>;
    /// Reads everything into `session`; in case of trouble, what could be read before it.
    std::optional<SqlTrouble> load(LoadedSession &session, const Announce &announce = {});
    /// In one transaction, synced to the disk when this returns nothing.
    std::optional<SqlTrouble> apply(const SessionBatch &batch);

    /// Reads what can be read of a file that open() does not take, whatever its version; nothing is written to it.
    static std::optional<SqlTrouble> salvage(const QString &path, LoadedSession &session);

    /// Where the backup of a file of this version stands.
    static QString backupPath(const QString &path, int version);

private:
    explicit SessionDatabase(const QString &path);
    std::optional<SqlTrouble> prepare(const SessionSchema &schema, int &version);
    std::optional<SqlTrouble> backUp(int version);
    std::optional<SqlTrouble> loadTasks(LoadedSession &session);
    std::optional<SqlTrouble> loadMemory(PollMemory &memory);
    std::optional<SqlTrouble> writeTasks(const SessionBatch &batch);
    std::optional<SqlTrouble> writeMemory(const PollMemory &memory);
    std::optional<SqlTrouble> loadDays(OpenDays &days);
    std::optional<SqlTrouble> writeDays(const OpenDays &days);

    QString m_path;
    SqlConnection m_connection;
    PollMemory m_memory; ///< as the disk has it
};

} // namespace embedscope
