// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exporting/readback.h"

#include <QSaveFile>
#include <QString>

#include <memory>

namespace embedscope {

/// A file that appears under its name whole and synced to disk, or not at all. One that stood there keeps its
/// permissions and the symbolic link that leads to it; without commit() it is left as it was.
class AtomicFile final
{
public:
    enum class Existing { Replace, Keep };
    enum class Status { Done, Exists, Cancelled, Failed };

    AtomicFile(const QString &path, Existing existing);
    ~AtomicFile();
    Q_DISABLE_COPY_MOVE(AtomicFile)

    /// Exists, at once, where something has the name and is to be kept.
    Status open();
    /// To be written to, between open() and commit().
    QIODevice &device() { return *m_file; }
    /// Whether the disk takes anything, and the folder its name; nothing is left where there is no commit(). After open().
    bool tryWriting();
    /// Reads the file back and puts it into its place. Fails where the disk did not take it, or gives back
    /// anything but what was written; Exists where somebody else took the name in the meantime.
    Status commit(const WrittenBytes &written, const std::atomic<bool> &cancelled);

    /// The system's words for Failed.
    const QString &problem() const { return m_problem; }

private:
    Status fail(const QString &problem);
    Status moveIntoPlace(const QString &written);

    QString m_path;
    Existing m_existing;
    std::unique_ptr<QSaveFile> m_file;
    QString m_problem;
};

} // namespace embedscope
