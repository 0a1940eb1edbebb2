// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "polling/keyredactor.h"
#include "store/tasklist.h"

#include <QHash>

#include <functional>

namespace embedscope {

/// Says a line for each change of a task's state: ID, state and perhaps a sentence, separated by tabs. A task
/// whose requests fail again and again, though it is not settled, is "unreachable".
class FetchProgress final : public QObject
{
    Q_OBJECT

public:
    using Print = std::function<void(const QString &line)>;

    /// Whether a task that could not be had is asked again, until it can.
    enum class Asking { Once, UntilSettled };

    /// `list` must outlive this.
    FetchProgress(TaskList &list, Asking asking, const KeyRedactor &redactor, Print print);

    /// Says why a task without an answer will have none; not where that is what was said last.
    void tellProblem(const TaskRecord &record, const QString &sentence);

private:
    void tellChange(const TaskRecord &record);
    QString sentenceOf(const TaskRecord &record) const;
    void tell(const TaskId &id, const QString &word, const QString &sentence);

    TaskList &m_list;
    Asking m_asking;
    KeyRedactor m_redactor;
    Print m_print;
    QHash<TaskId, QString> m_told; // the last word
};

} // namespace embedscope
