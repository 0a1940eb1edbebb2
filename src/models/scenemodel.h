// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/novelty.h"
#include "models/columnmodel.h"

#include <vector>

namespace embedscope {

class Scenes;


/// The scene boundaries as a table: a row each, in order of time.
class SceneModel final : public ColumnModel
{
    Q_OBJECT

public:
    enum class Column { Scene, Time, Strength };
    static constexpr int columnTotal = 3;

    /// `scenes` must outlive the model.
    explicit SceneModel(const Scenes &scenes, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    const SceneBoundary &boundary(int row) const { return m_boundaries.at(static_cast<size_t>(row)); }

protected:
    QString columnTitle(int column) const override;
    bool isNumber(int column) const override;
    QString cellText(int row, int column) const override;
    QVariant cellValue(int row, int column, int role) const override;

private:
    void take();

    const Scenes &m_scenes;
    std::vector<SceneBoundary> m_boundaries;
    std::vector<int> m_numbers; // of the scenes; those of rows that stay change after the rows have
};

} // namespace embedscope
