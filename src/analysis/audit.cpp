// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/audit.h"

#include "analysis/findingrows.h"
#include "analysis/timeaudit.h"
#include "analysis/vectoraudit.h"
#include "core/lanes.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace embedscope {

namespace {

constexpr QLatin1String nameOfClips("clip");
constexpr QLatin1String nameOfLocals("local"); // in a request: clips, pages or chunks, as the media has them
constexpr QLatin1String transcription("transcription");

bool isWholeLocal(const QString &scope)
{
    return isLocalScope(scope) && !isQuadrantScope(scope);
}

/// Goes through a task and writes down what it finds.
class Auditor final
{
public:
    Auditor(const EmbeddingTask &task, const IsCancelled &isCancelled)
        : m_task(task), m_isCancelled(isCancelled), m_rows(rowsByLane(task)), m_needsPlace(scopesInNeedOfPlaces(task))
    {
        for (const LaneRows &rows : m_rows) {
            const QString &scope = m_task.scopes.at(rows.key.scope);
            if (isLocalScope(scope))
                m_locals[m_task.modalities.at(rows.key.modality)].append(scope);
        }
    }

    std::optional<TaskAudit> run()
    {
        m_audit.durationSec = m_task.durationSec();
        m_asked = askedStretch();
        listLanes();
        if (!addReaders())
            return std::nullopt;
        if (m_task.state == TaskState::Ready)
            addUndelivered();
        for (LaneAudit &lane : m_audit.lanes) {
            if (m_isCancelled && m_isCancelled())
                return std::nullopt;
            if (lane.came && !auditLane(lane))
                return std::nullopt;
        }
        addLimits(sortFindings());
        // Of vectors that were left out nobody can say how sound they are.
        if (m_task.state == TaskState::Ready && !contains(m_task.findings, FindingKind::VectorsLeftOut))
            m_audit.health = healthOf(m_audit.lanes);
        if (m_audit.health && lacksTimesOrModality())
            m_audit.health->percent = std::min(m_audit.health->percent, 99);
        return std::move(m_audit);
    }

private:
    TimeStretch askedStretch() const
    {
        TimeStretch asked{0, m_audit.durationSec};
        if (!m_task.metadata)
            return asked;
        const double end = m_task.metadata->endOffsetSec.value_or(0);
        if (end > 0 && std::isfinite(end))
            asked.endSec = asked.endSec > 0 ? std::min(asked.endSec, end) : end;
        const double start = m_task.metadata->startOffsetSec.value_or(0);
        if (start > 0 && start < asked.endSec)
            asked.startSec = start;
        return asked;
    }

    /// Whoever reads such a result does not know what its vectors are of.
    bool lacksTimesOrModality() const
    {
        const bool hasClock = !m_task.metadata || m_task.metadata->hasClock();
        return !m_task.segments.empty()
            && ((hasClock && std::ranges::none_of(m_task.segments, &Segment::hasTimes))
                || std::ranges::all_of(m_task.modalities, &QString::isEmpty));
    }

    /// In which scopes a modality that was asked for in `scope` has come, or else should have; none where it cannot come.
    QStringList scopesFor(const QString &scope, const QString &modality) const
    {
        if (modality == transcription && m_isOfMarengo35 && !m_task.modalities.contains(modality))
            return {}; // speech is a part of the sound
        const QStringList came = m_locals.value(modality);
        if (scope == nameOfLocals) {
            if (!came.isEmpty())
                return came;
            const auto local = std::ranges::find_if(m_task.scopes, isWholeLocal);
            return {local == m_task.scopes.end() ? QString(nameOfLocals) : *local};
        }
        QStringList scopes{scope};
        std::ranges::copy_if(came, std::back_inserter(scopes), [&scope](const QString &each) {
            return isQuadrantScope(each) && wholeScope(each) == scope;
        });
        return scopes;
    }

