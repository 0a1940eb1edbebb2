// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/taskanalysis.h"

#include <QStringList>

#include <array>
#include <optional>

namespace embedscope {

/// A number for each segment of a task, by its index; NaN where there is none.
using RowNumbers = std::shared_ptr<const std::vector<float>>;

/// In words what was found about each segment of a task.
class RowFindings final
{
public:
    /// A finding's words stand once, whatever the number of segments that it is about.
    explicit RowFindings(const TaskAudit &audit);

    /// "zero vector, norm outlier", the worst first; empty where nothing was found.
    QString textOf(quint32 row) const;

private:
    struct Entry
    {
        quint32 row;
        quint32 finding;
    };
    QStringList m_words; // by finding
    std::vector<Entry> m_entries; // by row, then finding
};

/// What the analysis of a task says about each of its segments, for the table and the colours of the
/// timeline: each measure off the GUI's thread, once, and only when it is asked for.
class SegmentMeasures final : public QObject
{
    Q_OBJECT

public:
    enum class Measure { Change, Novelty, Likeness, Findings };
    Q_ENUM(Measure)

    /// `analysis` must outlive this.
    explicit SegmentMeasures(TaskAnalysis &analysis, QObject *parent = nullptr);

    const SharedTask &task() const { return m_analysis.task(); }

    // Null: it is being computed, and ready() tells when it is there. Null for good without a task.

    /// 1 - cosine to the next clip, which adjoins.
    RowNumbers change();
    /// Foote's novelty at the boundary after the clip.
    RowNumbers novelty();
    /// The cosine to the chosen clip, of clips in its lane; none anywhere where it cannot be compared. Null
    /// for good where none is chosen.
    RowNumbers likeness();
    std::shared_ptr<const RowFindings> findings();

    /// Which clip likeness() is about; an index in EmbeddingTask::segments.
    void setChosen(std::optional<int> segment);
    std::optional<int> chosen() const { return m_chosen; }

Q_SIGNALS:
    /// It is there, or another one than before is (likeness: also none any more).
    void ready(embedscope::SegmentMeasures::Measure measure);
    /// Nothing of the last task holds any more.
    void taskChanged();

private:
    template <class Value, class Compute> void compute(Measure measure, Value &place, Compute work);
    void forget();
    void follow(TaskAnalysis::Part part);

    TaskAnalysis &m_analysis;
    RowNumbers m_change;
    RowNumbers m_novelty;
    RowNumbers m_likeness;
    std::shared_ptr<const RowFindings> m_findings;
    std::optional<int> m_chosen;
    std::array<bool, 4> m_isWanted{}; // by measure: somebody asked before it could be computed
    std::array<int, 4> m_generation{}; // by measure: what was begun for another task or clip is dropped
    std::array<bool, 4> m_isUnderWay{};
};

} // namespace embedscope
