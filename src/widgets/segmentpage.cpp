// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/segmentpage.h"

#include "models/segmentmeasures.h"
#include "models/segmentsortproxy.h"
#include "models/segmenttablemodel.h"
#include "models/taskwords.h"
#include "plot/sharedtime.h"
#include "ui_segmentpage.h"
#include "widgets/filterkeys.h"
#include "widgets/segmentselection.h"
#include "widgets/tablecolumns.h"

#include <QAction>
#include <QHeaderView>
#include <QShowEvent>
#include <QToolButton>

#include <algorithm>

namespace embedscope {

namespace {

using Column = SegmentTableModel::Column;

/// How wide a column is at first, as a text that just fits.
QString widestText(Column column)
{
    switch (column) {
    case Column::Number:
        return QStringLiteral("21600");
    case Column::Modality:
        return QStringLiteral("transcription");
    case Column::Scope:
        return QStringLiteral("Scope");
    case Column::Start:
    case Column::End:
    case Column::Length:
        return QStringLiteral("0:00:00.000");
    case Column::Norm:
        return QStringLiteral("0.99999 00"); // with the arrow of a sorted column beside the title
    case Column::Dimension:
        return QStringLiteral("Dimension");
    case Column::Uncertainty:
        return QStringLiteral("Uncertainty 0");
    case Column::Change:
    case Column::Novelty:
    case Column::Likeness:
        return QStringLiteral("-0.0000");
    case Column::Findings:
        break;
    }
    return QStringLiteral("what is left");
}

} // namespace

SegmentPage::SegmentPage(SharedTime &time, SegmentMeasures &measures, QWidget *parent)
    : QWidget(parent), m_time(time), m_ui(std::make_unique<Ui::SegmentPage>()),
      m_model(new SegmentTableModel(this)), m_proxy(new SegmentSortProxy(this)), m_measures(measures),
      m_exportAction(new QAction(tr("Export Selectio&n…"), this))
{
    m_ui->setupUi(this);
    setFocusProxy(m_ui->table);
    m_proxy->setSourceModel(m_model);
    setUpTable();
    connectMeasures();
    m_selection = new SegmentSelection(*m_ui->table, *m_model, *m_proxy, m_time, this);
    m_typing.setSingleShot(true);
    m_typing.setInterval(150);
    connect(m_ui->filterEdit, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, &SegmentPage::applyFilter);
    new FilterKeys(*m_ui->filterEdit, [this] {
        m_typing.stop();
        applyFilter();
        m_ui->table->setFocus();
    });
    connect(m_ui->table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &SegmentPage::tellCounts);
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this, &SegmentPage::tellCounts);
    connect(m_proxy, &QAbstractItemModel::rowsRemoved, this, &SegmentPage::tellCounts);
    connect(m_proxy, &QAbstractItemModel::modelReset, this, &SegmentPage::tellCounts);
    m_exportAction->setShortcut(QStringLiteral("Ctrl+Alt+E"));
    m_exportAction->setToolTip(tr("Write the selected segments to a file"));
    connect(&m_time, &SharedTime::selectedSegmentChanged, this, &SegmentPage::tellCounts, Qt::QueuedConnection); // once the table follows
    auto *const clear = new QAction(tr("Select Not&hing"), this);
    clear->setShortcut(Qt::Key_Escape);
    clear->setShortcutContext(Qt::WidgetShortcut);
    connect(clear, &QAction::triggered, m_selection, &SegmentSelection::clear);
    m_ui->table->addActions({m_exportAction, clear});
    m_ui->table->setContextMenuPolicy(Qt::ActionsContextMenu);
    tellCounts();
}

SegmentPage::~SegmentPage() = default;

void SegmentPage::setUpTable()
{
    RowTableView &view = *m_ui->table;
    view.setSortedModel(*m_proxy, static_cast<int>(Column::Start));
    for (int column = 0; column < SegmentTableModel::columnTotal; ++column)
        view.fitColumn(column, widestText(Column{column}));
    m_columns = new TableColumns(view);
    // Without them the findings are in view in a window of the first size.
    for (const Column column : {Column::Length, Column::Uncertainty, Column::Novelty, Column::Likeness, Column::Dimension})
        m_columns->actions().at(static_cast<int>(column))->setChecked(false);
}

void SegmentPage::connectMeasures()
{
    for (QAction *const action : m_columns->actions())
        connect(action, &QAction::toggled, this, &SegmentPage::askMeasures);
    connect(&m_measures, &SegmentMeasures::ready, this, &SegmentPage::askMeasures);
    connect(&m_time, &SharedTime::selectedSegmentChanged, this, &SegmentPage::chooseClip);
    connect(m_ui->table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, [this](int column) {
        if (Column{column} == Column::Likeness)
            m_measures.setChosen(m_time.selectedSegment());
        tellCounts();
    });
}

