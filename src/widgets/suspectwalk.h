// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/suspects.h"
#include "models/taskanalysis.h"

#include <QObject>

class QAction;

namespace embedscope {

class SharedTime;

/// Leads from one suspicious clip of the task to the next, in the order of suspectsOf(): selects it
/// everywhere and tells in words which it is and why.
class SuspectWalk final : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive this.
    SuspectWalk(TaskAnalysis &analysis, SharedTime &time, QObject *parent = nullptr);

    QAction *nextAction() const { return m_next; }
    QAction *previousAction() const { return m_previous; }
    /// Goes to the first place of a finding, or on to the next one of it; an index in TaskAudit::findings.
    void goTo(int finding);

Q_SIGNALS:
    /// What stands there, or that there is nothing: "2 of 7, error: zero vector (visual clips, 0:00:12.000 –
    /// ...)".
    void arrived(const QString &words);
    /// F8 led to a place of this finding, the worst of the place's; an index in TaskAudit::findings.
    void reached(int finding);

private:
    void forget();
    void take();
    void step(int direction);
    void stepNow(int direction);
    int placeOfSelection() const;
    void select(const AuditPlace &place);
    void markEqual(const Suspect &suspect);
    QString wordsOf(const Suspect &suspect, const QString &count) const;

    TaskAnalysis &m_analysis;
    SharedTime &m_time;
    QAction *m_next;
    QAction *m_previous;
    std::shared_ptr<const TaskAudit> m_audit;
    std::shared_ptr<const std::vector<Suspect>> m_suspects; // null while they are not known
    bool m_isSorting = false;
    int m_wanted = 0; // a step that waits for the audit: 1, -1, or none
    int m_at = -1; // in m_suspects
    int m_finding = -1; // the one that goTo() went to last
    size_t m_placeOfFinding = 0;
};

} // namespace embedscope
