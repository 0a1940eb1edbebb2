// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/suspects.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace embedscope {

namespace {

/// NaN last: no order without it.
double inOrder(double sec)
{
    return std::isnan(sec) ? std::numeric_limits<double>::infinity() : sec;
}

/// Where it stands in time: the same for all findings of one clip, or of one gap.
auto timeOrder(const AuditPlace &place)
{
    return std::make_tuple(inOrder(place.startSec), inOrder(place.endSec), place.row);
}

} // namespace

std::vector<Suspect> suspectsOf(const TaskAudit &audit)
{
    std::vector<std::pair<const AuditPlace *, quint32>> named; // with the finding that names it
    for (size_t finding = 0; finding < audit.findings.size(); ++finding) {
        for (const AuditPlace &place : audit.findings[finding].places)
            named.emplace_back(&place, static_cast<quint32>(finding));
    }
    // By merging: the places of each finding are in order already. Findings come by severity, so the first of
    // each is the worst.
    std::ranges::stable_sort(named, {}, [](const auto &each) { return timeOrder(*each.first); });
    std::vector<Suspect> all;
    for (const auto &[place, finding] : named) {
        if (all.empty() || timeOrder(all.back().place) != timeOrder(*place))
            all.push_back({*place, audit.findings[finding].severity, {finding}});
        else if (all.back().findings.back() != finding)
            all.back().findings.push_back(finding);
    }
    const auto isOf = [](Severity severity) {
        return [severity](const Suspect &each) { return each.severity == severity; };
    };
    const auto others = std::stable_partition(all.begin(), all.end(), isOf(Severity::Error));
    std::stable_partition(others, all.end(), isOf(Severity::Warning));
    return all;
}

} // namespace embedscope
