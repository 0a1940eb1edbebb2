// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/likethispage.h"

#include "models/clipsearch.h"
#include "models/likehitmodel.h"
#include "models/taskanalysis.h"
#include "models/taskwords.h"
#include "plot/sharedtime.h"
#include "store/taskfeed.h"
#include "ui_likethispage.h"
#include "widgets/bardelegate.h"
#include "widgets/busyline.h"
#include "widgets/measureshelp.h"
#include "widgets/modalityweights.h"

namespace embedscope {

LikeThisPage::LikeThisPage(TaskFeed &feed, TaskAnalysis &analysis, SharedTime &time, QWidget *parent)
    : QWidget(parent), m_feed(feed), m_analysis(analysis), m_time(time), m_ui(std::make_unique<Ui::LikeThisPage>()),
      m_weights(new ModalityWeights(this)), m_busy(new BusyLine(this)), m_model(new LikeHitModel(this)),
      m_search(new ClipSearch(feed, this))
{
    m_ui->setupUi(this);
    m_ui->weightsLayout->addWidget(m_weights);
    m_ui->weightsLayout->addStretch(1);
    m_ui->verticalLayout->addWidget(m_busy);
    setFocusProxy(m_ui->table);
    MeasuresHelp::bind(*m_ui->helpButton, QStringLiteral("Clips like this one"));
    m_ui->table->setModel(m_model);
    m_ui->table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_ui->table->setItemDelegateForColumn(static_cast<int>(LikeHitModel::Column::Score),
                                          new BarDelegate(LikeHitModel::ScoreRole, this));
    const QStringList widest{QStringLiteral("100"), QStringLiteral("0.000 wide bar"),
                             QStringLiteral("robin-bird.mp4 (…b009a9)"),
                             QStringLiteral("0:00:00.000 – 0:00:00.000"), QStringLiteral("visual 0.000")};
    for (int column = 0; column < LikeHitModel::columnTotal; ++column)
        m_ui->table->fitColumn(column, widest[column]);
    m_pause.setSingleShot(true);
    connectControls();
    forgetTask();
}

LikeThisPage::~LikeThisPage() = default;

void LikeThisPage::connectControls()
{
    connect(&m_analysis, &TaskAnalysis::taskChanged, this, &LikeThisPage::forgetTask);
    connect(&m_analysis, &TaskAnalysis::ready, this, [this](TaskAnalysis::Part part) {
        if (part == TaskAnalysis::Part::Searchable)
            refresh();
    });
    connect(&m_time, &SharedTime::selectedSegmentChanged, this, &LikeThisPage::refresh);
    connect(m_ui->followCheck, &QCheckBox::toggled, this, &LikeThisPage::refresh);
    connect(m_ui->scopeCombo, &QComboBox::currentIndexChanged, this, &LikeThisPage::searchSoon);
    connect(m_ui->countSpin, &QSpinBox::valueChanged, this, &LikeThisPage::searchSoon);
    connect(m_weights, &ModalityWeights::changed, this, &LikeThisPage::searchSoon);
    connect(&m_pause, &QTimer::timeout, this, &LikeThisPage::search);
    connect(m_search, &ClipSearch::progressed, this, &LikeThisPage::showHits);
    connect(m_search, &ClipSearch::ended, this, &LikeThisPage::noteEnd);
    connect(m_busy, &BusyLine::cancelRequested, m_search, &ClipSearch::cancel);
    connect(m_ui->table, &QTableView::activated, this, &LikeThisPage::jump);
    connect(m_ui->table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LikeThisPage::markSelected);
}

void LikeThisPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
    if (m_ui->table->selectionModel()->hasSelection())
        markSelected();
}

bool LikeThisPage::isEverywhere() const
{
    return m_ui->scopeCombo->currentIndex() == 1;
}

QString LikeThisPage::nameOf(const TaskId &id) const
{
    const TaskRecord *const record = m_feed.list().find(id);
    return record ? taskName(*record) : id.toString();
}

QString LikeThisPage::clipText() const
{
    const QString interval = intervalText(m_query->axis, m_query->startSec, m_query->endSec);
    const bool isHere = m_analysis.task() && m_analysis.task()->id == m_query->task;
    return isHere ? interval : tr("%1 of %2").arg(interval, nameOf(m_query->task));
}

// Where the search does not follow the selection, its list stays whatever task is shown.
void LikeThisPage::forgetTask()
{
    if (!m_ui->followCheck->isChecked()) {
        if (m_query)
            m_ui->queryLabel->setText(tr("Clips like %1").arg(clipText()));
        return;
    }
    forgetClip();
    refresh();
}

/// Neither hits nor notes about it stay.
void LikeThisPage::forgetClip()
{
    m_search->cancel();
    m_pause.stop();
    m_query.reset();
    m_model->setHits({}, {}, {});
    m_ui->notesLabel->clear();
    m_busy->end();
}

void LikeThisPage::refresh()
{
    if (!isVisible() || !m_ui->followCheck->isChecked())
        return;
    const auto searchable = m_analysis.searchable();
    if (!searchable) {
        m_ui->queryLabel->setText(m_analysis.task() ? QString() : tr("No task with a result is shown."));
        if (m_analysis.isUnderWay(TaskAnalysis::Part::Searchable))
            m_busy->begin(tr("Preparing the clips…"), false);
        return;
    }
    if (!m_search->walk().isRunning())
        m_busy->end();
    QStringList modalities;
    for (const SharedClips &lane : searchable->lanes)
        modalities.append(lane->modality());
    m_weights->setModalities(modalities);
    chooseClip();
}

