// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/packeddevice.h"

#include <zstd.h>

#include <algorithm>
#include <cstring>

namespace embedscope {

void PackedDevice::Free::operator()(ZSTD_DCtx_s *context) const
{
    ZSTD_freeDCtx(context);
}

PackedDevice::PackedDevice(const QString &path) : m_file(path) { }

PackedDevice::~PackedDevice() = default;

bool PackedDevice::open(OpenMode mode)
{
    if (mode & WriteOnly)
        return fail(tr("a packed answer is only read"));
    if (!m_file.open(ReadOnly | Unbuffered)) {
        m_isMissing = !m_file.exists();
        return fail(m_file.errorString());
    }
    const auto table = SeekTable::read(m_file);
    if (!table)
        return fail(tr("the file is damaged: it does not end as a packed answer does"));
    m_table = *table;
    m_context.reset(ZSTD_createDCtx());
    if (!m_context)
        return fail(tr("there is not enough memory"));
    m_position = 0;
    return QIODevice::open(mode | Unbuffered);
}

bool PackedDevice::seek(qint64 position)
{
    if (position < 0 || position > size() || !QIODevice::seek(position))
        return false;
    m_position = position;
    return true;
}

qint64 PackedDevice::readData(char *data, qint64 most)
{
    qint64 count = 0;
    while (count < most && m_position < size()) {
        const size_t frame = m_table.frameOf(m_position);
        if ((m_frame.isEmpty() || m_loaded != frame) && !load(frame))
            return count > 0 ? count : -1;
        const qint64 from = m_position - m_table.rawBegin(frame);
        const qint64 piece = std::min(most - count, m_frame.size() - from);
        std::memcpy(data + count, m_frame.constData() + from, static_cast<size_t>(piece));
        count += piece;
        m_position += piece;
    }
    return count;
}

qint64 PackedDevice::writeData(const char * /*data*/, qint64 /*size*/)
{
    return -1;
}

bool PackedDevice::load(size_t frame)
{
    m_frame.clear();
    const qint64 packedBytes = m_table.packedBytes(frame);
    if (m_packed.size() < packedBytes)
        m_packed.resize(packedBytes); // at most the file's size, which the table was checked against
    if (!m_file.seek(m_table.packedBegin(frame)) || m_file.read(m_packed.data(), packedBytes) != packedBytes)
        return fail(m_file.errorString());
    QByteArray unpacked(m_table.rawBytes(frame), Qt::Uninitialized);
    const size_t size = ZSTD_decompressDCtx(m_context.get(), unpacked.data(), static_cast<size_t>(unpacked.size()),
                                            m_packed.constData(), static_cast<size_t>(packedBytes));
    if (ZSTD_isError(size))
        return fail(tr("the file is damaged: %1").arg(QString::fromLatin1(ZSTD_getErrorName(size))));
    if (static_cast<qint64>(size) != unpacked.size())
        return fail(tr("the file is damaged: a part of it has another size than it says"));
    m_frame = std::move(unpacked);
    m_loaded = frame;
    return true;
}

bool PackedDevice::fail(const QString &what)
{
    setErrorString(what);
    return false;
}

} // namespace embedscope

#include "moc_packeddevice.cpp"
