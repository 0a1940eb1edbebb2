// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/taskparts.h"

/// Puts an EmbeddingTask without vectors together, segment by segment: for what looks at times and norms alone.
class MadeUpTask final
{
public:
    MadeUpTask() { m_task.state = embedscope::TaskState::Ready; }

    MadeUpTask &duration(double sec)
    {
        m_task.metadata.emplace();
        m_task.metadata->durationSec = sec;
        return *this;
    }

    MadeUpTask &missing(const QString &modality)
    {
        m_task.findings.push_back(
            {.kind = embedscope::FindingKind::ModalityNotDelivered, .detail = modality});
        return *this;
    }

    /// A segment of 4 numbers.
    MadeUpTask &add(const QString &modality, double startSec, double endSec, double norm = 1,
                    const QString &scope = QStringLiteral("clip"))
    {
        embedscope::Segment &segment = embedscope::test::appendSegment(m_task, modality, startSec, endSec, scope);
        segment.norm = norm;
        segment.length = 4;
        return *this;
    }

    /// `count` clips of `lengthSec` one after another from `fromSec`.
    MadeUpTask &addRow(const QString &modality, int count, double lengthSec, double fromSec = 0,
                       double norm = 1)
    {
        for (int i = 0; i < count; ++i)
            add(modality, fromSec + i * lengthSec, fromSec + (i + 1) * lengthSec, norm);
        return *this;
    }

    /// The task, its segments in the order that the reader gives them.
    embedscope::EmbeddingTask take()
    {
        embedscope::test::sortAsRead(m_task);
        return std::move(m_task);
    }
    embedscope::SharedTask share() { return std::make_shared<const embedscope::EmbeddingTask>(take()); }

private:
    embedscope::EmbeddingTask m_task;
};
