// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/vectoraudit.h"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace embedscope {

namespace {

/// A vector by the hash of its bytes.
struct HashedRow
{
    size_t hash;
    quint32 row;
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

/// Equal hashes stand together; among them rows of equal bytes are told from chance.
void collectEqual(const EmbeddingTask &task, std::vector<HashedRow> &hashed, VectorAudit &audit)
{
    std::sort(hashed.begin(), hashed.end(), [](const HashedRow &a, const HashedRow &b) {
        return a.hash == b.hash ? a.row < b.row : a.hash < b.hash;
    });
    for (auto begin = hashed.begin(); begin != hashed.end();) {
        const auto end = std::find_if(begin, hashed.end(),
                                      [begin](const HashedRow &each) { return each.hash != begin->hash; });
        const auto same = std::stable_partition(begin + 1, end, [&task, begin](const HashedRow &each) {
            return bytesOf(task, each.row) == bytesOf(task, begin->row);
        });
        if (same - begin > 1) {
            for (auto each = begin; each != same; ++each)
                audit.equal.emplace_back(each->row, audit.equalVectors);
            ++audit.equalVectors;
        }
        begin = same;
    }
    std::sort(audit.equal.begin(), audit.equal.end());
}

} // namespace

std::optional<VectorAudit> auditVectors(const EmbeddingTask &task, const LaneRows &lane,
                                        const IsCancelled &isCancelled)
{
    constexpr size_t rowsBetweenAsking = 512;
    VectorAudit audit;
    audit.isSound.resize(lane.rows.size(), false);
    const quint32 usual = usualLength(task, lane.rows);
    std::vector<HashedRow> hashed;
    hashed.reserve(lane.rows.size());
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
            hashed.push_back({std::hash<std::string_view>()(bytesOf(task, row)), row});
        }
    }
    collectEqual(task, hashed, audit);
    return audit;
}

} // namespace embedscope
