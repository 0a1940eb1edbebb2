// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fetchprogress.h"

#include "models/taskwords.h"
#include "polling/retrypolicy.h"

using namespace std::chrono_literals;

namespace embedscope {

namespace {

/// Fails often enough, or has to wait long enough, that whoever looks on should know.
bool isUnreachable(const TaskRecord &record)
{
    if (!record.problem || isSettled(record.state))
        return false;
    return record.tries >= triesPerCycle || isInterception(*record.problem) || record.problem->retryAfter.value_or(0ms) >= 5s;
}

} // namespace

FetchProgress::FetchProgress(TaskList &list, Asking asking, const KeyRedactor &redactor, Print print)
    : m_list(list), m_asking(asking), m_redactor(redactor), m_print(std::move(print))
{
    connect(&m_list, &TaskList::rowsChanged, this, [this](int first, int last) {
        for (int row = first; row <= last; ++row)
            tellChange(m_list.at(row));
    });
}

void FetchProgress::tellChange(const TaskRecord &record)
{
    if (isUnreachable(record))
        tell(record.id, tr("unreachable"), sentenceOf(record));
    else if (record.state != TaskState::Waiting && (!record.problem || isSettled(record.state)))
        tell(record.id, stateWord(record), sentenceOf(record));
}

/// Promises to go on asking only where that is so, and no bytes to look at: there is no window.
QString FetchProgress::sentenceOf(const TaskRecord &record) const
{
    const bool goesOn = m_asking == Asking::UntilSettled && !isSettled(record.state);
    return record.problem && !goesOn ? endedSentence(record) : problemSentence(record);
}

void FetchProgress::tell(const TaskId &id, const QString &word, const QString &sentence)
{
    if (m_told.value(id) == word)
        return;
    m_told[id] = word;
    QString line = id.toString() + u'\t' + word;
    if (!sentence.isEmpty())
        line += u'\t' + oneLine(m_redactor.redact(sentence), 2000);
    m_print(line);
}

void FetchProgress::tellProblem(const TaskRecord &record, const QString &sentence)
{
    if (!isSettled(record.state) && !m_told.contains(record.id))
        tell(record.id, stateWord(record), sentence);
}

} // namespace embedscope

#include "moc_fetchprogress.cpp"
