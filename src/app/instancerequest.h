// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"

#include <QByteArray>
#include <QStringList>

#include <optional>
#include <vector>

namespace embedscope {

/// What a second program on the same data folder hands to the first: what its command line named, never a key.
struct InstanceRequest
{
    std::vector<TaskId> ids;
    QStringList files = {}; ///< absolute paths
    QString service = {}; ///< the address that was given for the tasks; empty: none was

    friend bool operator==(const InstanceRequest &, const InstanceRequest &) = default;
};

/// A message has no more bytes than this; a command line cannot be longer.
constexpr qsizetype longestInstanceMessage = 4 << 20;

/// One line of JSON. What looks like a key is left out.
QByteArray toInstanceMessage(const InstanceRequest &request);
/// Nothing where anything in it is not what toInstanceMessage() writes.
std::optional<InstanceRequest> fromInstanceMessage(const QByteArray &message);

} // namespace embedscope
