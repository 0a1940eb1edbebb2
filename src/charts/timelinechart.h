// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "plot/laneset.h"

#include <QWidget>

namespace embedscope {

class SharedTime;

/// The clip timeline in Qt Charts: a lane for each modality that came, true intervals, gaps visible, vectors
/// that span the whole asset apart. Follows and changes the SharedTime.
class TimelineChart final : public QWidget
{
    Q_OBJECT

public:
    /// `time` must outlive the chart.
    explicit TimelineChart(SharedTime &time, QWidget *parent = nullptr);
    ~TimelineChart() override;

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
