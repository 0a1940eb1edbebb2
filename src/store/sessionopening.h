// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "store/sessiondatabase.h"

namespace embedscope {

/// What openSession() found. The notes of `session` say what was unusual.
struct OpenedSession
{
    LoadedSession session;
    std::unique_ptr<SessionDatabase> database; ///< to write to; nullptr: what is shown cannot be saved at present
    /// Why it cannot, as a sentence.
    std::optional<Failure> readOnly;
    /// A newer version wrote it: this program never writes to it. Else it may be tried again (room on the disk, ...).
    bool isNewer = false;
    bool wasBroken = false; ///< the old file was moved aside: the archive may know more
};

/// Opens FOLDER/session.sqlite, and makes both where they are missing. A database that is broken is moved aside, and what
/// could be read of it goes into a new one; one of a newer version, or one that cannot be written, is read and left as
/// it is. A Failure where nothing could be read and nothing can be written. Blocks; the database is for this thread.
Result<OpenedSession> openSession(const QString &folder, const SessionSchema &schema = currentSessionSchema(),
                                  const SessionDatabase::Announce &announce = {});

/// FOLDER/session.sqlite
QString sessionPath(const QString &folder);

} // namespace embedscope
