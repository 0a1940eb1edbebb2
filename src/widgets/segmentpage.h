// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"

#include <QWidget>

#include <memory>

class QTableView;

namespace Ui {
class SegmentPage;
}

namespace embedscope {

class SegmentSortProxy;
class SegmentTableModel;
class SharedTime;

/// The table of a task's segments. Its current row and the clip selected in the charts are one and the same.
class SegmentPage final : public QWidget
{
    Q_OBJECT

public:
    /// `time` must outlive the page.
    explicit SegmentPage(SharedTime &time, QWidget *parent = nullptr);
    ~SegmentPage() override;

    void setTask(const SharedTask &task);
    QTableView &table() const;

private:
    void setUpTable();
    void tellSelection();
    void followSelection();

    SharedTime &m_time;
    std::unique_ptr<Ui::SegmentPage> m_ui;
    SegmentTableModel *m_model;
    SegmentSortProxy *m_proxy;
    bool m_following = false; // the table moves because of the charts, so it must not tell them
};

} // namespace embedscope
