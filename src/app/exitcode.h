// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace embedscope {

// What the program's exit codes mean; part of what scripts rely on.
inline constexpr int exitAllReady = 0;
inline constexpr int exitNotAllReady = 1; ///< anything else settled, or not ready in time
inline constexpr int exitNoDisplay = 1; ///< of the window; also: another window has the data folder and does not answer
inline constexpr int exitBadUsage = 2; ///< also: no ID found, an argument that is no valid ID, a refused URL
inline constexpr int exitNoKey = 3; ///< no key, or the key is refused; outranks 1
inline constexpr int exitNotWritten = 4; ///< the output cannot be written
inline constexpr int exitInterrupted = 130; ///< by SIGINT; main() puts 143 for SIGTERM, 129 for SIGHUP. The export is written

} // namespace embedscope
