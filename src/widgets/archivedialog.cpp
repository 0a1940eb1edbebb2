// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/archivedialog.h"

#include "core/whenfinished.h"
#include "models/taskwords.h"
#include "models/textfilterproxy.h"
#include "store/taskfeed.h"
#include "ui_archivedialog.h"
#include "widgets/freeingwords.h"

#include <QHeaderView>
#include <QMessageBox>
#include <QPushButton>
#include <QStorageInfo>
#include <QtConcurrentRun>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

using Column = ArchiveModel::Column;
using Place = TaskKeeper::Place;

/// How wide a column is at first, as a text that just fits.
QString widestText(Column column)
{
    switch (column) {
    case Column::Id:
        return u"67ca93a989d8a564e80dc3ba"_s;
    case Column::File:
        return u"a-rather-long-file-name.mp4"_s;
    case Column::Stored:
        return u"2026-11-23 10:00:00"_s;
    case Column::RawSize:
    case Column::DiskSize:
        return u"1000.0 MB"_s;
    case Column::Form:
        return u"as it came"_s;
    case Column::Kept:
        return u"kept"_s;
    case Column::Place:
        break;
    }
    return u"in the list"_s;
}

/// What was read of the disk.
struct Listing
{
    Result<ArchiveModel::Entries> entries;
    qint64 freeBytes;
};

} // namespace

ArchiveDialog::ArchiveDialog(TaskFeed &feed, TaskKeeper &keeper, QWidget *parent)
    : QDialog(parent), m_feed(feed), m_keeper(keeper), m_ui(std::make_unique<Ui::ArchiveDialog>()),
      m_model(new ArchiveModel(feed.list(), [&keeper](const ArchivedAnswer &answer) { return keeper.placeOf(answer); }, this)),
      m_proxy(new TextFilterProxy({ArchiveModel::SortRole, ArchiveModel::SearchRole, ArchiveModel::TasklessRole}, this))
{
    m_ui->setupUi(this);
    m_proxy->setSourceModel(m_model);
    setUpTable();
    connect(m_ui->filterEdit, &QLineEdit::textChanged, m_proxy, &TextFilterProxy::setFilterText);
    connect(m_ui->filterEdit, &QLineEdit::textChanged, this, &ArchiveDialog::showTotals);
    connect(m_ui->orphanBox, &QCheckBox::toggled, this, [this](bool only) {
        m_proxy->setFlagFilter(only ? std::optional(true) : std::nullopt);
        showTotals();
    });
    connect(m_ui->keepButton, &QPushButton::clicked, this, &ArchiveDialog::keep);
    connect(m_ui->addButton, &QPushButton::clicked, this, &ArchiveDialog::addToList);
    connect(m_ui->freeButton, &QPushButton::clicked, this, &ArchiveDialog::askToFree);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    watchArchive();
    note({});
    read();
    showChoice();
    m_ui->filterEdit->setFocus();
}

ArchiveDialog::~ArchiveDialog() = default;

void ArchiveDialog::setUpTable()
{
    m_ui->table->setSortedModel(*m_proxy, static_cast<int>(Column::Stored));
    m_ui->table->horizontalHeader()->setSortIndicatorClearable(true);
    for (int column = 0; column < ArchiveModel::columnTotal; ++column)
        m_ui->table->fitColumn(column, widestText(Column{column}));
    connect(m_ui->table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ArchiveDialog::showChoice);
}

void ArchiveDialog::watchArchive()
{
    for (QTimer *const timer : {&m_readSoon, &m_refreshSoon}) {
        timer->setSingleShot(true);
        timer->setInterval(300ms); // many answers come at once
    }
    const auto startOnce = [](QTimer &timer) {
        if (!timer.isActive())
            timer.start();
    };
    connect(&m_keeper, &TaskKeeper::archiveChanged, this, [this, startOnce] { startOnce(m_readSoon); });
    for (const auto changed : {&TaskList::rowsInserted, &TaskList::rowsRemoved})
        connect(&m_feed.list(), changed, this, [this, startOnce] { startOnce(m_refreshSoon); });
    connect(&m_feed.list(), &TaskList::rowsChanged, this, [this, startOnce] { startOnce(m_refreshSoon); });
    connect(&m_readSoon, &QTimer::timeout, this, &ArchiveDialog::read);
    connect(&m_refreshSoon, &QTimer::timeout, this, [this] {
        m_model->refresh();
        showChoice();
    });
    connect(&m_keeper, &TaskKeeper::removalFailed, this, &ArchiveDialog::note);
    connect(&m_keeper, &TaskKeeper::adopted, this, [this](int tasks, int unreadable) {
        if (unreadable > 0)
            note(unreadable == tasks && tasks == 1
                     ? tr("The answer cannot be read, so it was not added to the list. Free its space.")
                     : tr("%1 of %2 answers cannot be read, so they were not added to the list. Free their space.")
                           .arg(unreadable)
                           .arg(tasks));
    });
}

