// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace embedscope {

/// A text that came from outside, fit for one line of a table: white space merged, characters that steer a
/// display (control characters, changes of writing direction) made visible as U+FFFD, cut at `longest`
/// characters.
QString oneLine(const QString &text, qsizetype longest = 200);

/// A text that came from outside, fit for a button, or for a label that has a buddy: an "&" is shown, and makes no key of the
/// letter behind it.
QString withoutMnemonics(const QString &text);

} // namespace embedscope
