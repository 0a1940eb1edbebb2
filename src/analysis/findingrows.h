// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"

#include <QHash>

#include <optional>
#include <vector>

namespace embedscope {

/// Knows which segments the findings of the reader are about. What many findings have in common is looked up in tables
/// that are made once, so that all findings of a task together cost as much as its segments and they do.
class FindingRows final
{
public:
    /// `task` must outlive this.
    explicit FindingRows(const EmbeddingTask &task) : m_task(task) { }

    /// As indexes in EmbeddingTask::segments, ascending; none for one that is about the task as a whole, or about an item
    /// that became no segment. Where the segments do not tell (FieldOdd, DuplicateKey, or some vectors missing and others
    /// empty), only the first one is named.
    std::vector<quint32> of(const Finding &finding);

private:
    /// Segments by the place of a name in a list of names.
    struct Named
    {
        QHash<QString, size_t> places;
        std::vector<std::vector<quint32>> rows;
    };
    std::vector<quint32> ofOtherLength();
    std::vector<quint32> withoutNorm(const Finding &finding);
    std::vector<quint32> firstOf(const Finding &finding);
    const std::vector<quint32> &ofModality(const QString &name);
    const std::vector<quint32> &ofScope(const QString &name);
    template<class Test> std::vector<quint32> where(Test test) const;

    const EmbeddingTask &m_task;
    std::optional<Named> m_modalities; // each made when it is needed first
    std::optional<Named> m_scopes;
    QHash<quint32, quint32> m_rowAt; // by position in the answer's data
};

} // namespace embedscope
