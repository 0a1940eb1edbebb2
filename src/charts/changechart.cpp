// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/changechart.h"

#include "charts/axislabels.h"
#include "charts/changeitem.h"
#include "charts/chartlegend.h"
#include "charts/chartwords.h"
#include "charts/modalitycolours.h"
#include "charts/timechartview.h"

#include <QCategoryAxis>
#include <QChart>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace embedscope {

namespace {

constexpr double grabPx = 5;
constexpr double leastTop = 0.05; // below that, change is as good as none: noise is not blown up
constexpr double keyStep = 0.01;

/// The shortest of 1, 2, 5, 10 ... that is at least `least`.
double niceStep(double least)
{
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least * 0.999)
            return factor * power;
    }
    return 10 * power;
}

} // namespace

ChangeChart::ChangeChart(SharedTime &time, QWidget *parent) : ChangeChart(time, new ChangeItem(nullptr), parent) { }

ChangeChart::ChangeChart(SharedTime &time, ChangeItem *item, QWidget *parent)
    : TimeChart(time, item, tr("Change"), parent), m_item(item), m_legend(new ChartLegend(view().chart()))
{
    askForHeight(leastPlotPx, ChartLegend::heightOf(1, font()));
    view().installEventFilter(this);
    view().viewport()->installEventFilter(this);
}

void ChangeChart::setCurves(const std::shared_ptr<const LaneSet> &lanes, const std::vector<ChangeCurve> &curves)
{
    m_curveLanes = lanes;
    m_curves = curves;
    m_item->setCurves(m_curves);
    m_scenes.reset();
    m_item->setScenes(m_scenes);
    arrange();
    describe();
}

void ChangeChart::setScenes(const std::optional<SceneMarks> &scenes)
{
    m_scenes = scenes;
    m_item->setScenes(m_scenes);
    arrange();
    describe();
}

void ChangeChart::setNote(const QString &text)
{
    if (text == m_note)
        return;
    m_note = text;
    arrange();
    describe();
}

double ChangeChart::yOf(double value) const
{
    return m_item->yOf(value);
}

QString ChangeChart::scenesSentence() const
{
    if (!m_scenes || m_scenes->lane >= view().laneSet().lanes().size())
        return {};
    const QString lane = laneTitle(view().laneSet().lanes()[m_scenes->lane]);
    const QString threshold = QString::number(m_scenes->threshold, 'f', 3);
    return m_scenes->peaks.size() == 1 ? tr("%1: 1 scene boundary of at least %2").arg(lane, threshold)
                                       : tr("%1: %2 scene boundaries of at least %3")
                                             .arg(lane, QString::number(m_scenes->peaks.size()), threshold);
}

QString ChangeChart::summaryOf(const LaneSet &lanes) const
{
    if (m_curves.empty())
        return m_note;
    QStringList sentences;
    for (const ChangeTrack &track : m_item->tracks()) {
        if (track.lane < lanes.lanes().size() && !track.changes.range().isEmpty())
            sentences.append((track.changes.values().size() == 1 ? tr("%1: change at %2 boundary, %3.")
                                                                  : tr("%1: change at %2 boundaries, at most %3."))
                                 .arg(laneTitle(lanes.lanes()[track.lane]), QString::number(track.changes.values().size()),
                                      QString::number(track.changes.range().high, 'f', 3)));
    }
    if (m_scenes)
        sentences.append(scenesSentence() + u'.');
    sentences.append(notDrawnSentence(lanes));
    return sentences.join(u' ').trimmed();
}

void ChangeChart::arrange()
{
    if (m_curveLanes != view().lanes()) {
        m_curves.clear();
        m_scenes.reset();
        m_item->setCurves({});
        m_item->setScenes(std::nullopt);
    }
    placeLegend();
    if (!m_isDragging) // the axis must not run away from under the pointer
        applyScale();
}

