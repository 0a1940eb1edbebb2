// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <utility>
#include <vector>

class QCategoryAxis;

namespace embedscope {

/// Puts labels at values on an axis that runs from `low` to `high`; as few notifications as the axis allows.
void setAxisLabels(QCategoryAxis &axis, double low, double high,
                   const std::vector<std::pair<double, QString>> &labels);

} // namespace embedscope
