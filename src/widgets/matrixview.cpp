// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/matrixview.h"

#include "charts/cividis.h"
#include "charts/modalitycolours.h"
#include "models/taskwords.h"
#include "plot/timeticks.h"

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr double legendBar = 12; // wide
constexpr double legendGap = 14;
constexpr double tickLength = 4;

double textWidth(const QFontMetricsF &metrics, const QString &text)
{
    return std::ceil(metrics.horizontalAdvance(text));
}

/// A line that can be seen on every colour of the map.
void paintHair(QPainter &painter, QPointF from, QPointF to)
{
    painter.setPen(QPen(QColor(0, 0, 0, 160), 3));
    painter.drawLine(from, to);
    painter.setPen(QPen(Qt::white, 1));
    painter.drawLine(from, to);
}

} // namespace

MatrixView::MatrixView(SharedTime &time, QWidget *parent) : QWidget(parent), m_time(time)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Self-similarity matrix"));
    for (const auto signal : {&SharedTime::visibleChanged, &SharedTime::selectedSegmentChanged,
                              &SharedTime::hoveredSegmentChanged, &SharedTime::cursorChanged,
                              &SharedTime::selectedRangeChanged})
        connect(&m_time, signal, this, qOverload<>(&QWidget::update));
    connect(&m_time, &SharedTime::visibleChanged, this, &MatrixView::describe);
    describe();
}

void MatrixView::setMatrix(const std::shared_ptr<const SimilarityMatrix> &matrix, const SharedClips &clips,
                           const QString &lane)
{
    const bool sameClips = clips == m_clips;
    m_matrix = matrix && matrix->size() > 0 ? matrix : nullptr;
    m_clips = clips;
    m_lane = lane;
    m_image = {};
    // The colours of the whole hold for its parts too: what is bright stays bright.
    const bool isWhole = m_matrix && m_matrix->cells.front().firstClip == 0 && m_matrix->cells.back().lastClip == clips->size();
    if (m_matrix && (!sameClips || isWhole))
        m_scale = cosineScale(*m_matrix);
    if (!sameClips || !m_matrix)
        setCrosshair(std::nullopt);
    describe();
    update();
    Q_EMIT readoutChanged();
}

void MatrixView::setFollowing(bool following)
{
    m_following = following;
    describe();
    update();
}

TimeRange MatrixView::range() const
{
    return m_following ? m_time.visible() : TimeRange{0, m_time.duration()};
}

QRectF MatrixView::plotRect() const
{
    const QFontMetricsF metrics(font());
    const double left = textWidth(metrics, u"0:00:00"_s) + tickLength + 4;
    const double right = legendGap + legendBar + 4 + textWidth(metrics, u"≤ 0.0"_s) + 2;
    const double bottom = metrics.height() + tickLength + 4;
    const double top = std::ceil(metrics.height() / 2) + 1;
    const double side = std::floor(std::max(8.0, std::min(width() - left - right, height() - top - bottom)));
    return {std::ceil(left), top, side, side};
}

TimeScale MatrixView::scaleX() const
{
    const QRectF plot = plotRect();
    return {range(), plot.left(), plot.width()};
}

TimeScale MatrixView::scaleY() const
{
    const QRectF plot = plotRect();
    return {range(), plot.top(), plot.height()};
}

std::optional<MatrixView::Crosshair> MatrixView::crosshairAt(QPointF position) const
{
    if (!m_matrix || !plotRect().contains(position))
        return std::nullopt;
    const Crosshair found{scaleY().secAt(position.y()), scaleX().secAt(position.x())};
    if (!m_matrix->cellAt(found.rowSec) || !m_matrix->cellAt(found.columnSec))
        return std::nullopt;
    return found;
}

void MatrixView::setCrosshair(std::optional<Crosshair> crosshair)
{
    if (!crosshair && !m_crosshair)
        return;
    m_crosshair = crosshair;
    const auto clip = crosshair && m_clips ? m_clips->clipAt(crosshair->rowSec) : std::nullopt;
    m_time.setHoveredSegment(clip ? std::optional(static_cast<int>(m_clips->row(*clip))) : std::nullopt);
    m_time.setCursor(crosshair ? std::optional(crosshair->columnSec) : std::nullopt);
    update();
    describe();
    Q_EMIT readoutChanged();
}

QString MatrixView::readoutText() const
{
    if (!m_crosshair || !m_matrix)
        return {};
    const auto row = m_matrix->cellAt(m_crosshair->rowSec);
    const auto column = m_matrix->cellAt(m_crosshair->columnSec);
    if (!row || !column)
        return {};
    return tr("%1 and %2: %3")
        .arg(timeText(m_matrix->cells[*row].startSec), timeText(m_matrix->cells[*column].startSec),
             cosineText(static_cast<double>(m_matrix->at(*row, *column))));
}