void ChangeChart::placeLegend()
{
    std::vector<ChartLegend::Entry> entries;
    if (const QString notDrawn = notDrawnSentence(view().laneSet()); !notDrawn.isEmpty() && !m_curves.empty())
        entries.push_back({notDrawn, {}}); // first: what comes last has no room among so many
    for (const ChangeCurve &curve : m_curves) {
        if (curve.lane < view().laneSet().lanes().size()) {
            const Lane &lane = view().laneSet().lanes()[curve.lane];
            entries.push_back({laneTitle(lane), modalityColour(lane.modality, view().palette())});
        }
    }
    if (m_curves.empty()) {
        if (!m_note.isEmpty())
            entries.push_back({m_note, {}});
    } else {
        if (m_scenes)
            entries.push_back({QStringLiteral("◆ ") + scenesSentence(), {}});
        entries.push_back({m_scenes ? tr("Stems: change to the next clip; lines: novelty, %1 s to either side")
                                          .arg(m_scenes->kernelSec)
                                    : tr("Stems: change to the next clip; lines: novelty"),
                           {}});
    }
    const double left = m_item->plotArea().left();
    m_legend->setEntries(entries, view().palette(), view().font(), left, view().sideArea().right() - left,
                         ChartLegend::linesIn(view().roomAbovePlot(), view().font()));
    view().setTopMargin(m_legend->height());
    askForHeight(leastPlotPx, ChartLegend::heightOf(1, view().font()));
}

void ChangeChart::applyScale()
{
    double greatest = leastTop;
    for (const ChangeTrack &track : m_item->tracks())
        greatest = std::max({greatest, track.changes.range().high, track.novelty.range().high});
    if (m_scenes)
        greatest = std::max(greatest, m_scenes->threshold);
    m_top = greatest * 1.08; // room for the diamonds
    m_item->setTop(m_top);
    std::vector<std::pair<double, QString>> labels;
    if (!m_curves.empty()) {
        const double tickPx = 2.2 * QFontMetricsF(view().font()).height();
        const double step = niceStep(m_top * tickPx / std::max(tickPx, m_item->plotArea().height()));
        const int decimals = std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
        for (int i = 0; i * step <= m_top; ++i)
            labels.emplace_back(i * step, QString::number(i * step, 'f', decimals));
    }
    setAxisLabels(*view().valueAxis(), 0, m_top, labels);
}

bool ChangeChart::eventFilter(QObject *watched, QEvent *event)
{
    if (m_scenes && ((watched == view().viewport() && takeMouse(*event)) || (watched == &view() && takeKey(*event))))
        return true;
    return TimeChart::eventFilter(watched, event);
}

/// Only near the line; everywhere else the pointer does what it does in every chart.
bool ChangeChart::takeMouse(QEvent &event)
{
    if (event.type() != QEvent::MouseButtonPress && event.type() != QEvent::MouseMove
        && event.type() != QEvent::MouseButtonRelease)
        return false;
    const auto &mouse = static_cast<const QMouseEvent &>(event);
    const QRectF plot = m_item->plotArea();
    const bool isNear = mouse.position().x() >= plot.left() && mouse.position().x() <= plot.right()
        && std::abs(mouse.position().y() - yOf(m_scenes->threshold)) <= grabPx;
    if (event.type() == QEvent::MouseButtonPress && mouse.button() == Qt::LeftButton && isNear) {
        m_isDragging = true;
        return true;
    }
    if (m_isDragging && event.type() == QEvent::MouseMove) {
        Q_EMIT thresholdMoved(m_item->valueAt(mouse.position().y()));
        return true;
    }
    if (m_isDragging && event.type() == QEvent::MouseButtonRelease && mouse.button() == Qt::LeftButton) {
        m_isDragging = false;
        arrange();
        return true;
    }
    if (mouse.buttons() == Qt::NoButton) {
        if (isNear)
            view().viewport()->setCursor(Qt::SizeVerCursor);
        else if (view().viewport()->cursor().shape() == Qt::SizeVerCursor)
            view().viewport()->unsetCursor();
    }
    return false;
}

bool ChangeChart::takeKey(QEvent &event)
{
    if (event.type() != QEvent::KeyPress)
        return false;
    const auto &press = static_cast<const QKeyEvent &>(event);
    if (press.key() != Qt::Key_PageUp && press.key() != Qt::Key_PageDown)
        return false;
    const double step = press.key() == Qt::Key_PageUp ? keyStep : -keyStep;
    Q_EMIT thresholdMoved(std::max(0.0, m_scenes->threshold + step));
    return true;
}

} // namespace embedscope

#include "moc_changechart.cpp"
