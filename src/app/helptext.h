// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace embedscope {

// What --help and --version print, each with a line break at its end.

QString versionText();
QString mainHelp();
QString fetchHelp();
QString convertHelp();
QString auditHelp();
QString demoServiceHelp();

} // namespace embedscope
