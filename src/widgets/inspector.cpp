// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector.h"

#include "models/pollingwords.h"
#include "models/scenes.h"
#include "models/segmentmeasures.h"
#include "models/taskanalysis.h"
#include "models/taskwords.h"
#include "plot/laneset.h"
#include "plot/sharedtime.h"
#include "store/taskfeed.h"
#include "ui_inspector.h"
#include "widgets/answerpage.h"
#include "widgets/auditpage.h"
#include "widgets/changeview.h"
#include "widgets/chartspanel.h"
#include "widgets/clipcolouring.h"
#include "widgets/detailspage.h"
#include "widgets/likenesspage.h"
#include "widgets/messagepage.h"
#include "widgets/scenespage.h"
#include "widgets/segmentpage.h"
#include "widgets/suspectwalk.h"
#include "widgets/taskheading.h"
#include "widgets/taskmessage.h"

#include <QApplication>
#include <QScopedValueRollback>
#include <QTableView>

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace embedscope {

Inspector::Inspector(TaskFeed &feed, QWidget *parent)
    : QWidget(parent), m_feed(feed), m_ui(std::make_unique<Ui::Inspector>()), m_time(new SharedTime(this)),
      m_analysis(new TaskAnalysis(this)), m_measures(new SegmentMeasures(*m_analysis, this)), m_scenes(new Scenes(*m_analysis, this)),
      m_walk(new SuspectWalk(*m_analysis, *m_time, this)), m_heading(new TaskHeading(this)), m_charts(new ChartsPanel(*m_time, this)),
      m_message(new MessagePage(this)), m_segments(new SegmentPage(*m_time, *m_measures, this)),
      m_change(new ChangeView(*m_scenes, *m_time, this)), m_scenesPage(new ScenesPage(*m_scenes, *m_time, this)),
      m_audit(new AuditPage(*m_analysis, this)), m_likeness(new LikenessPage(feed, *m_analysis, *m_time, this)),
      m_details(new DetailsPage(this)), m_answer(new AnswerPage(this)),
      m_colouring(new ClipColouring(*m_measures, m_charts->timeline(), this))
{
    m_ui->setupUi(this);
    m_ui->verticalLayout->insertWidget(0, m_heading);
    m_ui->stack->addWidget(m_message);
    m_ui->stack->addWidget(m_charts);
    m_ui->tabs->addTab(m_segments, tr("Segments"));
    m_ui->tabs->addTab(m_scenesPage, tr("Scenes"));
    m_ui->tabs->addTab(m_audit, tr("Audit"));
    m_ui->tabs->addTab(m_likeness, tr("Likeness"));
    m_ui->tabs->addTab(m_details, tr("Details"));
    m_ui->tabs->addTab(m_answer, tr("Answer"));
    m_ui->splitter->setStretchFactor(0, 5);
    m_ui->splitter->setStretchFactor(1, 4);
    m_ui->splitter->setSizes({530, 470});

    connect(&m_feed, &TaskFeed::resultRead, this, &Inspector::takeResult);
    connect(&m_feed, &TaskFeed::resultFailed, this, &Inspector::takeFailure);
    connect(&m_feed, &TaskFeed::taskAnswered, this, &Inspector::noteAnswer);
    connect(&m_feed, &TaskFeed::pollingChanged, this, &Inspector::refresh);
    connect(&m_feed.list(), &TaskList::rowsChanged, this, [this](int first, int last) {
        const int row = m_feed.list().rowOf(m_id);
        if (row >= first && row <= last) {
            dropResult();
            refresh();
        }
    });
    connect(m_ui->tabs, &QTabWidget::currentChanged, this, [this](int page) {
        if (!m_arrangingPages && page >= 0)
            m_wantedPage = Page{page};
    });
    connect(m_message, &MessagePage::againRequested, this, [this] { Q_EMIT againRequested(m_id); });
    connect(m_message, &MessagePage::explainRequested, this, [this] { Q_EMIT explainRequested(m_id); });
    connect(m_likeness, &LikenessPage::jumpRequested, this, &Inspector::showSegment);
    connect(m_details, &DetailsPage::auditRequested, this, [this] { showPage(Page::Audit); });
    connectAudit();
    m_charts->addChange(*m_change, m_scenesPage->stepActions());
    connect(m_scenes, &Scenes::boundariesChanged, this, &Inspector::refresh);
    m_segments->table().addActions(m_charts->momentActions());
    m_patience.setSingleShot(true);
    m_patience.setInterval(150ms);
    connect(&m_patience, &QTimer::timeout, this, &Inspector::refresh);
    m_ticker.setInterval(1s);
    connect(&m_ticker, &QTimer::timeout, this, &Inspector::refresh);
    refresh();
}

Inspector::~Inspector()
{
    // Before what they stand on.
    delete m_change;
    delete m_scenesPage;
    delete m_likeness;
}

void Inspector::connectAudit()
{
    connect(m_analysis, &TaskAnalysis::ready, this, [this](TaskAnalysis::Part part) {
        if (part == TaskAnalysis::Part::Audit)
            nameTabs();
    });
    connect(m_audit, &AuditPage::findingChosen, m_walk, &SuspectWalk::goTo);
    connect(m_walk, &SuspectWalk::reached, m_audit, &AuditPage::setCurrentFinding);
    connect(m_walk, &SuspectWalk::arrived, m_charts, &ChartsPanel::setClipRemark);
    connect(m_walk, &SuspectWalk::arrived, this, &Inspector::told);
    connect(m_charts, &ChartsPanel::told, this, &Inspector::told);
    m_charts->addToContextMenus(suspectActions());
    m_segments->table().addActions(suspectActions());
}

TableColumns &Inspector::segmentColumns() const
{
    return m_segments->columns();
}

QList<QAction *> Inspector::suspectActions() const
{
    return {m_walk->nextAction(), m_walk->previousAction()};
}

QSplitter &Inspector::splitter() const
{
    return *m_ui->splitter;
}

QTableView &Inspector::segmentTable() const
{
    return m_segments->table();
}

QAction *Inspector::exportSelectionAction() const
{
    return m_segments->exportAction();
}

std::vector<quint32> Inspector::selectedPositions() const
{
    std::vector<quint32> positions;
    if (!m_result)
        return positions;
    const std::vector<int> segments = m_segments->selectedSegments();
    for (const int segment : segments)
        positions.push_back(m_result->segments.at(static_cast<size_t>(segment)).position);
    std::sort(positions.begin(), positions.end());
    return positions;
}

bool Inspector::focusFind()
{
    const QWidget *const page = m_ui->tabs->currentWidget();
    if (!m_ui->tabs->isVisible() || !m_ui->tabs->isAncestorOf(QApplication::focusWidget()))
        return false;
    if (page == m_segments)
        m_segments->focusFilter();
    else if (page == m_answer)
        m_answer->focusSearch();
    else
        return false;
    return true;
}

void Inspector::showPage(Page page)
{
    m_wantedPage = page;
    refresh();
    m_ui->tabs->currentWidget()->setFocus(Qt::ShortcutFocusReason); // handed on by its focus proxy
}

void Inspector::setTask(const TaskId &id)
{
    if (id == m_id)
        return;
    if (id != m_pendingTask)
        m_pendingSegment = -1; // the user went elsewhere
    m_id = id;
    m_result.reset();
    m_readProblem.clear();
    m_reading = false;
    m_isDropped = false;
    m_analysis->setTask({}, {});
    m_charts->setTask({});
    m_segments->setTask({});
    m_details->setTask({});
    m_time->setDuration(0);
    showAnswer();
    request();
    refresh();
}

/// Its answer was taken out of the archive: nothing of it stays on the screen, and no handle on it.
void Inspector::dropResult()
{
    const TaskRecord *const record = m_feed.list().find(m_id);
    if (!record || !record->dropped || !record->answer.isNull() || m_isDropped)
        return;
    const TaskId id = m_id;
    setTask({});
    setTask(id);
    m_isDropped = true;
}

void Inspector::showSegment(const TaskId &id, int segment)
{
    m_pendingTask = id;
    m_pendingSegment = segment;
    if (id == m_id && m_result)
        selectPending();
    else if (id != m_id)
        Q_EMIT taskRequested(id);
}

void Inspector::selectPending()
{
    const int segment = m_pendingTask == m_id ? std::exchange(m_pendingSegment, -1) : -1;
    if (segment < 0 || static_cast<size_t>(segment) >= m_result->segments.size())
        return;
    m_time->setSelectedSegment(segment);
    const Segment &shown = m_result->segments[static_cast<size_t>(segment)];
    if (shown.hasTimes() && shown.startSec < shown.endSec)
        m_time->reveal({shown.startSec, shown.endSec});
}

void Inspector::request()
{
    const TaskRecord *const record = m_feed.list().find(m_id);
    if (!record || record->answer.isNull())
        return;
    m_reading = true;
    m_patience.start();
    m_feed.requestResult(m_id);
}

void Inspector::takeResult(const TaskId &id, const SharedTask &result)
{
    const TaskRecord *const record = m_feed.list().find(m_id);
    if (id != m_id || !record || record->answer.isNull())
        return; // another task is shown by now, or its answer was taken out of the archive
    if (record->state == TaskState::Ready && result->state != TaskState::Ready)
        return; // an older answer, overtaken while it was read
    m_reading = false;
    m_readProblem.clear();
    if (result != m_result)
        showResult(result);
    refresh();
}

void Inspector::takeFailure(const TaskId &id, const Failure &failure)
{
    if (id != m_id)
        return;
    const TaskRecord *const record = m_feed.list().find(id);
    m_reading = false;
    m_readProblem = record ? lostAnswerSentence(*record, failure) : QString();
    refresh();
}

void Inspector::noteAnswer(const TaskId &id)
{
    if (id != m_id)
        return;
    m_isDropped = false;
    showAnswer();
    request();
    refresh();
}

void Inspector::showResult(const SharedTask &result)
{
    // The same result again, asked for once more, must not throw away what the user zoomed to and selected.
    const bool sameShape = m_result && m_result->axis == result->axis && m_result->segments.size() == result->segments.size()
        && qFuzzyCompare(1 + timelineExtent(*m_result), 1 + timelineExtent(*result));
    m_result = result;
    const TaskRecord *const record = m_feed.list().find(m_id);
    m_analysis->setTask(result, record ? record->model : QString());
    if (!sameShape)
        m_time->setDuration(timelineExtent(*result), result->axis); // with what lies beyond the media's end
    m_charts->setTask(result);
    m_segments->setTask(result);
    m_details->setTask(result);
    selectPending();
}

void Inspector::showAnswer()
{
    const TaskRecord *const record = m_feed.list().find(m_id);
    if (!record) {
        m_answer->setAnswer({}, true);
        return;
    }
    const bool hasKeptBytes = record->problem && !record->problem->bytes.isNull();
    const KeyRedactor redactor(m_feed.key());
    if (hasKeptBytes)
        m_answer->setAnswer(record->problem->bytes, false, redactor);
    else
        m_answer->setAnswer(record->answer, true, redactor);
}

void Inspector::refresh()
{
    const TaskRecord *const record = m_feed.list().find(m_id);
    m_heading->setVisible(record != nullptr);
    if (record && record->archived && !(record->problem && !record->problem->bytes.isNull()))
        m_answer->moveTo(record->answer);
    if (!record) {
        m_ui->tabs->hide();
        m_ticker.stop();
        m_ui->stack->setCurrentWidget(m_message);
        m_message->clear();
        return;
    }
    if (!record->isOpen())
        m_ticker.stop();
    else if (!m_ticker.isActive())
        m_ticker.start();

    showPages(*record);
    refreshStack(*record);
    m_analysis->setTask(m_result, record->model); // the list may name the model later
}

void Inspector::showPages(const TaskRecord &record)
{
    const QScopedValueRollback<bool> guard(m_arrangingPages, true);
    // No page stands there empty: without an answer there are none, without segments no table of them.
    const bool hasKeptBytes = record.problem && !record.problem->bytes.isNull();
    const bool expectsSegments = record.summary.vectors > 0;
    m_ui->tabs->setVisible(!record.answer.isNull() || hasKeptBytes);
    m_ui->tabs->setTabVisible(static_cast<int>(Page::Segments), expectsSegments);
    m_ui->tabs->setTabVisible(static_cast<int>(Page::Scenes), expectsSegments);
    // There is nothing to audit before the task is ready, but its answer may be odd already.
    const bool isOdd = m_result && !m_result->findings.empty();
    m_ui->tabs->setTabVisible(static_cast<int>(Page::Audit),
                              !record.answer.isNull() && (record.state == TaskState::Ready || isOdd));
    m_ui->tabs->setTabVisible(static_cast<int>(Page::Likeness), expectsSegments);
    m_ui->tabs->setTabVisible(static_cast<int>(Page::Details), !record.answer.isNull());
    const int wanted = static_cast<int>(m_wantedPage);
    if (m_ui->tabs->isTabVisible(wanted) && m_ui->tabs->currentIndex() != wanted)
        m_ui->tabs->setCurrentIndex(wanted);
    nameTabs();
}

/// With how much there is on them.
void Inspector::nameTabs()
{
    const auto name = [this](Page page, const QString &title, size_t count) {
        m_ui->tabs->setTabText(static_cast<int>(page), count > 0 ? tr("%1 (%2)").arg(title).arg(count) : title);
    };
    name(Page::Segments, tr("Segments"), m_result ? m_result->segments.size() : 0);
    name(Page::Scenes, tr("Scenes"), m_scenes->scenes().size());
    const size_t findings = findingCount();
    name(Page::Audit, tr("Audit"), findings);
    m_details->setFindings(findings);
}

/// As the audit counts; before there is one, what was found while the answer was read.
size_t Inspector::findingCount() const
{
    if (!m_result)
        return 0;
    if (const auto audit = m_analysis->auditSoFar())
        return audit->findings.size();
    const TaskRecord *const record = m_feed.list().find(m_id);
    return record && record->health ? static_cast<size_t>(record->health->findings()) : m_result->findings.size();
}

void Inspector::refreshStack(const TaskRecord &record)
{
    const bool hasCharts = m_result && !m_result->segments.empty();
    m_heading->showTask(record, hasCharts ? problemSentence(record) : QString());
    m_ui->stack->setCurrentWidget(hasCharts ? static_cast<QWidget *>(m_charts) : m_message);
    if (hasCharts)
        return;
    if (m_reading && record.summary.vectors > 0) {
        if (m_patience.isActive())
            m_message->clear();
        else
            m_message->showBusy(tr("Reading the answer (%1)…").arg(bytesText(record.answer.size())));
        return;
    }
    if (!m_readProblem.isEmpty()) {
        m_message->showMessage({tr("The result cannot be read any more"), m_readProblem, !record.origin.isFile}, record.shownState());
        return;
    }
    const PollingState polling{m_feed.isPaused(), m_feed.standstill().has_value(), record.isPaused,
                               estimateText(m_feed.estimate(m_id)), m_feed.nextPoll()};
    m_message->showMessage(
        messageFor(record, polling, QDateTime::currentDateTimeUtc(), MonotonicClock::now()), record.shownState());
}

} // namespace embedscope

#include "moc_inspector.cpp"
