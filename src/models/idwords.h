// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reader/idfinder.h"

#include <QString>

namespace embedscope {

/// What an ID is taken for: "task", "video", "nothing names it".
QString readingText(const IdName &name);
/// Why a word was left out, with its line.
QString leftOutSentence(const LeftOutWord &word);
/// What of a text was not taken for a task, with how many there are of each kind and where what looks like a
/// broken ID stands: "2 named as assets, 1 with 23 digits (line 7: 68a1...)". Empty where everything was
/// taken.
QString skippedText(const FoundIds &found);
/// Why an argument cannot be an ID, as a whole sentence; the argument is shown as `shown`.
QString brokenIdSentence(LeftOutReason reason, qsizetype length, const QString &shown);

} // namespace embedscope
