// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"

#include <QWidget>

#include <memory>

class QModelIndex;

namespace Ui {
class DuplicatesPage;
}

namespace embedscope {

class BusyLine;
class CosineHistogram;
class PairModel;
class PairSearch;
class SharedTime;
class TaskAnalysis;

/// Near duplicates within a task: pairs of clips of a lane over a threshold, and how all pairs are spread.
class DuplicatesPage final : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive the page.
    DuplicatesPage(TaskAnalysis &analysis, SharedTime &time, QWidget *parent = nullptr);
    ~DuplicatesPage() override;

Q_SIGNALS:
    /// To a clip: an index in the task's segments. The marks A and B stand at the two clips of the pair then.
    void jumpRequested(const embedscope::TaskId &id, int segment);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();
    void search();
    void showResult();
    void setThreshold(double cosine);
    void tellCount();
    void markSelected();
    void markPair(const QModelIndex &index);
    void jump(const QModelIndex &index);

    TaskAnalysis &m_analysis;
    SharedTime &m_time;
    std::unique_ptr<Ui::DuplicatesPage> m_ui;
    CosineHistogram *m_histogram;
    BusyLine *m_busy;
    PairModel *m_model;
    PairSearch *m_search;
};

} // namespace embedscope
