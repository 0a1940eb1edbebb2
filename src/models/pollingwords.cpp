// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pollingwords.h"

#include "models/taskwords.h"

#include <QCoreApplication>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// Gives these functions a tr() that lupdate knows.
class PollingWords
{
    Q_DECLARE_TR_FUNCTIONS(embedscope)
};

/// "10:42", with seconds where it is less than two minutes away, with the date where it is another day.
QString clockTime(MonotonicTime time, MonotonicTime now, const QDateTime &wallNow)
{
    const auto ms = std::chrono::ceil<std::chrono::milliseconds>(time - now).count();
    const QDateTime then = wallNow.addMSecs(ms).toLocalTime();
    if (then.date() != wallNow.toLocalTime().date())
        return then.toString(u"yyyy-MM-dd HH:mm"_s);
    return then.toString(ms < 120'000 ? u"HH:mm:ss"_s : u"HH:mm"_s);
}

/// "Connection refused" to stand inside of a sentence; a name or an abbreviation keeps its capital.
QString inSentence(const QString &detail)
{
    QString said = oneLine(detail);
    while (said.endsWith(u'.'))
        said.chop(1);
    if (said.size() > 1 && said.at(1).isLower())
        said.front() = said.front().toLower();
    return said;
}

/// Why the service is not reached, and what the user may do about it.
QString unreachedSentence(const Failure &why, const QString &service)
{
    const QString said = inBrackets(why.detail);
    if (why.kind == FailureKind::NotTheService) {
        constexpr int tooManyRequests = 429;
        constexpr int signIn = 511;
        const int status = why.httpStatus.value_or(0);
        const bool isOverload = status == tooManyRequests || (status >= 500 && status != signIn);
        const QString what = PollingWords::tr("Something other than the service responded: %1.").arg(whatCame(why));
        return isOverload ? what
                          : what + u' ' + PollingWords::tr("Sign in to your network or proxy, or check the base URL.");
    }
    if (why.kind == FailureKind::Redirect && !leadsElsewhere(why))
        return PollingWords::tr("%1 responds with HTTP %2, which is no result. Check your network or proxy, and the base URL.")
            .arg(service, QString::number(why.httpStatus.value_or(0)));
    if (why.kind == FailureKind::Redirect)
        return PollingWords::tr("%1 sends requests on to another address%2. The API key is never sent there. Sign in to your "
                                "network or proxy, or check the base URL.")
            .arg(service, said);
    if (why.isUntrusted)
        return PollingWords::tr("%1 could not prove who it is%2, so nothing is sent to it. Sign in to your network, or check "
                                "this computer's date, the base URL and the CA file in the settings.")
            .arg(service, said);
    if (why.kind == FailureKind::Timeout)
        return PollingWords::tr("%1 does not respond in time%2.").arg(service, said);
    if (why.kind == FailureKind::ServiceError)
        return PollingWords::tr("The service has trouble: HTTP %1%2.").arg(QString::number(why.httpStatus.value_or(0)), said);
    const QString detail = inSentence(why.detail);
    return detail.isEmpty() ? PollingWords::tr("Cannot reach %1.").arg(service)
                            : PollingWords::tr("Cannot reach %1: %2.").arg(service, detail);
}

} // namespace

static QString daySentence(const RequestBudget::View &budget)
{
    return budget.perDay == 1 ? PollingWords::tr("The one request of this day is used.")
                              : PollingWords::tr("All %1 requests of this day are used.").arg(budget.perDay);
}

