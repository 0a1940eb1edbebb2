// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/savedlists.h"

#include "store/savednames.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace embedscope {

namespace {

template<class List, class ToJson>
QString savedList(const List &list, ToJson toJson)
{
    if (list.empty())
        return {};
    QJsonArray array;
    for (const auto &each : list)
        array.append(toJson(each));
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

/// `fromJson` makes an optional item of a value.
template<class List, class FromJson>
std::optional<List> listOf(const QString &text, FromJson fromJson)
{
    List list;
    if (text.isEmpty())
        return list;
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isArray())
        return std::nullopt;
    const QJsonArray array = document.array();
    for (const QJsonValue value : array) {
        const auto item = fromJson(value);
        if (!item)
            return std::nullopt;
        list.push_back(*item);
    }
    return list;
}

bool isCount(const QJsonValue &value)
{
    return value.isDouble() && value.toInteger(-1) >= 0 && value.toInteger() <= std::numeric_limits<int>::max();
}

std::optional<Finding> findingOf(const QJsonValue &value)
{
    const QJsonArray parts = value.toArray();
    const auto kind = findingOfName(parts.at(0).toString());
    if (parts.size() != 4 || !kind || !isCount(parts.at(1)))
        return std::nullopt;
    Finding finding{.kind = *kind, .count = parts.at(1).toInt(), .detail = parts.at(3).toString()};
    if (parts.at(2).isDouble())
        finding.firstPosition = static_cast<quint32>(parts.at(2).toInteger());
    return finding;
}

std::optional<ModalityNorms> normOf(const QJsonValue &value)
{
    const QJsonArray parts = value.toArray();
    if (parts.size() != 5 || !isCount(parts.at(1)))
        return std::nullopt;
    return ModalityNorms{.modality = parts.at(0).toString(),
                       .vectors = parts.at(1).toInt(),
                       .least = parts.at(2).toDouble(),
                       .most = parts.at(3).toDouble(),
                       .mean = parts.at(4).toDouble()};
}

std::optional<StateChange> stateChangeOf(const QJsonValue &value)
{
    const QJsonArray parts = value.toArray();
    const auto state = stateOfName(parts.at(0).toString());
    if (parts.size() != 2 || !state || !parts.at(1).isDouble())
        return std::nullopt;
    return StateChange{*state, QDateTime::fromMSecsSinceEpoch(parts.at(1).toInteger(), Qt::UTC)};
}

std::optional<HealthPart> healthPartOf(const QJsonValue &value)
{
    const QJsonArray parts = value.toArray();
    if (parts.size() != 5 || !parts.at(2).isBool() || !parts.at(3).isDouble() || !parts.at(4).isDouble())
        return std::nullopt;
    return HealthPart{.modality = parts.at(0).toString(),
                      .scope = parts.at(1).toString(),
                      .came = parts.at(2).toBool(),
                      .sound = parts.at(3).toDouble(),
                      .whole = parts.at(4).toDouble()};
}

} // namespace

QString savedHealth(const std::optional<HealthSummary> &health)
{
    if (!health)
        return {};
    QJsonArray parts;
    for (const HealthPart &part : health->parts)
        parts.append(QJsonArray{part.modality, part.scope, part.came, part.sound, part.whole});
    const QJsonArray all{health->percent, health->errors, health->warnings, health->notes, parts};
    return QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact));
}

std::optional<std::optional<HealthSummary>> healthSummaryOf(const QString &text)
{
    if (text.isEmpty())
        return std::optional<HealthSummary>();
    const QJsonArray all = QJsonDocument::fromJson(text.toUtf8()).array();
    const QJsonArray parts = all.at(4).toArray();
    if (all.size() != 5 || !isCount(all.at(0)) || all.at(0).toInt() > 100 || !isCount(all.at(1)) || !isCount(all.at(2))
        || !isCount(all.at(3)) || parts.size() > qsizetype(HealthSummary::mostParts))
        return std::nullopt;
    HealthSummary health{.percent = all.at(0).toInt(),
                         .errors = all.at(1).toInt(),
                         .warnings = all.at(2).toInt(),
                         .notes = all.at(3).toInt(),
                         .parts = {}};
    for (const QJsonValue part : parts) {
        const auto made = healthPartOf(part);
        if (!made)
            return std::nullopt;
        health.parts.push_back(*made);
    }
    return std::optional(health);
}

QString savedWorse(const std::optional<WorseResponse> &worse)
{
    if (!worse)
        return {};
    const auto &[at, state, statusText, vectors, message] = *worse;
    const QJsonArray all{at.toMSecsSinceEpoch(), savedName(state), statusText, vectors, message};
    return QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact));
}

std::optional<std::optional<WorseResponse>> worseOf(const QString &text)
{
    if (text.isEmpty())
        return std::optional<WorseResponse>();
    const QJsonArray all = QJsonDocument::fromJson(text.toUtf8()).array();
    const auto state = stateOfName(all.at(1).toString());
    if (all.size() != 5 || !all.at(0).isDouble() || !state || !isCount(all.at(3)))
        return std::nullopt;
    return std::optional(WorseResponse{QDateTime::fromMSecsSinceEpoch(all.at(0).toInteger(), Qt::UTC), *state,
                                       all.at(2).toString(), all.at(3).toInt(), all.at(4).toString()});
}

QString savedModalities(const QStringList &modalities)
{
    return savedList(modalities, [](const QString &modality) { return QJsonValue(modality); });
}

QString savedDimensions(const QList<quint32> &dimensions)
{
    return savedList(dimensions, [](quint32 dimension) { return QJsonValue(qint64(dimension)); });
}

QString savedFindings(const std::vector<Finding> &findings)
{
    return savedList(findings, [](const Finding &finding) -> QJsonValue {
        const auto first = finding.firstPosition ? QJsonValue(qint64(*finding.firstPosition)) : QJsonValue();
        return QJsonArray{savedName(finding.kind), finding.count, first, finding.detail};
    });
}

QString savedNorms(const std::vector<ModalityNorms> &norms)
{
    return savedList(norms, [](const ModalityNorms &each) -> QJsonValue {
        return QJsonArray{each.modality, each.vectors, each.least, each.most, each.mean};
    });
}

QString savedHistory(const std::vector<StateChange> &history)
{
    return savedList(history, [](const StateChange &change) -> QJsonValue {
        return QJsonArray{savedName(change.state), change.at.toMSecsSinceEpoch()};
    });
}

std::optional<QStringList> modalitiesOf(const QString &text)
{
    return listOf<QStringList>(text, [](const QJsonValue &value) {
        return value.isString() ? std::optional(value.toString()) : std::nullopt;
    });
}

std::optional<QList<quint32>> dimensionsOf(const QString &text)
{
    return listOf<QList<quint32>>(text, [](const QJsonValue &value) {
        return value.isDouble() ? std::optional(static_cast<quint32>(value.toInteger())) : std::nullopt;
    });
}

std::optional<std::vector<Finding>> findingsOf(const QString &text)
{
    return listOf<std::vector<Finding>>(text, findingOf);
}

std::optional<std::vector<ModalityNorms>> normsOf(const QString &text)
{
    return listOf<std::vector<ModalityNorms>>(text, normOf);
}

std::optional<std::vector<StateChange>> historyOf(const QString &text)
{
    return listOf<std::vector<StateChange>>(text, stateChangeOf);
}

} // namespace embedscope
