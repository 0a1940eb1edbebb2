// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/healthsummary.h"
#include "app/commandline.h"
#include "app/inputfiles.h"
#include "core/embeddingtask.h"

#include <functional>
#include <optional>
#include <vector>

namespace embedscope {

/// What `embedscope audit` says of one task.
struct TaskReport
{
    struct Line
    {
        Severity severity = Severity::Note;
        QString lane = {}; ///< "visual clips"; empty where it is about the whole task
        QString place = {};
        QString sentence = {};
        int count = 1;
    };

    QString id;
    QString file; ///< that it was read from
    std::optional<HealthSummary> health; ///< nothing where there is none
    std::vector<Line> lines; ///< the worst first
};

/// `embedscope audit`: reads the responses of files and says what the window's audit says of them, as text, JSON or JUnit's XML.
/// Blocking.
class AuditCommand final
{
public:
    /// One line without its line break for standard error.
    using Print = std::function<void(const QString &line)>;

    AuditCommand(const AuditOptions &options, Print print, const Interruption &interruption);

    /// The program's exit code. What was found goes to standard output.
    int run();

private:
    bool readFiles();
    void take(const ImportedFile &file);
    void takeTask(const ImportedTask &task, const QString &file);
    void takeProblem(const ImportedProblem &problem, const QString &file);

    AuditOptions m_options;
    Print m_print;
    const Interruption &m_interruption;
    InputFiles m_inputs;
    std::vector<TaskReport> m_reports;
};

/// What was found in the format, in UTF-8. `failOn`: which findings are failures of JUnit.
QByteArray auditReport(const std::vector<TaskReport> &reports, AuditFormat format, Severity failOn);

/// Whether anything is as bad as `level`, or worse.
bool hasFindings(const std::vector<TaskReport> &reports, Severity level);

} // namespace embedscope
