// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scenespage.h"

#include "core/tolerances.h"
#include "models/scenemodel.h"
#include "models/scenes.h"
#include "models/taskwords.h"
#include "plot/sharedtime.h"
#include "widgets/rowtableview.h"
#include "widgets/thresholdedit.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

ScenesPage::ScenesPage(Scenes &scenes, SharedTime &time, QWidget *parent)
    : QWidget(parent), m_scenes(scenes), m_time(time), m_model(new SceneModel(scenes, this)),
      m_table(new RowTableView(this)), m_label(new QLabel(this)), m_next(new QAction(tr("Next &Scene"), this)),
      m_previous(new QAction(tr("Pre&vious Scene"), this)), m_save(new QAction(tr("Save Scene &Boundaries…"), this))
{
    makeActions();
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    layout->addWidget(m_label);
    auto *const row = new QHBoxLayout;
    row->addWidget(new ThresholdEdit(m_scenes, tr("Threshol&d"), this));
    row->addStretch(1);
    auto *const button = new QToolButton(this);
    button->setDefaultAction(m_save);
    row->addWidget(button);
    layout->addLayout(row);
    layout->addWidget(m_table);
    setFocusProxy(m_table);
    m_table->setAccessibleName(tr("Scenes"));
    m_table->setAccessibleDescription(tr("In order of time. A click or Return goes to the clip that a scene begins with"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setModel(m_model);
    m_table->fitColumn(0, u"10000"_s);
    m_table->fitColumn(1, u"00:00:00.000"_s);
    m_table->fitColumn(2, u"00:00:00.000"_s);
    m_table->fitColumn(3, u"0.000"_s);
    connect(m_table, &RowTableView::rowChosen, this, &ScenesPage::goTo);
    connect(&m_scenes, &Scenes::changesChanged, this, &ScenesPage::refresh);
    connect(&m_scenes, &Scenes::boundariesChanged, this, &ScenesPage::refresh);
    refresh();
}

void ScenesPage::makeActions()
{
    m_next->setShortcut(Qt::Key_N);
    m_previous->setShortcut(QKeySequence(Qt::SHIFT | Qt::Key_N));
    for (QAction *const action : {m_next, m_previous})
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addActions({m_next, m_previous});
    m_save->setShortcut(QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_B));
    m_save->setToolTip(tr("Save the scene boundaries as a table (CSV) or as chapters (WebVTT)"));
    connect(m_next, &QAction::triggered, this, [this] { step(1); });
    connect(m_previous, &QAction::triggered, this, [this] { step(-1); });
}

void ScenesPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void ScenesPage::refresh()
{
    if (isVisible() && !m_scenes.changes())
        m_scenes.request();
    const SharedTask &task = m_scenes.task();
    const bool lacksVectors = task && contains(task->findings, FindingKind::VectorsLeftOut);
    const bool isThere = m_scenes.changes() && !m_scenes.changes()->empty() && !lacksVectors
        && m_scenes.axis() != AxisUnit::None;
    m_save->setEnabled(task && !task->segments.empty() && !lacksVectors && (isThere || !m_scenes.changes())); // saving has them computed
    m_next->setEnabled(m_model->rowCount() > 1);
    m_previous->setEnabled(m_model->rowCount() > 1);
    if (!isThere) {
        m_label->setText(lacksVectors           ? tr("The vectors were left out of this export, so no scenes can be found.")
                         : m_scenes.changes() && m_scenes.axis() == AxisUnit::None ? tr("A file without time, pages or chunks has no scenes.")
                         : m_scenes.changes() ? tr("No modality has clips to compare.")
                                               : QString());
        return;
    }
    const QString name = modalityTitle(m_scenes.changes()->at(m_scenes.lane()).clips->modality());
    const QString threshold = QString::number(m_scenes.threshold(), 'f', 3);
    const QString kernel =
        isCounted(m_scenes.axis()) ? distanceText(m_scenes.axis(), m_scenes.kernelSec()) : tr("%1 s").arg(m_scenes.kernelSec());
    m_label->setText(tr("Where %1 changes: novelty of at least %2, %3 to either side (set in the change chart).")
                         .arg(oneLine(name, 30), threshold, kernel));
}

void ScenesPage::goTo(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    const int segment = m_scenes.segmentOf(m_model->scene(row));
    if (segment < 0)
        return;
    const Segment &clip = m_scenes.task()->segments.at(static_cast<size_t>(segment));
    m_table->setCurrentIndex(m_model->index(row, 0));
    m_time.setCursor(std::nullopt); // a pointer that only happens to rest there is not what is looked at
    m_time.setSelectedSegment(segment);
    if (clip.startSec < clip.endSec)
        m_time.reveal({clip.startSec, clip.endSec});
}

void ScenesPage::step(int direction)
{
    constexpr double tiny = 0.001;
    double from = direction > 0 ? 0 : 1e12; // from nowhere: the film begins with the first one
    if (const auto selected = m_time.selectedSegment()) {
        const Segment &clip = m_scenes.task()->segments.at(static_cast<size_t>(*selected));
        from = clip.hasTimes() ? clip.startSec + direction * leastGapSec : from;
    } else if (m_time.cursor()) {
        from = *m_time.cursor() + direction * tiny;
    }
    const int count = m_model->rowCount();
    for (int i = 0; i < count; ++i) {
        const int row = direction > 0 ? i : count - 1 - i;
        const double at = m_model->scene(row).startSec;
        if (direction > 0 ? at > from : at < from) {
            goTo(row);
            return;
        }
    }
}

} // namespace embedscope

#include "moc_scenespage.cpp"
