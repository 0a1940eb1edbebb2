// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/findinglist.h"

#include "reader/readlimits.h"

#include <algorithm>

namespace embedscope {

void FindingList::add(const Finding &finding)
{
    std::pair key(static_cast<int>(finding.kind), finding.detail);
    auto known = m_index.constFind(key);
    if (known == m_index.constEnd() && m_details[key.first] >= most::findingsOfKind) {
        key.second = others();
        known = m_index.constFind(key);
    }
    if (known == m_index.constEnd()) {
        ++m_details[key.first];
        m_index.insert(key, m_findings.size());
        m_findings.push_back(finding);
        m_findings.back().detail = key.second;
        return;
    }
    Finding &merged = m_findings[*known];
    merged.count += finding.count;
    if (finding.firstPosition)
        merged.firstPosition =
            std::min(*finding.firstPosition, merged.firstPosition.value_or(*finding.firstPosition));
}

void FindingList::clear()
{
    m_findings.clear();
    m_index.clear();
    m_details.clear();
}

} // namespace embedscope