QString MatrixView::summaryText() const
{
    if (!m_matrix)
        return tr("Nothing to show");
    const size_t clips = m_matrix->cells.back().lastClip - m_matrix->cells.front().firstClip;
    const QString pooled = clips > m_matrix->size() ? tr(" in %1 groups").arg(m_matrix->size()) : QString();
    return tr("Cosine of every clip of %1 with every other: %2 clips%3, %4 to %5. Colours from %6 and less, dark, to "
              "1, bright.")
        .arg(m_lane, QString::number(clips), pooled, timeText(range().startSec), timeText(range().endSec),
             QString::number(m_scale.low, 'f', 1));
}

void MatrixView::describe()
{
    const QString readout = readoutText();
    setAccessibleDescription(readout.isEmpty() ? summaryText() : readout + u". "_s + summaryText());
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

void MatrixView::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF position = event->position();
    if (m_pannedFrom) {
        const double moved = m_pannedFrom->x() - position.x();
        m_pannedFrom = position;
        m_time.pan(moved / plotRect().width());
        return;
    }
    setCrosshair(crosshairAt(position));
    const bool isDrag = m_pressedAt
        && (position - *m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    if (isDrag) {
        const auto [start, end] = std::minmax({scaleX().secAt(m_pressedAt->x()), scaleX().secAt(position.x())});
        if (start < end)
            m_time.setSelectedRange(TimeRange{start, end});
    }
}

void MatrixView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::MiddleButton)
        m_pannedFrom = event->position();
    else if (event->button() == Qt::LeftButton && plotRect().contains(event->position()))
        m_pressedAt = event->position();
}

void MatrixView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::MiddleButton)
        m_pannedFrom.reset();
    if (event->button() != Qt::LeftButton || !m_pressedAt)
        return;
    const bool isClick = (event->position() - *m_pressedAt).manhattanLength() < QApplication::startDragDistance();
    m_pressedAt.reset();
    if (!isClick)
        return;
    m_time.setSelectedRange(std::nullopt);
    setCrosshair(crosshairAt(event->position()));
    selectRow();
}

void MatrixView::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    setCrosshair(std::nullopt);
}

void MatrixView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    setCrosshair(std::nullopt);
    update();
}

void MatrixView::wheelEvent(QWheelEvent *event)
{
    const double notches = (event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x()) / 120.0;
    if (event->modifiers().testFlag(Qt::ControlModifier))
        m_time.zoomAround(scaleX().secAt(event->position().x()), std::pow(0.8, notches));
    else if (event->modifiers().testFlag(Qt::ShiftModifier))
        m_time.pan(-0.1 * notches);
    else {
        event->ignore();
        return;
    }
    event->accept();
}

void MatrixView::selectRow()
{
    const auto clip = m_crosshair && m_clips ? m_clips->clipAt(m_crosshair->rowSec) : std::nullopt;
    if (clip)
        m_time.setSelectedSegment(static_cast<int>(m_clips->row(*clip)));
}

/// From the crosshair, else from the clip that is selected, else from the first that is shown; gaps are stepped over.
void MatrixView::moveByKey(int rows, int columns)
{
    if (!m_matrix)
        return;
    const auto cellOf = [this](std::optional<double> sec) { return sec ? m_matrix->cellAt(*sec) : std::nullopt; };
    const auto row = cellOf(m_crosshair ? std::optional(m_crosshair->rowSec) : std::nullopt);
    const auto column = cellOf(m_crosshair ? std::optional(m_crosshair->columnSec) : std::nullopt);
    const auto middleOf = [this](size_t cell) {
        return (m_matrix->cells[cell].startSec + m_matrix->cells[cell].endSec) / 2;
    };
    if (!row || !column) {
        const auto selected = m_time.selectedSegment();
        std::optional<size_t> start;
        if (selected && m_clips)
            if (const auto clip = m_clips->clipOfRow(static_cast<quint32>(*selected)))
                start = m_matrix->cellOfClip(*clip);
        for (size_t cell = 0; !start && cell < m_matrix->size(); ++cell)
            if (range().contains(middleOf(cell)))
                start = cell;
        if (start)
            setCrosshair(Crosshair{middleOf(*start), middleOf(*start)});
        return;
    }
    const auto moved = [this](size_t cell, int by) {
        const auto last = static_cast<qint64>(m_matrix->size()) - 1;
        return static_cast<size_t>(std::clamp(static_cast<qint64>(cell) + by, qint64(0), last));
    };
    const size_t newRow = moved(*row, rows);
    const size_t newColumn = moved(*column, columns);
    if (m_following) {
        const SimilarityCell &followed = m_matrix->cells[rows != 0 ? newRow : newColumn];
        m_time.reveal({followed.startSec, std::max(followed.endSec, followed.startSec + 0.1)});
    }
    setCrosshair(Crosshair{middleOf(newRow), middleOf(newColumn)});
}

