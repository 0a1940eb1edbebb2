// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/suspects.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace embedscope {

namespace {

/// NaN last: no order without it.
double inOrder(double sec)
{
    return std::isnan(sec) ? std::numeric_limits<double>::infinity() : sec;
}

/// The same for all findings of one clip, or of one gap.
auto identity(const AuditPlace &place)
{
    return std::make_tuple(place.row, place.hasRow() ? 0 : inOrder(place.startSec),
                           place.hasRow() ? 0 : inOrder(place.endSec));
}

} // namespace

std::vector<Suspect> suspectsOf(const TaskAudit &audit)
{
    std::vector<Suspect> all;
    for (size_t finding = 0; finding < audit.findings.size(); ++finding) {
        for (const AuditPlace &place : audit.findings[finding].places)
            all.push_back({place, audit.findings[finding].severity, {static_cast<quint32>(finding)}});
    }
    std::ranges::stable_sort(all, {}, [](const Suspect &each) { return identity(each.place); });
    // Findings come by severity, so the first of each is the worst.
    size_t kept = 0;
    for (size_t i = 0; i < all.size(); ++i) {
        if (kept > 0 && identity(all[kept - 1].place) == identity(all[i].place)) {
            if (all[kept - 1].findings.back() != all[i].findings.front())
                all[kept - 1].findings.push_back(all[i].findings.front());
            continue;
        }
        if (kept != i)
            all[kept] = std::move(all[i]);
        ++kept;
    }
    all.resize(kept);
    std::ranges::sort(all, {}, [](const Suspect &each) {
        return std::make_tuple(each.severity, inOrder(each.place.startSec), inOrder(each.place.endSec),
                               each.place.row);
    });
    return all;
}

} // namespace embedscope
