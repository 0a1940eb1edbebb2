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
#include <QResizeEvent>
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
    m_ui->splitter->setStretchFactor(0, 0);
    m_ui->splitter->setStretchFactor(1, 1);
    connect(m_ui->splitter, &QSplitter::splitterMoved, this, [this] { m_isRoomShared = true; });
    m_reveal.setSingleShot(true);
    connect(&m_reveal, &QTimer::timeout, this,
            [this] { m_ui->findingsTable->scrollTo(m_ui->findingsTable->currentIndex()); });
    m_ui->findingsTable->viewport()->installEventFilter(this);
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
    refresh();
}

AuditPage::~AuditPage() = default;

void AuditPage::setUpTables()
{
    m_ui->coverageTable->setModel(m_coverage);
    m_ui->coverageTable->setLowHeader();
    m_ui->findingsTable->setLowHeader();
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
    // Where there is little room, names are shortened rather than figures scrolled for.
    m_ui->coverageTable->horizontalHeader()->setStretchLastSection(false);
    m_ui->coverageTable->horizontalHeader()->setSectionResizeMode(static_cast<int>(Lane::Modality), QHeaderView::Stretch);
    m_ui->coverageTable->fitColumn(static_cast<int>(Lane::Scope), u"asset"_s);
    m_ui->coverageTable->fitColumn(static_cast<int>(Lane::Asked), u"yes"_s);
    m_ui->coverageTable->fitColumn(static_cast<int>(Lane::Came), u"none"_s);
    m_ui->coverageTable->fitColumn(static_cast<int>(Lane::Clips), u"00000"_s);
    m_ui->coverageTable->fitColumn(static_cast<int>(Lane::Expected), u"00000"_s);
    m_ui->coverageTable->fitColumn(static_cast<int>(Lane::Coverage), u"100.0 %"_s);
    m_ui->coverageTable->fitColumn(static_cast<int>(Lane::Sound), u"100.0 %"_s);
    m_ui->coverageTable->setMinimumHeight(m_ui->coverageTable->heightOfRows(1));
    m_ui->findingsTable->setMinimumHeight(m_ui->findingsTable->heightOfRows(2));
}

void AuditPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void AuditPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    shareRoom();
}

/// Advice of two lines leaves the table less room than that of one: the finding that it is about stays in sight.
bool AuditPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_ui->findingsTable->viewport() && event->type() == QEvent::Resize)
        m_reveal.start(0);
    return QWidget::eventFilter(watched, event);
}

void AuditPage::refresh()
{
    const auto audit = isVisible() ? m_analysis.audit() : nullptr; // asks for it
    m_findings->setAudit(m_analysis.task(), audit);
    m_coverage->setAudit(audit);
    const bool isShown = audit != nullptr;
    m_ui->splitter->setVisible(isShown);
    m_ui->coveragePane->setVisible(isShown && !audit->lanes.empty());
    m_ui->findingsTable->setVisible(isShown && !audit->findings.empty());
    m_ui->adviceLabel->setVisible(isShown && !audit->findings.empty());
    m_patience.stop();
    if (isShown) {
        showAudit(*audit);
        return;
    }
    setFocusProxy(nullptr);
    m_ui->healthLabel->setToolTip({});
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
        m_ui->healthLabel->setToolTip(toolTipText(parts.join(u'\n')));
        m_ui->coverageLabel->setText(tr("&Asked for, and what came: the health is the mean of “Sound”"));
    } else {
        const bool areVectorsLeftOut = contains(m_analysis.task()->findings, FindingKind::VectorsLeftOut);
        m_ui->healthLabel->setText(areVectorsLeftOut ? tr("No health: the vectors were left out")
                                                     : tr("No health: the task is not ready"));
        m_ui->healthLabel->setToolTip({});
        m_ui->coverageLabel->setText(tr("&Asked for, and what came"));
    }
    m_ui->healthLabel->setAccessibleDescription(m_ui->healthLabel->toolTip());
    const auto count = m_findings->rowCount();
    const int all = audit.countOf(Severity::Error) + audit.countOf(Severity::Warning) + audit.countOf(Severity::Note);
    m_ui->findingsLabel->setText(count == 0  ? tr("Findings: nothing odd was found")
                                     : all > count ? tr("F&indings: %1 of %2").arg(count).arg(all)
                                                   : tr("F&indings: %1").arg(count));
    setFocusProxy(count > 0 ? m_ui->findingsTable : m_ui->coverageTable);
    layout()->activate(); // the splitter may have come only now
    shareRoom();
    if (count > 0)
        m_ui->findingsTable->setCurrentIndex(m_findings->index(0, 0));
    tellAdvice();
}

/// The coverage as high as its rows, but with at most a third of the room: the findings are what is worked through. Once
/// the user has moved the handle between them, as the user wants it.
void AuditPage::shareRoom()
{
    const int all = m_ui->splitter->height() - m_ui->splitter->handleWidth();
    if (m_isRoomShared || all <= 0)
        return;
    const int label = m_ui->coverageLabel->sizeHint().height() + m_ui->coverageLayout->spacing();
    const auto heightOfRows = [&](int rows) { return label + m_ui->coverageTable->heightOfRows(rows); };
    const bool hasFindings = m_findings->rowCount() > 0;
    const int most = hasFindings ? std::max(all / 3, heightOfRows(2)) : all;
    const int coverage = std::min(heightOfRows(m_coverage->rowCount()), most);
    m_ui->splitter->setSizes({coverage, all - coverage});
}

QByteArray AuditPage::saveRoom() const
{
    return m_isRoomShared ? m_ui->splitter->saveState() : QByteArray();
}

void AuditPage::restoreRoom(const QByteArray &bytes)
{
    m_isRoomShared = m_ui->splitter->restoreState(bytes);
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

} // namespace embedscope

#include "moc_auditpage.cpp"
