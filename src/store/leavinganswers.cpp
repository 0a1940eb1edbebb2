// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/leavinganswers.h"

#include "store/archiveworker.h"
#include "store/sessionwriter.h"

#include <utility>
#include <vector>

using namespace std::chrono_literals;

namespace embedscope {

LeavingAnswers::LeavingAnswers(ArchiveWorker &archive, const SessionWriter &session,
                               std::function<bool(const TaskId &)> isArriving, QObject *parent)
    : QObject(parent), m_archive(archive), m_session(session), m_isArriving(std::move(isArriving))
{
    // Longer than the list gathers changes: at the first look the session knows of the change.
    m_timer.setInterval(250ms);
    connect(&m_timer, &QTimer::timeout, this, &LeavingAnswers::look);
}

void LeavingAnswers::add(const ArchivedAnswer &answer, const AnswerBytes &bytes)
{
    m_answers.insert(answer.fileName(false), {answer, bytes});
    if (!m_timer.isActive())
        m_timer.start();
    Q_EMIT added();
}

void LeavingAnswers::takeBack(const ArchivedAnswer &answer)
{
    m_answers.remove(answer.fileName(false));
}

void LeavingAnswers::removeAll()
{
    std::vector<ArchivedAnswer> leaving;
    leaving.reserve(static_cast<size_t>(m_answers.size()));
    for (const Leaving &each : std::as_const(m_answers)) {
        if (!m_isArriving(each.answer.id)) // it may be the same file, which a task then names
            leaving.push_back(each.answer);
    }
    m_archive.remove(std::move(leaving));
    m_answers.clear();
    m_timer.stop();
}

bool LeavingAnswers::mayGo(Leaving &leaving) const
{
    if (!leaving.generation) {
        leaving.generation = m_session.generation();
        return false;
    }
    // A session that cannot be written must not keep a full disk full.
    const bool isNoted = m_session.savedGeneration() >= *leaving.generation || m_session.currentProblem();
    return isNoted && leaving.bytes.isLast() && !m_isArriving(leaving.answer.id);
}

void LeavingAnswers::look()
{
    std::vector<ArchivedAnswer> leaving;
    for (auto each = m_answers.begin(); each != m_answers.end();) {
        if (!mayGo(*each)) {
            ++each;
            continue;
        }
        leaving.push_back(each->answer);
        each = m_answers.erase(each);
    }
    m_archive.remove(std::move(leaving));
    if (m_answers.isEmpty())
        m_timer.stop();
}

} // namespace embedscope

#include "moc_leavinganswers.cpp"
