// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/detailspage.h"

#include "models/taskwords.h"
#include "ui_detailspage.h"

#include <QFontDatabase>
#include <QLocale>
#include <QTreeWidgetItem>

#include <algorithm>
#include <span>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

QString dateText(const QDateTime &date)
{
    return date.isValid() ? date.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss t"_s) : QString();
}

/// A JSON string without its quotation marks where nothing in it is escaped; any other value as it came.
QString plainValue(const QString &json)
{
    const bool plainString =
        json.size() >= 2 && json.startsWith(u'"') && json.endsWith(u'"') && !json.contains(u'\\');
    return plainString ? json.mid(1, json.size() - 2) : json;
}

} // namespace

DetailsPage::DetailsPage(QWidget *parent) : QWidget(parent), m_ui(std::make_unique<Ui::DetailsPage>())
{
    m_ui->setupUi(this);
    setFocusProxy(m_ui->metadataTree);
    connect(m_ui->findingsLabel, &QLabel::linkActivated, this, &DetailsPage::auditRequested);
    setTask({});
}

DetailsPage::~DetailsPage() = default;

void DetailsPage::setTask(const SharedTask &task)
{
    m_task = task;
    m_ui->metadataTree->clear();
    if (task)
        fillMetadata();
    setFindings(task ? task->findings.size() : 0);
}

void DetailsPage::setFindings(size_t count)
{
    const QString link = u"<a href=\"audit\">%1</a>"_s.arg(tr("see the audit"));
    if (!m_task)
        m_ui->findingsLabel->setText(tr("No answer to look at yet"));
    else if (count == 0 && m_task->state != TaskState::Ready)
        m_ui->findingsLabel->setText(m_task->state == TaskState::Failed ? tr("Nothing to audit: the task has failed")
                                                                        : tr("Nothing to audit: the task is not ready"));
    else if (count == 0)
        m_ui->findingsLabel->setText(tr("Findings: nothing odd was found"));
    else if (count == 1)
        m_ui->findingsLabel->setText(tr("1 finding: %1").arg(link));
    else
        m_ui->findingsLabel->setText(tr("%1 findings: %2").arg(QString::number(count), link));
}

void DetailsPage::fillMetadata()
{
    addRow(tr("Status"), oneLine(m_task->statusText));
    addRow(tr("Created"), dateText(m_task->createdAt));
    addRow(tr("Updated"), dateText(m_task->updatedAt));
    if (m_task->metadata) {
        constexpr size_t mostMembers = 1000; // each is an item of the tree; the service sends some twenty
        const auto &members = m_task->metadata->members;
        for (const auto &[name, value] : std::span(members).first(std::min(members.size(), mostMembers)))
            addRow(oneLine(name), plainValue(value));
        if (members.size() > mostMembers)
            addRow(tr("More"), tr("%1 of %2 members are shown. The answer itself has all of them.")
                                   .arg(mostMembers)
                                   .arg(members.size()));
    }
    m_ui->metadataTree->resizeColumnToContents(0);
}

void DetailsPage::addRow(const QString &name, const QString &value)
{
    if (value.isEmpty())
        return;
    auto *const item = new QTreeWidgetItem(m_ui->metadataTree, {name, oneLine(value, 4096)});
    item->setToolTip(1, toolTipText(value));
    item->setSizeHint(1, QSize(0, fontMetrics().height() + 8)); // rows with some air
}

} // namespace embedscope

#include "moc_detailspage.cpp"
