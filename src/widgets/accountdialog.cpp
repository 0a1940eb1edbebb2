// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/accountdialog.h"

#include "models/accountmodel.h"
#include "models/taskwords.h"
#include "models/textfilterproxy.h"
#include "store/taskfeed.h"
#include "ui_accountdialog.h"

#include <QHeaderView>
#include <QPushButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

using Column = AccountModel::Column;

/// How wide a column is at first, as a text that just fits.
QString widestText(Column column)
{
    switch (column) {
    case Column::Status:
        return u"processing, in the list"_s;
    case Column::Id:
        return u"67ca93a989d8a564e80dc3ba"_s;
    case Column::File:
        return u"a-rather-long-file-name.mp4"_s;
    case Column::Kind:
        return u"video"_s;
    case Column::Duration:
        return u"4:00:00.000"_s;
    case Column::Model:
        return u"marengo3.0"_s;
    case Column::Created:
        break;
    }
    return u"2026-11-23 10:00:00"_s;
}

} // namespace

AccountDialog::AccountDialog(TaskFeed &feed, QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::AccountDialog>()), m_tasks(std::make_unique<AccountTasks>(feed)),
      m_model(new AccountModel(*m_tasks, feed.list(), this)),
      m_proxy(new TextFilterProxy({AccountModel::SortRole, AccountModel::SearchRole, AccountModel::KnownRole}, this))
{
    m_ui->setupUi(this);
    m_proxy->setSourceModel(m_model);
    setUpTable();
    connect(m_ui->filterEdit, &QLineEdit::textChanged, m_proxy, &TextFilterProxy::setFilterText);
    connect(m_ui->filterEdit, &QLineEdit::textChanged, this, &AccountDialog::showProgress);
    connect(m_ui->knownBox, &QCheckBox::toggled, this, [this](bool onlyNew) {
        m_proxy->setFlagFilter(onlyNew ? std::optional(false) : std::nullopt);
        showProgress();
    });
    connect(m_ui->reloadButton, &QPushButton::clicked, this, [this] { m_tasks->load(); });
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_tasks.get(), &AccountTasks::progressed, this, &AccountDialog::showProgress);
    m_tasks->load();
    showChoice();
    m_ui->filterEdit->setFocus();
}

AccountDialog::~AccountDialog()
{
    delete m_model; // before the tasks that it looks at
}

void AccountDialog::setUpTable()
{
    m_ui->table->setSortedModel(*m_proxy, -1); // as the service lists them: the newest first
    m_ui->table->horizontalHeader()->setSortIndicatorClearable(true);
    for (int column = 0; column < AccountModel::columnTotal; ++column)
        m_ui->table->fitColumn(column, widestText(Column{column}));
    connect(m_ui->table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &AccountDialog::showChoice);
    connect(m_ui->table, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (index.flags().testFlag(Qt::ItemIsEnabled))
            accept();
    });
}

QString AccountDialog::progressText() const
{
    if (const auto &problem = m_tasks->problem()) {
        if (problem->kind == FailureKind::NotFound)
            return tr("The service has no list of tasks. Paste task IDs with Ctrl+V instead.");
        if (problem->kind == FailureKind::Unauthorized && !problem->httpStatus)
            return tr("There is no API key, so the account's list cannot be asked for. Close this, and enter a key with Ctrl+K.");
        if (problem->kind == FailureKind::Unauthorized)
            return tr("The service refused the API key%1. Close this, enter another with Ctrl+K, and open this again.")
                .arg(inBrackets(problem->detail));
        return endedSentence(*problem, {});
    }
    if (m_tasks->isLoading() && m_tasks->pagesTotal() == 0)
        return tr("Reading the list…");
    const int all = m_tasks->size();
    const int shown = m_proxy->rowCount();
    QString counts = all == 1 ? tr("1 task") : tr("%n tasks", nullptr, all);
    if (shown != all)
        counts = tr("%1 of %2").arg(shown).arg(counts);
    if (m_tasks->isLoading())
        return tr("%1; reading page %2 of %3…").arg(counts).arg(m_tasks->pagesRead() + 1).arg(m_tasks->pagesTotal());
    return all == 0 ? tr("The account has no tasks of the last seven days.") : tr("%1 of the last seven days").arg(counts);
}

void AccountDialog::showProgress()
{
    m_ui->progressLabel->setText(progressText());
    m_ui->reloadButton->setEnabled(!m_tasks->isLoading());
}

void AccountDialog::showChoice()
{
    const auto chosen = static_cast<int>(ids().size());
    QPushButton *const add = m_ui->buttons->button(QDialogButtonBox::Ok);
    add->setText(chosen == 0 ? tr("&Add") : tr("&Add %1").arg(chosen));
    add->setEnabled(chosen > 0);
}

std::vector<TaskId> AccountDialog::ids() const
{
    std::vector<int> rows;
    const QModelIndexList selected = m_ui->table->selectionModel()->selectedRows();
    for (const QModelIndex &index : selected)
        rows.push_back(m_proxy->mapToSource(index).row());
    std::ranges::sort(rows);
    std::vector<TaskId> ids;
    for (const int row : rows)
        ids.push_back(m_model->idAt(row));
    return ids;
}

} // namespace embedscope

#include "moc_accountdialog.cpp"
