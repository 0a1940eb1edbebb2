// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/clipshades.h"
#include "charts/plotitem.h"
#include "plot/lanelayout.h"

#include <QCoreApplication>

namespace embedscope {

/// Paints the lanes of the timeline: a bar for each clip, the gaps hatched; where clips are narrower than
/// pixels, each column as dark as clips cover it.
class LaneItem final : public PlotItem
{
    Q_DECLARE_TR_FUNCTIONS(embedscope)

public:
    using PlotItem::PlotItem;

    const std::vector<LaneBand> &bands() const { return m_bands; } ///< from the plot area's top

    /// Colours the clips by numbers instead of their modality (vectors of the whole media keep it); null: by modality.
    void setShades(const std::shared_ptr<const ClipShades> &shades);

    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;
    std::optional<int> segmentAt(QPointF position) const override;
    QRectF rectOf(int segment) const override;
    QList<ReadoutLine> readout(std::optional<int> segment, double sec) const override;
    /// In a gap: of which lane it is, and how long.
    QList<ReadoutLine> emptyReadout(QPointF position) const override;

protected:
    void relayout() override;

private:
    void prepareShades();
    QRectF rowRect(size_t lane, int row) const;
    QRectF barRect(const ClipSpan &clip, const QRectF &row) const;
    QColor laneColour(const Lane &lane) const;
    void paintGaps(QPainter &painter, const Lane &lane, const QRectF &band) const;
    void clearCovered(QPainter &painter, const ClipTrack &whole, const QRectF &area) const;
    void hatchWithLines(QPainter &painter, const QColor &colour, const QRectF &area, double phase) const;
    QPixmap hatchingTile(const QColor &colour, double pixelRatio) const;
    void paintMissing(QPainter &painter, const Lane &lane, const QRectF &band) const;
    void paintBars(QPainter &painter, const ClipTrack &track, ClipIndexes visible, const QRectF &row,
                   bool isAsset) const;
    void paintAssetNames(QPainter &painter, const ClipTrack &track, ClipIndexes visible,
                         const QRectF &row) const;
    void paintLine(QPainter &painter, PixelGrid &grid, const QRect &place, const std::vector<QRgb> &colours) const;
    void paintColumns(QPainter &painter, const ClipTrack &track, const QColor &colour,
                      const QRectF &row) const;
    void paintShadedColumns(QPainter &painter, const ClipTrack &track, const RangeMinMax &numbers, const QRectF &row) const;
    QColor barColour(int segment, bool isAsset) const;
    void paintMark(QPainter &painter, int segment, bool isSelected) const override;
    void paintChosen(QPainter &painter, const ChosenClips &chosen) const override;
    void paintFrame(QPainter &painter, const QRectF &bar, const QColor &colour, double width) const;
    void paintBeyondMedia(QPainter &painter) const;

    std::vector<LaneBand> m_bands;
    std::shared_ptr<const ClipShades> m_shades;
    /// By lane and row the shades' numbers of its clips, so that a frame need not look at each clip.
    std::vector<std::vector<RangeMinMax>> m_numbers;
    const LaneSet *m_preparedLanes = nullptr; // that m_numbers are of; only compared
};

} // namespace embedscope
