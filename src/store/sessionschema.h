// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlconnection.h"

#include <QStringList>

#include <vector>

namespace embedscope {

/// The versions of the session's tables: what makes version 1 of nothing, version 2 of 1, and so on. A new session goes
/// through all of them, so it cannot differ from one that has grown.
struct SessionSchema
{
    std::vector<QStringList> steps; ///< statements, run in one transaction

    int version() const { return static_cast<int>(steps.size()); }
};

/// What this version of the program reads and writes. A step that was released is never changed, only added to.
const SessionSchema &currentSessionSchema();

/// The version of what is in the file; 0 where there is nothing yet.
std::optional<SqlTrouble> readSessionVersion(SqlConnection &connection, int &version);

/// Brings the file from `version` to the schema's, in one transaction: it has either version afterwards.
std::optional<SqlTrouble> migrateSession(SqlConnection &connection, int version, const SessionSchema &schema);

} // namespace embedscope
