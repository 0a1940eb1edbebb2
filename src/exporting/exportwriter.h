// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exporting/exportrun.h"
#include "exporting/readback.h"

#include <QCryptographicHash>

#include <string>

namespace embedscope {

class VectorCutter;

/// Puts pieces of text and whole answers on a device, and keeps count and hash of what it wrote, so that it can be
/// compared with what arrived. A function that answers false has set the run's outcome.
class ExportWriter final
{
public:
    /// Both must outlive the writer.
    ExportWriter(QIODevice &device, ExportRun &run);
    Q_DISABLE_COPY_MOVE(ExportWriter)

    enum class LineBreaks { Keep, Remove };
    enum class Vectors { Keep, CutOut };

    bool write(const QByteArray &text) { return writeBlock(text.constData(), text.size()); }
    /// Small pieces are gathered.
    bool writeBlock(const char *data, qint64 size);
    /// The answer's bytes as they came, without BOM and white space around them.
    bool copyAnswer(const TaskId &id, const AnswerBytes &answer, LineBreaks lineBreaks,
                    Vectors vectors = Vectors::Keep);
    /// Hands everything on to the system.
    bool finish();

    ExportRun &run() { return m_run; }
    /// What has been written, after finish().
    WrittenBytes written() const { return {m_bytes, m_hash.result()}; }
    static constexpr QCryptographicHash::Algorithm digestKind = QCryptographicHash::Blake2b_256;

private:
    bool hand(const char *data, qint64 size);
    bool copyRange(QIODevice &source, qint64 size, LineBreaks lineBreaks, VectorCutter *cutter);

    QIODevice &m_device;
    ExportRun &m_run;
    qint64 m_bytes = 0;
    QCryptographicHash m_hash;
    QByteArray m_pending; ///< gathered, and not handed to the device yet
    QByteArray m_buffer; ///< for copies; made when the first one comes
    std::string m_cut;
};

} // namespace embedscope
