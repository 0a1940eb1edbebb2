// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QUrl;

namespace embedscope {

/// Opens an address in the program that the desktop has for it, which gets no API key; false where there is none.
bool openOutside(const QUrl &url);

} // namespace embedscope
