// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding.h"

#include <QHash>

#include <vector>

namespace embedscope {

/// Collects findings: those of one kind and detail become one, counted, with the first position. In order of
/// first mention. Beyond most::findingsOfKind details of a kind all others are one more, with others() for a detail.
class FindingList final
{
public:
    void add(FindingKind kind, const QString &detail = {}) { add({kind, 1, std::nullopt, detail}); }
    void addAt(quint32 position, FindingKind kind, const QString &detail = {})
    {
        add({kind, 1, position, detail});
    }
    void add(const Finding &finding);

    const std::vector<Finding> &findings() const { return m_findings; }
    void clear();
    static QString others() { return QStringLiteral("\u2026"); }

private:
    std::vector<Finding> m_findings;
    QHash<std::pair<int, QString>, size_t> m_index; ///< kind and detail -> place in m_findings
    QHash<int, size_t> m_details; ///< kind -> how many of its details stand there
};

} // namespace embedscope
