// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/taskrecord.h"

#include <QString>

namespace embedscope {

/// What happened to a task that failed or has a problem, and what to do: in the user's words.
struct Diagnosis
{
    QString what; ///< what happened
    QString lasting; ///< whether it passes by itself
    QString fault; ///< whose fault it is
    QString nextStep;
};

/// Nothing where there is nothing to explain.
std::optional<Diagnosis> diagnose(const TaskRecord &record);

/// The same with the facts, as text to be sent to somebody: no key, no more of the answer than its size. `service` is
/// the base URL.
QString problemReport(const TaskRecord &record, const QString &service, const QDateTime &now);

} // namespace embedscope
