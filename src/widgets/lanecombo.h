// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/likethis.h"

#include <QComboBox>

#include <memory>

namespace embedscope {

/// Chooses one of a task's lanes that have clips to compare. The modality that was chosen stays chosen in the next task that
/// has it.
class LaneCombo final : public QComboBox
{
    Q_OBJECT

public:
    explicit LaneCombo(QWidget *parent = nullptr);

    /// Null: none. Tells laneChanged() where another lane is the current one then.
    void setTask(const std::shared_ptr<const SearchableTask> &task);
    /// Null where there is none.
    SharedClips lane() const;
    /// What it is called.
    QString laneTitle() const;

Q_SIGNALS:
    void laneChanged();

private:
    std::shared_ptr<const SearchableTask> m_task;
    QString m_wanted; // modality
};

} // namespace embedscope
