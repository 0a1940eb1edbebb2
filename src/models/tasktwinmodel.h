// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columnmodel.h"
#include "models/likenesswords.h"
#include "models/tasktwins.h"

namespace embedscope {

/// What one task and others have in common, as a table: the most alike first.
class TaskTwinModel final : public ColumnModel
{
    Q_OBJECT

public:
    enum class Column { Task, Verdict, ShareOfThis, ShareOfOther };
    static constexpr int columnTotal = 4;
    enum Role { ScoreRole = Qt::UserRole + 1 }; ///< double: a share, 0 to 1; invalid where nothing was compared

    explicit TaskTwinModel(QObject *parent = nullptr);

    void setResults(const std::vector<ComparedTask> &results, const TextOfTask &nameOf);
    const ComparedTask &result(int row) const { return m_results.at(static_cast<size_t>(row)); }

    int rowCount(const QModelIndex &parent = {}) const override;

private:
    QString columnTitle(int column) const override;
    bool isNumber(int column) const override;
    QString cellText(int row, int column) const override;
    QString cellTip(int row, int column) const override;
    QVariant cellValue(int row, int column, int role) const override;

    std::vector<ComparedTask> m_results;
    QStringList m_names;
};

} // namespace embedscope
