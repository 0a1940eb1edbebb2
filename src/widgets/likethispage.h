// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/likethis.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

namespace Ui {
class LikeThisPage;
}

namespace embedscope {

class BusyLine;
class ClipSearch;
class LikeHitModel;
class ModalityWeights;
class SharedTime;
class TaskAnalysis;
class TaskFeed;

/// The clips most like the selected one, in its task or in every task at hand. Going to one of them keeps the list: the search
/// then stands still until it is to follow the selection again.
class LikeThisPage final : public QWidget
{
    Q_OBJECT

public:
    /// All three must outlive the page.
    LikeThisPage(TaskFeed &feed, TaskAnalysis &analysis, SharedTime &time, QWidget *parent = nullptr);
    ~LikeThisPage() override;

Q_SIGNALS:
    /// To a clip: an index in the task's segments.
    void jumpRequested(const embedscope::TaskId &id, int segment);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void connectControls();
    void forgetTask();
    void forgetClip();
    void refresh();
    void chooseClip();
    void searchSoon();
    void search();
    void showHits();
    void noteEnd(bool isComplete);
    void jump(const QModelIndex &index);
    void markSelected();
    void hover(const QModelIndex &index);
    bool isEverywhere() const;
    QString nameOf(const TaskId &id) const;
    QString clipText() const;

    TaskFeed &m_feed;
    TaskAnalysis &m_analysis;
    SharedTime &m_time;
    std::unique_ptr<Ui::LikeThisPage> m_ui;
    ModalityWeights *m_weights;
    BusyLine *m_busy;
    LikeHitModel *m_model;
    ClipSearch *m_search;
    std::optional<ClipQuery> m_query; // with a vector of every modality that has one there
    QTimer m_pause; // walking over clips with the arrow keys is no search for each
};

} // namespace embedscope
