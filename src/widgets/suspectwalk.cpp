// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/suspectwalk.h"

#include "core/whenfinished.h"
#include "models/auditwords.h"
#include "plot/clipnavigation.h"
#include "plot/sharedtime.h"

#include <QAction>
#include <QtConcurrentRun>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

SuspectWalk::SuspectWalk(TaskAnalysis &analysis, SharedTime &time, QObject *parent)
    : QObject(parent), m_analysis(analysis), m_time(time),
      m_next(new QAction(tr("Next S&uspicious Clip"), this)),
      m_previous(new QAction(tr("Previous Suspicious Clip"), this))
{
    m_next->setShortcut(Qt::Key_F8);
    m_previous->setShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F8));
    connect(m_next, &QAction::triggered, this, [this] { step(1); });
    connect(m_previous, &QAction::triggered, this, [this] { step(-1); });
    connect(&m_analysis, &TaskAnalysis::taskChanged, this, &SuspectWalk::forget);
    connect(&m_analysis, &TaskAnalysis::ready, this, [this](TaskAnalysis::Part part) {
        if (part == TaskAnalysis::Part::Audit && m_wanted != 0)
            take();
    });
    forget();
}

void SuspectWalk::forget()
{
    m_audit.reset();
    m_suspects.reset();
    m_isSorting = false;
    m_wanted = 0;
    m_at = -1;
    m_finding = -1;
    m_next->setEnabled(m_analysis.task() != nullptr);
    m_previous->setEnabled(m_analysis.task() != nullptr);
}

/// There can be as many places as clips, so that sorting them is no work for this thread.
void SuspectWalk::take()
{
    m_audit = m_analysis.audit();
    if (!m_audit || m_isSorting)
        return;
    m_isSorting = true;
    const auto sorting = QtConcurrent::run(
        [audit = m_audit] { return std::make_shared<const std::vector<Suspect>>(suspectsOf(*audit)); });
    whenFinished(sorting, this,
                 [this, audit = m_audit](const std::shared_ptr<const std::vector<Suspect>> &suspects) {
                     if (audit != m_audit)
                         return; // of a task that is not shown any more
                     m_suspects = suspects;
                     if (const int wanted = std::exchange(m_wanted, 0); wanted != 0)
                         stepNow(wanted);
                 });
}

void SuspectWalk::step(int direction)
{
    if (m_suspects) {
        stepNow(direction);
        return;
    }
    m_wanted = direction;
    take();
}

void SuspectWalk::stepNow(int direction)
{
    const auto count = static_cast<int>(m_suspects->size());
    if (count == 0) {
        Q_EMIT arrived(m_audit->findings.empty()
                           ? tr("Nothing suspicious: the audit found nothing odd.")
                           : tr("No clip is suspicious: what the audit found is about the whole task."));
        return;
    }
    if (const int selected = placeOfSelection(); selected >= 0)
        m_at = selected; // go on from where the user is
    QString wrapped;
    int next = m_at < 0 ? (direction > 0 ? 0 : count - 1) : m_at + direction;
    if (next >= count) {
        wrapped = tr("From the start again: ");
        next = 0;
    } else if (next < 0) {
        wrapped = tr("From the end again: ");
        next = count - 1;
    }
    m_at = next;
    m_finding = -1;
    const Suspect &suspect = (*m_suspects)[static_cast<size_t>(next)];
    select(suspect.place);
    markEqual(suspect);
    if (!suspect.findings.empty())
        Q_EMIT reached(static_cast<int>(suspect.findings.front()));
    Q_EMIT arrived(wrapped + wordsOf(suspect, tr("%1 of %2").arg(next + 1).arg(count)));
}

