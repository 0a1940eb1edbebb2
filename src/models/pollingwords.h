// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "polling/pollplan.h"

#include <QString>

namespace embedscope {

// What is said about polling as a whole: the budget, the sweep, what hinders it. Times of day are local.

/// "38 of 60 left, resets 10:42", or when it goes on where the day is spent or the service asked to wait. `wallNow` is
/// the time of day that goes with `now`.
QString budgetText(const RequestBudget::View &budget, MonotonicTime now, const QDateTime &wallNow);
/// The same in whole sentences, with the day and a slowed rate, to be read at leisure.
QString budgetDetails(const PollPlan::View &view, MonotonicTime now, const QDateTime &wallNow);
/// "one sweep takes 40 s" where that is worth saying (more than the interval), else empty.
QString sweepText(const PollPlan::View &view);
/// What hinders polling although nobody has to do anything: off line, something else in the service's place, faults, a spent day. Empty where nothing does.
/// `service`: where it is, "api.example" or "127.0.0.1:8080".
QString hindranceSentence(const PollPlan::View &view, const QString &service, MonotonicTime now, const QDateTime &wallNow);
/// When the service is tried again, where hindranceSentence() says that it is not reached; else empty.
QString nextTrySentence(const PollPlan::View &view, MonotonicTime now, const QDateTime &wallNow);
/// Why nothing is sent and until when, for who only reads along; `view.waiting` must be set.
QString waitingSentence(const PollPlan::View &view, MonotonicTime now, const QDateTime &wallNow);
/// "3 done, 5 open, next request at 10:42:10", or how many requests are sent and not answered yet.
QString progressText(int done, int open, int requests, std::optional<MonotonicTime> next, MonotonicTime now,
                     const QDateTime &wallNow);
/// "usually 3 to 6 min, 14 tasks"; empty for nothing.
QString estimateText(const std::optional<DurationEstimate> &estimate);

} // namespace embedscope