QString budgetText(const RequestBudget::View &budget, MonotonicTime now, const QDateTime &wallNow)
{
    if (budget.isDaySpent && budget.resumes)
        return PollingWords::tr("%1, goes on %2")
            .arg(budget.perDay == 1 ? PollingWords::tr("The day's one request is spent")
                                    : PollingWords::tr("The day's %1 requests are spent").arg(budget.perDay),
                 clockTime(*budget.resumes, now, wallNow));
    if (budget.resumes && budget.isRefusing)
        return PollingWords::tr("The service refuses requests as too many, goes on %1")
            .arg(clockTime(*budget.resumes, now, wallNow));
    if (budget.resumes)
        return PollingWords::tr("The service asked to wait, goes on %1").arg(clockTime(*budget.resumes, now, wallNow));
    const QString left = budget.limit == 1 ? PollingWords::tr("%1 of 1 request left").arg(budget.left)
                                           : PollingWords::tr("%1 of %2 requests left").arg(budget.left).arg(budget.limit);
    if (budget.left >= budget.limit)
        return left;
    return PollingWords::tr("%1, resets %2").arg(left, clockTime(budget.resets, now, wallNow));
}

QString budgetDetails(const PollPlan::View &view, MonotonicTime now, const QDateTime &wallNow)
{
    QStringList lines{PollingWords::tr("In a minute: %1.").arg(budgetText(view.budget, now, wallNow))};
    if (view.budget.perDay > 0)
        lines.append(PollingWords::tr("In 24 hours: %1 of %2 left.").arg(view.budget.leftToday).arg(view.budget.perDay));
    if (view.budget.isSlowed)
        lines.append(PollingWords::tr("The service refused requests as too many: the rate was halved, and grows again "
                                      "with every minute without a refusal."));
    if (view.open > 0)
        lines.append(view.usesList
                         ? PollingWords::tr("The list of tasks is swept; one sweep takes %1.")
                               .arg(durationText(std::ceil(view.sweepSec)))
                         : PollingWords::tr("Tasks are asked for one by one; to ask for all once takes %1.")
                               .arg(durationText(std::ceil(view.sweepSec))));
    return lines.join(u' ');
}

QString sweepText(const PollPlan::View &view)
{
    constexpr double worthSaying = 5;
    if (view.open == 0 || view.sweepSec < worthSaying)
        return {};
    return PollingWords::tr("one sweep takes %1").arg(durationText(std::ceil(view.sweepSec)));
}

/// Answers came, and found no place on the disk.
static QString notKeptSentence(const PollPlan::View &view)
{
    const QString why = view.whyNotKept.isEmpty() ? QString() : u" (%1)"_s.arg(view.whyNotKept);
    if (view.notKept == 1)
        return PollingWords::tr("An answer came and found no place on the disk%1. Free some space, or see who may write "
                                "there; it is asked for again by itself.")
            .arg(why);
    if (view.notKept > 1)
        return PollingWords::tr("%1 answers came and found no place on the disk%2. Free some space, or see who may write "
                                "there; they are asked for again by themselves.")
            .arg(QString::number(view.notKept), why);
    return {};
}

/// Whether anything is to be sent, so that what hinders it matters.
static bool isAnythingAsked(const PollPlan::View &view)
{
    return view.open > 0 && !(view.waiting && view.waiting->reason == PollPlan::Waiting::Reason::TasksPaused);
}

QString hindranceSentence(const PollPlan::View &view, const QString &service, MonotonicTime now, const QDateTime &wallNow)
{
    using Reason = PollPlan::Waiting::Reason;
    if (!isAnythingAsked(view))
        return {};
    const Reason reason = view.waiting ? view.waiting->reason : Reason::RateSpent; // which hinders nobody for long
    if (reason == Reason::Offline)
        return PollingWords::tr("This computer has no network connection. Polling goes on by itself once there is one.");
    if (view.isUnreached)
        return unreachedSentence(view.unreached->why, service);
    if (reason == Reason::Trouble)
        return PollingWords::tr("Most requests bring no answer: the service or the network has trouble. All tasks wait "
                                "while one at a time tries; polling goes on by itself.");
    if (reason == Reason::Silence)
        return PollingWords::tr("The service takes requests, but does not answer them. Each is given up after a minute "
                                "and tried again later; polling goes on by itself.");
    if (reason == Reason::DaySpent && view.waiting->until)
        return PollingWords::tr("%1 Polling goes on by itself at %2; the settings have the limit.")
            .arg(daySentence(view.budget), clockTime(*view.waiting->until, now, wallNow));
    return notKeptSentence(view);
}