/// The keys of the charts that move what is shown; false for any other.
bool MatrixView::changeTime(int key)
{
    const TimeRange shown = m_time.visible();
    const double anchor = m_crosshair ? m_crosshair->columnSec : shown.startSec + shown.span() / 2;
    switch (key) {
    case Qt::Key_Plus:
        m_time.zoomAround(anchor, 0.5);
        return true;
    case Qt::Key_Minus:
        m_time.zoomAround(anchor, 2);
        return true;
    case Qt::Key_Backspace:
        m_time.goBack();
        return true;
    case Qt::Key_F:
        m_time.showAll();
        return true;
    case Qt::Key_Z:
        if (const auto selected = m_time.selectedRange())
            m_time.setVisible(*selected);
        return true;
    default:
        return false;
    }
}

void MatrixView::keyPressEvent(QKeyEvent *event)
{
    const int step = event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1;
    switch (event->key()) {
    case Qt::Key_Up:
        return moveByKey(-step, 0);
    case Qt::Key_Down:
        return moveByKey(step, 0);
    case Qt::Key_Left:
        return moveByKey(0, -step);
    case Qt::Key_Right:
        return moveByKey(0, step);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return selectRow();
    case Qt::Key_Escape:
        if (m_crosshair)
            return setCrosshair(std::nullopt);
        m_time.setSelectedRange(std::nullopt);
        return m_time.setSelectedSegment(std::nullopt);
    default:
        if (!changeTime(event->key()))
            QWidget::keyPressEvent(event);
    }
}

void MatrixView::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    const QRectF plot = plotRect();
    painter.fillRect(plot, palette().color(QPalette::Base));
    if (m_matrix) { // where no clip is, the hatching stays in sight
        painter.fillRect(plot, QBrush(mixed(palette().color(QPalette::Base), palette().color(QPalette::Text), 0.45),
                                      Qt::BDiagPattern));
        paintMatrix(painter, plot);
        paintMarks(painter, plot);
        paintLegend(painter, plot);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette().color(hasFocus() ? QPalette::Highlight : QPalette::Mid), hasFocus() ? 2 : 1));
    painter.drawRect(plot.adjusted(-1, -1, 1, 1));
    paintAxes(painter, plot);
}

void MatrixView::paintMatrix(QPainter &painter, const QRectF &plot)
{
    const double ratio = devicePixelRatioF();
    const int pixels = static_cast<int>(std::lround(plot.width() * ratio));
    if (m_image.isNull() || m_image.width() != pixels || m_imageRange != range()) {
        m_imageRange = range();
        m_image = matrixImage(*m_matrix, m_imageRange, pixels, m_scale);
    }
    painter.drawImage(plot, m_image);
}

void MatrixView::paintAxes(QPainter &painter, const QRectF &plot) const
{
    const QFontMetricsF metrics(font());
    painter.setPen(palette().color(QPalette::WindowText));
    const TimeScale x = scaleX();
    const TimeScale y = scaleY();
    for (const TimeTick &tick : timeTicks(range(), plot.width(), metrics.horizontalAdvance(u'0'))) {
        const double across = x.xOf(tick.sec);
        const double down = y.xOf(tick.sec);
        painter.drawLine(QPointF(across, plot.bottom() + 1), QPointF(across, plot.bottom() + 1 + tickLength));
        painter.drawLine(QPointF(plot.left() - 1 - tickLength, down), QPointF(plot.left() - 1, down));
        const double width = textWidth(metrics, tick.label);
        const double left = std::clamp(across - width / 2, 0.0, std::max(0.0, this->width() - width));
        painter.drawText(QRectF(left, plot.bottom() + 2 + tickLength, width + 1, metrics.height()),
                         static_cast<int>(Qt::AlignCenter), tick.label);
        painter.drawText(QRectF(0, down - metrics.height() / 2, plot.left() - tickLength - 4, metrics.height()),
                         static_cast<int>(Qt::AlignRight | Qt::AlignVCenter), tick.label);
    }
}

