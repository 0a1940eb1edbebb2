// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace embedscope {

/// Gives free functions of this room a tr() that lupdate knows.
class StoreWords final
{
    Q_DECLARE_TR_FUNCTIONS(embedscope)
};

} // namespace embedscope
