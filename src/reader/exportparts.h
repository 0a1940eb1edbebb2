// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace embedscope {

/// What an export's "measures" say of one task: an element for each item of its `data`, in its order.
struct TaskMeasures
{
    std::vector<double> norms; ///< NaN where there is none
    std::vector<std::optional<quint32>> dimensions; ///< as many
    std::vector<float> uncertainties = {}; ///< as many, NaN where there is none; or empty: it stands in the answer itself

    friend bool operator==(const TaskMeasures &, const TaskMeasures &) = default;
};

/// Nothing where `json` is no whole JSON object with the lists "norm" and "dimension", of one length, or holds what this
/// program never computes: a norm that is negative, not finite, or of no vector.
std::optional<TaskMeasures> readTaskMeasures(const QByteArray &json);

/// The task that an object of an export's "problems" is about; nothing where it is no whole JSON object, or names none.
std::optional<TaskId> readProblemId(const QByteArray &json);

} // namespace embedscope
