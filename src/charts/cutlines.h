// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/sharedtime.h"

#include <QList>
#include <QPointF>

#include <utility>
#include <vector>

class QChart;
class QLineSeries;

namespace embedscope {

/// While it lives, the level lines of a chart end where its visible time does: a picture without pixels has no clipping.
class CutLines final
{
public:
    CutLines(const QChart &chart, TimeRange visible);
    ~CutLines();
    Q_DISABLE_COPY_MOVE(CutLines)

private:
    std::vector<std::pair<QLineSeries *, QList<QPointF>>> m_before;
};

} // namespace embedscope
