// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/detailspage.h"

#include "models/taskwords.h"
#include "ui_detailspage.h"

#include <QFontDatabase>
#include <QListWidgetItem>
#include <QLocale>
#include <QTreeWidgetItem>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr int positionRole = Qt::UserRole;
constexpr int visibleFindings = 4;

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
    // Double click and Return.
    connect(m_ui->findingsList, &QListWidget::itemActivated, this,
            [this](QListWidgetItem *item) { choose(*item); });
    setTask({});
}

DetailsPage::~DetailsPage() = default;

void DetailsPage::setTask(const SharedTask &task)
{
    m_task = task;
    m_ui->findingsList->clear();
    m_ui->metadataTree->clear();
    if (task) {
        fillFindings();
        fillMetadata();
    }
    const auto count = m_ui->findingsList->count();
    m_ui->findingsList->setVisible(count > 0);
    setFocusProxy(count > 0 ? static_cast<QWidget *>(m_ui->findingsList) : m_ui->metadataTree);
    if (!task)
        m_ui->findingsLabel->setText(tr("No answer to look at yet"));
    else if (count == 0)
        m_ui->findingsLabel->setText(tr("Findings: nothing odd was found"));
    else
        m_ui->findingsLabel->setText(tr("F&indings: %1").arg(count));
}

void DetailsPage::fillFindings()
{
    for (const Finding &finding : m_task->findings) {
        auto *const item = new QListWidgetItem(findingSentence(finding), m_ui->findingsList);
        if (finding.firstPosition) {
            item->setData(positionRole, *finding.firstPosition);
            item->setToolTip(tr("Double click or Return selects the first segment concerned"));
        }
    }
    // Room for the few that are usual, without a hole below them.
    const int rows = std::min(m_ui->findingsList->count(), visibleFindings);
    m_ui->findingsList->setMaximumHeight((fontMetrics().height() * 2 + 4) * rows
                                         + 2 * m_ui->findingsList->frameWidth());
}

void DetailsPage::fillMetadata()
{
    addRow(tr("Status"), oneLine(m_task->statusText));
    addRow(tr("Created"), dateText(m_task->createdAt));
    addRow(tr("Updated"), dateText(m_task->updatedAt));
    if (m_task->metadata) {
        for (const auto &[name, value] : m_task->metadata->members)
            addRow(oneLine(name), plainValue(value));
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

void DetailsPage::choose(const QListWidgetItem &item)
{
    const QVariant position = item.data(positionRole);
    if (!position.isValid() || !m_task)
        return;
    const auto found =
        std::find_if(m_task->segments.begin(), m_task->segments.end(),
                     [&position](const Segment &segment) { return segment.position == position.toUInt(); });
    if (found != m_task->segments.end())
        Q_EMIT segmentChosen(static_cast<int>(found - m_task->segments.begin()));
}

} // namespace embedscope
