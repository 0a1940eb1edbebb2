// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "app/fetchoutput.h"
#include "app/inputfiles.h"
#include "core/interruption.h"
#include "core/responserank.h"
#include "core/result.h"
#include "reader/importreader.h"

#include <QHash>

#include <functional>
#include <optional>
#include <vector>

namespace embedscope {

/// `embedscope convert`: reads the answers that files hold, says a line for each, and exports them again. Blocking.
class ConvertCommand final
{
public:
    /// One line without its line break for standard error; called from the thread that calls run().
    using Print = std::function<void(const QString &line)>;

    ConvertCommand(const ConvertOptions &options, Print print, const Interruption &interruption);

    /// The program's exit code.
    int run();

private:
    struct Judged
    {
        ExportEntry entry;
        ResponseRank rank = {};
    };

    std::optional<int> readFiles(); ///< an exit code where they cannot be used
    void add(const ImportedFile &file);
    void addAnswer(const ImportedTask &task);
    void addProblem(const ImportedProblem &problem);
    Judged judge(const ImportedTask &task);
    void put(Judged judged);
    void takeEnvelope(const ImportedFile &file);
    void tell(const TaskId &id, const QString &word, const QString &sentence = {});

    ConvertOptions m_options;
    Print m_print;
    const Interruption &m_interruption;
    InputFiles m_inputs;
    FetchOutput m_output;
    ExportJob m_job;
    QHash<TaskId, size_t> m_places; ///< in the job's entries
    std::vector<ResponseRank> m_ranks; ///< of the job's entries
    QHash<TaskId, int> m_lastNumbers; ///< that were given to IDs made from files of one name
    bool m_isAllReady = true;
    int m_answersOfFile = 0; ///< of the file that is being read: answers with segments,
    int m_bareOfFile = 0; ///< and those of them that were written without vectors
};

} // namespace embedscope
