// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "app/fetchoutput.h"
#include "core/result.h"
#include "reader/importreader.h"

#include <QHash>

#include <atomic>
#include <functional>

namespace embedscope {

/// `embedscope convert`: reads the answers that files hold, says a line for each, and exports them again. Blocking.
class ConvertCommand final
{
public:
    /// One line without its line break for standard error; called from the thread that calls run().
    using Print = std::function<void(const QString &line)>;

    ConvertCommand(const ConvertOptions &options, Print print, const std::atomic<bool> &cancelled);

    /// The program's exit code.
    int run();

private:
    std::optional<int> readFiles(); ///< an exit code where they cannot be used
    void add(const ImportedFile &file);
    void addAnswer(const ImportedTask &task);
    void addProblem(const ImportedProblem &problem);
    ExportEntry judge(const ImportedTask &task);
    void put(ExportEntry entry);
    void takeEnvelope(const ImportedFile &file);
    void tell(const TaskId &id, const QString &word, const QString &sentence = {});

    ConvertOptions m_options;
    Print m_print;
    const std::atomic<bool> &m_cancelled;
    FetchOutput m_output;
    ExportJob m_job;
    QHash<TaskId, size_t> m_places; ///< in the job's entries
    bool m_isAllReady = true;
    int m_answersOfFile = 0; ///< of the file that is being read: answers with segments,
    int m_bareOfFile = 0; ///< and those of them that were written without vectors
};

} // namespace embedscope
