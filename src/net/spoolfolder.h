// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QCoreApplication>
#include <QString>

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

class QFile;

namespace embedscope {

/// The folder for temporary files: $TMPDIR, or /tmp where that names none.
QString temporaryRoot();

/// The failure to keep something on the disk, for the system's reason.
Failure diskFailure(int error);

/// What one answer takes of the memory that all together may take.
class MemoryShare final
{
public:
    MemoryShare(std::shared_ptr<std::atomic<qint64>> used, qint64 most) : m_used(std::move(used)), m_most(most) { }
    ~MemoryShare() { *m_used -= m_size; }
    Q_DISABLE_COPY_MOVE(MemoryShare)

    /// False, and nothing is taken, where that is more than there is.
    bool grow(qint64 bytes);

private:
    std::shared_ptr<std::atomic<qint64>> m_used;
    qint64 m_most;
    qint64 m_size = 0;
};

/// The folder in which answers are kept while this program runs: one for each process below `root`, mode 0700, locked
/// while in use. What a program that was killed left there is swept by the next one. Where it cannot be had, or is full, there
/// may be other places: the temporary folder and, at last, memory.
class SpoolFolder final
{
    Q_DECLARE_TR_FUNCTIONS(embedscope)

public:
    /// Of what is in memory for want of a disk, in all.
    static constexpr qint64 memoryLimit = 256 << 20;
    /// A sentence that says where answers go instead, and why; once for each place, from the thread that writes.
    using Tell = std::function<void(const QString &sentence)>;

    /// `root`, created where missing, is the only place: the window has a folder in its archive, so that an answer is stored
    /// there without being copied.
    explicit SpoolFolder(const QString &root);
    /// Below defaultRoot(), with the other places: for `fetch` and `convert`.
    explicit SpoolFolder(Tell tell);
    SpoolFolder(const QString &root, Tell tell);
    ~SpoolFolder();
    Q_DISABLE_COPY_MOVE(SpoolFolder)

    /// "spool" in the XDG cache folder of the program.
    static QString defaultRoot();

    /// How many there are; the first is the root.
    size_t places() const { return m_folders.size() + (m_tell ? 1 : 0); }
    /// A new, empty file open for writing, or Network with the system's words (the disk cannot take it). The folder is made
    /// again where somebody has removed it.
    Result<std::unique_ptr<QFile>> createFile(size_t place = 0);
    /// To be kept to for a file of this place; null where that is a disk.
    std::shared_ptr<MemoryShare> shareOf(size_t place) const;
    void tellPlace(size_t place, const QString &why);

private:
    /// A process's folder and the lock on it; what is in it goes with it.
    class Run;
    struct Folder
    {
        QString root;
        QString prefix;
        bool isOurs = true; ///< the root is for this program alone
        std::shared_ptr<Run> run = {}; ///< shared: its deleter is known where it is made
    };

    static void sweep(const Folder &folder);
    static int make(Folder &folder);
    bool isMemory(size_t place) const { return place == m_folders.size(); }

    std::vector<Folder> m_folders;
    Tell m_tell; // empty: there are no other places
    size_t m_told = 0; // the last place
    std::shared_ptr<std::atomic<qint64>> m_inMemory = std::make_shared<std::atomic<qint64>>(0);
};

} // namespace embedscope
