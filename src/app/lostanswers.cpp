// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lostanswers.h"

#include "app/words.h"
#include "core/streamdevice.h"

namespace embedscope {

namespace {

bool isThere(const AnswerBytes &answer, LostCheck check)
{
    const auto device = answer.open();
    if (!device || device->size() != answer.size())
        return false;
    if (check == LostCheck::Opening)
        return true;
    qint64 size = 0;
    const bool isRead = readToEnd(*device, [&size](QByteArrayView piece) {
        size += piece.size();
        return true;
    });
    return isRead && size == answer.size();
}

} // namespace

std::vector<TaskId> takeOutLost(ExportJob &job, LostCheck check)
{
    std::vector<TaskId> lost;
    for (ExportEntry &entry : job.entries) {
        const auto *const answer = std::get_if<AnswerBytes>(&entry.content);
        if (!answer || isThere(*answer, check))
            continue;
        lost.push_back(entry.id);
        entry.content = ExportEntry::Problem{.kind = FailureKind::Unreadable, .message = lostSentence()};
    }
    return lost;
}

QString lostSentence()
{
    return AppWords::tr("The answer came, but its copy on the disk cannot be read any more. Fetch it again.");
}

} // namespace embedscope
