// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

class QAction;
class QTableView;
class QToolButton;

namespace Ui {
class SegmentPage;
}

namespace embedscope {

class SegmentMeasures;
class SegmentSelection;
class SegmentSortProxy;
class SegmentTableModel;
class SharedTime;
class TableColumns;

/// The table of a task's segments, to be filtered by words and modalities; what is selected there and in the charts is the
/// same (SegmentSelection).
class SegmentPage final : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive the page. What its columns show of `measures` is asked for while they are seen.
    SegmentPage(SharedTime &time, SegmentMeasures &measures, QWidget *parent = nullptr);
    ~SegmentPage() override;

    void setTask(const SharedTask &task);
    QTableView &table() const;
    TableColumns &columns() const { return *m_columns; }
    /// The selected segments that are shown: indexes in EmbeddingTask::segments, ascending.
    std::vector<int> selectedSegments() const;
    /// Enabled while any is; also in the table's context menu.
    QAction *exportAction() const { return m_exportAction; }
    /// Puts the focus where one types what to filter by.
    void focusFilter();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void connectMeasures();
    void askMeasures();
    void chooseClip();
    void setUpTable();
    void makeChips();
    void followChips();
    void tellCounts();
    void applyFilter();

    SharedTime &m_time;
    std::unique_ptr<Ui::SegmentPage> m_ui;
    SegmentTableModel *m_model;
    SegmentSortProxy *m_proxy;
    SegmentSelection *m_selection = nullptr;
    SegmentMeasures &m_measures;
    TableColumns *m_columns = nullptr;
    QAction *m_exportAction;
    QList<QToolButton *> m_chips; // one for each modality
    QTimer m_typing; // filters when the typing pauses
};

} // namespace embedscope
