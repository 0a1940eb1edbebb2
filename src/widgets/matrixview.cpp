// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/matrixview.h"

#include "charts/modalitycolours.h"
#include "models/likenesswords.h"
#include "models/taskwords.h"

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

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

MatrixPlot MatrixView::plot() const
{
    return {*this, range(), m_time.unit()};
}

std::optional<MatrixView::Crosshair> MatrixView::crosshairAt(QPointF position) const
{
    const MatrixPlot plot = this->plot();
    if (!m_matrix || !plot.rect().contains(position))
        return std::nullopt;
    const Crosshair found{plot.scaleY().secAt(position.y()), plot.scaleX().secAt(position.x())};
    if (!m_matrix->cellAt(found.rowSec) || !m_matrix->cellAt(found.columnSec))
        return std::nullopt;
    return found;
}

void MatrixView::setCrosshair(std::optional<Crosshair> crosshair)
{
    if (!crosshair && !m_crosshair)
        return;
    m_crosshair = crosshair;
    const auto segmentAt = [&](double Crosshair::*sec) -> std::optional<int> {
        const auto clip = crosshair && m_clips ? m_clips->clipAt(*crosshair.*sec) : std::nullopt;
        return clip ? std::optional(static_cast<int>(m_clips->row(*clip))) : std::nullopt;
    };
    m_time.setHoveredSegment(segmentAt(&Crosshair::rowSec), segmentAt(&Crosshair::columnSec));
    m_time.setCursor(crosshair ? std::optional(crosshair->columnSec) : std::nullopt);
    update();
    describe();
    Q_EMIT readoutChanged();
}

std::optional<MatrixView::Cells> MatrixView::cellsUnderCrosshair() const
{
    if (!m_crosshair || !m_matrix)
        return std::nullopt;
    const auto row = m_matrix->cellAt(m_crosshair->rowSec);
    const auto column = m_matrix->cellAt(m_crosshair->columnSec);
    if (!row || !column)
        return std::nullopt;
    return Cells{*row, *column, static_cast<double>(m_matrix->at(*row, *column))};
}

QString MatrixView::readoutText() const
{
    const auto cells = cellsUnderCrosshair();
    if (!cells)
        return {};
    return tr("%1 and %2: %3")
        .arg(timeText(m_time.unit(), m_matrix->cells[cells->row].startSec),
             timeText(m_time.unit(), m_matrix->cells[cells->column].startSec),
             cosineText(cells->cosine));
}

QString MatrixView::summaryText() const
{
    if (!m_matrix)
        return tr("Nothing to show");
    const size_t clips = m_matrix->cells.back().lastClip - m_matrix->cells.front().firstClip;
    const QString pooled = clips > m_matrix->size() ? tr(" in %1 groups").arg(m_matrix->size()) : QString();
    return tr("Cosine of every clip of %1 with every other: %2 clips%3, %4 to %5. Colours from %6 and less, dark, to "
              "1, bright.")
        .arg(m_lane, QString::number(clips), pooled, timeText(m_time.unit(), range().startSec), endText(m_time.unit(), range().endSec),
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
        m_time.pan(moved / plot().rect().width());
        return;
    }
    setCrosshair(crosshairAt(position));
    const bool isDrag = m_pressedAt
        && (position - *m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    if (isDrag) {
        const auto [start, end] = std::minmax({plot().scaleX().secAt(m_pressedAt->x()), plot().scaleX().secAt(position.x())});
        if (start < end)
            m_time.setSelectedRange(TimeRange{start, end});
    }
}

void MatrixView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::MiddleButton)
        m_pannedFrom = event->position();
    else if (event->button() == Qt::LeftButton && plot().rect().contains(event->position()))
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
        m_time.zoomAround(plot().scaleX().secAt(event->position().x()), std::pow(0.8, notches));
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
    if (!clip)
        return;
    m_time.setSelectedSegment(static_cast<int>(m_clips->row(*clip)));
    setCrosshair(m_crosshair); // still points at both
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
    paint(painter, false);
}

QImage MatrixView::picture(double scale)
{
    QImage image(size() * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(palette().color(QPalette::Window));
    QPainter painter(&image);
    paint(painter, true);
    return image;
}

void MatrixView::paint(QPainter &painter, bool isForKeeping)
{
    const MatrixPlot plot = this->plot();
    const QRectF square = plot.rect();
    painter.fillRect(square, palette().color(QPalette::Base));
    if (m_matrix) { // where no clip is, the hatching stays in sight
        painter.fillRect(square, QBrush(hatchingOf(palette().color(QPalette::Text), palette()).line, Qt::BDiagPattern));
        paintMatrix(painter, square);
        if (!isForKeeping)
            paintMarks(painter, plot);
        const auto cells = isForKeeping ? std::nullopt : cellsUnderCrosshair();
        plot.paintLegend(painter, m_scale, cells ? std::optional(cells->cosine) : std::nullopt);
    }
    painter.setBrush(Qt::NoBrush);
    const bool isFocused = hasFocus() && !isForKeeping;
    painter.setPen(QPen(palette().color(isFocused ? QPalette::Highlight : QPalette::Mid), isFocused ? 2 : 1));
    painter.drawRect(square.adjusted(-1, -1, 1, 1));
    plot.paintAxes(painter);
}

void MatrixView::paintMatrix(QPainter &painter, const QRectF &square)
{
    const double ratio = devicePixelRatioF();
    const int pixels = static_cast<int>(std::lround(square.width() * ratio));
    if (m_image.isNull() || m_image.width() != pixels || m_imageRange != range()) {
        m_imageRange = range();
        m_image = matrixImage(*m_matrix, m_imageRange, pixels, m_scale);
    }
    painter.drawImage(square, m_image);
}

void MatrixView::paintMarks(QPainter &painter, const MatrixPlot &plot) const
{
    painter.save();
    painter.setClipRect(plot.rect());
    const QColor highlight = palette().color(QPalette::Highlight);
    const bool showsAll = m_time.visible() == TimeRange{0, m_time.duration()};
    if (!m_following && !showsAll)
        plot.paintBand(painter, m_time.visible(), Qt::white);
    if (const auto selected = m_time.selectedRange())
        plot.paintBand(painter, *selected, highlight);
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
        const double least = 2 * plot.scaleX().secPerPx();
        plot.paintBand(painter, {clip->startSec, std::max(clip->endSec, clip->startSec + least)}, highlight);
    }
    if (const auto cursor = m_time.cursor())
        plot.paintColumn(painter, *cursor);
    const auto hovered = spanOf(m_time.hoveredSegment());
    const std::optional<double> rowSec = m_crosshair ? std::optional(m_crosshair->rowSec)
        : hovered                                    ? std::optional((hovered->startSec + hovered->endSec) / 2)
                                                     : std::nullopt;
    if (rowSec)
        plot.paintRow(painter, *rowSec);
    painter.restore();
}

} // namespace embedscope

#include "moc_matrixview.cpp"
