// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tasktablemodel.h"

#include <QVariant>

namespace embedscope {

/// What a cell of the task table is sorted by: int, qint64, double, QString or QDateTime, always the same
/// type in one column; invalid where nothing is known. Does not depend on the time of day.
QVariant taskSortValue(const TaskRecord &record, TaskTableModel::Column column);

/// Whether an answer with data came, so that "0 clips" is a fact and not a lack of knowledge.
bool hasData(const TaskRecord &record);

} // namespace embedscope
