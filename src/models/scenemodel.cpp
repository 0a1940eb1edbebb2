// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/scenemodel.h"

#include "models/taskwords.h"

#include <algorithm>

namespace embedscope {

SceneModel::SceneModel(const Scenes &scenes, QObject *parent) : ColumnModel(columnTotal, parent), m_scenes(scenes)
{
    connect(&scenes, &Scenes::boundariesChanged, this, &SceneModel::take);
    take();
}

/// The threshold moves while the pointer drags it: only rows at places where the lists differ come and go. Numbers and
/// ends of those that stay are other ones then.
void SceneModel::take()
{
    const std::vector<Scene> &now = m_scenes.scenes();
    const auto begins = [](const Scene &a, const Scene &b) { return a.boundary == b.boundary && a.startSec == b.startSec; };
    const auto same = std::mismatch(m_rows.begin(), m_rows.end(), now.begin(), now.end(), begins).first - m_rows.begin();
    const std::ptrdiff_t most = std::min(std::ssize(m_rows), std::ssize(now)) - same;
    std::ptrdiff_t tail = 0;
    while (tail < most && begins(*(m_rows.rbegin() + tail), *(now.rbegin() + tail)))
        ++tail;
    const int first = static_cast<int>(same);
    if (const auto gone = std::ssize(m_rows) - same - tail; gone > 0) {
        beginRemoveRows({}, first, first + static_cast<int>(gone) - 1);
        m_rows.erase(m_rows.begin() + same, m_rows.begin() + same + gone);
        endRemoveRows();
    }
    if (const auto come = std::ssize(now) - same - tail; come > 0) {
        beginInsertRows({}, first, first + static_cast<int>(come) - 1);
        m_rows.insert(m_rows.begin() + same, now.begin() + same, now.begin() + same + come);
        endInsertRows();
    }
    m_rows = now;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnTotal - 1), {Qt::DisplayRole});
}

int SceneModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QString SceneModel::columnTitle(int column) const
{
    switch (Column{column}) {
    case Column::Scene:
        return tr("Scene");
    case Column::Start:
        return tr("Begins at");
    case Column::End:
        return tr("Ends at");
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
    const Scene &each = scene(row);
    switch (Column{column}) {
    case Column::Scene:
        return QString::number(each.number);
    case Column::Start:
        return timeText(m_scenes.axis(), each.startSec);
    case Column::End:
        return endText(m_scenes.axis(), each.endSec);
    case Column::Strength:
        return each.boundary ? QString::number(each.boundary->strength, 'f', 3) : QStringLiteral("—");
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

#include "moc_scenemodel.cpp"
