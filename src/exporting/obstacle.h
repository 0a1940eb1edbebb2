// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace embedscope {

enum class ExportShape { File, Folder };

/// What stands in the way of an export of this shape under this path, whatever may be replaced: a missing folder, a file in
/// a folder's place, something of another shape. A part of a sentence; empty where nothing does that can be seen.
QString obstacleTo(ExportShape shape, const QString &path);

} // namespace embedscope
