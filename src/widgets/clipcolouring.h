// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/segmentmeasures.h"

#include <QList>
#include <QObject>

class QAction;

namespace embedscope {

class TimelineChart;

/// Lets the user choose what the timeline colours its clips by, and brings it the numbers for that.
class ClipColouring final : public QObject
{
    Q_OBJECT

public:
    enum class Choice { Modality, Norm, Change, Likeness, Uncertainty };
    Q_ENUM(Choice)

    /// Both must outlive this.
    ClipColouring(SegmentMeasures &measures, TimelineChart &timeline, QObject *parent = nullptr);

    /// One a choice, of which one is checked.
    const QList<QAction *> &actions() const { return m_actions; }
    Choice choice() const { return m_choice; }
    /// As its action does.
    void setChoice(Choice choice);

Q_SIGNALS:
    void choiceChanged(embedscope::ClipColouring::Choice choice);

private:
    void refresh();
    void tellWhatIsMissing();
    RowNumbers numbers();
    RowNumbers numbersOf(double (*of)(const Segment &)) const;

    SegmentMeasures &m_measures;
    TimelineChart &m_timeline;
    QList<QAction *> m_actions;
    Choice m_choice = Choice::Modality;
    RowNumbers m_shown;
    RowNumbers m_norms; // of the task that is shown
    RowNumbers m_uncertainty; // the same
};

} // namespace embedscope
