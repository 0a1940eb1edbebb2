// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columnmodel.h"
#include "models/scenes.h"

#include <vector>

namespace embedscope {

/// The scenes as a table: a row each, in order of time, the first one included.
class SceneModel final : public ColumnModel
{
    Q_OBJECT

public:
    enum class Column { Scene, Start, End, Strength };
    static constexpr int columnTotal = 4;

    /// `scenes` must outlive the model.
    explicit SceneModel(const Scenes &scenes, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    const Scene &scene(int row) const { return m_rows.at(static_cast<size_t>(row)); }

protected:
    QString columnTitle(int column) const override;
    bool isNumber(int column) const override;
    QString cellText(int row, int column) const override;
    QVariant cellValue(int row, int column, int role) const override;

private:
    void take();

    const Scenes &m_scenes;
    std::vector<Scene> m_rows;
};

} // namespace embedscope
