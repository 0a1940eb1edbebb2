// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"

#include <QByteArray>
#include <QHash>

#include <functional>
#include <optional>

namespace embedscope {

/// IDs for answers that have none of their own, and so are named after their files: where another has the name already, a
/// number comes behind it. Remembers where the last search ended, since thousands of files may have one name.
class NumberedIds final
{
public:
    /// The hash of the answer that has this ID; empty where it is not known, nothing where nobody has the ID.
    using Owner = std::function<std::optional<QByteArray>(const TaskId &)>;

    /// `name`, or the first "name-2", "name-3" ... that is free. The very same answer gets the ID that it has.
    TaskId idFor(const TaskId &name, const QByteArray &sha256, const Owner &owner);

private:
    struct Searched
    {
        int next = 1; ///< all before it are, or were, somebody's
        QHash<quint64, TaskId> ids; ///< whose: by the start of the hash, which is all that an archive may know
    };
    QHash<TaskId, Searched> m_names;
};

} // namespace embedscope
