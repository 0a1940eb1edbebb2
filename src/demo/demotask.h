// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace embedscope {

/// A task of the demo service: its ID, and in a few words what there is to see.
struct DemoTask
{
    QString id;
    QString what;

    friend bool operator==(const DemoTask &, const DemoTask &) = default;
};

} // namespace embedscope
