// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/exportwriter.h"

#include "core/streamdevice.h"
#include "exporting/answerrange.h"
#include "exporting/vectorcutter.h"

#include <QFileDevice>

#include <algorithm>

namespace embedscope {

namespace {

constexpr qint64 bufferSize = 1 << 20;

/// JSON has no raw line break inside a string, so all of them stand between tokens.
bool isLineBreak(char c)
{
    return c == '\n' || c == '\r';
}

} // namespace

ExportWriter::ExportWriter(QIODevice &device, ExportRun &run) : m_device(device), m_run(run), m_hash(digestKind)
{
}

bool ExportWriter::copyAnswer(const TaskId &id, const AnswerBytes &answer, LineBreaks lineBreaks,
                              Vectors vectors)
{
    const auto source = m_run.open(id, answer);
    if (!source)
        return false;
    const auto range = findAnswerRange(*source);
    VectorCutter cutter;
    const bool isCopied = range && source->seek(range->begin)
        && copyRange(*source, range->end - range->begin, lineBreaks,
                     vectors == Vectors::CutOut ? &cutter : nullptr);
    if (!isCopied)
        return m_run.outcome().kind == ExportOutcome::Kind::Written ? m_run.stopUnreadable(id, source->errorString()) : false;
    m_run.advance(answer.size() - (range->end - range->begin)); // what was left out around it is done, too
    return true;
}

bool ExportWriter::finish()
{
    if (!hand(m_pending.constData(), m_pending.size()))
        return false;
    m_pending.clear();
    auto *const file = qobject_cast<QFileDevice *>(&m_device);
    if (file && !file->flush()) // only now does a full disk show where the device has a buffer
        return m_run.stop(ExportOutcome::Kind::Failed, file->errorString());
    return true;
}

/// False, without an outcome, where the source ends too early.
bool ExportWriter::copyRange(QIODevice &source, qint64 size, LineBreaks lineBreaks, VectorCutter *cutter)
{
    if (m_buffer.isEmpty())
        m_buffer = QByteArray(bufferSize, Qt::Uninitialized);
    while (size > 0) {
        const qint64 count = source.read(m_buffer.data(), std::min(size, bufferSize));
        if (count <= 0)
            return false;
        size -= count;
        char *begin = m_buffer.data();
        char *end = begin + count;
        if (cutter) {
            m_cut.clear();
            cutter->cut(begin, static_cast<size_t>(count), m_cut);
            begin = m_cut.data();
            end = begin + m_cut.size();
        }
        if (lineBreaks == LineBreaks::Remove)
            end = std::remove_if(begin, end, isLineBreak);
        if (!writeBlock(begin, end - begin))
            return false;
        m_run.advance(count);
    }
    return true;
}

bool ExportWriter::writeBlock(const char *data, qint64 size)
{
    constexpr qint64 mostPending = 1 << 16;
    if (!m_run.goesOn())
        return false;
    if (m_pending.size() + size <= mostPending) {
        m_pending.append(data, size);
        return true;
    }
    if (!hand(m_pending.constData(), m_pending.size()))
        return false;
    m_pending.clear();
    return hand(data, size);
}

/// Hands bytes to the device.
bool ExportWriter::hand(const char *data, qint64 size)
{
    m_hash.addData(QByteArrayView(data, size));
    if (!writeAll(m_device, {data, size}))
        return m_run.stop(ExportOutcome::Kind::Failed, m_device.errorString());
    m_bytes += size;
    return true;
}

} // namespace embedscope
