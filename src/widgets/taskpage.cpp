// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/taskpage.h"

#include "models/tasktablemodel.h"
#include "store/taskfeed.h"
#include "ui_taskpage.h"
#include "widgets/filterkeys.h"
#include "widgets/iconfactory.h"
#include "widgets/statedelegate.h"
#include "widgets/tablecolumns.h"

#include <QApplication>
#include <QHeaderView>
#include <QLocale>
#include <QScrollBar>

#include <algorithm>
#include <array>
#include <utility>

using namespace std::chrono_literals;

namespace embedscope {

namespace {

using Column = TaskTableModel::Column;
using Chip = TaskFilterProxy::Chip;

/// How wide a column is at first, as a text that just fits.
QString widestText(Column column)
{
    switch (column) {
    case Column::Status:
        return QStringLiteral("MMMM Unreadable");
    case Column::Id:
        return QStringLiteral("67ca93a989d8a564e80dc3ba");
    case Column::File:
        return QStringLiteral("demo-film-generated.mp4 ");
    case Column::Label:
        return QStringLiteral("second try, blue");
    case Column::Kind:
        return QStringLiteral("video");
    case Column::Duration:
        return QStringLiteral("0:12:00.000");
    case Column::Clips:
        return QStringLiteral("7200");
    case Column::Modalities:
        return QStringLiteral("visual, audio, transcription");
    case Column::Dimension:
        return QStringLiteral("1024");
    case Column::Health:
        return QStringLiteral("99, 1 error");
    case Column::Created:
    case Column::Finished:
        return QStringLiteral("2026-11-23 10:00");
    case Column::Elapsed:
        return QStringLiteral("59 min 59 s");
    case Column::NextPoll:
        return QStringLiteral("in 59 min 59 s");
    case Column::Expires:
        return QStringLiteral("6 d 23 h");
    case Column::Archive:
        return QStringLiteral("removed");
    case Column::Tries:
        return QStringLiteral("3");
    case Column::Problem:
        break;
    }
    return QStringLiteral("what is left");
}

} // namespace

TaskPage::TaskPage(const TaskFeed &feed, QWidget *parent)
    : QWidget(parent), m_feed(feed), m_ui(std::make_unique<Ui::TaskPage>()),
      m_model(new TaskTableModel(feed.list(), this)), m_proxy(new TaskFilterProxy(this))
{
    m_ui->setupUi(this);
    setIconsByName(*this);
    QFont large = m_ui->emptyTitle->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    m_ui->emptyTitle->setFont(large);
    m_ui->emptyIcon->setPixmap(applicationIcon().pixmap(QSize(72, 72), devicePixelRatioF()));
    m_proxy->setSourceModel(m_model);
    setUpTable();
    setUpChips();

    m_filterPause.setSingleShot(true);
    m_filterPause.setInterval(80ms);
    connect(&m_filterPause, &QTimer::timeout, this, &TaskPage::applyFilter);
    connect(m_ui->filterEdit, &QLineEdit::textChanged, &m_filterPause, qOverload<>(&QTimer::start));
    new FilterKeys(*m_ui->filterEdit, [this] {
        m_filterPause.stop();
        applyFilter();
        if (!m_ui->table->currentIndex().isValid())
            m_ui->table->selectRow(0);
        focusTable();
    });
    connect(m_ui->addButton, &QPushButton::clicked, this, &TaskPage::addRequested);
    connect(m_ui->openButton, &QPushButton::clicked, this, &TaskPage::openRequested);
    connect(m_ui->keyButton, &QPushButton::clicked, this, &TaskPage::keyRequested);
    connect(m_ui->demoButton, &QPushButton::clicked, this, &TaskPage::demoRequested);
    connect(m_ui->showAllButton, &QPushButton::clicked, this, [this] {
        clearFilter();
        focusTable();
    });
    connect(&m_feed, &TaskFeed::pollingChanged, this,
            [this] { m_model->setPollingPaused(m_feed.isPaused() || m_feed.standstill().has_value()); });
    m_model->setNextRequest([this] { return m_feed.nextPoll(); });
    showRightPage();
}

TaskPage::~TaskPage() = default;

void TaskPage::setUpTable()
{
    RowTableView &view = *m_ui->table;
    view.setSortedModel(*m_proxy, -1); // in the order in which they were added
    view.horizontalHeader()->setSortIndicatorClearable(true);
    view.setItemDelegateForColumn(static_cast<int>(Column::Status), new StateDelegate(&view));
    for (int column = 0; column < TaskTableModel::columnTotal; ++column)
        view.fitColumn(column, widestText(Column{column}));
    m_columns = new TableColumns(view);
    // Without them the last problem is in view in a window of the first size. Labelling a task, or keeping its answer, shows
    // their columns.
    for (const Column column : {Column::Kind, Column::Dimension, Column::Finished, Column::Tries, Column::Label, Column::Archive})
        m_columns->actions()[static_cast<int>(column)]->setChecked(false);

    connect(m_model, &TaskTableModel::labelEntered, this, &TaskPage::labelEntered);
    connect(m_model, &TaskTableModel::ticked, this, &TaskPage::repaintColumns);
    connect(view.selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TaskPage::noteCurrent);
    connect(view.selectionModel(), &QItemSelectionModel::selectionChanged, this, &TaskPage::selectionChanged);
    for (const auto changed : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(m_proxy, changed, this, &TaskPage::showRightPage);
        connect(m_proxy, changed, this, &TaskPage::noteCurrent);
        connect(m_model, changed, this, &TaskPage::countChips);
    }
    connect(m_proxy, &QAbstractItemModel::rowsRemoved, this, &TaskPage::keepSelection);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &TaskPage::showRightPage);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &TaskPage::showRightPage);
    connect(&m_feed.list(), &TaskList::rowsChanged, this, &TaskPage::countChips);
    connect(m_proxy, &QAbstractItemModel::modelAboutToBeReset, this, &TaskPage::noteBeforeReset);
    connect(m_proxy, &QAbstractItemModel::modelReset, this, &TaskPage::restoreAfterReset);
}