void MatrixView::paintLegend(QPainter &painter, const QRectF &plot) const
{
    const QFontMetricsF metrics(font());
    const QRectF bar(plot.right() + legendGap, plot.top(), legendBar, plot.height());
    const int rows = std::max(1, static_cast<int>(bar.height()));
    for (int row = 0; row < rows; ++row)
        painter.fillRect(QRectF(bar.left(), bar.top() + row, bar.width(), 1),
                         QColor(cividis(1 - (row + 0.5) / rows)));
    painter.setPen(palette().color(QPalette::WindowText));
    const auto label = [&](double cosine, const QString &text) {
        const double down = bar.bottom() - m_scale.shareOf(cosine) * bar.height();
        painter.drawText(QRectF(bar.right() + 4, down - metrics.height() / 2, width() - bar.right() - 4, metrics.height()),
                         static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), text);
    };
    label(m_scale.high, QString::number(m_scale.high, 'f', 1));
    label(m_scale.low, u"≤ "_s + QString::number(m_scale.low, 'f', 1));
    if (bar.height() > 5 * metrics.height())
        label((m_scale.low + m_scale.high) / 2, QString::number((m_scale.low + m_scale.high) / 2, 'f', 2));
    if (!m_crosshair)
        return;
    const auto row = m_matrix->cellAt(m_crosshair->rowSec);
    const auto column = m_matrix->cellAt(m_crosshair->columnSec);
    if (!row || !column)
        return;
    const double share = m_scale.shareOf(static_cast<double>(m_matrix->at(*row, *column)));
    const double down = bar.bottom() - share * bar.height();
    paintHair(painter, {bar.left() - 3, down}, {bar.right() + 2, down});
}

/// A band of time across both axes, and its square on the diagonal.
void MatrixView::paintBand(QPainter &painter, TimeRange band, const QColor &colour) const
{
    const TimeScale x = scaleX();
    const TimeScale y = scaleY();
    const QRectF square(QPointF(x.clampedXOf(band.startSec), y.clampedXOf(band.startSec)),
                        QPointF(x.clampedXOf(band.endSec), y.clampedXOf(band.endSec)));
    QColor veil = colour;
    veil.setAlpha(70);
    const QRectF plot = plotRect();
    painter.fillRect(QRectF(square.left(), plot.top(), square.width(), plot.height()), veil);
    painter.fillRect(QRectF(plot.left(), square.top(), plot.width(), square.height()), veil);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 180), 4));
    painter.drawRect(square);
    painter.setPen(QPen(colour, 2));
    painter.drawRect(square);
}

void MatrixView::paintMarks(QPainter &painter, const QRectF &plot) const
{
    painter.save();
    painter.setClipRect(plot);
    const TimeScale x = scaleX();
    const TimeScale y = scaleY();
    const QColor highlight = palette().color(QPalette::Highlight);
    const bool showsAll = m_time.visible() == TimeRange{0, m_time.duration()};
    if (!m_following && !showsAll)
        paintBand(painter, m_time.visible(), Qt::white);
    if (const auto selected = m_time.selectedRange())
        paintBand(painter, *selected, highlight);
    const auto spanOf = [this](std::optional<int> row) -> std::optional<TimeRange> {
        const auto &segments = m_clips->task().segments;
        if (!row || *row < 0 || static_cast<size_t>(*row) >= segments.size())
            return std::nullopt;
        const Segment &segment = segments[static_cast<size_t>(*row)];
        if (!segment.hasTimes() || m_clips->task().isAsset(segment))
            return std::nullopt;
        return TimeRange{segment.startSec, segment.endSec};
    };
    if (const auto clip = spanOf(m_time.selectedSegment())) {
        const double least = 2 * x.secPerPx();
        paintBand(painter, {clip->startSec, std::max(clip->endSec, clip->startSec + least)}, highlight);
    }
    if (const auto cursor = m_time.cursor()) {
        const double across = std::floor(x.clampedXOf(*cursor)) + 0.5;
        paintHair(painter, {across, plot.top()}, {across, plot.bottom()});
    }
    const auto hovered = spanOf(m_time.hoveredSegment());
    const std::optional<double> rowSec = m_crosshair ? std::optional(m_crosshair->rowSec)
        : hovered                                    ? std::optional((hovered->startSec + hovered->endSec) / 2)
                                                     : std::nullopt;
    if (rowSec) {
        const double down = std::floor(y.clampedXOf(*rowSec)) + 0.5;
        paintHair(painter, {plot.left(), down}, {plot.right(), down});
    }
    painter.restore();
}

} // namespace embedscope
