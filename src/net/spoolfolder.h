// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QString>

#include <memory>

class QFile;

namespace embedscope {

/// The folder in which answers are kept while this program runs: one for each process below `root`, mode 0700, locked
/// while in use. What a program that was killed left there is swept by the next one.
class SpoolFolder final
{
public:
    /// `root`: created where missing. `fetch` has defaultRoot(), the window a folder in its archive, so that an answer is
    /// stored there without being copied.
    explicit SpoolFolder(const QString &root = defaultRoot());
    ~SpoolFolder();
    Q_DISABLE_COPY_MOVE(SpoolFolder)

    /// "spool" in the XDG cache folder of the program.
    static QString defaultRoot();

    /// A new, empty file open for writing, or Network with the system's words (the disk cannot take it). The folder is made
    /// again where somebody has removed it.
    Result<std::unique_ptr<QFile>> createFile();

private:
    /// A process's folder and the lock on it; what is in it goes with it.
    class Run;

    static void sweep(const QString &root);
    int make();

    QString m_root;
    std::unique_ptr<Run> m_run;
};

} // namespace embedscope
