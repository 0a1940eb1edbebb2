// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/twinspage.h"

#include "models/taskanalysis.h"
#include "models/tasktwinmodel.h"
#include "store/taskfeed.h"
#include "ui_twinspage.h"
#include "widgets/bardelegate.h"
#include "widgets/busyline.h"
#include "widgets/measureshelp.h"

#include <QHeaderView>

#include <algorithm>

namespace embedscope {

TwinsPage::TwinsPage(TaskFeed &feed, TaskAnalysis &analysis, QWidget *parent)
    : QWidget(parent), m_feed(feed), m_analysis(analysis), m_ui(std::make_unique<Ui::TwinsPage>()),
      m_busy(new BusyLine(this)), m_model(new TaskTwinModel(this)), m_twins(new TaskTwins(feed, this))
{
    m_ui->setupUi(this);
    m_ui->verticalLayout->addWidget(m_busy);
    setFocusProxy(m_ui->compareButton);
    MeasuresHelp::bind(*m_ui->helpButton, QStringLiteral("Tasks that are duplicates of each other"));
    m_ui->table->setModel(m_model);
    m_ui->table->setSelectionMode(QAbstractItemView::SingleSelection);
    for (const auto column : {TaskTwinModel::Column::ShareOfThis, TaskTwinModel::Column::ShareOfOther})
        m_ui->table->setItemDelegateForColumn(static_cast<int>(column), new BarDelegate(TaskTwinModel::ScoreRole, this));
    const QStringList widest{QStringLiteral("robin-bird.mp4 (…b009a9)"), QStringLiteral("duplicates of each other, all"),
                             QStringLiteral("100 % wide"), QStringLiteral("100 % wide")};
    for (int column = 0; column < TaskTwinModel::columnTotal; ++column)
        m_ui->table->fitColumn(column, widest[column]);
    // The verdicts are sentences: what room there is, is theirs.
    m_ui->table->horizontalHeader()->setStretchLastSection(false);
    m_ui->table->horizontalHeader()->setSectionResizeMode(static_cast<int>(TaskTwinModel::Column::Verdict),
                                                          QHeaderView::Stretch);
    m_ui->thresholdSpin->setValue(usualDuplicateCosine);
    connect(&m_analysis, &TaskAnalysis::taskChanged, this, &TwinsPage::forget);
    connect(&m_analysis, &TaskAnalysis::ready, this, &TwinsPage::refresh);
    connect(m_ui->compareButton, &QPushButton::clicked, this, &TwinsPage::compare);
    connect(m_ui->thresholdSpin, &QDoubleSpinBox::editingFinished, this, [this] {
        if (m_model->rowCount() > 0)
            compare();
    });
    connect(m_twins, &TaskTwins::progressed, this, &TwinsPage::showResults);
    connect(m_twins, &TaskTwins::ended, this, &TwinsPage::noteEnd);
    connect(m_busy, &BusyLine::cancelRequested, m_twins, &TaskTwins::cancel);
    connect(m_ui->table, &QTableView::activated, this, [this](const QModelIndex &index) {
        const ComparedTask result = m_model->result(index.row()); // the list goes with the task
        Q_EMIT jumpRequested(result.other, result.likeness.best ? static_cast<int>(result.likeness.best->ofB.row) : -1);
    });
}

TwinsPage::~TwinsPage()
{
    disconnect(m_ui->thresholdSpin, nullptr, this, nullptr); // it loses the focus when its page goes, and says so
}

void TwinsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

QString TwinsPage::nameOf(const TaskId &id) const
{
    const TaskRecord *const record = m_feed.list().find(id);
    return record ? taskName(*record) : id.toString();
}

/// The same task again, read anew, keeps what was found.
void TwinsPage::forget()
{
    const TaskId shown = m_analysis.task() ? m_analysis.task()->id : TaskId();
    if (shown != m_task) {
        m_task = shown;
        m_twins->cancel();
        m_model->setResults({}, {});
        m_ui->notesLabel->clear();
    }
    refresh();
}

void TwinsPage::refresh()
{
    if (isVisible())
        m_ui->compareButton->setEnabled(m_analysis.searchable() != nullptr);
}

void TwinsPage::compare()
{
    const auto searchable = m_analysis.searchable();
    if (!searchable)
        return;
    std::vector<TaskId> ids;
    const TaskList &list = m_feed.list();
    for (int row = 0; row < list.size(); ++row) {
        if (list.at(row).summary.vectors > 0)
            ids.push_back(list.at(row).id);
    }
    m_busy->begin(tr("Reading the tasks…"), true);
    m_ui->notesLabel->clear();
    m_twins->start(searchable, {.leastCosine = m_ui->thresholdSpin->value()}, std::move(ids));
}

void TwinsPage::showResults()
{
    m_busy->setProgress(m_twins->walk().done(), m_twins->walk().total());
    m_model->setResults(m_twins->results(), [this](const TaskId &id) { return nameOf(id); });
}

void TwinsPage::noteEnd(bool isComplete)
{
    m_busy->end();
    showResults();
    const auto &results = m_twins->results();
    const auto twins = std::count_if(results.begin(), results.end(),
                                     [](const ComparedTask &each) { return each.likeness.areDuplicates(); });
    QStringList notes;
    if (!isComplete)
        notes += tr("Stopped: %1 of %2 tasks were compared.").arg(m_twins->walk().done()).arg(m_twins->walk().total());
    if (results.empty() && isComplete)
        notes += tr("There is no other task with vectors.");
    else
        notes += twins == 0 && results.size() == 1
            ? tr("The 1 other task is no duplicate of this one.")
            : twins == 0 ? tr("None of %1 other tasks is a duplicate of this one.").arg(results.size())
                         : tr("Duplicates of this task: %1 of %2 others.").arg(twins).arg(results.size());
    std::vector<TaskLikeness> compared;
    for (const ComparedTask &each : results)
        compared.push_back(each.likeness);
    const auto withPrefix = std::ranges::find_if(compared, [](const TaskLikeness &each) { return each.prefix.has_value(); });
    if (withPrefix != compared.end())
        notes += prefixSentence(*withPrefix->prefix);
    notes += leftOutSentences(compared, [this](const TaskId &id) {
        const TaskRecord *const record = m_feed.list().find(id);
        return record ? record->model : QString();
    });
    if (m_twins->unreadTasks() > 0)
        notes += m_twins->unreadTasks() == 1 ? tr("1 answer could not be read any more.")
                                        : tr("%1 answers could not be read any more.").arg(m_twins->unreadTasks());
    m_ui->notesLabel->setText(notes.join(QStringLiteral(" ")));
}

} // namespace embedscope

#include "moc_twinspage.cpp"
