// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/openoutside.h"

#include "core/otherprograms.h"

#include <QDesktopServices>
#include <QUrl>

namespace embedscope {

bool openOutside(const QUrl &url)
{
    removeKeyVariables(); // Qt starts xdg-open with the environment of this process
    return QDesktopServices::openUrl(url);
}

} // namespace embedscope