// A table that is ordered by the likeness to a clip keeps to that clip while the user walks through it: each step would
// take the ground from under the next.
void SegmentPage::chooseClip()
{
    const bool isOrderedByIt =
        Column{m_ui->table->horizontalHeader()->sortIndicatorSection()} == Column::Likeness;
    if (isOrderedByIt && m_ui->table->hasFocus() && m_measures.chosen())
        return;
    m_measures.setChosen(m_time.selectedSegment());
}

/// Fills the columns that are seen with what there is, and asks for what is not there.
void SegmentPage::askMeasures()
{
    const SharedTask &task = m_model->task();
    if (!task || task != m_measures.task() || !isVisible())
        return;
    const auto isSeen = [this](Column column) { return !m_ui->table->isColumnHidden(static_cast<int>(column)); };
    if (isSeen(Column::Change))
        m_model->setNumbers(Column::Change, m_measures.change());
    if (isSeen(Column::Novelty))
        m_model->setNumbers(Column::Novelty, m_measures.novelty());
    if (isSeen(Column::Likeness)) {
        // Those of the clip before stay until the new ones are there: no flicker.
        const RowNumbers likeness = m_measures.likeness();
        if (likeness || !m_measures.chosen())
            m_model->setNumbers(Column::Likeness, likeness);
    }
    if (isSeen(Column::Findings))
        m_model->setFindings(m_measures.findings());
    tellCounts();
}

void SegmentPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    askMeasures();
}

void SegmentPage::setTask(const SharedTask &task)
{
    m_selection->changeRows([&] { // a reset forgets the current row
        m_model->setTask(task);
        makeChips();
    });
    // Most responses have none, and their columns shall have the room.
    if (task && task->hasUncertainty())
        m_columns->actions().at(static_cast<int>(Column::Uncertainty))->setChecked(true);
    askMeasures();
}

void SegmentPage::focusFilter()
{
    m_ui->filterEdit->setFocus(Qt::ShortcutFocusReason);
    m_ui->filterEdit->selectAll();
}

// What was hidden of another task is shown again: its names need not mean the same here.
void SegmentPage::makeChips()
{
    constexpr qsizetype mostChips = 8; // in one line beside the filter, which finds all others by their names
    const QStringList modalities = m_model->task() ? m_model->task()->modalities : QStringList();
    const qsizetype all = modalities.size();
    const QStringList names = modalities.mid(0, mostChips);
    QStringList there;
    for (const QToolButton *const chip : std::as_const(m_chips))
        there.append(chip->property("modality").toString());
    m_ui->moreChipsLabel->setVisible(all > mostChips);
    m_ui->moreChipsLabel->setText(tr("%1 of %2 modalities").arg(mostChips).arg(all));
    if (names == there)
        return;
    qDeleteAll(m_chips);
    m_chips.clear();
    for (const QString &name : names) {
        auto *const chip = new QToolButton(this);
        chip->setText(withoutMnemonics(oneLine(modalityTitle(name), 20)));
        chip->setToolTip(tr("Show the segments of this modality"));
        chip->setProperty("modality", name);
        chip->setCheckable(true);
        chip->setChecked(true);
        chip->setFocusPolicy(Qt::StrongFocus);
        connect(chip, &QToolButton::toggled, this, &SegmentPage::followChips);
        m_ui->chipsLayout->addWidget(chip);
        m_chips.append(chip);
    }
    followChips();
}

void SegmentPage::applyFilter()
{
    m_selection->changeRows([this] { m_proxy->setFilterText(m_ui->filterEdit->text()); });
}

void SegmentPage::followChips()
{
    QSet<QString> hidden;
    for (const QToolButton *const chip : std::as_const(m_chips)) {
        if (!chip->isChecked())
            hidden.insert(chip->property("modality").toString());
    }
    m_selection->changeRows([&] { m_proxy->setHiddenModalities(hidden); });
}

void SegmentPage::tellCounts()
{
    const int selected = m_selection->total();
    const int shown = m_proxy->rowCount();
    const int all = m_model->rowCount();
    QString text = all == 1 ? tr("1 segment") : tr("%n segments", nullptr, all);
    if (shown != all)
        text = tr("%1 of %2").arg(shown).arg(text);
    if (selected > 0)
        text += tr(", %1 selected").arg(selected);
    else if (m_time.selectedSegment())
        text += tr("; the one that is chosen in the charts is filtered away");
    if (m_measures.chosen() && !m_ui->table->isColumnHidden(static_cast<int>(Column::Likeness)))
        text += tr(", likeness to no. %1").arg(*m_measures.chosen() + 1);
    m_ui->countLabel->setText(all > 0 ? text : QString());
    m_exportAction->setEnabled(selected > 0);
}

std::vector<int> SegmentPage::selectedSegments() const
{
    return m_selection->segments();
}

QTableView &SegmentPage::table() const
{
    return *m_ui->table;
}

} // namespace embedscope

#include "moc_segmentpage.cpp"
