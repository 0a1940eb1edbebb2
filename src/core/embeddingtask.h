// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/axis.h"
#include "core/embeddingmatrix.h"
#include "core/finding.h"
#include "core/metadata.h"
#include "core/segment.h"
#include "core/taskid.h"
#include "core/taskstatus.h"

#include <QDateTime>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace embedscope {

/// One answer of the service about one task, read whole: state, metadata, segments sorted by start, and all vectors.
struct EmbeddingTask
{
    TaskId id;
    /// Processing, Ready or Failed: an unknown status counts as processing.
    TaskState state = TaskState::Processing;
    QString statusText; ///< the status as the service sent it
    QDateTime createdAt; ///< UTC; invalid where missing or no date
    QDateTime updatedAt;
    QString errorMessage; ///< error.message of a failed task
    std::optional<Metadata> metadata;
    AxisUnit axis = AxisUnit::Seconds; ///< what the segments lie on
    /// The names of modalities (`embedding_option`) and scopes in order of first appearance; a null one is "". For quadrants of a
    /// page see isQuadrantScope().
    QStringList modalities;
    QStringList scopes;
    /// Sorted by start, then end, then position; segments without times last.
    std::vector<Segment> segments;
    EmbeddingMatrix matrix;
    std::vector<Finding> findings;

    bool isAsset(const Segment &segment) const { return scopes.at(segment.scope) == QLatin1String("asset"); }
    /// How far the axis reaches: of seconds metadata.duration where it is a positive number; else the latest end of a segment;
    /// else 0, or 1 where there is no axis, so that a vector of the whole has some room.
    double durationSec() const;
    /// Whether Marengo 3.5 must have made it, as only that knows what came or was asked for. A response does not name its model.
    bool isOfMarengo35() const;
    bool hasUncertainty() const; ///< of any segment
};

/// A read answer that several views share; never changed once read.
using SharedTask = std::shared_ptr<const EmbeddingTask>;

/// The norms of one modality's vectors in short, of those that have one.
struct ModalityNorms
{
    QString modality; ///< as in EmbeddingTask::modalities
    int vectors = 0;
    double least = 0;
    double most = 0;
    double mean = 0;

    friend bool operator==(const ModalityNorms &, const ModalityNorms &) = default;
};

/// What the task table shows of an answer; cheap to copy and to keep for thousands of tasks.
struct TaskSummary
{
    QString file; ///< input_filename, else the last part of input_url
    QString inputType;
    std::optional<double> durationSec;
    AxisUnit axis = AxisUnit::Seconds;
    int clips = 0; ///< distinct stretches of scope clip, page or chunk
    int vectors = 0; ///< segments of any scope
    QStringList modalities; ///< that came
    QList<quint32> dimensions; ///< distinct lengths of vectors, ascending
    QDateTime createdAt;
    QDateTime updatedAt;
    QString errorMessage;
    std::vector<Finding> findings;
    std::vector<ModalityNorms> norms; ///< by modality; one without any norm is not among them

    friend bool operator==(const TaskSummary &, const TaskSummary &) = default;
};

TaskSummary summarize(const EmbeddingTask &task);

} // namespace embedscope
