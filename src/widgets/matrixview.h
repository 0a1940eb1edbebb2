// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/sharedtime.h"
#include "widgets/matriximage.h"
#include "widgets/matrixplot.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace embedscope {

/// Paints a self-similarity matrix, both axes in the shared time, and a legend with its scale. Pointer and arrow keys move a
/// crosshair, which all views show: its row as the hovered clip, its column as the cursor. Click and Return select the row's
/// clip.
class MatrixView final : public QWidget
{
    Q_OBJECT

public:
    /// `time` must outlive the view.
    explicit MatrixView(SharedTime &time, QWidget *parent = nullptr);

    /// All of it at once: the matrix, the clips that it was made of, and what the lane is called. Null for nothing.
    void setMatrix(const std::shared_ptr<const SimilarityMatrix> &matrix, const SharedClips &clips, const QString &lane);
    /// Whether the axes are what the charts show, or the whole time with that marked in it. True at first.
    void setFollowing(bool following);
    /// "0:12:06.000 and 1:03:00.000: 0.930", of what is under the crosshair; empty without one.
    QString readoutText() const;
    /// What is shown, in words (also its accessible description).
    QString summaryText() const;

    bool hasMatrix() const { return m_matrix != nullptr; }
    /// Whose clips they are; empty for none.
    TaskId task() const { return m_clips ? m_clips->task().id : TaskId(); }
    /// As it is seen, without crosshair and focus; `scale` pixels for each of the widget's.
    QImage picture(double scale);

    QSize sizeHint() const override { return {420, 420}; }
    QSize minimumSizeHint() const override { return {180, 180}; }

Q_SIGNALS:
    void readoutChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Crosshair // moments, each in a cell
    {
        double rowSec;
        double columnSec;
    };
    struct Cells // of the matrix
    {
        size_t row;
        size_t column;
        double cosine;
    };
    TimeRange range() const;
    std::optional<Cells> cellsUnderCrosshair() const;
    MatrixPlot plot() const;
    std::optional<Crosshair> crosshairAt(QPointF position) const;
    void setCrosshair(std::optional<Crosshair> crosshair);
    void moveByKey(int rows, int columns);
    void selectRow();
    bool changeTime(int key);
    void describe();
    void paint(QPainter &painter, bool isForKeeping);
    void paintMatrix(QPainter &painter, const QRectF &square);
    void paintMarks(QPainter &painter, const MatrixPlot &plot) const;

    SharedTime &m_time;
    std::shared_ptr<const SimilarityMatrix> m_matrix;
    SharedClips m_clips;
    QString m_lane;
    CosineScale m_scale;
    bool m_following = true;
    QImage m_image; // as it was painted last, of
    TimeRange m_imageRange;
    std::optional<Crosshair> m_crosshair;
    std::optional<QPointF> m_pressedAt; // with the left button
    std::optional<QPointF> m_pannedFrom; // with the middle one
};

} // namespace embedscope
