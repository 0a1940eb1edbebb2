// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"

#include <algorithm>
#include <tuple>

/// Puts an EmbeddingTask together, segment by segment, without an answer to read it from.
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
        embedscope::Segment segment;
        segment.startSec = startSec;
        segment.endSec = endSec;
        segment.norm = norm;
        segment.length = 4;
        segment.position = static_cast<quint32>(m_task.segments.size());
        segment.modality = indexIn(m_task.modalities, modality);
        segment.scope = indexIn(m_task.scopes, scope);
        m_task.segments.push_back(segment);
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
        const auto key = [](const embedscope::Segment &segment) {
            return std::make_tuple(!segment.hasTimes(), segment.hasTimes() ? segment.startSec : 0,
                                   segment.hasTimes() ? segment.endSec : 0, segment.position);
        };
        std::sort(m_task.segments.begin(), m_task.segments.end(),
                  [key](const auto &a, const auto &b) { return key(a) < key(b); });
        return std::move(m_task);
    }
    embedscope::SharedTask share() { return std::make_shared<const embedscope::EmbeddingTask>(take()); }

private:
    static quint16 indexIn(QStringList &names, const QString &name)
    {
        if (!names.contains(name))
            names.append(name);
        return static_cast<quint16>(names.indexOf(name));
    }

    embedscope::EmbeddingTask m_task;
};
