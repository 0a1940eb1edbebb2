// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace embedscope {

/// Whether a text is or holds a response with vectors, by the name and the first sign of one (spelling.h): `"embedding": [`.
/// Where it holds the ID and state of a task alone it does not: such a task is asked for. Linear in the text's length.
bool holdsVectors(QStringView text);

} // namespace embedscope