void TaskPage::repaintColumns(Column first, Column last)
{
    QTableView &view = *m_ui->table;
    for (int column = static_cast<int>(first); column <= static_cast<int>(last); ++column)
        view.viewport()->update(view.columnViewportPosition(column), 0, view.columnWidth(column), view.viewport()->height());
}

void TaskPage::setUpChips()
{
    m_ui->chipGroup->setId(m_ui->allChip, static_cast<int>(Chip::All));
    m_ui->chipGroup->setId(m_ui->openChip, static_cast<int>(Chip::Open));
    m_ui->chipGroup->setId(m_ui->readyChip, static_cast<int>(Chip::Ready));
    m_ui->chipGroup->setId(m_ui->failedChip, static_cast<int>(Chip::Failed));
    m_ui->chipGroup->setId(m_ui->problemsChip, static_cast<int>(Chip::Problems));
    m_ui->allChip->setChecked(true);
    connect(m_ui->chipGroup, &QButtonGroup::idClicked, this, [this](int chip) { setChip(Chip{chip}); });
    countChips();
}

void TaskPage::editLabel()
{
    const QModelIndex current = m_ui->table->currentIndex();
    if (!current.isValid())
        return;
    showColumn(Column::Label);
    const QModelIndex cell = current.siblingAtColumn(static_cast<int>(Column::Label));
    m_ui->table->scrollTo(cell);
    m_ui->table->edit(cell);
}

void TaskPage::showColumn(Column column)
{
    m_columns->actions()[static_cast<int>(column)]->setChecked(true);
}

QTableView &TaskPage::table() const
{
    return *m_ui->table;
}

TaskId TaskPage::currentTask() const
{
    const QString text = m_ui->table->currentIndex().data(TaskTableModel::TaskIdRole).toString();
    return TaskId::fromString(text).value_or(TaskId());
}

