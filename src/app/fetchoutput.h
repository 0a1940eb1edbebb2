// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exporting/exporter.h"

#include <QStringList>

namespace embedscope {

/// Where the export of a command goes: standard output, a device such as a pipe, or a file or folder that appears
/// whole or not at all.
class FetchOutput final
{
public:
    /// `path`: empty for standard output. `force`: a file that is there may be replaced.
    /// `isFolder`: the export is a folder of files.
    FetchOutput(const QString &path, bool force, bool isFolder = false);

    /// Why it cannot take an export, as far as that shows without writing: a sentence, or nothing. To be
    /// asked before the first request: nobody should wait for hours in vain.
    QString objection() const;
    /// What came of writing.
    struct Written
    {
        QString problem; ///< a sentence where it failed, else nothing
        QStringList remarks; ///< lines about segments whose vectors have no norm or no place in a matrix
        bool wasCancelled = false;
    };
    /// Writes the export; blocking.
    Written write(const ExportJob &job, const std::atomic<bool> &cancelled) const;

private:
    QString failedSentence(const QString &detail) const;
    QString existsSentence() const;
    bool isDevice() const;
    QString folderObjection() const;
    ExportOutcome writeTo(const ExportJob &job, const std::atomic<bool> &cancelled) const;

    QString m_path;
    bool m_force;
    bool m_isFolder;
};

} // namespace embedscope
