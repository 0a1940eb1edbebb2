// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exportcontent.h"

#include "models/taskwords.h"

namespace embedscope {

std::variant<AnswerBytes, ExportEntry::Problem> exportContent(const TaskRecord &record, ExportEntry::Problem unanswered)
{
    if (!record.answer.isNull())
        return record.answer;
    if (record.problem)
        return ExportEntry::Problem{record.problem->kind, record.problem->httpStatus, endedSentence(record)};
    return unanswered;
}

} // namespace embedscope