    /// What was asked for, in the order of the metadata, then what came beside it.
    void listLanes()
    {
        QStringList options = m_task.metadata ? m_task.metadata->embeddingOptions : QStringList();
        QStringList scopes = m_task.metadata ? m_task.metadata->embeddingScopes : QStringList();
        options.removeDuplicates();
        scopes.removeDuplicates();
        if (scopes.isEmpty())
            scopes = m_task.scopes.isEmpty() ? QStringList(nameOfClips) : m_task.scopes;
        std::stable_partition(scopes.begin(), scopes.end(),
                              [](const QString &name) { return name == nameOfLocals || isWholeLocal(name); });
        m_requests = static_cast<size_t>(scopes.size()) * static_cast<size_t>(options.size());
        QHash<std::pair<QString, QString>, size_t> asked; // modality and scope -> place in lanes
        const size_t audited = std::min(m_requests, mostAskedFor);
        for (size_t i = 0; i < audited; ++i) { // scope by scope
            const QString &scope = scopes.at(static_cast<qsizetype>(i) / options.size());
            const QString &option = options.at(static_cast<qsizetype>(i) % options.size());
            for (const QString &each : scopesFor(scope, option)) {
                if (asked.contains({option, each}))
                    continue;
                asked.insert({option, each}, m_audit.lanes.size());
                m_audit.lanes.push_back({.modality = option, .scope = each, .isAskedFor = true});
            }
        }
        for (const LaneRows &rows : m_rows) {
            const QString modality = m_task.modalities.at(rows.key.modality);
            const QString scope = m_task.scopes.at(rows.key.scope);
            const auto known = asked.constFind({modality, scope});
            if (known == asked.cend())
                m_audit.lanes.push_back({.modality = modality, .scope = scope});
            LaneAudit &lane = known == asked.cend() ? m_audit.lanes.back() : m_audit.lanes[*known];
            lane.came = true;
            lane.lane = rows.key;
        }
        std::stable_partition(m_audit.lanes.begin(), m_audit.lanes.end(),
                              [](const LaneAudit &lane) { return isWholeLocal(lane.scope); });
    }

    bool addReaders()
    {
        constexpr size_t findingsBetweenAsking = 64;
        FindingRows rows(m_task);
        for (size_t i = 0; i < m_task.findings.size(); ++i) {
            if (i % findingsBetweenAsking == 0 && m_isCancelled && m_isCancelled())
                return false;
            const Finding &read = m_task.findings[i];
            AuditFinding finding{.severity = severityOf(read), .read = read};
            finding.count = read.count;
            finding.places = placesOf(rows.of(read));
            m_audit.findings.push_back(std::move(finding));
        }
        return true;
    }

    void addUndelivered()
    {
        const auto setOf = [](const QStringList &names) { return QSet<QString>(names.begin(), names.end()); };
        const QSet<QString> modalities = setOf(m_task.modalities);
        const QSet<QString> scopes = setOf(m_task.scopes);
        QStringList askedScopes = m_task.metadata ? m_task.metadata->embeddingScopes : QStringList();
        askedScopes.removeDuplicates();
        for (const QString &scope : std::as_const(askedScopes)) {
            const bool came = scopes.contains(scope) || (scope == nameOfLocals && !m_locals.isEmpty());
            if (!came && !m_task.segments.empty())
                add(AuditKind::ScopeNotDelivered, Severity::Error, nullptr).detail = scope;
        }
        const QSet<QString> asked = setOf(m_task.metadata ? m_task.metadata->embeddingOptions : QStringList());
        for (const LaneAudit &lane : m_audit.lanes) {
            if (!lane.came && modalities.contains(lane.modality) && scopes.contains(lane.scope)) {
                AuditFinding &finding = add(AuditKind::LaneNotDelivered, Severity::Error, nullptr);
                finding.detail = lane.modality;
                finding.scope = lane.scope;
            }
            if (!asked.isEmpty() && lane.came && !asked.contains(lane.modality))
                add(AuditKind::ModalityUnasked, Severity::Note, &lane).detail = lane.modality;
        }
    }

