// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exporting/exporter.h"

#include <QElapsedTimer>

namespace embedscope {

/// Puts pieces of text and whole answers on a device through one buffer, counts bytes, tells progress and
/// heeds the wish to cancel. After the first call that answers false, outcome() says why, and nothing more
/// may be written.
class ExportWriter final
{
public:
    /// All must outlive the writer. `total`: the bytes of all answers, for the progress.
    ExportWriter(QIODevice &device, const std::atomic<bool> &cancelled, const ExportProgress &progress,
                 qint64 total);
    Q_DISABLE_COPY_MOVE(ExportWriter)

    enum class LineBreaks { Keep, Remove };

    bool write(const QByteArray &text);
    /// The answer's bytes as they came, without BOM and white space around them.
    bool copyAnswer(const TaskId &id, const AnswerBytes &answer, LineBreaks lineBreaks);
    /// Hands everything on to the system, and tells that all is done.
    bool finish();

    qint64 bytes() const { return m_bytes; } ///< written so far
    const ExportOutcome &outcome() const { return m_outcome; }

private:
    bool writeBlock(const char *data, qint64 size);
    bool copyRange(QIODevice &source, qint64 size, LineBreaks lineBreaks);
    bool stop(ExportOutcome::Kind kind, const QString &detail = {});
    void tellProgress();

    QIODevice &m_device;
    const std::atomic<bool> &m_cancelled;
    const ExportProgress &m_progress;
    qint64 m_total;
    qint64 m_copied = 0; // bytes of answers that are done
    qint64 m_bytes = 0;
    QByteArray m_buffer;
    QElapsedTimer m_sinceProgress;
    ExportOutcome m_outcome;
};

} // namespace embedscope
