// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace embedscope {

/// A file on its way into the archive: under a temporary name, locked so that nobody sweeps it, and removed again unless
/// it was moved into its place. All functions answer 0 or the system's error (errno).
class PartFile final
{
public:
    explicit PartFile(const QString &folder);
    ~PartFile();
    Q_DISABLE_COPY_MOVE(PartFile)

    /// A new, empty one, for the user alone.
    int create();
    /// A second name for a file that is there and is not written to any more; EXDEV and others where that cannot be.
    int adopt(const QString &path);
    int write(const char *data, qint64 size);
    int sync();
    /// Gives it its name in the folder, in place of what had it, and syncs the folder. After the first it stays, even where
    /// the second fails.
    int moveTo(const QString &name);

    const QString &path() const { return m_path; }
    int handle() const { return m_handle; } ///< open for reading, after create() for writing too

    /// Removes what killed programs left.
    static void sweep(const QString &folder);

private:
    QString m_folder;
    QString m_path; // empty where nothing is to be removed
    int m_handle = -1;
};

} // namespace embedscope