/// -1 where the clip, or the range, that is selected is none of them.
int SuspectWalk::placeOfSelection() const
{
    const auto selected = m_time.selectedSegment();
    const auto range = m_time.selectedRange();
    const auto isSelected = [&](const Suspect &each) {
        if (selected || each.place.hasRow())
            return selected && each.place.row == static_cast<quint32>(*selected);
        constexpr double same = 1e-6; // seconds
        const auto [start, end] = std::minmax(each.place.startSec, each.place.endSec);
        return range && std::abs(range->startSec - start) < same && std::abs(range->endSec - end) < same;
    };
    const auto found = std::find_if(m_suspects->begin(), m_suspects->end(), isSelected);
    return found == m_suspects->end() ? -1 : static_cast<int>(found - m_suspects->begin());
}

void SuspectWalk::goTo(int finding)
{
    const auto audit = m_analysis.audit();
    if (!audit || finding < 0 || static_cast<size_t>(finding) >= audit->findings.size())
        return;
    m_audit = audit;
    const AuditFinding &chosen = audit->findings[static_cast<size_t>(finding)];
    if (chosen.places.empty()) {
        m_time.setHoveredSegment(std::nullopt); // the pair of another finding
        Q_EMIT arrived(tr("This is about the whole task: there is no place to go to."));
        return;
    }
    m_placeOfFinding = finding == m_finding ? (m_placeOfFinding + 1) % chosen.places.size() : 0;
    m_finding = finding;
    const AuditPlace &place = chosen.places[m_placeOfFinding];
    select(place);
    const Suspect suspect{place, chosen.severity, {static_cast<quint32>(finding)}};
    markEqual(suspect);
    Q_EMIT arrived(wordsOf(suspect, tr("%1 of %2").arg(m_placeOfFinding + 1).arg(chosen.places.size())));
}

void SuspectWalk::select(const AuditPlace &place)
{
    const bool hasTimes = std::isfinite(place.startSec) && std::isfinite(place.endSec);
    const auto [start, end] = std::minmax(place.startSec, place.endSec);
    if (place.hasRow()) {
        m_time.setSelectedRange(std::nullopt);
        m_time.setSelectedSegment(static_cast<int>(place.row));
    } else {
        m_time.setSelectedSegment(std::nullopt);
        m_time.setSelectedRange(TimeRange{start, end});
    }
    if (hasTimes)
        m_time.reveal(frameOf({.startSec = start, .endSec = end}));
}

/// All views mark the next clip that has the same vector, as one under the pointer.
void SuspectWalk::markEqual(const Suspect &suspect)
{
    for (const quint32 index : suspect.findings) {
        const auto equal = equalPlaces(m_audit->findings[index], suspect.place);
        if (!equal.empty()) {
            m_time.setHoveredSegment(static_cast<int>(equal.front()->row), static_cast<int>(suspect.place.row));
            return;
        }
    }
    m_time.setHoveredSegment(std::nullopt);
}

QString SuspectWalk::wordsOf(const Suspect &suspect, const QString &count) const
{
    constexpr size_t mostNamed = 4;
    QStringList reasons;
    QString lane;
    for (const quint32 index : suspect.findings) {
        const AuditFinding &finding = m_audit->findings[index];
        if (const QString words = auditShortWords(finding, suspect.place); !reasons.contains(words))
            reasons.append(words);
        if (lane.isEmpty() && finding.lane)
            lane = laneWords(m_analysis.task()->modalities.at(finding.lane->modality),
                             m_analysis.task()->scopes.at(finding.lane->scope));
        if (reasons.size() == mostNamed)
            break;
    }
    if (lane.isEmpty() && suspect.place.hasRow()) {
        const Segment &segment = m_analysis.task()->segments.at(suspect.place.row);
        lane = laneWords(m_analysis.task()->modalities.at(segment.modality),
                         m_analysis.task()->scopes.at(segment.scope));
    }
    return tr("%1, %2: %3 (%4, %5)")
        .arg(count, severityTitle(suspect.severity).toLower(), reasons.join(u", "_s), lane,
             placeText(suspect.place));
}

} // namespace embedscope

#include "moc_suspectwalk.cpp"
