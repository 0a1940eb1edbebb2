// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sessionschema.h"

#include <QVariant>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

// Times are milliseconds since 1970, UTC. What is empty or not known is NULL. Lists are JSON.
constexpr auto taskTable = "CREATE TABLE task ("
                          "id TEXT PRIMARY KEY NOT NULL, order_key INTEGER NOT NULL, label TEXT, "
                          "origin TEXT, is_from_file INTEGER NOT NULL, first_seen INTEGER, settled_at INTEGER, "
                          "state TEXT NOT NULL, status TEXT, was_seen INTEGER NOT NULL, is_paused INTEGER NOT NULL, "
                          "is_kept INTEGER NOT NULL, tries INTEGER NOT NULL, "
                          "problem TEXT, problem_http INTEGER, problem_detail TEXT, problem_code TEXT, "
                          "problem_is_untrusted INTEGER, problem_is_of_disk INTEGER, "
                          "model TEXT, file TEXT, input_type TEXT, duration_sec REAL, clips INTEGER NOT NULL, "
                          "vectors INTEGER NOT NULL, modalities TEXT, dimensions TEXT, created_at INTEGER, "
                          "updated_at INTEGER, error_message TEXT, findings TEXT, norms TEXT, "
                          "answer_sha256 BLOB, answer_size INTEGER, answer_stored_size INTEGER, "
                          "answer_is_packed INTEGER, history TEXT) WITHOUT ROWID"_L1;
constexpr auto durationTable = "CREATE TABLE duration (number INTEGER PRIMARY KEY, kind TEXT, media_sec REAL, "
                              "took_sec REAL NOT NULL)"_L1;
constexpr auto requestTable = "CREATE TABLE requests (minute INTEGER PRIMARY KEY, count INTEGER NOT NULL)"_L1;

// Version 2: answers that were taken out of the archive.
constexpr auto droppedAt = "ALTER TABLE task ADD COLUMN dropped_at INTEGER"_L1;
constexpr auto droppedCause = "ALTER TABLE task ADD COLUMN dropped_cause TEXT"_L1;

// Version 3: how sound a result is.
constexpr auto healthColumn = "ALTER TABLE task ADD COLUMN health TEXT"_L1;

// Version 4: the days on which the program was open, as Julian days.
constexpr auto openDayTable = "CREATE TABLE open_day (day INTEGER PRIMARY KEY)"_L1;

// Version 5: a response that came later and is worse than the one that is kept.
constexpr auto worseColumn = "ALTER TABLE task ADD COLUMN worse_response TEXT"_L1;

// Version 6: what the segments lie on: pages or chunks instead of seconds.
constexpr auto axisColumn = "ALTER TABLE task ADD COLUMN axis TEXT"_L1;

} // namespace

const SessionSchema &currentSessionSchema()
{
    static const SessionSchema schema{{{taskTable, durationTable, requestTable},
                                       {droppedAt, droppedCause},
                                       {healthColumn},
                                       {openDayTable},
                                       {worseColumn},
                                       {axisColumn}}};
    return schema;
}

std::optional<SqlTrouble> readSessionVersion(SqlConnection &connection, int &version)
{
    QVariant value;
    if (auto trouble = connection.read(u"PRAGMA user_version"_s, value))
        return trouble;
    version = value.toInt();
    if (version < 0)
        return SqlTrouble{SqlTrouble::broken, u"its version is %1"_s.arg(version)};
    if (version != 0)
        return std::nullopt;
    // Nothing of ours, and yet not empty: the file of another program, or of one that has lost its first page.
    if (auto trouble = connection.read(u"SELECT count(*) FROM sqlite_master"_s, value))
        return trouble;
    if (value.toInt() != 0)
        return SqlTrouble{SqlTrouble::broken, u"the file is the database of another program"_s};
    return std::nullopt;
}

std::optional<SqlTrouble> migrateSession(SqlConnection &connection, int version, const SessionSchema &schema)
{
    if (auto trouble = connection.run(u"BEGIN IMMEDIATE"_s))
        return trouble;
    QStringList statements;
    for (size_t step = static_cast<size_t>(version); step < schema.steps.size(); ++step)
        statements += schema.steps[step];
    statements += u"PRAGMA user_version = %1"_s.arg(schema.version());
    statements += u"COMMIT"_s;
    for (const QString &statement : statements) {
        if (auto trouble = connection.run(statement)) {
            connection.run(u"ROLLBACK"_s); // may have been done by itself
            return trouble;
        }
    }
    return std::nullopt;
}

} // namespace embedscope
