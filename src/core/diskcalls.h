// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// The calls to the system by which a file gets under its name whole and stays there. Each answers 0 or the system's
/// error (errno), and none hides one: Qt's own classes take a sync that failed for success. That a file system knows no sync
/// (9p, some FUSE and network ones) is no failure: nothing was lost by it, and nothing better can be done.
namespace embedscope::disk {

/// A folder of ours, for this user alone (mode 0700): made where it is missing, with those above it, and synced in its parent.
/// To be asked for whenever something is written to it, for somebody may have removed it.
int ensureFolder(const QString &folder);
/// All of it, in as many pieces as the system wants.
int writeAll(int handle, const char *data, qint64 size);
/// Returns when what was written has reached the disk. After a failure the system may forget that it failed: what was
/// written is to be written anew, to another file.
int syncFile(int handle);
/// The names in a folder, the same way: a file that was renamed into it may be gone after a power cut otherwise.
int syncFolder(const QString &folder);
/// Replaces what has the new name.
int rename(const QString &from, const QString &to);
/// EEXIST where something has the new name already; it is left alone. Of files alone.
int renameWithoutReplacing(const QString &from, const QString &to);
/// Why nothing could have this path as its name, be it there or not: a name that is too long.
int checkName(const QString &path);
/// A second name for the same file; on one file system alone.
int link(const QString &path, const QString &secondName);
/// What is not there any more is no error.
int remove(const QString &path);

} // namespace embedscope::disk
