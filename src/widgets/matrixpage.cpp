// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/matrixpage.h"

#include "models/matrixloader.h"
#include "models/taskanalysis.h"
#include "plot/sharedtime.h"
#include "ui_matrixpage.h"
#include "widgets/busyline.h"
#include "widgets/matrixview.h"
#include "widgets/measureshelp.h"

namespace embedscope {

MatrixPage::MatrixPage(TaskAnalysis &analysis, SharedTime &time, QWidget *parent)
    : QWidget(parent), m_analysis(analysis), m_time(time), m_ui(std::make_unique<Ui::MatrixPage>()),
      m_view(new MatrixView(time, this)), m_loader(new MatrixLoader(this)), m_busy(new BusyLine(this))
{
    m_ui->setupUi(this);
    m_ui->viewLayout->addWidget(m_view);
    m_ui->viewLayout->addWidget(m_busy);
    setFocusProxy(m_view);
    MeasuresHelp::bind(*m_ui->helpButton, QStringLiteral("Likeness"));
    connect(&m_analysis, &TaskAnalysis::taskChanged, this, &MatrixPage::refresh);
    connect(&m_analysis, &TaskAnalysis::ready, this, [this](TaskAnalysis::Part part) {
        if (part == TaskAnalysis::Part::Searchable)
            refresh();
    });
    connect(m_ui->laneCombo, &LaneCombo::laneChanged, this, [this] {
        m_loader->setClips(m_ui->laneCombo->lane());
        showMatrix();
        loadShown();
    });
    connect(m_ui->followCheck, &QCheckBox::toggled, this, [this](bool on) {
        m_view->setFollowing(on);
        loadShown();
    });
    connect(&m_time, &SharedTime::visibleChanged, this, &MatrixPage::loadShown);
    connect(m_loader, &MatrixLoader::started, this, [this] { m_busy->begin(tr("Comparing all clips…"), false); });
    connect(m_loader, &MatrixLoader::loaded, this, &MatrixPage::showMatrix);
    connect(m_view, &MatrixView::readoutChanged, this, [this] {
        const QString text = m_view->readoutText();
        m_ui->readoutLabel->setText(text.isEmpty() && m_loader->matrix() ? tr("Point at two clips, or use the arrow keys")
                                                                         : text);
    });
}

MatrixPage::~MatrixPage()
{
    disconnect(m_view, nullptr, this, nullptr); // it loses the focus when its page goes, and says so
}

void MatrixPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void MatrixPage::refresh()
{
    if (!isVisible()) {
        // What is kept of another task would only take room.
        if (m_loader->clips() && m_loader->clips()->sharedTask() != m_analysis.task())
            m_ui->laneCombo->setTask({});
        return;
    }
    const auto searchable = m_analysis.searchable();
    if (!searchable && m_analysis.isUnderWay(TaskAnalysis::Part::Searchable))
        m_busy->begin(tr("Preparing the clips…"), false);
    else if (!m_loader->isRunning())
        m_busy->end();
    m_ui->laneCombo->setTask(searchable);
    m_ui->readoutLabel->setText(searchable && m_ui->laneCombo->count() == 0 ? tr("No clip has a vector to compare")
                                                                            : m_ui->readoutLabel->text());
    loadShown();
}

void MatrixPage::loadShown()
{
    if (!isVisible())
        return;
    if (m_ui->followCheck->isChecked())
        m_loader->load(m_time.visible().startSec, m_time.visible().endSec);
    else
        m_loader->load(0, m_time.duration());
}

void MatrixPage::showMatrix()
{
    if (!m_loader->isRunning())
        m_busy->end();
    m_view->setMatrix(m_loader->matrix(), m_loader->clips(), m_ui->laneCombo->laneTitle());
}

} // namespace embedscope

#include "moc_matrixpage.cpp"
