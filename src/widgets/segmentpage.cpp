// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/segmentpage.h"

#include "models/segmentsortproxy.h"
#include "models/segmenttablemodel.h"
#include "plot/sharedtime.h"
#include "ui_segmentpage.h"

#include <QScopedValueRollback>

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
        return QStringLiteral("0.99999");
    case Column::Dimension:
        return QStringLiteral("Dimension");
    case Column::Remark:
        break;
    }
    return QStringLiteral("what is left");
}

} // namespace

SegmentPage::SegmentPage(SharedTime &time, QWidget *parent)
    : QWidget(parent), m_time(time), m_ui(std::make_unique<Ui::SegmentPage>()),
      m_model(new SegmentTableModel(this)), m_proxy(new SegmentSortProxy(this))
{
    m_ui->setupUi(this);
    setFocusProxy(m_ui->table);
    m_proxy->setSourceModel(m_model);
    setUpTable();
    connect(m_ui->table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &SegmentPage::tellSelection);
    connect(&m_time, &SharedTime::selectedSegmentChanged, this, &SegmentPage::followSelection);
}

SegmentPage::~SegmentPage() = default;

void SegmentPage::setUpTable()
{
    RowTableView &view = *m_ui->table;
    view.setSortedModel(*m_proxy, static_cast<int>(Column::Start));
    for (int column = 0; column < SegmentTableModel::columnTotal; ++column)
        view.fitColumn(column, widestText(Column{column}));
}

void SegmentPage::setTask(const SharedTask &task)
{
    {
        const QScopedValueRollback<bool> guard(m_following, true); // a reset forgets the current row
        m_model->setTask(task);
    }
    followSelection();
}

QTableView &SegmentPage::table() const
{
    return *m_ui->table;
}

void SegmentPage::tellSelection()
{
    if (m_following)
        return;
    const QModelIndex index = m_proxy->mapToSource(m_ui->table->currentIndex());
    m_time.setSelectedSegment(index.isValid() ? std::optional(index.row()) : std::nullopt);
}

void SegmentPage::followSelection()
{
    const auto selected = m_time.selectedSegment();
    const QModelIndex wanted =
        selected ? m_proxy->mapFromSource(m_model->index(*selected, 0)) : QModelIndex();
    const QModelIndex current = m_ui->table->currentIndex();
    if (wanted.isValid() == current.isValid() && wanted.row() == current.row())
        return;
    const QScopedValueRollback<bool> guard(m_following, true);
    if (!wanted.isValid()) {
        m_ui->table->selectionModel()->clear();
        return;
    }
    m_ui->table->selectionModel()->setCurrentIndex(
        wanted, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_ui->table->scrollTo(wanted);
}

} // namespace embedscope