QString waitingSentence(const PollPlan::View &view, MonotonicTime now, const QDateTime &wallNow)
{
    using Reason = PollPlan::Waiting::Reason;
    const PollPlan::Waiting waiting = view.waiting.value_or(PollPlan::Waiting());
    const QString until = waiting.until ? clockTime(*waiting.until, now, wallNow) : QString();
    switch (waiting.reason) {
    case Reason::TasksPaused:
        return PollingWords::tr("All open tasks are paused. Resume one to fetch it.");
    case Reason::ToldToWait:
        return PollingWords::tr("The service asked to wait. The next request is sent at %1.").arg(until);
    case Reason::Refused:
        return PollingWords::tr("The service refuses requests as too many. The next one is sent at %1.").arg(until);
    case Reason::Spread:
        return PollingWords::tr("Requests are spread over the time that their limit is for. The next one is sent at %1.")
            .arg(until);
    case Reason::DaySpent:
        return PollingWords::tr("%1 The next one is sent at %2.").arg(daySentence(view.budget), until);
    case Reason::RateSpent:
        return view.budget.limit == 1
            ? PollingWords::tr("The one request of this minute is used. The next one is sent at %1.").arg(until)
            : PollingWords::tr("All %1 requests of this minute are used. The next one is sent at %2.")
                  .arg(QString::number(view.budget.limit), until);
    case Reason::Silence:
        return PollingWords::tr("The service takes requests and does not answer. Each is given up after a minute.");
    case Reason::Offline:
    case Reason::Trouble:
        break;
    }
    const QString why = waiting.reason == Reason::Offline
        ? PollingWords::tr("This computer has no network connection.")
        : view.unreached ? endedSentence(view.unreached->why, {})
                         : PollingWords::tr("Most requests fail: the service or the network has trouble.");
    return why + u' '
        + (until.isEmpty() ? PollingWords::tr("One request tries now.")
                           : PollingWords::tr("The next try is at %1.").arg(until));
}

QString nextTrySentence(const PollPlan::View &view, MonotonicTime now, const QDateTime &wallNow)
{
    if (!view.isUnreached || view.isOffline || !isAnythingAsked(view))
        return {};
    return view.nextTry ? PollingWords::tr("The next try is at %1.").arg(clockTime(*view.nextTry, now, wallNow))
                        : PollingWords::tr("The next try is now.");
}

QString progressText(int done, int open, int requests, std::optional<MonotonicTime> next, MonotonicTime now,
                     const QDateTime &wallNow)
{
    const QString counts = PollingWords::tr("%1 done, %2 open").arg(done).arg(open);
    if (requests > 0)
        return PollingWords::tr("%1, requests without an answer yet: %2").arg(counts).arg(requests);
    return next ? PollingWords::tr("%1, next request at %2").arg(counts, clockTime(*next, now, wallNow)) : counts;
}

QString estimateText(const std::optional<DurationEstimate> &estimate)
{
    if (!estimate)
        return {};
    const auto inMinutes = [](double sec) { return QString::number(std::max(1.0, std::round(sec / 60))); };
    const bool isLong = estimate->highSec >= 90;
    const QString low = isLong ? inMinutes(estimate->lowSec) : QString::number(std::round(estimate->lowSec));
    const QString high = isLong ? inMinutes(estimate->highSec) : QString::number(std::round(estimate->highSec));
    const QString range = low == high ? low : PollingWords::tr("%1 to %2").arg(low, high);
    return (isLong ? PollingWords::tr("usually %1 min, %2 tasks") : PollingWords::tr("usually %1 s, %2 tasks"))
        .arg(range)
        .arg(estimate->tasks);
}

} // namespace embedscope