    /// The worst first; of very many the worst alone. How many there were.
    size_t sortFindings()
    {
        std::vector<AuditFinding> &findings = m_audit.findings;
        for (const AuditFinding &finding : findings)
            ++m_audit.counts[static_cast<size_t>(finding.severity)];
        std::vector<AuditFinding> worst;
        for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Note}) {
            for (auto finding = findings.begin(); finding != findings.end() && worst.size() < mostFindings; ++finding) {
                if (finding->severity == severity)
                    worst.push_back(std::move(*finding));
            }
        }
        const size_t all = findings.size();
        findings = std::move(worst);
        return all;
    }

    /// What the limits leave out is told whatever else there is.
    void addLimits(size_t found)
    {
        const auto addLimit = [this](AuditKind kind, size_t most, size_t all) {
            if (all <= most)
                return;
            AuditFinding &finding = add(kind, Severity::Note, nullptr);
            finding.number = static_cast<double>(most);
            finding.expected = static_cast<double>(all);
            ++m_audit.counts[static_cast<size_t>(Severity::Note)];
        };
        addLimit(AuditKind::LanesNotShown, mostLanes, shownLanes(m_task).all);
        addLimit(AuditKind::RequestsNotAudited, mostAskedFor, m_requests);
        addLimit(AuditKind::FindingsNotListed, mostFindings, found);
    }

    bool auditLane(LaneAudit &lane)
    {
        const auto order = [this](LaneKey key) { return placeOfLane(m_task, key); };
        const auto rows = std::lower_bound(
            m_rows.begin(), m_rows.end(), *lane.lane,
            [order](const LaneRows &each, LaneKey key) { return order(each.key) < order(key); });
        lane.segments = static_cast<int>(rows->rows.size());
        const std::optional<VectorAudit> vectors = auditVectors(m_task, *rows, m_isCancelled);
        if (!vectors)
            return false;
        addVectors(lane, *rows, *vectors);
        const bool isOfClips = lane.scope == nameOfClips;
        const bool needsPlace = m_needsPlace.at(rows->key.scope);
        std::vector<quint32> sound;
        for (size_t i = 0; i < rows->rows.size(); ++i) {
            const Segment &segment = m_task.segments[rows->rows[i]];
            const bool hasTimes = segment.hasTimes() && segment.startSec <= segment.endSec;
            if (vectors->isSound[i] && (hasTimes || !needsPlace || m_task.isAsset(segment)))
                sound.push_back(rows->rows[i]);
        }
        lane.soundVectors = static_cast<int>(sound.size());
        const TimeAudit times = auditTimes(m_task, rows->rows, m_asked);
        lane.intervals = times.intervals;
        if (isCounted(m_task.axis) && isWholeLocal(lane.scope))
            addGapsAndOverlaps(lane, times);
        if (!isOfClips)
            return true;
        lane.askedSec = std::max(0.0, m_asked.endSec - m_asked.startSec);
        lane.coveredSec = coveredSec(times.covered, m_asked);
        lane.soundSec = coveredSec(auditTimes(m_task, sound, m_asked).covered, m_asked);
        addTimes(lane, times);
        return true;
    }

    void addVectors(const LaneAudit &lane, const LaneRows &rows, const VectorAudit &vectors)
    {
        if (!vectors.zero.empty())
            setPlaces(add(AuditKind::VectorZero, Severity::Error, &lane), placesOf(vectors.zero));
        if (!vectors.constant.empty())
            setPlaces(add(AuditKind::VectorConstant, Severity::Error, &lane), placesOf(vectors.constant));
        if (!vectors.equal.empty()) {
            std::vector<AuditPlace> places;
            places.reserve(vectors.equal.size());
            for (const auto &[row, number] : vectors.equal)
                places.push_back(placeOf(row, static_cast<double>(number)));
            AuditFinding &finding = add(AuditKind::VectorsEqual, Severity::Warning, &lane);
            setPlaces(finding, std::move(places));
            finding.number = static_cast<double>(vectors.equalVectors);
        }
        const NormStatistics norms = normStatistics(m_task, rows.rows);
        std::vector<AuditPlace> places;
        for (const quint32 row : norms.outlierRows) {
            if (m_task.segments[row].norm > 0) // zero ones have been told
                places.push_back(placeOf(row, m_task.segments[row].norm));
        }
        if (!places.empty()) {
            AuditFinding &finding = add(AuditKind::NormOutlier, Severity::Warning, &lane);
            setPlaces(finding, std::move(places));
            finding.number = norms.spread.median;
        }
    }

    void addTimes(LaneAudit &lane, const TimeAudit &times)
    {
        const bool isSpeech = lane.modality == transcription;
        const double clipLength = m_task.metadata ? m_task.metadata->clipLengthSec.value_or(0) : 0;
        constexpr double mostExpected = 1e9; // beyond it the length is no length
        if (clipLength > 0 && lane.askedSec > 0 && !isSpeech && lane.askedSec / clipLength < mostExpected) {
            lane.expectedIntervals = static_cast<int>(std::ceil(lane.askedSec / clipLength - 1e-6));
            const int difference = std::abs(lane.intervals - *lane.expectedIntervals);
            if (difference > 0) {
                const Severity severity = difference > 1 ? Severity::Warning : Severity::Note;
                AuditFinding &finding = add(AuditKind::ClipCountDiffers, severity, &lane);
                finding.number = lane.intervals;
                finding.expected = *lane.expectedIntervals;
            }
        }
        addGapsAndOverlaps(lane, times);
    }

    void addGapsAndOverlaps(const LaneAudit &lane, const TimeAudit &times)
    {
        // Nobody speaks all the time, and not every page has text.
        const bool hasPauses = lane.modality == transcription || lane.modality == QLatin1String("text");
        if (!times.gaps.empty()) {
            std::vector<AuditPlace> places;
            places.reserve(times.gaps.size());
            for (const TimeStretch &gap : times.gaps)
                places.push_back({AuditPlace::noRow, gap.startSec, gap.endSec, gap.endSec - gap.startSec, m_task.axis});
            addWithSum(AuditKind::Gap, hasPauses ? Severity::Note : Severity::Warning, lane,
                       std::move(places));
        }
        if (!times.overlaps.empty())
            addWithSum(AuditKind::Overlap, Severity::Warning, lane, times.overlaps);
    }

    void addWithSum(AuditKind kind, Severity severity, const LaneAudit &lane, std::vector<AuditPlace> places)
    {
        AuditFinding &finding = add(kind, severity, &lane);
        setPlaces(finding, std::move(places));
        finding.number = 0;
        for (const AuditPlace &place : finding.places)
            finding.number += place.number;
    }

    AuditFinding &add(AuditKind kind, Severity severity, const LaneAudit *lane)
    {
        AuditFinding &finding = m_audit.findings.emplace_back();
        finding.kind = kind;
        finding.severity = severity;
        if (lane)
            finding.lane = lane->lane;
        return finding;
    }

    void setPlaces(AuditFinding &finding, std::vector<AuditPlace> places) const
    {
        for (AuditPlace &place : places)
            place.axis = m_task.axis;
        finding.count = static_cast<int>(places.size());
        finding.places = std::move(places);
    }

    AuditPlace placeOf(quint32 row, double number = std::numeric_limits<double>::quiet_NaN()) const
    {
        return {row, m_task.segments[row].startSec, m_task.segments[row].endSec, number, m_task.axis};
    }

    std::vector<AuditPlace> placesOf(const std::vector<quint32> &rows) const
    {
        std::vector<AuditPlace> places(rows.size());
        std::transform(rows.begin(), rows.end(), places.begin(),
                       [this](quint32 row) { return placeOf(row); });
        return places;
    }

    const EmbeddingTask &m_task;
    const IsCancelled &m_isCancelled;
    std::vector<LaneRows> m_rows;
    std::vector<bool> m_needsPlace; // by scope
    QHash<QString, QStringList> m_locals; // by modality: the clips, pages and chunks that came
    const bool m_isOfMarengo35 = m_task.isOfMarengo35();
    TimeStretch m_asked;
    size_t m_requests = 0; // modalities times scopes that were asked for
    TaskAudit m_audit;
};

} // namespace

std::optional<TaskAudit> auditTask(const EmbeddingTask &task, const IsCancelled &isCancelled)
{
    return Auditor(task, isCancelled).run();
}

} // namespace embedscope
