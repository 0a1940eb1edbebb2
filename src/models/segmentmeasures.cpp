// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/segmentmeasures.h"

#include "core/whenfinished.h"
#include "models/auditwords.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr float none = std::numeric_limits<float>::quiet_NaN();

RowNumbers changeByRow(const TaskAnalysis::Changes &lanes, size_t rows)
{
    auto numbers = std::make_shared<std::vector<float>>(rows, none);
    for (const LaneChange &lane : lanes) {
        for (const ChangePoint &point : lane.changes)
            (*numbers)[lane.clips->row(point.clip)] = static_cast<float>(point.change);
    }
    return numbers;
}

RowNumbers noveltyByRow(const TaskAnalysis::Changes &lanes, size_t rows)
{
    auto numbers = std::make_shared<std::vector<float>>(rows, none);
    for (const LaneChange &lane : lanes) {
        for (const NoveltyPoint &point : lane.novelty)
            (*numbers)[lane.clips->row(point.clip)] = static_cast<float>(point.novelty);
    }
    return numbers;
}

/// None anywhere where the chosen one is no usable clip.
RowNumbers likenessByRow(const SearchableTask &task, quint32 chosen)
{
    auto numbers = std::make_shared<std::vector<float>>(task.task->segments.size(), none);
    for (const SharedClips &lane : task.lanes) {
        const auto clip = lane->clipOfRow(chosen);
        for (size_t other = 0; clip && other < lane->size(); ++other)
            (*numbers)[lane->row(other)] = static_cast<float>(lane->cosine(*clip, other));
    }
    return numbers;
}

} // namespace

RowFindings::RowFindings(const TaskAudit &audit)
{
    for (size_t finding = 0; finding < audit.findings.size(); ++finding) {
        m_words.append(auditShortWords(audit.findings[finding]));
        for (const AuditPlace &place : audit.findings[finding].places) {
            if (place.hasRow())
                m_entries.push_back({place.row, static_cast<quint32>(finding)});
        }
    }
    std::ranges::stable_sort(m_entries, {}, &Entry::row);
}

QString RowFindings::textOf(quint32 row) const
{
    QStringList words;
    for (auto entry = std::ranges::lower_bound(m_entries, row, {}, &Entry::row);
         entry != m_entries.end() && entry->row == row; ++entry) {
        if (const QString &word = m_words.at(entry->finding); !words.contains(word))
            words.append(word);
    }
    return words.join(u", "_s);
}

SegmentMeasures::SegmentMeasures(TaskAnalysis &analysis, QObject *parent)
    : QObject(parent), m_analysis(analysis)
{
    connect(&m_analysis, &TaskAnalysis::ready, this, &SegmentMeasures::follow);
    connect(&m_analysis, &TaskAnalysis::taskChanged, this, &SegmentMeasures::forget);
}

void SegmentMeasures::forget()
{
    m_change.reset();
    m_novelty.reset();
    m_likeness.reset();
    m_findings.reset();
    m_chosen.reset();
    m_isWanted = {};
    m_isUnderWay = {};
    for (int &generation : m_generation)
        ++generation;
    Q_EMIT taskChanged();
}

/// Runs `work` (-> Value) on the pool and puts its value into `place`, a member of this.
template <class Value, class Compute>
void SegmentMeasures::compute(Measure measure, Value &place, Compute work)
{
    const auto index = static_cast<size_t>(measure);
    if (m_isUnderWay[index])
        return;
    m_isUnderWay[index] = true;
    m_isWanted[index] = false;
    whenFinished(QtConcurrent::run(work), this,
                 [this, measure, index, &place, generation = m_generation[index]](const Value &value) {
                     if (generation != m_generation[index])
                         return;
                     m_isUnderWay[index] = false;
                     place = value;
                     Q_EMIT ready(measure);
                 });
}

RowNumbers SegmentMeasures::change()
{
    if (m_change || !task())
        return m_change;
    if (const auto lanes = m_analysis.changes()) {
        compute(Measure::Change, m_change,
                [lanes, rows = task()->segments.size()] { return changeByRow(*lanes, rows); });
    } else {
        m_isWanted[static_cast<size_t>(Measure::Change)] = true;
    }
    return nullptr;
}

RowNumbers SegmentMeasures::novelty()
{
    if (m_novelty || !task())
        return m_novelty;
    if (const auto lanes = m_analysis.changes()) {
        compute(Measure::Novelty, m_novelty,
                [lanes, rows = task()->segments.size()] { return noveltyByRow(*lanes, rows); });
    } else {
        m_isWanted[static_cast<size_t>(Measure::Novelty)] = true;
    }
    return nullptr;
}

RowNumbers SegmentMeasures::likeness()
{
    if (m_likeness || !task() || !m_chosen)
        return m_likeness;
    if (const auto lanes = m_analysis.searchable()) {
        compute(Measure::Likeness, m_likeness,
                [lanes, chosen = static_cast<quint32>(*m_chosen)] { return likenessByRow(*lanes, chosen); });
    } else {
        m_isWanted[static_cast<size_t>(Measure::Likeness)] = true;
    }
    return nullptr;
}

std::shared_ptr<const RowFindings> SegmentMeasures::findings()
{
    if (m_findings || !task())
        return m_findings;
    if (const auto audit = m_analysis.audit()) {
        compute(Measure::Findings, m_findings,
                [audit] { return std::make_shared<const RowFindings>(*audit); });
    } else {
        m_isWanted[static_cast<size_t>(Measure::Findings)] = true;
    }
    return nullptr;
}

void SegmentMeasures::follow(TaskAnalysis::Part part)
{
    const auto isWanted = [this](Measure measure) { return m_isWanted[static_cast<size_t>(measure)]; };
    if (part == TaskAnalysis::Part::Change) {
        // Also after another kernel: what was there is of the one before.
        const auto index = static_cast<size_t>(Measure::Novelty);
        const bool hadNovelty = m_novelty || m_isUnderWay[index] || m_isWanted[index];
        ++m_generation[index];
        m_isUnderWay[index] = false;
        m_novelty.reset();
        if (hadNovelty)
            novelty();
        if (isWanted(Measure::Change))
            change();
    } else if (part == TaskAnalysis::Part::Searchable && isWanted(Measure::Likeness)) {
        likeness();
    } else if (part == TaskAnalysis::Part::Audit && isWanted(Measure::Findings)) {
        findings();
    }
}

void SegmentMeasures::setChosen(std::optional<int> segment)
{
    if (segment && (!task() || *segment < 0 || static_cast<size_t>(*segment) >= task()->segments.size()))
        segment.reset();
    if (segment == m_chosen)
        return;
    m_chosen = segment;
    const auto index = static_cast<size_t>(Measure::Likeness);
    ++m_generation[index];
    m_isUnderWay[index] = false;
    m_isWanted[index] = false;
    m_likeness.reset();
    Q_EMIT ready(Measure::Likeness);
}

} // namespace embedscope

#include "moc_segmentmeasures.cpp"
