// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/savedprint.h"

#include <QHashFunctions>

#include <type_traits>

namespace embedscope {

namespace {

/// All fields one after the other, each text and list with its length before it. The bindings name every field, so that a
/// new one does not compile until it is here.
class Fields final
{
public:
    Fields() { m_bytes.reserve(512); }
    const QByteArray &bytes() const { return m_bytes; }

    template<class Number>
        requires(std::is_arithmetic_v<Number> || std::is_enum_v<Number>)
    void add(Number number)
    {
        m_bytes.append(reinterpret_cast<const char *>(&number), sizeof(number)); // NOLINT: the bytes themselves
    }
    void add(const QString &text)
    {
        add(text.size());
        m_bytes.append(reinterpret_cast<const char *>(text.constData()), text.size() * qsizetype(sizeof(QChar))); // NOLINT
    }
    void add(const QByteArray &bytes)
    {
        add(bytes.size());
        m_bytes.append(bytes);
    }
    void add(const QDateTime &time)
    {
        add(time.isValid());
        if (time.isValid())
            add(time.toMSecsSinceEpoch());
    }
    void add(const TaskId &id) { add(id.toString()); }
    template<class Value> void add(const std::optional<Value> &value)
    {
        add(value.has_value());
        if (value)
            add(*value);
    }
    template<class Value> void add(const std::vector<Value> &list) { addAll(list); }
    template<class Value> void add(const QList<Value> &list) { addAll(list); }
    void add(const TaskOrigin &origin)
    {
        const auto &[isFile, name] = origin;
        addEach(isFile, name);
    }
    void add(const SavedProblem &problem)
    {
        const auto &[kind, httpStatus, detail, serviceCode, isUntrusted, isOfDisk] = problem;
        addEach(kind, httpStatus, detail, serviceCode, isUntrusted, isOfDisk);
    }
    void add(const Finding &finding)
    {
        const auto &[kind, count, firstPosition, detail] = finding;
        addEach(kind, count, firstPosition, detail);
    }
    void add(const ModalityNorms &norms)
    {
        const auto &[modality, vectors, least, most, mean] = norms;
        addEach(modality, vectors, least, most, mean);
    }
    void add(const TaskSummary &summary)
    {
        const auto &[file, inputType, durationSec, clips, vectors, modalities, dimensions, createdAt, updatedAt,
                     errorMessage, findings, norms] = summary;
        addEach(file, inputType, durationSec, clips, vectors, modalities, dimensions, createdAt, updatedAt, errorMessage,
                findings, norms);
    }
    void add(const ArchivedAnswer &answer)
    {
        const auto &[id, sha256, rawSize, storedSize, isPacked] = answer;
        addEach(id, sha256, rawSize, storedSize, isPacked);
    }
    void add(const DroppedAnswer &dropped)
    {
        const auto &[at, cause] = dropped;
        addEach(at, cause);
    }
    void add(const WorseResponse &worse)
    {
        const auto &[at, state, statusText, vectors, message] = worse;
        addEach(at, state, statusText, vectors, message);
    }
    void add(const StateChange &change)
    {
        const auto &[state, at] = change;
        addEach(state, at);
    }
    void add(const HealthPart &part)
    {
        const auto &[modality, scope, came, sound, whole] = part;
        addEach(modality, scope, came, sound, whole);
    }
    void add(const HealthSummary &health)
    {
        const auto &[percent, errors, warnings, notes, parts] = health;
        addEach(percent, errors, warnings, notes, parts);
    }
    void add(const SavedTask &task)
    {
        const auto &[id, orderKey, label, origin, firstSeen, settledAt, state, statusText, wasSeen, isPaused, isKept, tries,
                     problem, model, summary, archived, dropped, history, health, worse] = task;
        addEach(id, orderKey, label, origin, firstSeen, settledAt, state, statusText, wasSeen, isPaused, isKept, tries,
                problem, model, summary, archived, dropped, history, health, worse);
    }

private:
    template<class... Values> void addEach(const Values &...values) { (add(values), ...); }
    template<class List> void addAll(const List &list)
    {
        add(qsizetype(list.size()));
        for (const auto &each : list)
            add(each);
    }

    QByteArray m_bytes;
};

} // namespace

SavedPrint SavedPrint::of(const SavedTask &task)
{
    Fields fields;
    fields.add(task);
    const QByteArray &bytes = fields.bytes();
    const auto size = static_cast<size_t>(bytes.size());
    constexpr size_t otherSeed = 0x9e3779b97f4a7c15U;
    return {qHashBits(bytes.constData(), size, 1), qHashBits(bytes.constData(), size, otherSeed)};
}

} // namespace embedscope
