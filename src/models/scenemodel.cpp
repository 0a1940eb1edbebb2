// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/scenemodel.h"

#include "models/scenes.h"
#include "models/taskwords.h"

#include <numeric>

namespace embedscope {

SceneModel::SceneModel(const Scenes &scenes, QObject *parent) : ColumnModel(columnTotal, parent), m_scenes(scenes)
{
    connect(&scenes, &Scenes::boundariesChanged, this, &SceneModel::take);
    take();
}

/// The threshold moves while the pointer drags it: only rows at places where the lists differ come and go.
void SceneModel::take()
{
    const std::vector<SceneBoundary> &now = m_scenes.boundaries();
    size_t same = 0;
    while (same < now.size() && same < m_boundaries.size() && now[same] == m_boundaries[same])
        ++same;
    size_t tail = 0;
    while (tail < now.size() - same && tail < m_boundaries.size() - same
           && now[now.size() - 1 - tail] == m_boundaries[m_boundaries.size() - 1 - tail])
        ++tail;
    const auto first = static_cast<std::ptrdiff_t>(same);
    if (const size_t gone = m_boundaries.size() - same - tail; gone > 0) {
        beginRemoveRows({}, static_cast<int>(same), static_cast<int>(same + gone) - 1);
        m_boundaries.erase(m_boundaries.begin() + first, m_boundaries.begin() + first + static_cast<std::ptrdiff_t>(gone));
        m_numbers.erase(m_numbers.begin() + first, m_numbers.begin() + first + static_cast<std::ptrdiff_t>(gone));
        endRemoveRows();
    }
    if (const size_t come = now.size() - same - tail; come > 0) {
        beginInsertRows({}, static_cast<int>(same), static_cast<int>(same + come) - 1);
        m_boundaries.insert(m_boundaries.begin() + first, now.begin() + first,
                            now.begin() + first + static_cast<std::ptrdiff_t>(come));
        m_numbers.insert(m_numbers.begin() + first, come, 0);
        endInsertRows();
    }
    std::iota(m_numbers.begin(), m_numbers.end(), 2); // the film begins with the first one
    if (!m_boundaries.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0), {Qt::DisplayRole});
}

int SceneModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_boundaries.size());
}

QString SceneModel::columnTitle(int column) const
{
    switch (Column{column}) {
    case Column::Scene:
        return tr("Scene");
    case Column::Time:
        return tr("Begins at");
    case Column::Strength:
        return tr("Strength");
    }
    return {};
}

bool SceneModel::isNumber(int column) const
{
    Q_UNUSED(column)
    return true;
}

QString SceneModel::cellText(int row, int column) const
{
    switch (Column{column}) {
    case Column::Scene:
        return QString::number(m_numbers.at(static_cast<size_t>(row)));
    case Column::Time:
        return timeText(boundary(row).atSec);
    case Column::Strength:
        return QString::number(boundary(row).strength, 'f', 3);
    }
    return {};
}

QVariant SceneModel::cellValue(int row, int column, int role) const
{
    Q_UNUSED(row)
    Q_UNUSED(column)
    Q_UNUSED(role)
    return {};
}

} // namespace embedscope
