// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/axislabels.h"

#include <QCategoryAxis>
#include <QSignalBlocker>

#include <algorithm>

namespace embedscope {

void setAxisLabels(QCategoryAxis &axis, double low, double high,
                   const std::vector<std::pair<double, QString>> &labels)
{
    {
        const QSignalBlocker blocker(axis);
        const QStringList old = axis.categoriesLabels();
        for (const QString &label : old)
            axis.remove(label);
        axis.setStartValue(std::min(low, labels.empty() ? low : labels.front().first) - 1);
        for (const auto &[value, label] : labels)
            axis.append(label, value);
    }
    axis.setRange(low, high);
    Q_EMIT axis.categoriesChanged();
}

} // namespace embedscope
