// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"
#include "core/finding.h"
#include "core/plaintext.h"
#include "store/taskrecord.h"

#include <QString>
#include <QStringList>

namespace embedscope {

// All text about tasks that a user reads is made here, for the window and for the command line alike.

/// When a task is asked for next: when it is due, but not before the next request of all is sent. Nothing: not planned.
std::optional<MonotonicTime> nextPollOf(const TaskRecord &record, std::optional<MonotonicTime> nextRequest);
/// "ready", "not found" ... the contract's word; for an unknown status the word that the service sent.
QString stateWord(const TaskRecord &record);
/// The same with a capital, as the table shows it ("Not found").
QString stateTitle(const TaskRecord &record);
/// "from file “film.json”"; empty for a task of the service.
QString originText(const TaskRecord &record);
/// What happened, whose fault it is, and the next step. One or two whole sentences. `id` is named where it
/// helps.
QString failureSentence(const Failure &failure, const TaskId &id);
/// The same where nothing is asked any more: promises nothing. For exports, and while polling has stopped.
QString endedSentence(const Failure &failure, const TaskId &id);
/// The same about a record's problem, which there must be; one that came with a file as it stands there.
QString endedSentence(const TaskRecord &record);
/// Why the answer that a record has cannot be read any more.
QString lostAnswerSentence(const TaskRecord &record, const Failure &failure);
/// What the service or the system said, to stand inside of a sentence: " (…)", without its full stop, or
/// nothing.
QString inBrackets(const QString &detail);
/// Of NotTheService: what came in the service's place, with its status, to stand inside of a sentence.
QString whatCame(const Failure &failure);
/// Whether a 3xx names where it leads. One that does not (304) is only an odd response.
bool leadsElsewhere(const Failure &failure);
/// What a later, worse response said, and that the better one is kept; empty where there was none.
QString worseSentence(const TaskRecord &record);
/// A record's last problem or the message of a failed task as a sentence; empty where all is well.
QString problemSentence(const TaskRecord &record);
/// "kept", "stored", "removed" or nothing: where a task's answer stands with the archive.
QString archiveWord(const TaskRecord &record);
/// The same as a sentence or two; empty where there is nothing to say.
QString archiveSentence(const TaskRecord &record);
/// When and why the answer of this task was taken out of the archive; empty where it was not.
QString droppedSentence(const TaskRecord &record);
/// What a failed task means and what to do (known messages of the service: transient, or the file is at
/// fault).
QString failedTaskAdvice(const QString &errorMessage);
/// A whole sentence about a finding, with its count.
QString findingSentence(const Finding &finding);

/// "1:02:03.450"; seconds. NaN: "—".
QString timeText(double sec);
/// The same of any axis: "page 3"; a dash where there is no place.
QString timeText(AxisUnit unit, double place);
/// Where a stretch ends: the last page or chunk that belongs to it.
QString endText(AxisUnit unit, double place);
/// "0.0125", a dash where there is none.
QString uncertaintyText(float uncertainty);
/// "6 pages", or as a time.
QString spanText(AxisUnit unit, double length);
/// "12 s", "3 min 20 s", "2 h 5 min": how long something took or has to go.
QString durationText(double sec);
/// "12.4 MB" (decimal units).
QString bytesText(qint64 bytes);
/// "0.99987"; NaN: "—".
QString normText(double norm);
/// The name of a modality or scope to show: "" is "unnamed".
QString modalityTitle(const QString &name);
/// The titles of several, separated by commas; of very many the first, and how many more.
QString modalitiesText(const QStringList &names);
/// The same of lengths of vectors.
QString dimensionsText(const QList<quint32> &dimensions, const QString &separator = QStringLiteral(", "));
/// A tool tip in lines that can be read, cut where it is too long for one. Plain text, as every tool tip is shown (see
/// ThemeStyle). Empty stays empty.
QString toolTipText(const QString &text);

} // namespace embedscope
