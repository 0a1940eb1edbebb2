// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/showntasks.h"

namespace embedscope {

/// A task's own answer while it is processed. ID and creation are taken from `task`.
QByteArray processingBody(const ShownTask &task);

/// A task's own answer when it has failed for this reason, which is written into the JSON as it is.
QByteArray failedBody(const ShownTask &task, const QByteArray &message);

} // namespace embedscope
