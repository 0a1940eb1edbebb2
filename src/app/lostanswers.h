// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exporting/exportjob.h"

namespace embedscope {

/// How thoroughly answers are looked at.
enum class LostCheck {
    Opening, ///< whether each is there, and of the size that it had
    ToTheEnd, ///< whether each can be read, too
};

/// Puts a problem in the place of each answer that cannot be read any more: its file is gone, or the disk is broken.
/// Whose they are.
std::vector<TaskId> takeOutLost(ExportJob &job, LostCheck check);

/// The sentence of such a problem.
QString lostSentence();

} // namespace embedscope
