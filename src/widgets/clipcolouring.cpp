// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/clipcolouring.h"

#include "charts/clipshades.h"
#include "charts/timelinechart.h"
#include "core/tolerances.h"

#include <QAction>
#include <QActionGroup>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

ClipColouring::ClipColouring(SegmentMeasures &measures, TimelineChart &timeline, QObject *parent)
    : QObject(parent), m_measures(measures), m_timeline(timeline)
{
    auto *const group = new QActionGroup(this);
    const auto add = [this, group](Choice choice, const QString &text, const QString &key) {
        auto *const action = new QAction(text, group);
        action->setCheckable(true);
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, [this, choice] { setChoice(choice); });
        m_actions.append(action);
    };
    add(Choice::Modality, tr("Colour Clips by Modalit&y"), u"Ctrl+Alt+1"_s);
    add(Choice::Norm, tr("Colour Clips by N&orm"), u"Ctrl+Alt+2"_s);
    add(Choice::Change, tr("Colour Clips by Chan&ge"), u"Ctrl+Alt+3"_s);
    add(Choice::Likeness, tr("Colour Clips by L&ikeness to the Chosen Clip"), u"Ctrl+Alt+4"_s);
    add(Choice::Uncertainty, tr("Colour Clips by Uncertainty"), u"Ctrl+Alt+5"_s);
    m_actions.constFirst()->setChecked(true);
    connect(&m_measures, &SegmentMeasures::ready, this, &ClipColouring::refresh);
    connect(&m_measures, &SegmentMeasures::taskChanged, this, [this] {
        m_norms.reset();
        m_uncertainty.reset();
        m_shown.reset();
        m_timeline.setShades(nullptr); // the last task's numbers must not colour this one's clips
        refresh();
    });
}

void ClipColouring::setChoice(Choice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    m_actions.at(static_cast<int>(choice))->setChecked(true);
    m_shown.reset();
    m_timeline.setShades(nullptr);
    refresh();
    Q_EMIT choiceChanged(choice);
}

void ClipColouring::tellWhatIsMissing()
{
    const bool isMissing = m_choice == Choice::Likeness && m_measures.task() && !m_measures.chosen();
    const bool lacksUncertainty = m_choice == Choice::Uncertainty && m_measures.task() && !m_measures.task()->hasUncertainty();
    m_timeline.setShadeHint(isMissing              ? tr("Coloured by likeness: choose a clip to compare the others with.")
                                : lacksUncertainty ? tr("Coloured by uncertainty: this answer has none (embedding_uncertainty).")
                                                   : QString());
}

RowNumbers ClipColouring::numbersOf(double (*of)(const Segment &)) const
{
    const SharedTask &task = m_measures.task();
    if (!task)
        return nullptr;
    auto numbers = std::make_shared<std::vector<float>>(task->segments.size());
    std::transform(task->segments.begin(), task->segments.end(), numbers->begin(),
                   [of](const Segment &segment) { return static_cast<float>(of(segment)); });
    return numbers;
}

RowNumbers ClipColouring::numbers()
{
    switch (m_choice) {
    case Choice::Modality:
        return nullptr;
    case Choice::Norm:
        if (!m_norms)
            m_norms = numbersOf([](const Segment &segment) { return segment.norm; });
        return m_norms;
    case Choice::Change:
        return m_measures.change();
    case Choice::Likeness:
        return m_measures.likeness();
    case Choice::Uncertainty:
        if (!m_uncertainty)
            m_uncertainty = numbersOf([](const Segment &segment) { return static_cast<double>(segment.uncertainty); });
        return m_measures.task() && m_measures.task()->hasUncertainty() ? m_uncertainty : nullptr;
    }
    Q_UNREACHABLE();
}

void ClipColouring::refresh()
{
    tellWhatIsMissing();
    const RowNumbers fresh = numbers();
    if (!fresh && m_choice == Choice::Likeness && m_measures.chosen())
        return; // those of the clip before stay until the new ones are there: no flicker
    if (fresh == m_shown)
        return;
    m_shown = fresh;
    if (!fresh) {
        m_timeline.setShades(nullptr);
        return;
    }
    ClipShades shades;
    shades.numbers = fresh;
    shades.fitScale(m_choice == Choice::Norm ? 2 * unitLengthTolerance : 0);
    if (m_choice == Choice::Norm) {
        shades.title = tr("norm");
    } else if (m_choice == Choice::Change) {
        shades.title = tr("change to the next clip");
        shades.low = 0; // no change at all
    } else if (m_choice == Choice::Uncertainty) {
        shades.title = tr("uncertainty");
    } else {
        shades.title = tr("likeness to no. %1").arg(m_measures.chosen().value_or(0) + 1);
        shades.high = 1; // the clip itself
    }
    m_timeline.setShades(std::make_shared<const ClipShades>(std::move(shades)));
}

} // namespace embedscope

#include "moc_clipcolouring.cpp"
