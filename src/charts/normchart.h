// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "plot/laneset.h"

#include <QWidget>

namespace embedscope {

class SharedTime;

/// The vector norms per modality over the time axis in Qt Charts: a step for each clip, honest about unit
/// length. Shares the time axis, the cursor and the selection with the other views through SharedTime.
class NormChart final : public QWidget
{
    Q_OBJECT

public:
    /// `time` must outlive the chart.
    explicit NormChart(SharedTime &time, QWidget *parent = nullptr);
    ~NormChart() override;

    /// Shows this task, or nothing where null. A large one appears when its lanes are made, in another
    /// thread.
    void setTask(const SharedTask &task);
    /// The same with lanes that were made before, by buildLanes(); both null for nothing. At once.
    void setTask(const SharedTask &task, const std::shared_ptr<const LaneSet> &lanes);
    /// What the chart shows, in words (also its accessible description).
    QString summaryText() const;

    struct Private;

private:
    std::unique_ptr<Private> d;
};

} // namespace embedscope
