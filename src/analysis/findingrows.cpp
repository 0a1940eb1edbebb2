// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/findingrows.h"

#include "analysis/laneclips.h"

#include <algorithm>

namespace embedscope {

namespace {

/// `numberOf`: of a segment, the place of its name in `names`.
template<class Named, class NumberOf>
const std::vector<quint32> &rowsNamed(std::optional<Named> &table, const EmbeddingTask &task, const QStringList &names,
                                      const QString &name, NumberOf numberOf)
{
    if (!table) {
        table.emplace();
        for (qsizetype i = 0; i < names.size(); ++i)
            table->places.insert(names.at(i), static_cast<size_t>(i));
        table->rows.resize(static_cast<size_t>(names.size()));
        for (quint32 row = 0; row < task.segments.size(); ++row)
            table->rows.at(numberOf(task.segments[row])).push_back(row);
    }
    static const std::vector<quint32> none;
    const auto place = table->places.constFind(name);
    return place == table->places.cend() ? none : table->rows.at(*place);
}

} // namespace

const std::vector<quint32> &FindingRows::ofModality(const QString &name)
{
    return rowsNamed(m_modalities, m_task, m_task.modalities, name, [](const Segment &s) { return s.modality; });
}

const std::vector<quint32> &FindingRows::ofScope(const QString &name)
{
    return rowsNamed(m_scopes, m_task, m_task.scopes, name, [](const Segment &s) { return s.scope; });
}

template<class Test> std::vector<quint32> FindingRows::where(Test test) const
{
    std::vector<quint32> rows;
    for (quint32 row = 0; row < m_task.segments.size(); ++row) {
        if (test(m_task.segments[row]))
            rows.push_back(row);
    }
    return rows;
}

/// Those whose vector has another length than most of their modality, over all scopes, as the reader counts.
std::vector<quint32> FindingRows::ofOtherLength()
{
    std::vector<quint32> rows;
    for (const QString &modality : m_task.modalities) {
        const std::vector<quint32> &ofOne = ofModality(modality);
        const quint32 usual = usualLength(m_task, ofOne);
        std::copy_if(ofOne.begin(), ofOne.end(), std::back_inserter(rows), [this, usual](quint32 row) {
            return m_task.segments[row].length > 0 && m_task.segments[row].length != usual;
        });
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

/// The segment at the first position that the finding names.
std::vector<quint32> FindingRows::firstOf(const Finding &finding)
{
    if (!finding.firstPosition)
        return {};
    if (m_rowAt.isEmpty()) {
        for (quint32 row = 0; row < m_task.segments.size(); ++row)
            m_rowAt.insert(m_task.segments[row].position, row);
    }
    const auto row = m_rowAt.constFind(*finding.firstPosition);
    return row == m_rowAt.cend() ? std::vector<quint32>() : std::vector{*row};
}

/// A vector that holds something other than finite numbers: whether one of several causes or another, the
/// numbers do not say, but where the count is that of all such vectors, it is this one.
std::vector<quint32> FindingRows::withoutNorm(const Finding &finding)
{
    const bool isWithoutNumbers = finding.kind == FindingKind::VectorMissing || finding.kind == FindingKind::VectorEmpty
        || finding.kind == FindingKind::VectorEncoded;
    std::vector<quint32> rows =
        where([&](const Segment &s) { return !s.hasNorm() && (s.length == 0) == isWithoutNumbers; });
    return rows.size() == static_cast<size_t>(finding.count) ? rows : firstOf(finding);
}

std::vector<quint32> FindingRows::of(const Finding &finding)
{
    const double duration = m_task.axis == AxisUnit::Seconds && m_task.metadata ? m_task.metadata->durationSec.value_or(0) : 0;
    constexpr double durationTolerance = 0.05; // the reader's
    switch (finding.kind) {
    case FindingKind::TimesMissing: {
        const std::vector<bool> needsPlace = scopesInNeedOfPlaces(m_task);
        return where([&needsPlace](const Segment &s) { return needsPlace.at(s.scope) && !s.hasTimes(); });
    }
    case FindingKind::TimesReversed:
        return where([](const Segment &s) { return s.endSec < s.startSec; });
    case FindingKind::TimesNegative:
        return where([](const Segment &s) { return s.startSec < 0 || s.endSec < 0; });
    case FindingKind::TimesBeyondDuration:
        return where([duration](const Segment &s) { return s.endSec > duration + durationTolerance; });
    case FindingKind::ModalityUnnamed:
        return ofModality(QString());
    case FindingKind::ScopeUnnamed:
        return ofScope(QString());
    case FindingKind::ModalityUnknown:
        return ofModality(finding.detail);
    case FindingKind::ScopeUnknown:
        return ofScope(finding.detail);
    case FindingKind::DimensionDiffers:
        return ofOtherLength();
    case FindingKind::VectorMissing:
    case FindingKind::VectorEmpty:
    case FindingKind::VectorNotNumeric:
    case FindingKind::VectorNotFinite:
    case FindingKind::VectorNested:
    case FindingKind::VectorEncoded:
    case FindingKind::NumbersAsText:
        return withoutNorm(finding);
    case FindingKind::NoEmbeddings:
    case FindingKind::ItemNotObject:
    case FindingKind::StatusUnknown:
    case FindingKind::DuplicateKey:
    case FindingKind::FieldOdd:
    case FindingKind::MetadataMissing:
    case FindingKind::HoldsKey:
    case FindingKind::ModalityNotDelivered:
    case FindingKind::VectorsLeftOut:
    case FindingKind::OlderForm:
    case FindingKind::TimesAsText:
    case FindingKind::IdMissing:
    case FindingKind::QueryVector:
    case FindingKind::UncertaintyOdd:
        break;
    }
    return firstOf(finding);
}

} // namespace embedscope
