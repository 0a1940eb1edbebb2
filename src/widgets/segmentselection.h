// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>
#include <vector>

class QAbstractProxyModel;
class QTableView;

namespace embedscope {

class SegmentTableModel;
class SharedTime;

/// Keeps what is selected in the table of segments and in all other views of the task the same: the current row is the
/// clip that is selected in the charts, several selected rows are marked there, and a range of time that is selected
/// there selects the rows of its clips here.
class SegmentSelection final : public QObject
{
    Q_OBJECT

public:
    /// All must outlive this. `view` shows `model` through `proxy`.
    SegmentSelection(QTableView &view, const SegmentTableModel &model, QAbstractProxyModel &proxy, SharedTime &time,
                     QObject *parent);

    /// The selected segments that are shown: indexes in EmbeddingTask::segments, ascending.
    std::vector<int> segments() const;
    /// How many those are; costs as much as there are stretches of selected rows.
    int total() const;
    /// Has `change` change which rows there are. What is left of several selected ones stays selected, here and in the charts;
    /// one alone stays the clip that is selected there.
    void changeRows(const std::function<void()> &change);
    /// Nothing is selected, here and in the charts.
    void clear();

private:
    void tell();
    void setSelection(std::optional<int> current, std::vector<int> all);
    void followRows();
    void followSelection();
    void followRange();

    QTableView &m_view;
    const SegmentTableModel &m_model;
    QAbstractProxyModel &m_proxy;
    SharedTime &m_time;
    QTimer m_rangeMoved; // several changes of the range become one selection
    bool m_following = false; // the table moves because of the charts, so it must not tell them
    bool m_areRowsOfRange = false; // what is selected here are the rows of the selected range
};

} // namespace embedscope
