// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/exportwriter.h"

#include "exporting/answerrange.h"
#include "exporting/words.h"

#include <QFileDevice>

#include <algorithm>

namespace embedscope {

namespace {

constexpr qint64 bufferSize = 1 << 20;
constexpr qint64 progressPauseMs = 20;

} // namespace

ExportWriter::ExportWriter(QIODevice &device, const std::atomic<bool> &cancelled,
                           const ExportProgress &progress, qint64 total)
    : m_device(device), m_cancelled(cancelled), m_progress(progress), m_total(total),
      m_buffer(bufferSize, '\0')
{
    m_sinceProgress.start();
}

bool ExportWriter::write(const QByteArray &text)
{
    return writeBlock(text.constData(), text.size());
}

bool ExportWriter::copyAnswer(const TaskId &id, const AnswerBytes &answer, LineBreaks lineBreaks)
{
    const qint64 before = m_copied;
    const auto source = answer.open();
    // Another size than when it was read: somebody changed the file, and what it holds now nobody has
    // checked.
    const auto range = source && source->size() == answer.size() ? findAnswerRange(*source) : std::nullopt;
    const bool isThere = range && source->seek(range->begin);
    if (!isThere || !copyRange(*source, range->end - range->begin, lineBreaks)) {
        if (m_outcome.kind == ExportOutcome::Kind::Written)
            stop(ExportOutcome::Kind::Failed,
                 ExportingWords::tr("the stored answer of task %1 cannot be read any more")
                     .arg(id.toString()));
        return false;
    }
    m_copied = before + answer.size(); // what was left out around it is done, too
    return true;
}

bool ExportWriter::finish()
{
    auto *const file = qobject_cast<QFileDevice *>(&m_device);
    if (file && !file->flush()) // only now does a full disk show where the device has a buffer
        return stop(ExportOutcome::Kind::Failed, file->errorString());
    if (m_progress)
        m_progress(m_total, m_total);
    return true;
}

/// False, without an outcome, where the source ends too early.
bool ExportWriter::copyRange(QIODevice &source, qint64 size, LineBreaks lineBreaks)
{
    while (size > 0) {
        const qint64 count = source.read(m_buffer.data(), std::min(size, bufferSize));
        if (count <= 0)
            return false;
        size -= count;
        char *const begin = m_buffer.data();
        char *end = begin + count;
        // JSON has no raw line break inside a string, so all of them stand between tokens.
        if (lineBreaks == LineBreaks::Remove)
            end = std::remove_if(begin, end, [](char c) { return c == '\n' || c == '\r'; });
        if (!writeBlock(begin, end - begin))
            return false;
        m_copied += count;
        tellProgress();
    }
    return true;
}

bool ExportWriter::writeBlock(const char *data, qint64 size)
{
    if (m_cancelled)
        return stop(ExportOutcome::Kind::Cancelled);
    // A full disk takes a part of a block; only the next try says why it takes no more.
    while (size > 0) {
        const qint64 count = m_device.write(data, size);
        if (count <= 0)
            return stop(ExportOutcome::Kind::Failed, m_device.errorString());
        data += count;
        size -= count;
        m_bytes += count;
    }
    return true;
}

bool ExportWriter::stop(ExportOutcome::Kind kind, const QString &detail)
{
    m_outcome.kind = kind;
    m_outcome.detail = detail;
    return false;
}

void ExportWriter::tellProgress()
{
    if (!m_progress || m_sinceProgress.elapsed() < progressPauseMs)
        return;
    m_sinceProgress.start();
    m_progress(m_copied, m_total);
}

} // namespace embedscope
