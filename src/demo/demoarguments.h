// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demooptions.h"

#include <QStringList>

#include <variant>

namespace embedscope {

/// What `embedscope demo-service` was told on the command line.
struct DemoArguments
{
    quint16 port = 0; ///< 0: a free one
    bool untilStdinCloses = false;
    bool printsCrowd = false;
    DemoOptions options = {};
};

/// Reads the arguments after "demo-service"; a sentence where they cannot be understood. An option's value
/// stands behind a `=` or is the next argument.
std::variant<DemoArguments, QString> readDemoArguments(const QStringList &arguments);

} // namespace embedscope
