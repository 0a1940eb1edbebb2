// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/answerbytes.h"
#include "store/archivedanswer.h"
#include "store/checkeddevice.h"

namespace embedscope {

/// An answer in the archive as AnswerBytes: each device looks anew which form stands there, so that a handle outlives the
/// packing of its file. Does not touch the disk, so any thread may call it.
AnswerBytes archivedBytes(const QString &archiveFolder, const ArchivedAnswer &answer);

/// Such a device, or nullptr with the words why in `problem`; `isMissing` tells that there is no file in either form.
std::unique_ptr<QIODevice> openArchived(const QString &archiveFolder, const ArchivedAnswer &answer, QString &problem,
                                        bool &isMissing, CheckedDevice::Jumps jumps = CheckedDevice::Jumps::Judged);

} // namespace embedscope
