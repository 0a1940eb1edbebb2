// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/auditpage.h"

#include "analysis/healthsummary.h"
#include "models/auditmodel.h"
#include "models/auditwords.h"
#include "models/coveragemodel.h"
#include "models/taskwords.h"
#include "ui_auditpage.h"
#include "widgets/severitydelegate.h"

#include <QHeaderView>
#include <QShowEvent>
#include <QStyledItemDelegate>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace embedscope {

namespace {

/// Sentences of several lines, with the air above and below that rows of one line have.
class SentenceDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(0, 9);
    }
};

} // namespace

AuditPage::AuditPage(TaskAnalysis &analysis, QWidget *parent)
    : QWidget(parent), m_analysis(analysis), m_ui(std::make_unique<Ui::AuditPage>()),
      m_findings(new AuditModel(this)), m_coverage(new CoverageModel(this))
{
    m_ui->setupUi(this);
    setUpTables();
    QFont strong = font();
    strong.setBold(true);
    m_ui->healthLabel->setFont(strong);
    m_patience.setSingleShot(true);
    m_patience.setInterval(200ms);
    connect(&m_patience, &QTimer::timeout, this,
            [this] { m_ui->healthLabel->setText(tr("Auditing the answer…")); });
    connect(&m_analysis, &TaskAnalysis::taskChanged, this, &AuditPage::refresh);
    connect(&m_analysis, &TaskAnalysis::ready, this, [this](TaskAnalysis::Part part) {
        if (part == TaskAnalysis::Part::Audit)
            refresh();
    });
    connect(m_ui->findingsTable, &RowTableView::rowChosen, this, &AuditPage::findingChosen);
    connect(m_ui->findingsTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &AuditPage::tellAdvice);
    setArrival({});
    refresh();
}

AuditPage::~AuditPage() = default;

void AuditPage::setUpTables()
{
    m_ui->coverageTable->setModel(m_coverage);
    m_ui->findingsTable->setModel(m_findings);
    m_ui->findingsTable->setItemDelegateForColumn(static_cast<int>(AuditModel::Column::Severity),
                                                  new SeverityDelegate(this));
    using Column = AuditModel::Column;
    QHeaderView &header = *m_ui->findingsTable->horizontalHeader();
    header.setStretchLastSection(false);
    header.setSectionResizeMode(static_cast<int>(Column::Finding), QHeaderView::Stretch);
    m_ui->findingsTable->fitColumn(static_cast<int>(Column::Severity), u"mmm Warning"_s);
    m_ui->findingsTable->fitColumn(static_cast<int>(Column::Places), u"0:00:00.000 – 0:00:00.000"_s);
    m_ui->findingsTable->fitColumn(static_cast<int>(Column::Count), u"00000"_s);
    // Sentences are read whole.
    m_ui->findingsTable->setItemDelegateForColumn(static_cast<int>(Column::Finding), new SentenceDelegate(this));
    m_ui->findingsTable->setWordWrap(true);
    m_ui->findingsTable->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    // Narrower sentences need more lines; Qt measures rows when they come, not when a column changes.
    connect(&header, &QHeaderView::sectionResized, m_ui->findingsTable, &QTableView::resizeRowsToContents);
    m_ui->findingsTable->setSelectionMode(QAbstractItemView::SingleSelection);
    using Lane = CoverageModel::Column;
    m_ui->coverageTable->fitColumn(static_cast<int>(Lane::Modality), u"transcription"_s);
    m_ui->coverageTable->fitColumn(static_cast<int>(Lane::Scope), u"asset"_s);
    m_ui->coverageTable->fitColumn(static_cast<int>(Lane::Asked), u"yes"_s);
    m_ui->coverageTable->fitColumn(static_cast<int>(Lane::Came), u"none came"_s);
    m_ui->coverageTable->fitColumn(static_cast<int>(Lane::Clips), u"00000"_s);
    m_ui->coverageTable->fitColumn(static_cast<int>(Lane::Expected), u"00000"_s);
}

void AuditPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void AuditPage::refresh()
{
    const auto audit = isVisible() ? m_analysis.audit() : nullptr; // asks for it
    m_findings->setAudit(m_analysis.task(), audit);
    m_coverage->setAudit(audit);
    const bool isShown = audit != nullptr;
    for (QWidget *const part :
         {static_cast<QWidget *>(m_ui->coverageTable), static_cast<QWidget *>(m_ui->partsLabel),
          static_cast<QWidget *>(m_ui->coverageLabel)})
        part->setVisible(isShown && !audit->lanes.empty());
    m_ui->findingsTable->setVisible(isShown && !audit->findings.empty());
    m_ui->adviceLabel->setVisible(m_ui->findingsTable->isVisibleTo(this));
    m_ui->findingsLabel->setVisible(isShown);
    m_patience.stop();
    setArrival({});
    if (isShown) {
        showAudit(*audit);
        return;
    }
    setFocusProxy(nullptr);
    m_ui->healthLabel->setText(m_analysis.task() ? QString() : tr("No answer to audit yet"));
    if (m_analysis.task())
        m_patience.start();
}

void AuditPage::showAudit(const TaskAudit &audit)
{
    if (const auto health = summarize(audit)) {
        m_ui->healthLabel->setText(
            tr("Health %1 of 100: %2").arg(health->percent).arg(findingCountsText(*health)));
        QStringList parts;
        for (const HealthPart &part : health->parts)
            parts.append(healthPartText(part));
        if (health->parts.size() > 1)
            parts.prepend(tr("The mean of:"));
        m_ui->partsLabel->setText(parts.join(u'\n'));
    } else {
        const bool areVectorsLeftOut = contains(m_analysis.task()->findings, FindingKind::VectorsLeftOut);
        m_ui->healthLabel->setText(areVectorsLeftOut ? tr("No health: the vectors were left out")
                                                     : tr("No health: the task is not ready"));
        m_ui->partsLabel->hide();
    }
    const auto count = m_findings->rowCount();
    m_ui->findingsLabel->setText(count > 0 ? tr("F&indings: %1").arg(count)
                                           : tr("Findings: nothing odd was found"));
    setFocusProxy(count > 0 ? m_ui->findingsTable : m_ui->coverageTable);
    fitCoverage();
    if (count > 0)
        m_ui->findingsTable->setCurrentIndex(m_findings->index(0, 0));
    tellAdvice();
}

/// As high as its rows, so that the findings get the rest; of many lanes, and where there is little room, it scrolls.
void AuditPage::fitCoverage()
{
    constexpr int mostRows = 4;
    const QTableView &table = *m_ui->coverageTable;
    const auto heightOf = [&table](int rows) {
        return table.horizontalHeader()->sizeHint().height() + rows * table.verticalHeader()->defaultSectionSize()
            + 2 * table.frameWidth();
    };
    m_ui->coverageTable->setMinimumHeight(heightOf(1));
    m_ui->coverageTable->setMaximumHeight(heightOf(std::min(m_coverage->rowCount(), mostRows)));
}

void AuditPage::tellAdvice()
{
    const QModelIndex current = m_ui->findingsTable->currentIndex();
    const bool isThere = current.isValid() && current.row() < m_findings->rowCount();
    m_ui->adviceLabel->setText(isThere ? auditAdvice(m_findings->at(current.row())) : QString());
}

void AuditPage::setCurrentFinding(int finding)
{
    if (finding >= 0 && finding < m_findings->rowCount())
        m_ui->findingsTable->setCurrentIndex(m_findings->index(finding, 0));
}

void AuditPage::setArrival(const QString &words)
{
    m_ui->arrivalLabel->setText(words);
    m_ui->arrivalLabel->setVisible(!words.isEmpty());
}

} // namespace embedscope

#include "moc_auditpage.cpp"