std::vector<int> TaskPage::selectedRows() const
{
    std::vector<int> rows;
    // Not selectedRows(), which looks through all ranges for each row.
    const QItemSelection selection = m_ui->table->selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(m_proxy->mapToSource(m_proxy->index(row, 0)).row());
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

std::vector<TaskId> TaskPage::selectedTasks() const
{
    std::vector<TaskId> ids;
    for (const int row : selectedRows())
        ids.push_back(m_feed.list().at(row).id);
    return ids;
}

QModelIndex TaskPage::indexOf(const TaskId &id) const
{
    return m_proxy->mapFromSource(m_model->index(m_feed.list().rowOf(id), 0));
}

void TaskPage::selectTask(const TaskId &id)
{
    const QModelIndex index = indexOf(id);
    if (!index.isValid())
        return;
    m_ui->table->selectionModel()->setCurrentIndex(
        index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_ui->table->scrollTo(index);
}

/// Those of them that the filter lets through; of very many ranges the first row alone.
QItemSelection TaskPage::selectionOf(std::span<const TaskId> ids) const
{
    std::vector<int> rows; // of the proxy
    for (const TaskId &id : ids) {
        if (const QModelIndex index = indexOf(id); index.isValid())
            rows.push_back(index.row());
    }
    std::ranges::sort(rows);
    QItemSelection selection;
    for (size_t from = 0; from < rows.size();) { // neighbours as one range
        size_t to = from;
        while (to + 1 < rows.size() && rows[to + 1] == rows[to] + 1)
            ++to;
        selection.select(m_proxy->index(rows[from], 0), m_proxy->index(rows[to], TaskTableModel::columnTotal - 1));
        from = to + 1;
    }
    // Qt looks through all ranges for each cell that it paints.
    constexpr qsizetype mostRanges = 1000;
    if (selection.size() > mostRanges)
        selection = QItemSelection(m_proxy->index(rows[0], 0), m_proxy->index(rows[0], TaskTableModel::columnTotal - 1));
    return selection;
}

void TaskPage::selectTasks(std::span<const TaskId> ids)
{
    const QItemSelection selection = selectionOf(ids);
    const auto shown = std::ranges::find_if(ids, [this](const TaskId &id) { return indexOf(id).isValid(); });
    if (shown == ids.end())
        return;
    const QModelIndex first = indexOf(*shown);
    m_ui->table->selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    m_ui->table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    m_ui->table->scrollTo(first);
}

void TaskPage::showTask(const TaskId &id)
{
    if (!indexOf(id).isValid())
        clearFilter();
    selectTask(id);
}

void TaskPage::setChip(Chip chip)
{
    m_ui->chipGroup->button(static_cast<int>(chip))->setChecked(true);
    m_proxy->setChip(chip);
    showRightPage();
}

void TaskPage::focusFilter()
{
    m_ui->filterEdit->setFocus(Qt::ShortcutFocusReason);
    m_ui->filterEdit->selectAll();
}

void TaskPage::focusTable()
{
    // With no table to see, the keyboard must not end up in some line edit, which would take Ctrl+V for
    // itself.
    QWidget *const target = m_model->rowCount() > 0 ? static_cast<QWidget *>(m_ui->table) : m_ui->addButton;
    target->setFocus();
}

void TaskPage::setKeyWanted(bool wanted)
{
    m_ui->keyButton->setVisible(wanted);
}

void TaskPage::setDemo(bool demo)
{
    m_ui->demoButton->setHidden(demo);
}

void TaskPage::setReading(int tasks)
{
    m_ui->emptyTitle->setText(tasks > 0 ? tr("Reading %1 tasks…").arg(QLocale().toString(tasks))
                                        : tr("Paste task IDs with Ctrl+V"));
    m_ui->emptyHint->setHidden(tasks > 0);
}

void TaskPage::applyFilter()
{
    m_proxy->setFilterText(m_ui->filterEdit->text());
    showRightPage();
    if (!m_ui->table->currentIndex().isValid())
        selectTask(m_lastShown); // it was hidden, and may be back
    m_ui->table->scrollTo(m_ui->table->currentIndex());
}

void TaskPage::clearFilter()
{
    m_ui->filterEdit->clear();
    m_filterPause.stop();
    applyFilter();
    setChip(Chip::All);
}

void TaskPage::keepSelection()
{
    // Where the selected rows went, the cursor moves on to a neighbour: select it, so that the next key finds
    // it.
    const QItemSelectionModel &selection = *m_ui->table->selectionModel();
    if (!selection.hasSelection() && selection.currentIndex().isValid())
        selectTask(currentTask());
}

void TaskPage::noteBeforeReset()
{
    m_beforeReset = {currentTask(), m_ui->table->currentIndex().row(), selectedTasks(),
                     m_ui->table->verticalScrollBar()->value()};
}

/// Selected stays what is still there; where the current task went, the one in its place is current, as after any removal.
void TaskPage::restoreAfterReset()
{
    const Stand before = std::exchange(m_beforeReset, {});
    QModelIndex current = indexOf(before.current);
    if (!current.isValid() && before.row >= 0)
        current = m_proxy->index(std::min(before.row, m_proxy->rowCount() - 1), 0);
    QItemSelectionModel &selection = *m_ui->table->selectionModel();
    selection.setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    selection.select(selectionOf(before.selected), QItemSelectionModel::ClearAndSelect);
    if (!before.selected.empty())
        keepSelection();
    m_ui->table->verticalScrollBar()->setValue(before.scrolled);
    showRightPage();
    countChips();
    noteCurrent();
}

void TaskPage::noteCurrent()
{
    const TaskId id = currentTask();
    if (id == m_current)
        return;
    m_current = id;
    if (!id.isEmpty())
        m_lastShown = id;
    Q_EMIT currentTaskChanged(id);
}

void TaskPage::showRightPage()
{
    QWidget *page = m_ui->table;
    m_ui->filterBar->setHidden(m_model->rowCount() == 0);
    if (m_model->rowCount() == 0)
        page = m_ui->emptyPage;
    else if (m_proxy->rowCount() == 0)
        page = m_ui->noHitPage;
    if (page == m_ui->stack->currentWidget())
        return;
    const QWidget *const focused = QApplication::focusWidget();
    const bool hadFocus = focused == m_ui->table || m_ui->stack->isAncestorOf(focused);
    m_ui->stack->setCurrentWidget(page);
    // A stack is as high as its highest page needs: the words of an empty list would keep a low window from shrinking.
    for (int index = 0; index < m_ui->stack->count(); ++index) {
        QWidget *const one = m_ui->stack->widget(index);
        one->setSizePolicy(QSizePolicy::Preferred, one == page ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    }
    if (hadFocus && page != m_ui->noHitPage)
        focusTable();
}

void TaskPage::countChips()
{
    struct ChipButton
    {
        Chip chip;
        QToolButton *button;
        QString title;
    };
    const std::array chips{ChipButton{Chip::All, m_ui->allChip, tr("All")},
                           ChipButton{Chip::Open, m_ui->openChip, tr("Open")},
                           ChipButton{Chip::Ready, m_ui->readyChip, tr("Ready")},
                           ChipButton{Chip::Failed, m_ui->failedChip, tr("Failed")},
                           ChipButton{Chip::Problems, m_ui->problemsChip, tr("Problems")}};
    std::array<int, chips.size()> counts{};
    for (int number = 0; number < taskStateTotal; ++number) {
        const TaskState state{number};
        for (size_t i = 0; i < chips.size(); ++i)
            counts[i] += TaskFilterProxy::passes(chips[i].chip, state) ? m_feed.list().countOf(state) : 0;
    }
    for (size_t i = 0; i < chips.size(); ++i)
        chips[i].button->setText(tr("%1  %2").arg(chips[i].title, QString::number(counts[i])));
}

} // namespace embedscope

#include "moc_taskpage.cpp"
