// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/vectoraudit.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace embedscope {

namespace {

/// How often a vector came, and its number among those that came more than once.
struct Repeats
{
    int count = 0;
    std::optional<size_t> number = {};
};

std::string_view bytesOf(const EmbeddingTask &task, quint32 row)
{
    const Segment &segment = task.segments[row];
    const std::span<const float> vector = task.matrix.row(segment.offset, segment.length);
    return {reinterpret_cast<const char *>(vector.data()), vector.size_bytes()};
}

/// As float32, in which vectors are compared.
bool isZero(std::span<const float> vector)
{
    return std::all_of(vector.begin(), vector.end(), [](float value) { return value == 0; });
}

bool isConstant(std::span<const float> vector)
{
    return vector.size() > 1 && std::all_of(vector.begin() + 1, vector.end(), [&vector](float value) {
               return value == vector[0];
           });
}

} // namespace

std::optional<VectorAudit> auditVectors(const EmbeddingTask &task, const LaneRows &lane,
                                        const IsCancelled &isCancelled)
{
    constexpr size_t rowsBetweenAsking = 512;
    VectorAudit audit;
    audit.isSound.resize(lane.rows.size(), false);
    const quint32 usual = usualLength(task, lane.rows);
    std::unordered_map<std::string_view, Repeats> vectors; // by their bytes
    std::vector<std::pair<quint32, Repeats *>> rows;
    rows.reserve(lane.rows.size());
    for (size_t i = 0; i < lane.rows.size(); ++i) {
        if (i % rowsBetweenAsking == 0 && isCancelled && isCancelled())
            return std::nullopt;
        const quint32 row = lane.rows[i];
        const Segment &segment = task.segments[row];
        if (!segment.hasNorm() || segment.length == 0)
            continue;
        const std::span<const float> vector = task.matrix.row(segment.offset, segment.length);
        if (isZero(vector)) {
            audit.zero.push_back(row);
        } else if (isConstant(vector)) {
            audit.constant.push_back(row);
        } else {
            audit.isSound[i] = segment.length == usual;
            Repeats &repeats = vectors[bytesOf(task, row)];
            ++repeats.count;
            rows.emplace_back(row, &repeats);
        }
    }
    for (const auto &[row, repeats] : rows) {
        if (repeats->count < 2)
            continue;
        if (!repeats->number)
            repeats->number = audit.equalVectors++;
        audit.equal.emplace_back(row, *repeats->number);
    }
    return audit;
}

} // namespace embedscope
