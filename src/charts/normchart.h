// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"

#include <QWidget>

namespace embedscope {

class SharedTime;

/// The vector norms per modality over the time axis in Qt Charts: a step for each clip, honest about unit length. Shares
/// the time axis, the cursor and the selection with the other views through SharedTime.
class NormChart final : public QWidget
{
    Q_OBJECT

public:
    /// `time` must outlive the chart.
    explicit NormChart(SharedTime &time, QWidget *parent = nullptr);
    ~NormChart() override;

    /// Shows this task, or nothing where null.
    void setTask(const SharedTask &task);
    /// What the chart shows, in words (also its accessible description).
    QString summaryText() const;

    struct Private;

private:
    std::unique_ptr<Private> d;
};

} // namespace embedscope
