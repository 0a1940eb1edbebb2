// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/packing.h"

#include "store/partfile.h"
#include "store/seektable.h"

#include <QIODevice>

#include <zstd.h>

#include <cerrno>
#include <memory>

namespace embedscope {

namespace {

constexpr int packingLevel = 3;

struct FreeContext
{
    void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
};

/// The next `size` bytes of the source, fewer at its end; -1 where it failed.
qint64 readPiece(QIODevice &source, char *data, qint64 size)
{
    qint64 count = 0;
    while (count < size) {
        const qint64 more = source.read(data + count, size - count);
        if (more < 0)
            return -1;
        if (more == 0)
            break;
        count += more;
    }
    return count;
}

} // namespace

PackOutcome packAnswer(QIODevice &source, PartFile &target, const std::function<bool()> &isCancelled)
{
    using Kind = PackOutcome::Kind;
    const std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
    if (!context)
        return {.kind = Kind::DiskFailed, .error = ENOMEM};
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, packingLevel);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);

    QByteArray raw(SeekTable::frameBytes, '\0');
    QByteArray packed(static_cast<qsizetype>(ZSTD_compressBound(SeekTable::frameBytes)), '\0');
    SeekTable table;
    const qint64 mostBytes = source.size() / 10 * 9;
    qint64 written = 0;
    for (;;) {
        if (isCancelled && isCancelled())
            return {.kind = Kind::Cancelled};
        const qint64 count = readPiece(source, raw.data(), raw.size());
        if (count < 0)
            return {.kind = Kind::SourceFailed, .detail = source.errorString()};
        if (count == 0)
            break;
        const size_t size = ZSTD_compress2(context.get(), packed.data(), static_cast<size_t>(packed.size()), raw.constData(),
                                           static_cast<size_t>(count));
        if (ZSTD_isError(size))
            return {.kind = Kind::DiskFailed, .error = ENOMEM}; // with room for the worst case, nothing else goes wrong
        table.append(static_cast<qint64>(size), count);
        written += static_cast<qint64>(size);
        if (written > mostBytes)
            return {.kind = Kind::NotWorthIt};
        if (const int error = target.write(packed.constData(), static_cast<qint64>(size)); error != 0)
            return {.kind = Kind::DiskFailed, .error = error};
    }
    const QByteArray end = table.toBytes();
    written += end.size();
    if (written > mostBytes)
        return {.kind = Kind::NotWorthIt};
    if (const int error = target.write(end.constData(), end.size()); error != 0)
        return {.kind = Kind::DiskFailed, .error = error};
    return {.kind = Kind::Packed, .packedBytes = written};
}

} // namespace embedscope
