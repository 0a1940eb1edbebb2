// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/laneclips.h"
#include "support/taskparts.h"

#include <random>

/// Puts an EmbeddingTask with vectors together, segment by segment, without an answer to read it from.
class VectorTask final
{
public:
    explicit VectorTask(const QString &id = QStringLiteral("task"))
    {
        m_task.id = *embedscope::TaskId::fromString(id);
        m_task.state = embedscope::TaskState::Ready;
    }

    VectorTask &metadata(double durationSec, const QStringList &options = {}, const QStringList &scopes = {},
                         std::optional<double> clipLengthSec = std::nullopt)
    {
        m_task.metadata.emplace();
        m_task.metadata->durationSec = durationSec;
        m_task.metadata->embeddingOptions = options;
        m_task.metadata->embeddingScopes = scopes;
        m_task.metadata->clipLengthSec = clipLengthSec;
        return *this;
    }

    VectorTask &add(const QString &modality, double startSec, double endSec, const std::vector<float> &vector,
                    const QString &scope = QStringLiteral("clip"))
    {
        embedscope::test::appendSegment(m_task, modality, startSec, endSec, scope);
        embedscope::test::giveVector(m_task, vector);
        return *this;
    }

    /// `vectors` one after another, each `lengthSec` long, from `fromSec`.
    VectorTask &addRow(const QString &modality, const std::vector<std::vector<float>> &vectors,
                       double lengthSec, double fromSec = 0)
    {
        for (size_t i = 0; i < vectors.size(); ++i) {
            const double start = fromSec + static_cast<double>(i) * lengthSec;
            add(modality, start, start + lengthSec, vectors[i]);
        }
        return *this;
    }

    VectorTask &finding(const embedscope::Finding &finding)
    {
        m_task.findings.push_back(finding);
        return *this;
    }
    VectorTask &state(embedscope::TaskState state)
    {
        m_task.state = state;
        return *this;
    }
    embedscope::Metadata &editMetadata() { return *m_task.metadata; }

    /// The task, its segments in the order that the reader gives them.
    embedscope::EmbeddingTask take()
    {
        embedscope::test::sortAsRead(m_task);
        return std::move(m_task);
    }
    embedscope::SharedTask share() { return std::make_shared<const embedscope::EmbeddingTask>(take()); }
    /// The first lane of the task.
    embedscope::LaneClips clips() { return *embedscope::LaneClips::of(share(), {0, 0}); }

private:
    embedscope::EmbeddingTask m_task;
};

/// Random directions; the same ones for the same seed.
inline std::vector<std::vector<float>> randomVectors(size_t count, size_t dimension, unsigned seed)
{
    std::mt19937 random(seed);
    std::vector<std::vector<float>> vectors(count, std::vector<float>(dimension));
    for (auto &vector : vectors) {
        for (float &value : vector)
            value = static_cast<float>(random() % 20001) / 10000.0F - 1;
    }
    return vectors;
}