void LikeThisPage::chooseClip()
{
    const auto searchable = m_analysis.searchable();
    const auto selected = m_time.selectedSegment();
    const auto &segments = searchable->task->segments;
    if (!selected || *selected < 0 || static_cast<size_t>(*selected) >= segments.size()) {
        forgetClip();
        m_ui->queryLabel->setText(tr("Select a clip: in the charts, in the table, or in the matrix."));
        return;
    }
    const auto row = static_cast<quint32>(*selected);
    constexpr double anyWeight = 1; // which of them count is said by the boxes
    ClipQuery query = queryFor(*searchable, row, anyWeight);
    const bool isSame = m_query && m_query->task == query.task && m_query->startSec == query.startSec
        && m_query->endSec == query.endSec;
    const QString own = searchable->task->modalities.at(segments[row].modality);
    const bool isSameModality = isSame && m_weights->weightOf(own) > 0;
    m_weights->setOwn(own);
    m_query = std::move(query);
    m_ui->queryLabel->setText(tr("Clips like %1").arg(clipText()));
    if (!isSame || !isSameModality)
        searchSoon();
}

void LikeThisPage::searchSoon()
{
    if (!m_query)
        return;
    using namespace std::chrono_literals;
    m_pause.start(isEverywhere() ? 300ms : 30ms);
}

void LikeThisPage::search()
{
    if (!m_query)
        return;
    double weight = 0;
    for (ClipQuery::Part &part : m_query->parts) {
        part.weight = m_weights->weightOf(part.modality);
        weight += part.weight;
    }
    if (!(weight > 0)) {
        m_search->cancel();
        m_model->setHits({}, {}, {});
        m_ui->notesLabel->setText(m_query->parts.empty()
                                      ? tr("This clip has no vector that can be compared: the audit says why.")
                                      : tr("No modality with a weight above 0 has a vector here that can be compared. "
                                           "Give another one weight; the audit says what is wrong with this clip."));
        return;
    }
    std::vector<TaskId> ids{m_query->task};
    const TaskList &list = m_feed.list();
    for (int row = 0; isEverywhere() && row < list.size(); ++row) {
        if (list.at(row).id != m_query->task && list.at(row).summary.vectors > 0)
            ids.push_back(list.at(row).id);
    }
    m_ui->table->setColumnHidden(static_cast<int>(LikeHitModel::Column::Task), !isEverywhere());
    const LikeWish wish{.most = static_cast<size_t>(m_ui->countSpin->value())};
    m_busy->begin(isEverywhere() ? tr("Reading the tasks…") : tr("Comparing…"), true);
    m_search->start(*m_query, wish, std::move(ids), m_analysis.searchable());
    m_ui->notesLabel->clear(); // of the search before, also that it was stopped by this one
}

void LikeThisPage::showHits()
{
    m_busy->setProgress(m_search->walk().done(), m_search->walk().total());
    const QModelIndex selected = m_ui->table->selectionModel()->selectedRows().value(0);
    const auto hit = selected.isValid() ? std::optional(m_model->hit(selected.row())) : std::nullopt;
    m_model->setHits(m_search->result().hits, m_search->query().parts, [this](const TaskId &id) { return nameOf(id); });
    if (!hit)
        return;
    // A better one may stand in its place now: where the user was stays selected.
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->hit(row).task == hit->task && m_model->hit(row).row == hit->row) {
            m_ui->table->setCurrentIndex(m_model->index(row, 0));
            return;
        }
    }
    m_ui->table->selectionModel()->clear();
}

void LikeThisPage::noteEnd(bool isComplete)
{
    m_busy->end();
    if (isComplete)
        showHits();
    const TaskWalk &walk = m_search->walk();
    QStringList notes;
    if (!isComplete)
        notes += tr("Stopped: %1 of %2 tasks were looked through.").arg(walk.done()).arg(walk.total());
    notes += refusalSentences(m_search->result().refusals, [this](const TaskId &id) {
        const TaskRecord *const record = m_feed.list().find(id);
        return record ? record->model : QString();
    });
    if (const auto prefix = m_search->result().prefix)
        notes += prefixSentence(*prefix);
    if (m_search->unreadTasks() > 0)
        notes += m_search->unreadTasks() == 1 ? tr("1 answer could not be read any more.")
                                        : tr("%1 answers could not be read any more.").arg(m_search->unreadTasks());
    if (isComplete && m_model->rowCount() == 0)
        notes.prepend(tr("No other clip to compare with."));
    m_ui->notesLabel->setText(notes.join(QStringLiteral(" ")));
}

void LikeThisPage::jump(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const LikeHit hit = m_model->hit(index.row()); // the list may change meanwhile
    m_ui->followCheck->setChecked(false);
    Q_EMIT jumpRequested(hit.task, static_cast<int>(hit.row));
}

void LikeThisPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (m_ui->table->selectionModel()->hasSelection())
        hover({}); // it was this list's
}

void LikeThisPage::markSelected()
{
    hover(m_ui->table->selectionModel()->selectedRows().value(0));
}

/// What is selected in the list is marked in the charts, where they show its task.
void LikeThisPage::hover(const QModelIndex &index)
{
    const bool isHere = index.isValid() && m_analysis.task() && m_model->hit(index.row()).task == m_analysis.task()->id;
    m_time.setHoveredSegment(isHere ? std::optional(static_cast<int>(m_model->hit(index.row()).row)) : std::nullopt);
}

} // namespace embedscope

#include "moc_likethispage.cpp"
