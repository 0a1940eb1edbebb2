// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/duplicatespage.h"

#include "models/likenesswords.h"
#include "models/pairmodel.h"
#include "models/pairsearch.h"
#include "models/taskanalysis.h"
#include "plot/sharedtime.h"
#include "ui_duplicatespage.h"
#include "widgets/bardelegate.h"
#include "widgets/busyline.h"
#include "widgets/cosinehistogram.h"
#include "widgets/measureshelp.h"

#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace embedscope {

DuplicatesPage::DuplicatesPage(TaskAnalysis &analysis, SharedTime &time, QWidget *parent)
    : QWidget(parent), m_analysis(analysis), m_time(time), m_ui(std::make_unique<Ui::DuplicatesPage>()),
      m_histogram(new CosineHistogram(this)), m_busy(new BusyLine(this)), m_model(new PairModel(this)),
      m_search(new PairSearch(this))
{
    m_ui->setupUi(this);
    m_ui->histogramLayout->addWidget(m_histogram);
    m_ui->verticalLayout->addWidget(m_busy);
    setFocusProxy(m_ui->table);
    MeasuresHelp::bind(*m_ui->helpButton, QStringLiteral("Near duplicates"));
    m_ui->table->setModel(m_model);
    m_ui->table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_ui->table->setItemDelegateForColumn(static_cast<int>(PairModel::Column::Cosine),
                                          new BarDelegate(PairModel::ScoreRole, this));
    const QString interval = QStringLiteral("0:00:00.000 – 0:00:00.000");
    const QStringList widest{QStringLiteral("1000"), QStringLiteral("0.000"), interval, interval,
                             QStringLiteral("0:00:00.000")};
    for (int column = 0; column < PairModel::columnTotal; ++column)
        m_ui->table->fitColumn(column, widest[column]);
    m_ui->table->fitLastColumn(widest.constLast());
    m_ui->thresholdSpin->setSingleStep(CosineHistogram::step);
    m_ui->thresholdSpin->setValue(usualDuplicateCosine);
    connect(m_ui->thresholdSpin, &QDoubleSpinBox::valueChanged, m_histogram, &CosineHistogram::setThreshold);
    connect(m_histogram, &CosineHistogram::thresholdChanged, this, &DuplicatesPage::setThreshold);
    m_ui->usualButton->setToolTip(tr("Back to the usual threshold, %1").arg(usualDuplicateCosine, 0, 'f', 3));
    connect(m_ui->usualButton, &QToolButton::clicked, this,
            [this] { m_ui->thresholdSpin->setValue(usualDuplicateCosine); });
    connect(&m_analysis, &TaskAnalysis::taskChanged, this, &DuplicatesPage::refresh);
    connect(&m_analysis, &TaskAnalysis::ready, this, [this](TaskAnalysis::Part part) {
        if (part == TaskAnalysis::Part::Searchable)
            refresh();
    });
    connect(m_ui->laneCombo, &LaneCombo::laneChanged, this, &DuplicatesPage::search);
    connect(m_search, &PairSearch::finished, this, &DuplicatesPage::showResult);
    connect(m_search, &PairSearch::progressed, this, [this](double share) {
        constexpr int steps = 100;
        m_busy->setProgress(static_cast<int>(share * steps), steps);
    });
    connect(m_busy, &BusyLine::cancelRequested, this, [this] {
        m_search->cancel();
        m_busy->end();
        m_ui->countLabel->setText(tr("Stopped. Choose the lane again to start anew."));
    });
    connect(m_ui->laneCombo, &QComboBox::activated, this, [this] {
        if (!m_search->isRunning() && !m_search->result())
            search();
    });
    connect(m_ui->table, &QTableView::activated, this, &DuplicatesPage::jump);
    connect(m_ui->table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &DuplicatesPage::markSelected);
}

DuplicatesPage::~DuplicatesPage() = default;

void DuplicatesPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
    if (m_ui->table->selectionModel()->hasSelection())
        markSelected();
}

void DuplicatesPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (m_ui->table->selectionModel()->hasSelection())
        markPair({}); // they were this list's
}

void DuplicatesPage::refresh()
{
    if (!isVisible()) {
        if (m_search->clips() && m_search->clips()->sharedTask() != m_analysis.task())
            m_ui->laneCombo->setTask({});
        return;
    }
    const auto searchable = m_analysis.searchable();
    if (!searchable && m_analysis.isUnderWay(TaskAnalysis::Part::Searchable))
        m_busy->begin(tr("Preparing the clips…"), false);
    else if (!m_search->isRunning())
        m_busy->end();
    m_ui->laneCombo->setTask(searchable);
    if (searchable && m_ui->laneCombo->count() == 0)
        m_ui->countLabel->setText(tr("No clip has a vector to compare."));
}

void DuplicatesPage::search()
{
    m_search->start(m_ui->laneCombo->lane());
    showResult();
    if (m_search->isRunning())
        m_busy->begin(tr("Comparing all pairs…"), true);
}

void DuplicatesPage::showResult()
{
    if (!m_search->isRunning())
        m_busy->end();
    m_model->setPairs(m_search->clips(), m_search->result());
    m_histogram->setHistogram(m_search->result() ? m_search->result()->cosines : Histogram());
    tellCount();
}

void DuplicatesPage::setThreshold(double cosine)
{
    {
        const QSignalBlocker blocker(m_ui->thresholdSpin);
        m_ui->thresholdSpin->setValue(cosine);
    }
    m_model->setThreshold(cosine);
    m_ui->usualButton->setEnabled(std::abs(cosine - usualDuplicateCosine) > CosineHistogram::step / 100);
    tellCount();
}

void DuplicatesPage::tellCount()
{
    const auto &result = m_search->result();
    if (!result) {
        m_ui->countLabel->clear();
        return;
    }
    if (result->compared == 0) {
        m_ui->countLabel->setText(tr("There is nothing to compare: no two clips of this lane start at least 30 s apart."));
        return;
    }
    const auto listed = static_cast<quint64>(m_model->rowCount());
    const bool listsAll = listed < result->pairs.size() || result->pairs.size() == result->compared;
    const quint64 found = listsAll ? listed : std::max<quint64>(listed, m_histogram->countAbove());
    QString text = tr("%1 of %2 pairs that start at least 30 s apart").arg(found).arg(result->compared);
    if (found > listed)
        text += tr("; the %1 most alike are listed").arg(listed);
    if (!result->isExact())
        text += tr("; only every %1th clip was compared").arg(result->stride);
    m_ui->countLabel->setText(text + u'.');
}

void DuplicatesPage::markSelected()
{
    markPair(m_ui->table->selectionModel()->selectedRows().value(0));
}

/// Both clips of the pair that is selected are marked in the charts.
void DuplicatesPage::markPair(const QModelIndex &index)
{
    if (!index.isValid()) {
        m_time.setHoveredSegment(std::nullopt);
        return;
    }
    const auto [clip, other, cosine] = m_model->pair(index.row());
    const SharedClips clips = m_model->clips();
    m_time.setHoveredSegment(static_cast<int>(clips->row(clip)), static_cast<int>(clips->row(other)));
}

void DuplicatesPage::jump(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const auto [clip, other, cosine] = m_model->pair(index.row());
    const SharedClips clips = m_model->clips();
    const auto middleOf = [&clips](size_t each) { return (clips->startSec(each) + clips->endSec(each)) / 2; };
    m_time.setMark(TimeMark::A, middleOf(clip));
    m_time.setMark(TimeMark::B, middleOf(other));
    Q_EMIT jumpRequested(clips->task().id, static_cast<int>(clips->row(clip)));
}

} // namespace embedscope

#include "moc_duplicatespage.cpp"
