// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"
#include "core/failure.h"
#include "core/taskid.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

class QAction;
class QSplitter;
class QTableView;

namespace Ui {
class Inspector;
}

namespace embedscope {

class AnswerPage;
class AuditPage;
class ChartsPanel;
class ClipColouring;
class DetailsPage;
class LikenessPage;
class MessagePage;
class ChangeView;
class Scenes;
class ScenesPage;
class SegmentMeasures;
class SegmentPage;
class SharedTime;
class SuspectWalk;
class TableColumns;
class TaskAnalysis;
class TaskFeed;
class TaskHeading;
struct TaskRecord;

/// Everything about the current task: its heading, its charts or what stands in their place, and the pages
/// with its segments, its audit, its metadata and its raw answer. All views share one SharedTime and one TaskAnalysis.
class Inspector final : public QWidget
{
    Q_OBJECT

public:
    enum class Page { Segments, Scenes, Audit, Likeness, Details, Answer };

    /// `feed` must outlive the inspector.
    explicit Inspector(TaskFeed &feed, QWidget *parent = nullptr);
    ~Inspector() override;

    /// Shows this task; an empty ID shows none.
    void setTask(const TaskId &id);
    const TaskId &task() const { return m_id; }
    /// What is shown of it; null while there is nothing.
    const SharedTask &result() const { return m_result; }

    /// Selects a segment, and brings it into view, once this task is shown and read; asks for the task where it is not shown.
    /// -1: the task alone.
    void showSegment(const TaskId &id, int segment);

    SharedTime &time() { return *m_time; }
    QSplitter &splitter() const;
    ChartsPanel &charts() const { return *m_charts; }
    Scenes &scenes() const { return *m_scenes; }
    AuditPage &auditPage() const { return *m_audit; }
    ScenesPage &scenesPage() const { return *m_scenesPage; }
    QTableView &segmentTable() const;
    TableColumns &segmentColumns() const;
    /// Colours of the timeline's clips.
    ClipColouring &colouring() const { return *m_colouring; }
    /// To the next and the previous suspicious clip.
    QList<QAction *> suspectActions() const;
    /// Exports the segments that are selected in the table; to be connected with what does it.
    QAction *exportSelectionAction() const;
    /// Their places in the answer's `data`, ascending.
    std::vector<quint32> selectedPositions() const;
    /// Puts the focus where one types what to find, if the page with the focus has such a place.
    bool focusFind();
    /// Brings a page to the front and gives it the focus.
    void showPage(Page page);

Q_SIGNALS:
    void againRequested(const embedscope::TaskId &id);
    void explainRequested(const embedscope::TaskId &id);
    /// What there is to say about what was just asked for: where the walk through suspicious clips has led to, why there is
    /// no moment to open.
    void told(const QString &words);
    /// Another task is to be the current one.
    void taskRequested(const embedscope::TaskId &id);

private:
    void takeResult(const TaskId &id, const SharedTask &result);
    void takeFailure(const TaskId &id, const Failure &failure);
    void noteAnswer(const TaskId &id);
    void refresh();
    void refreshStack(const TaskRecord &record);
    void dropResult();
    void request();
    void showResult(const SharedTask &result);
    void showAnswer();
    void selectPending();
    void showPages(const TaskRecord &record);
    void nameTabs();
    size_t findingCount() const;
    void connectAudit();

    TaskFeed &m_feed;
    std::unique_ptr<Ui::Inspector> m_ui;
    SharedTime *m_time;
    TaskAnalysis *m_analysis;
    SegmentMeasures *m_measures;
    Scenes *m_scenes;
    SuspectWalk *m_walk;
    TaskHeading *m_heading;
    ChartsPanel *m_charts;
    MessagePage *m_message;
    SegmentPage *m_segments;
    ChangeView *m_change;
    ScenesPage *m_scenesPage;
    AuditPage *m_audit;
    LikenessPage *m_likeness;
    DetailsPage *m_details;
    AnswerPage *m_answer;
    ClipColouring *m_colouring;

    bool m_arrangingPages = false; // pages come and go with the task, not by the user's choice
    Page m_wantedPage = Page::Segments; // what the user chose; there may be nothing on it for some tasks
    TaskId m_id;
    SharedTask m_result; // of m_id, as it is shown; null while none is
    QString m_readProblem; // why a result that is there cannot be read
    bool m_reading = false; // a result of m_id was asked for and has not come yet
    bool m_isDropped = false; // its answer was taken out of the archive while it was shown
    TaskId m_pendingTask; // of a segment that is to be selected once it is there
    int m_pendingSegment = -1;
    QTimer m_patience; // reading that is over at once is not worth a word
    QTimer m_ticker; // "processing for 12 s"
};

} // namespace embedscope
