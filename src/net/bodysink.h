// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/blocksearch.h"
#include "core/result.h"

#include <QByteArray>

#include <memory>

namespace embedscope {

class SpoolFile;
class SpoolFolder;

/// Takes a body as it arrives: large ones stream to a file, which has no name where the secret stands in it. Only the smallest
/// stay in memory (a "processing" has 70 bytes), for a program may hold the answers of 20,000 tasks.
class BodySink final
{
public:
    /// In bytes, of a body that has arrived.
    static constexpr qint64 memoryLimit = 4 << 10;
    /// Of one that is arriving, that the disk does not take or that holds the secret.
    static constexpr qint64 arrivingLimit = 64 << 10;

    /// `folder` must outlive the sink. A body of more than `cap` bytes is TooLarge. `secret`: what holdsSecret() looks
    /// for; empty: nothing.
    BodySink(SpoolFolder &folder, qint64 cap, const QByteArray &secret = {});
    ~BodySink();
    Q_DISABLE_COPY_MOVE(BodySink)

    qint64 size() const { return m_size; }
    /// Appends; a failure where the cap is passed or the disk does not take it.
    std::optional<Failure> append(const QByteArray &bytes);
    /// Whether the secret stands somewhere in what has come.
    bool holdsSecret() const { return m_secret.isFound(); }
    /// The whole body, nothing more can be appended.
    Result<AnswerBytes> finish();

private:
    std::optional<Failure> moveToFile();

    SpoolFolder &m_folder;
    qint64 m_cap;
    qint64 m_size = 0;
    QByteArray m_memory;
    BlockSearch m_secret;
    std::unique_ptr<SpoolFile> m_file;
};

} // namespace embedscope
