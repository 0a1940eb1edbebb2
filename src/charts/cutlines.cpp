// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/cutlines.h"

#include <QChart>
#include <QLineSeries>

#include <algorithm>

namespace embedscope {

CutLines::CutLines(const QChart &chart, TimeRange visible)
{
    const QList<QAbstractSeries *> all = chart.series();
    for (QAbstractSeries *const series : all) {
        auto *const line = qobject_cast<QLineSeries *>(series);
        if (!line || line->points().isEmpty())
            continue;
        QList<QPointF> points = line->points();
        m_before.emplace_back(line, points);
        for (QPointF &point : points)
            point.setX(std::clamp(point.x(), visible.startSec, visible.endSec));
        line->replace(points.front().x() < points.back().x() ? points : QList<QPointF>());
    }
}

CutLines::~CutLines()
{
    for (const auto &[line, points] : m_before)
        line->replace(points);
}

} // namespace embedscope
