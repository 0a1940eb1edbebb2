// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/answerbytes.h"
#include "store/archivedanswer.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace embedscope {

class ArchiveWorker;
class SessionWriter;

/// Archived answers that no task of the list names any more. Their files go with the last handle on them (undoing a removal,
/// an export under way), and not before the session on the disk has ceased to name them.
class LeavingAnswers final : public QObject
{
    Q_OBJECT

public:
    /// `archive` and `session` may be made later than this, but before anything is added. `isArriving`: whether an answer of
    /// that task is on its way to the archive, which may turn out to be the same file.
    LeavingAnswers(ArchiveWorker &archive, const SessionWriter &session, std::function<bool(const TaskId &)> isArriving,
                   QObject *parent = nullptr);

    /// `bytes`: the handle that the task had; may be null.
    void add(const ArchivedAnswer &answer, const AnswerBytes &bytes);
    /// A task of the list names it (again).
    void takeBack(const ArchivedAnswer &answer);
    bool holds(const ArchivedAnswer &answer) const { return m_answers.contains(answer.fileName(false)); }
    bool isEmpty() const { return m_answers.isEmpty(); }
    /// At the end of the program: nobody reads any more, and the session is on the disk.
    void removeAll();

Q_SIGNALS:
    void added();

private:
    struct Leaving
    {
        ArchivedAnswer answer;
        AnswerBytes bytes;
        std::optional<quint64> generation = {}; ///< of the session, by which it does not name the answer
    };

    bool mayGo(Leaving &leaving) const;
    void look();

    ArchiveWorker &m_archive;
    const SessionWriter &m_session;
    std::function<bool(const TaskId &)> m_isArriving;
    QHash<QString, Leaving> m_answers; // by the raw form's file name
    QTimer m_timer;
};

} // namespace embedscope
