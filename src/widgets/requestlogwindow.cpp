// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/requestlogwindow.h"

#include "models/requestlogmodel.h"
#include "models/textfilterproxy.h"
#include "ui_requestlogwindow.h"
#include "widgets/clipboardtext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <QShortcut>

namespace embedscope {

namespace {

using Column = RequestLogModel::Column;

/// How wide a column is at first, as a text that just fits.
QString widestText(Column column)
{
    switch (column) {
    case Column::Sent:
        return QStringLiteral("00:00:00.000");
    case Column::What:
        return QStringLiteral("67ca93a989d8a564e80dc3ba");
    case Column::Status:
        return QStringLiteral("Status");
    case Column::Bytes:
        return QStringLiteral("221336633");
    case Column::Took:
        return QStringLiteral("120.00 s");
    case Column::Outcome:
        break;
    }
    return QStringLiteral("what is left");
}

} // namespace

RequestLogWindow::RequestLogWindow(const RequestLog &log, QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::RequestLogWindow>()), m_model(new RequestLogModel(log, this)),
      m_proxy(new TextFilterProxy(
          {RequestLogModel::SortRole, RequestLogModel::SearchRole, RequestLogModel::ProblemRole}, this))
{
    m_ui->setupUi(this);
    m_proxy->setSourceModel(m_model);
    setUpTable();
    connect(m_ui->filterEdit, &QLineEdit::textChanged, m_proxy, &TextFilterProxy::setFilterText);
    connect(m_ui->problemsBox, &QCheckBox::toggled, this, [this](bool only) {
        m_proxy->setFlagFilter(only ? std::optional(true) : std::nullopt);
    });
    connect(m_ui->copyButton, &QPushButton::clicked, this, &RequestLogWindow::copy);
    connect(m_ui->closeButton, &QPushButton::clicked, this, &QDialog::close);
    auto *const copyKey = new QShortcut(QKeySequence(QKeySequence::Copy), m_ui->table);
    copyKey->setContext(Qt::WidgetShortcut);
    connect(copyKey, &QShortcut::activated, this, &RequestLogWindow::copy);
    m_ui->filterEdit->setFocus();
    showCount();
}

RequestLogWindow::~RequestLogWindow() = default;

void RequestLogWindow::setUpTable()
{
    m_ui->table->setSortedModel(*m_proxy, -1); // in the order of the log
    m_ui->table->horizontalHeader()->setSortIndicatorClearable(true);
    for (int column = 0; column < RequestLogModel::columnTotal; ++column)
        m_ui->table->fitColumn(column, widestText(Column{column}));
    m_ui->table->scrollToBottom();
    connect(m_ui->table->verticalScrollBar(), &QScrollBar::rangeChanged, this, &RequestLogWindow::followEnd);
    connect(m_ui->table->verticalScrollBar(), &QScrollBar::valueChanged, this,
            [this](int value) { m_isAtEnd = value >= m_ui->table->verticalScrollBar()->maximum(); });
    for (const auto changed : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_proxy, changed, this, &RequestLogWindow::showCount);
}

void RequestLogWindow::followEnd()
{
    if (m_isAtEnd)
        m_ui->table->scrollToBottom();
}

void RequestLogWindow::showCount()
{
    const int all = m_model->rowCount();
    const int shown = m_proxy->rowCount();
    m_ui->copyButton->setEnabled(shown > 0);
    if (all == 0)
        m_ui->countLabel->setText(tr("No request has been sent yet."));
    else if (shown == all)
        m_ui->countLabel->setText(all == 1 ? tr("1 request") : tr("%n requests", nullptr, all));
    else
        m_ui->countLabel->setText(tr("%1 of %2 requests").arg(shown).arg(all));
}

void RequestLogWindow::copy()
{
    if (m_proxy->rowCount() == 0)
        return; // what was copied before is worth more than nothing
    if (m_ui->table->selectionModel()->hasSelection()) {
        QGuiApplication::clipboard()->setText(selectionAsTsv(*m_ui->table));
        return;
    }
    m_ui->table->selectAll();
    QGuiApplication::clipboard()->setText(selectionAsTsv(*m_ui->table));
    m_ui->table->clearSelection();
}

} // namespace embedscope

#include "moc_requestlogwindow.cpp"
