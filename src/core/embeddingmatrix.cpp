// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/embeddingmatrix.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <utility>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace embedscope {

namespace {

/// Asks for large pages behind a large block: the first touch of 44 MB costs 11,000 page faults otherwise,
/// which can take as long as reading the numbers. Only a wish; from 32 MiB on glibc gives a block pages of
/// its own.
void wishForLargePages(void *data, size_t bytes)
{
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    constexpr size_t ownPagesFrom = size_t(32) << 20U;
    constexpr uintptr_t page = 4096;
    if (bytes <= ownPagesFrom)
        return;
    const uintptr_t begin = (reinterpret_cast<uintptr_t>(data) + page - 1) & ~(page - 1);
    const uintptr_t end = (reinterpret_cast<uintptr_t>(data) + bytes) & ~(page - 1);
    madvise(reinterpret_cast<void *>(begin), end - begin, MADV_HUGEPAGE);
#else
    Q_UNUSED(data)
    Q_UNUSED(bytes)
#endif
}

} // namespace

EmbeddingMatrix::EmbeddingMatrix(EmbeddingMatrix &&other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0)),
      m_capacity(std::exchange(other.m_capacity, 0))
{
}

EmbeddingMatrix &EmbeddingMatrix::operator=(EmbeddingMatrix &&other) noexcept
{
    std::swap(m_data, other.m_data);
    std::swap(m_size, other.m_size);
    std::swap(m_capacity, other.m_capacity);
    return *this;
}

EmbeddingMatrix::~EmbeddingMatrix()
{
    std::free(m_data); // NOLINT: realloc's counterpart
}

float *EmbeddingMatrix::reserveAtEnd(size_t count)
{
    if (m_capacity - m_size < count)
        resizeBlock(std::max(m_size + count, m_capacity + m_capacity / 2));
    return m_data + m_size;
}

void EmbeddingMatrix::shrinkToFit()
{
    if (m_size < m_capacity && m_size > 0)
        resizeBlock(m_size);
}

void EmbeddingMatrix::resizeBlock(size_t capacity)
{
    // std::vector would copy 44 MB into a second block; realloc moves large blocks by remapping their pages.
    void *const data = std::realloc(m_data, capacity * sizeof(float)); // NOLINT
    if (!data)
        throw std::bad_alloc();
    wishForLargePages(data, capacity * sizeof(float));
    m_data = static_cast<float *>(data);
    m_capacity = capacity;
}

} // namespace embedscope
