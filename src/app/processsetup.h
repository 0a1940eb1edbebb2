// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace embedscope {

// What a process needs before Qt is started.

/// Puts something into the places of standard streams that the caller closed: otherwise the next file or
/// socket would take such a place, and be written to by mistake. Standard output that was closed fails when
/// it is written to.
void openClosedStreams();

/// Qt needs a UTF-8 locale, and where there is none (cron, LC_ALL=C) it changes to one by itself, but
/// complains on standard error.
void useUtf8Locale();

/// No core file shall hold the API key.
void forbidCoreFiles();

/// The same against debuggers of the same user and their like (/proc/PID/mem, /proc/PID/environ). The
/// desktop's portal looks into a process too, at the first call of a connection, and refuses one that is
/// closed to it: a program with a window must have asked it something before. Not in builds with sanitizers:
/// LeakSanitizer works as a debugger.
void forbidTracing();

/// A reader of our output that has gone, or a file that may not grow, shall be an error to report, not a
/// deadly signal.
void ignoreWriteSignals();

} // namespace embedscope
