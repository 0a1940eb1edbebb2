// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <span>

namespace embedscope {

/// All vectors of a task one after another in one contiguous block of float32. Which numbers belong to which segment,
/// the segment says (offset and length, in numbers), so vectors of different lengths can stand side by side.
/// Grows in place where the allocator can (realloc), so that reading does not hold the numbers twice.
class EmbeddingMatrix final
{
public:
    EmbeddingMatrix() = default;
    EmbeddingMatrix(EmbeddingMatrix &&other) noexcept;
    EmbeddingMatrix &operator=(EmbeddingMatrix &&other) noexcept;
    EmbeddingMatrix(const EmbeddingMatrix &) = delete;
    EmbeddingMatrix &operator=(const EmbeddingMatrix &) = delete;
    ~EmbeddingMatrix();

    size_t size() const { return m_size; } ///< in numbers
    size_t sizeInBytes() const { return m_size * sizeof(float); }
    std::span<const float> values() const { return {m_data, m_size}; }
    /// `length` numbers from `offset`; both must lie inside.
    std::span<const float> row(size_t offset, size_t length) const { return values().subspan(offset, length); }

    /// Room for `count` more numbers at the end, not yet counted: write there, then extend(). The pointer is valid until
    /// the next reserve. Throws std::bad_alloc.
    float *reserveAtEnd(size_t count);
    /// Counts `count` numbers written at the reserved place.
    void extend(size_t count) { m_size += count; }
    void clear() { m_size = 0; }
    /// Gives back what was reserved and not used.
    void shrinkToFit();

private:
    void resizeBlock(size_t capacity);

    float *m_data = nullptr;
    size_t m_size = 0;
    size_t m_capacity = 0;
};

} // namespace embedscope
