// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/coveragemodel.h"

#include "analysis/healthsummary.h"
#include "models/auditwords.h"
#include "models/taskwords.h"

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// Rounded down, so that 100 % is all of it.
QString shareText(double share)
{
    constexpr double rounding = 1e-9;
    return CoverageModel::tr("%1 %").arg(std::floor(1000 * std::min(share, 1.0) + rounding) / 10, 0, 'f', 1);
}

} // namespace

CoverageModel::CoverageModel(QObject *parent) : ColumnModel(columnTotal, parent) { }

void CoverageModel::setAudit(const std::shared_ptr<const TaskAudit> &audit)
{
    if (audit == m_audit)
        return;
    beginResetModel();
    m_audit = audit;
    endResetModel();
}

int CoverageModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_audit ? 0 : static_cast<int>(m_audit->lanes.size());
}

QString CoverageModel::columnTitle(int column) const
{
    switch (Column{column}) {
    case Column::Modality:
        return tr("Modality");
    case Column::Scope:
        return tr("Scope");
    case Column::Asked:
        return tr("Asked");
    case Column::Came:
        return tr("Segments");
    case Column::Clips:
        return tr("Clips");
    case Column::Expected:
        return tr("Expected");
    case Column::Coverage:
        return tr("Coverage");
    case Column::Sound:
        return tr("Sound");
    }
    Q_UNREACHABLE();
}

bool CoverageModel::isNumber(int column) const
{
    return column >= static_cast<int>(Column::Came);
}

QString CoverageModel::cellText(int row, int column) const
{
    const LaneAudit &lane = m_audit->lanes[static_cast<size_t>(row)];
    const bool isOfClips = lane.scope == "clip"_L1;
    switch (Column{column}) {
    case Column::Modality:
        return oneLine(modalityTitle(lane.modality), 64);
    case Column::Scope:
        return oneLine(modalityTitle(lane.scope), 64);
    case Column::Asked:
        return lane.isAskedFor ? tr("yes") : tr("no");
    case Column::Came:
        return lane.came ? QString::number(lane.segments) : tr("none");
    case Column::Clips:
        return isLocalScope(lane.scope) ? QString::number(lane.intervals) : u"—"_s;
    case Column::Expected:
        return lane.expectedIntervals ? QString::number(*lane.expectedIntervals) : u"—"_s;
    case Column::Coverage:
        return isOfClips && lane.askedSec > 0 ? shareText(lane.coverage()) : u"—"_s;
    case Column::Sound: {
        const auto share = soundShare(row);
        return share ? shareText(*share) : u"—"_s;
    }
    }
    Q_UNREACHABLE();
}

/// Nothing for a lane that is no part of the health: nobody asked for it, or the task is not ready.
std::optional<double> CoverageModel::soundShare(int row) const
{
    if (!m_audit->health)
        return std::nullopt;
    const std::vector<Health::Part> &parts = m_audit->health->parts;
    const auto lane = static_cast<size_t>(row);
    const auto part = std::ranges::lower_bound(parts, lane, {}, &Health::Part::lane);
    return part == parts.end() || part->lane != lane ? std::nullopt : std::optional(part->share);
}

QString CoverageModel::cellTip(int row, int column) const
{
    const LaneAudit &lane = m_audit->lanes[static_cast<size_t>(row)];
    if (Column{column} == Column::Coverage && lane.askedSec > 0)
        return tr("Clips cover %1 of the %2 that were asked for")
            .arg(timeText(lane.coveredSec), timeText(lane.askedSec));
    if (Column{column} == Column::Came && lane.came)
        return lane.segments != 1   ? tr("%1 segments, %2 of them with a sound vector").arg(lane.segments).arg(lane.soundVectors)
            : lane.soundVectors == 1 ? tr("1 segment with a sound vector")
                                     : tr("1 segment without a sound vector");
    if (Column{column} == Column::Expected)
        return lane.expectedIntervals
            ? tr("By the duration asked for and the clip length")
            : tr("The answer does not say how long clips should be, or they follow the speech");
    if (Column{column} == Column::Sound)
        return soundShare(row) ? healthPartText(healthPartOf(lane)) : tr("Not a part of the health");
    return cellText(row, column);
}

QVariant CoverageModel::cellValue(int, int, int) const
{
    return {};
}

} // namespace embedscope

#include "moc_coveragemodel.cpp"
