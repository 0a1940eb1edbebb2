// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"

#include <QString>
#include <QUrl>

namespace embedscope {

/// A stretch of a task's media as a link that browsers and players understand, or why there is none.
struct Moment
{
    QUrl url; ///< with "#t=12,18.5" (Media Fragments, in seconds), of a page "#page=3"; empty where there is none
    QString refusal; ///< then: a whole sentence
};

/// Of `metadata.input_url`, http and https only: what else an answer names must not be handed to the desktop.
/// Both times in seconds from the start of the media; where one is NaN, the link is to the media as a whole. The
/// end of a range may come before its start. `task` may be null.
Moment momentOf(const SharedTask &task, double startSec, double endSec);

} // namespace embedscope
