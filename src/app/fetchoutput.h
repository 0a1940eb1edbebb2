// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exporting/exporter.h"

#include <QString>

namespace embedscope {

/// Where the export of `fetch` goes: standard output, a device such as a pipe, or a file that appears whole
/// or not at all.
class FetchOutput final
{
public:
    /// `path`: empty for standard output. `force`: a file that is there may be replaced.
    FetchOutput(const QString &path, bool force);

    /// Why it cannot take an export, as far as that shows without writing: a sentence, or nothing. To be
    /// asked before the first request: nobody should wait for hours in vain.
    QString objection() const;
    /// Writes the export; blocking. A sentence where that failed, else nothing.
    QString write(const ExportJob &job) const;

private:
    QString failedSentence(const QString &detail) const;
    QString existsSentence() const;
    bool isDevice() const;
    ExportOutcome writeTo(const ExportJob &job) const;

    QString m_path;
    bool m_force;
};

} // namespace embedscope
