// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArrayView>
#include <QString>

#include <memory>
#include <optional>

class QFile;

namespace embedscope {

class MemoryShare;
class SpoolFolder;

/// Takes bytes as they come into the first place of a SpoolFolder that takes them: where one is full or cannot be had, what
/// has come goes to the next one.
class SpoolFile final
{
public:
    /// `folder` must outlive this.
    explicit SpoolFile(SpoolFolder &folder);
    ~SpoolFile(); ///< with the file, unless it was released
    Q_DISABLE_COPY_MOVE(SpoolFile)

    /// A failure of the disk where no place takes it: that of the first one.
    std::optional<Failure> append(QByteArrayView bytes);
    /// To open what has come, as long as this lives.
    QString path() const;
    int handle() const;
    /// Set where it is in memory, which is released with the last copy.
    const std::shared_ptr<MemoryShare> &memory() const { return m_memory; }
    /// Leaves the file to the caller. Its path.
    QString release();

private:
    std::optional<Failure> moveOn(QByteArrayView bytes);
    std::optional<Failure> fill(QFile &file, QByteArrayView bytes);
    std::optional<Failure> write(QFile &file, QByteArrayView bytes);

    SpoolFolder &m_folder;
    std::unique_ptr<QFile> m_file;
    std::shared_ptr<MemoryShare> m_memory;
    size_t m_nextPlace = 0;
    qint64 m_size = 0;
    std::optional<Failure> m_why; // the first place did not take it
};

} // namespace embedscope
