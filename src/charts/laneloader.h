// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "plot/laneset.h"

#include <QObject>

namespace embedscope {

/// Makes the lanes of a task: at once where that takes hardly a millisecond, else in another thread. The last
/// task asked for wins.
class LaneLoader final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Answers with loaded(), for a small task or none before this returns.
    void load(const SharedTask &task);

Q_SIGNALS:
    /// Both null where there is no task.
    void loaded(const embedscope::SharedTask &task, const std::shared_ptr<const embedscope::LaneSet> &lanes);

private:
    quint64 m_generation = 0;
};

} // namespace embedscope
