// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interruption.h"
#include "exporting/exporter.h"

#include <QStringList>

#include <vector>

namespace embedscope {

/// Where the export of a command goes: standard output, a device such as a pipe, or a file or folder that appears
/// whole or not at all.
class FetchOutput final
{
public:
    /// `path`: empty for standard output. `force`: a file that is there may be replaced.
    /// `isFolder`: the export is a folder of files.
    FetchOutput(const QString &path, bool force, bool isFolder = false);

    /// Why it cannot take an export: a sentence, or nothing. Tries it, where nobody reads along. To be asked before the
    /// first request: nobody should wait for hours in vain.
    QString objection() const;
    /// What came of writing.
    struct Written
    {
        QString problem; ///< a sentence where it failed, else nothing
        QStringList remarks = {}; ///< lines about segments whose vectors have no norm or no place in a matrix
        bool wasCancelled = false;
        std::vector<TaskId> lost = {}; ///< of save(): whose answers could not be read any more
    };
    /// Writes the export; blocking. The interruption ends the waits for a reader.
    Written write(const ExportJob &job, const std::atomic<bool> &cancelled, const Interruption &interruption) const;
    /// The same for what may have taken hours to fetch, so that nothing is lost but what cannot be had: an answer that
    /// cannot be read any more becomes a problem, and where a file or folder cannot be written under its name after all,
    /// it gets another; `problem` names it.
    Written save(ExportJob job, const Interruption &interruption) const;

private:
    QString failedSentence(const QString &detail) const;
    QString existsSentence() const;
    QString sentenceOf(const ExportOutcome &outcome) const;
    bool isDevice() const;
    bool isStream() const;
    Written writtenOf(const ExportOutcome &outcome, ExportFormat format) const;
    ExportOutcome writeTo(const ExportJob &job, const std::atomic<bool> &cancelled,
                          const Interruption &interruption) const;
    QString writeElsewhere(const ExportJob &job) const;
    QString writeUnderAnotherName(const ExportJob &job, const QString &ending) const;

    QString m_path;
    bool m_force;
    bool m_isFolder;
};

} // namespace embedscope