/// Off this thread: the folder may hold thousands of files, on a slow disk.
void ArchiveDialog::read()
{
    m_mustReadAgain = m_isReading;
    if (m_isReading)
        return;
    m_isReading = true;
    auto reading = QtConcurrent::run([folder = m_keeper.archiveFolder()] {
        const QStorageInfo storage(folder);
        return Listing{AnswerArchive::contentsOf(folder), storage.isValid() ? storage.bytesAvailable() : -1};
    });
    whenFinished(reading, this, [this](const Listing &listing) {
        m_isReading = false;
        m_wasRead = true;
        m_freeBytes = listing.freeBytes;
        m_readProblem = listing.entries ? QString() : listing.entries.failure().detail;
        if (listing.entries)
            m_model->setEntries(*listing.entries);
        showTotals();
        showChoice();
        if (m_mustReadAgain)
            read();
    });
}

void ArchiveDialog::showTotals()
{
    if (!m_readProblem.isEmpty() || !m_wasRead) {
        m_ui->totalsLabel->setText(m_wasRead ? m_readProblem : tr("Reading the archive…"));
        return;
    }
    const ArchiveModel::Totals totals = m_model->totals();
    QString count = totals.answers == 1 ? tr("1 answer") : tr("%n answers", nullptr, totals.answers);
    if (const int shown = m_proxy->rowCount(); shown != totals.answers)
        count = tr("%1 shown of %2").arg(shown).arg(count);
    QString text = tr("%1, %2 on disk, %3 as they came").arg(count, bytesText(totals.onDisk), bytesText(totals.raw));
    if (m_freeBytes >= 0)
        text = tr("%1; free on the disk: %2").arg(text, bytesText(m_freeBytes));
    m_ui->totalsLabel->setText(text);
}

std::vector<ArchiveModel::Row> ArchiveDialog::chosen() const
{
    std::vector<ArchiveModel::Row> rows;
    const QModelIndexList selected = m_ui->table->selectionModel()->selectedRows();
    for (const QModelIndex &index : selected) {
        const ArchiveModel::Row &row = m_model->at(m_proxy->mapToSource(index).row());
        if (row.place != Place::Passing)
            rows.push_back(row);
    }
    return rows;
}

void ArchiveDialog::showChoice()
{
    const auto rows = chosen();
    const auto taskless = std::ranges::count_if(rows, &TaskKeeper::isTaskless, &ArchiveModel::Row::place);
    const auto listed = static_cast<std::ptrdiff_t>(rows.size()) - taskless;
    const auto kept = std::ranges::count(rows, true, &ArchiveModel::Row::isKept);
    m_ui->keepButton->setText(listed > 0 && kept == listed ? tr("Do Not &Keep") : tr("&Keep"));
    m_ui->keepButton->setEnabled(listed > 0);
    m_ui->addButton->setEnabled(taskless > 0);
    m_ui->freeButton->setEnabled(!rows.empty());
}

void ArchiveDialog::keep()
{
    const auto rows = chosen();
    const bool keeps = std::ranges::any_of(
        rows, [](const ArchiveModel::Row &row) { return row.place == Place::InUse && !row.isKept; });
    for (const ArchiveModel::Row &row : rows) {
        const int place = m_feed.list().rowOf(row.answer.id);
        if (row.place == Place::InUse && place >= 0)
            m_feed.list().edit(place, [keeps](TaskRecord &record) { record.isKept = keeps; });
    }
    m_model->refresh();
    showChoice();
}

void ArchiveDialog::addToList()
{
    note({});
    std::vector<ArchivedAnswer> taskless;
    for (const ArchiveModel::Row &row : chosen()) {
        if (TaskKeeper::isTaskless(row.place))
            taskless.push_back(row.answer);
    }
    m_keeper.adoptTaskless(taskless);
}

void ArchiveDialog::askToFree()
{
    const auto rows = chosen();
    if (rows.empty())
        return;
    note({});
    const FreeingQuestion words = freeingQuestion(rows, m_feed.list(), QDateTime::currentDateTimeUtc());
    auto *const box = new QMessageBox(QMessageBox::NoIcon, tr("Free Space"), words.question, QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(words.consequences);
    QPushButton *const remove = box->addButton(tr("&Remove"), QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(remove, &QPushButton::clicked, this, [this, rows] { free(rows); });
    box->open();
}

void ArchiveDialog::free(const std::vector<ArchiveModel::Row> &rows)
{
    std::vector<TaskId> ids;
    std::vector<ArchivedAnswer> taskless;
    for (const ArchiveModel::Row &row : rows) {
        const Place place = m_keeper.placeOf(row.answer); // it may have changed while the question stood there
        if (place == Place::InUse)
            ids.push_back(row.answer.id);
        if (TaskKeeper::isTaskless(place))
            taskless.push_back(row.answer);
    }
    m_keeper.keeping().drop(ids);
    m_keeper.removeTaskless(taskless);
}

void ArchiveDialog::note(const QString &sentence)
{
    m_ui->noteLabel->setText(sentence);
    m_ui->noteLabel->setHidden(sentence.isEmpty());
}

} // namespace embedscope

#include "moc_archivedialog.cpp"
