// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/changeview.h"

#include "charts/changechart.h"
#include "models/scenes.h"
#include "models/taskwords.h"
#include "widgets/decimalbox.h"
#include "widgets/thresholdedit.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <cmath>

using namespace std::chrono_literals;

namespace embedscope {

namespace {

/// The lane of the chart that a lane of clips is; lanes().size() where there is none.
size_t chartLaneOf(const LaneClips &clips, const LaneSet &lanes)
{
    const auto place = clips.isEmpty() ? std::nullopt : lanes.placeOf(static_cast<int>(clips.row(0)));
    return place ? place->lane : lanes.lanes().size();
}

/// Whether the clips on both sides of the boundary after `clip` adjoin.
bool adjoins(const LaneClips &clips, size_t clip)
{
    return std::abs(clips.startSec(clip + 1) - clips.endSec(clip)) < leastGapSec;
}

ChangeCurve curveOf(const LaneChange &lane, size_t chartLane)
{
    const LaneClips &clips = *lane.clips;
    ChangeCurve curve{.lane = chartLane};
    for (const ChangePoint &point : lane.changes)
        curve.changes.push_back({point.atSec, point.change, static_cast<int>(clips.row(point.clip + 1)), true});
    size_t before = 0;
    for (const NoveltyPoint &point : lane.novelty) {
        bool isJoined = true;
        for (size_t clip = before; clip <= point.clip && isJoined; ++clip)
            isJoined = adjoins(clips, clip);
        before = point.clip;
        curve.novelty.push_back({point.atSec, std::max(0.0, point.novelty), static_cast<int>(clips.row(point.clip + 1)), isJoined});
    }
    return curve;
}

} // namespace

ChangeView::ChangeView(Scenes &scenes, SharedTime &time, QWidget *parent)
    : QWidget(parent), m_scenes(scenes), m_chart(new ChangeChart(time, this)), m_lane(new QComboBox(this)),
      m_kernel(new DecimalBox(this))
{
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    makeRow();
    layout->addWidget(m_chart, 1);
    setFocusProxy(m_chart);
    setAccessibleName(m_chart->accessibleName());
    m_patience.setSingleShot(true);
    m_patience.setInterval(200ms);
    connect(&m_patience, &QTimer::timeout, this, [this] { m_chart->setNote(tr("Computing…")); });
    connect(&m_scenes, &Scenes::changesChanged, this, &ChangeView::refresh);
    connect(&m_scenes, &Scenes::boundariesChanged, this, &ChangeView::showScenes);
    connect(m_chart, &ChangeChart::thresholdMoved, &m_scenes, &Scenes::setThreshold);
    connect(m_lane, &QComboBox::activated, this, [this](int item) { m_scenes.setLane(static_cast<size_t>(item)); });
    connect(m_kernel, &DecimalBox::valueChanged, &m_scenes, &Scenes::setKernelSec);
    refresh();
}

void ChangeView::makeRow()
{
    auto *const row = new QHBoxLayout;
    const auto add = [this, row](const QString &text, QWidget *field, const QString &tip) {
        auto *const label = new QLabel(text, this);
        label->setTextFormat(Qt::PlainText);
        label->setBuddy(field);
        field->setToolTip(tip);
        field->setFocusPolicy(Qt::StrongFocus);
        field->installEventFilter(this);
        row->addWidget(label);
        row->addWidget(field);
        row->addSpacing(12);
    };
    add(tr("&Scenes of"), m_lane, tr("Which modality's peaks are marked and listed as scene boundaries"));
    add(tr("&Kernel"), m_kernel, tr("How far novelty looks to either side of a moment; %1 s at first").arg(usualKernelSec));
    row->addWidget(new ThresholdEdit(m_scenes, tr("Th&reshold"), this));
    m_kernel->setRange(1, 600);
    m_kernel->setDecimals(1);
    m_kernel->setSuffix(tr(" s"));
    m_kernel->setKeyboardTracking(false);
    m_kernel->setValue(m_scenes.kernelSec());
    row->addStretch(1);
    static_cast<QVBoxLayout *>(layout())->insertLayout(0, row);
}

void ChangeView::setTask(const SharedTask &task, const std::shared_ptr<const LaneSet> &lanes)
{
    m_task = task;
    m_lanes = lanes;
    m_chart->setTask(task, lanes);
    refresh();
}

void ChangeView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

/// The wheel over a field that is not in use scrolls the charts, and changes nothing.
bool ChangeView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Wheel && watched != m_chart && !static_cast<QWidget *>(watched)->hasFocus()) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ChangeView::refresh()
{
    if (isVisible() && !m_scenes.changes())
        m_scenes.request(); // where it is there at once, this runs anew
    const auto changes = m_scenes.changes();
    const bool isThere = changes && m_lanes && m_scenes.task() == m_task;
    std::vector<ChangeCurve> curves;
    {
        const QSignalBlocker blocker(m_lane);
        m_lane->clear();
        m_laneOfChange.clear();
        for (size_t i = 0; isThere && i < changes->size(); ++i) {
            const LaneChange &lane = changes->at(i);
            m_lane->addItem(oneLine(modalityTitle(lane.clips->modality()), 30));
            m_laneOfChange.push_back(chartLaneOf(*lane.clips, *m_lanes));
            if (m_laneOfChange.back() < m_lanes->lanes().size())
                curves.push_back(curveOf(lane, m_laneOfChange.back()));
        }
    }
    m_lane->setEnabled(m_lane->count() > 1);
    if (isThere) {
        m_patience.stop();
        const bool isOfWhole = m_scenes.axis() == AxisUnit::None;
        m_chart->setNote(isOfWhole      ? tr("There is one vector of the whole file and modality, so nothing changes along it.")
                             : curves.empty() ? tr("No modality has clips to compare.")
                                              : QString());
    } else if (!m_scenes.isUnderWay()) {
        m_patience.stop();
        m_chart->setNote({});
    } else if (!m_patience.isActive()) {
        m_patience.start();
    }
    m_chart->setCurves(m_lanes, curves);
    showScenes();
}

void ChangeView::showScenes()
{
    const bool isThere = m_scenes.lane() < m_laneOfChange.size() && m_scenes.changes();
    if (!isThere) {
        m_chart->setScenes(std::nullopt);
        return;
    }
    {
        const QSignalBlocker blocker(m_lane);
        m_lane->setCurrentIndex(static_cast<int>(m_scenes.lane()));
    }
    SceneMarks marks{m_laneOfChange[m_scenes.lane()], m_scenes.threshold(), m_scenes.kernelSec()};
    for (const SceneBoundary &boundary : m_scenes.boundaries())
        marks.peaks.push_back({boundary.atSec, boundary.strength, m_scenes.segmentAfter(boundary), true});
    m_chart->setScenes(marks);
}

} // namespace embedscope

#include "moc_changeview.cpp"
