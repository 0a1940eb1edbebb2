// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/durationhistory.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace embedscope {

namespace {

/// The value with `share` of the sorted values below it.
double quantile(const std::vector<double> &sorted, double share)
{
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<size_t>(place);
    const size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (place - static_cast<double>(below));
}

} // namespace

void DurationHistory::add(const QString &kind, std::optional<double> mediaSec, double tookSec)
{
    if (!std::isfinite(tookSec) || tookSec < 0)
        return;
    m_samples.push_back({++m_lastNumber, kind, mediaSec, tookSec});
    if (m_samples.size() > mostSamples)
        m_samples.pop_front();
}

void DurationHistory::restore(std::vector<DurationSample> samples)
{
    std::sort(samples.begin(), samples.end(),
              [](const DurationSample &a, const DurationSample &b) { return a.number < b.number; });
    const std::deque<DurationSample> since = std::exchange(m_samples, {});
    m_lastNumber = 0;
    for (const DurationSample &sample : samples) {
        add(sample.kind, sample.mediaSec, sample.tookSec);
        if (!m_samples.empty())
            m_samples.back().number = m_lastNumber = sample.number;
    }
    for (const DurationSample &sample : since)
        add(sample.kind, sample.mediaSec, sample.tookSec);
}

std::vector<double> DurationHistory::likes(const QString &kind, std::optional<double> mediaSec) const
{
    std::vector<double> close;
    std::vector<double> ofKind;
    std::vector<double> all;
    for (const DurationSample &sample : m_samples) {
        all.push_back(sample.tookSec);
        if (sample.kind != kind)
            continue;
        ofKind.push_back(sample.tookSec);
        if (mediaSec && sample.mediaSec && *sample.mediaSec <= 2 * *mediaSec && *mediaSec <= 2 * *sample.mediaSec)
            close.push_back(sample.tookSec);
    }
    const auto isEnough = [](const std::vector<double> &values) { return values.size() >= fewestTasks; };
    if (!kind.isEmpty())
        all.clear(); // another kind says nothing about this one
    for (std::vector<double> *const values : {&close, &ofKind, &all}) {
        if (isEnough(*values)) {
            std::sort(values->begin(), values->end());
            return std::move(*values);
        }
    }
    return {};
}

std::optional<DurationEstimate> DurationHistory::estimate(const QString &kind, std::optional<double> mediaSec) const
{
    const std::vector<double> sorted = likes(kind, mediaSec);
    if (sorted.empty())
        return std::nullopt;
    return DurationEstimate{quantile(sorted, 0.25), quantile(sorted, 0.75), static_cast<int>(sorted.size())};
}

std::optional<double> DurationHistory::worthALook(const QString &kind, std::optional<double> mediaSec,
                                                  double elapsedSec) const
{
    std::vector<double> sorted = likes(kind, mediaSec);
    sorted.erase(sorted.begin(), std::upper_bound(sorted.begin(), sorted.end(), elapsedSec));
    if (sorted.empty())
        return std::nullopt;
    return quantile(sorted, 0.05);
}

} // namespace embedscope
