// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/diagnosis.h"

#include "models/taskwords.h"
#include "polling/retrypolicy.h"
#include "reader/idfinder.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// Gives these functions a tr() that lupdate knows.
class DiagnosisWords
{
    Q_DECLARE_TR_FUNCTIONS(embedscope)
};

enum class Fault { Service, Between, User, Nobody };

QString faultText(Fault fault)
{
    switch (fault) {
    case Fault::Service:
        return DiagnosisWords::tr("The service's.");
    case Fault::Between:
        return DiagnosisWords::tr("The service's, or of something between it and this computer (a proxy, a network).");
    case Fault::User:
        return DiagnosisWords::tr("On this side: the key, the ID, the settings, or the disk.");
    case Fault::Nobody:
        return DiagnosisWords::tr("Nobody's.");
    }
    Q_UNREACHABLE();
}

QString passes()
{
    return DiagnosisWords::tr("It passes by itself.");
}
QString stays()
{
    return DiagnosisWords::tr("It stays until something is done.");
}
QString passesWhenReached()
{
    return DiagnosisWords::tr("It passes once the service is reached again.");
}
QString waits()
{
    return DiagnosisWords::tr("Nothing needs to be done: the task is asked for again by itself.");
}

QString signIn()
{
    return DiagnosisWords::tr("Sign in to your network or proxy. If that is no help, check the base URL in the settings. "
                              "Retries are automatic.");
}

/// About the request: what its failure means. The sentence of `what` is the one that the table shows.
Diagnosis diagnoseFailure(const Failure &failure, const QString &sentence)
{
    const auto diagnosis = [&sentence](const QString &lasting, Fault fault, const QString &next) {
        return Diagnosis{sentence, lasting, faultText(fault), next};
    };
    switch (failure.kind) {
    case FailureKind::NotFound:
        return diagnosis(stays(), Fault::User,
                         DiagnosisWords::tr("Compare the ID with the log that it comes from. If it is right, the result "
                                            "is gone: create the task again."));
    case FailureKind::Unauthorized:
        return diagnosis(stays(), Fault::User,
                         DiagnosisWords::tr("Enter the right key (Ctrl+K). Polling goes on at once."));
    case FailureKind::Forbidden:
        return diagnosis(stays(), Fault::User,
                         DiagnosisWords::tr("Ask the owner of the account to allow it, or enter another key (Ctrl+K)."));
    case FailureKind::RateLimited:
        return diagnosis(passes(), Fault::Nobody, waits());
    case FailureKind::ServiceError:
        if (isRefusal(failure))
            return diagnosis(stays(), Fault::User,
                             DiagnosisWords::tr("Check the ID and the base URL, then ask again (Ctrl+R). If both are right, "
                                                "send the service this report."));
        if (failure.httpStatus.value_or(0) < 400)
            return diagnosis(passes(), Fault::Between, waits());
        if (!isFault(failure))
            return diagnosis(stays(), Fault::Between, DiagnosisWords::tr("Check the ID and the base URL. Retries are automatic."));
        return diagnosis(passes(), Fault::Service, waits());
    case FailureKind::Redirect:
        return diagnosis(passesWhenReached(), Fault::Between, signIn());
    case FailureKind::Network:
        if (failure.isUntrusted)
            return diagnosis(passesWhenReached(), Fault::Between,
                             DiagnosisWords::tr("Sign in to your network, and check this computer's date and the base URL. If "
                                                "the network has a certificate authority of its own, name its file in the "
                                                "settings. Retries are automatic."));
        if (failure.isOfDisk)
            return diagnosis(stays(), Fault::User,
                             DiagnosisWords::tr("Free some space on the disk, or see who may write there. Retries are automatic."));
        return diagnosis(passesWhenReached(), Fault::Between,
                         DiagnosisWords::tr("Check this computer's network connection and the base URL. Retries are automatic."));
    case FailureKind::NotTheService:
        return diagnosis(passesWhenReached(), Fault::Between, signIn());
    case FailureKind::Timeout:
        return diagnosis(passes(), Fault::Between, waits());
    case FailureKind::Unreadable:
        return diagnosis(stays(), Fault::Between,
                         DiagnosisWords::tr("Look at the bytes that came (the Answer page), and ask again (Ctrl+R). If "
                                            "they are the service's own, send it this report."));
    case FailureKind::WrongTask:
        return diagnosis(stays(), Fault::Between,
                         DiagnosisWords::tr("Ask again (Ctrl+R). If it stays, send the service this report."));
    case FailureKind::TooLarge:
        return diagnosis(stays(), Fault::User,
                         DiagnosisWords::tr("Raise the largest answer in the settings and ask again (Ctrl+R), or create "
                                            "the task with longer clips or fewer modalities."));
    case FailureKind::Cancelled:
        return diagnosis(stays(), Fault::Nobody, DiagnosisWords::tr("Ask again (Ctrl+R) when you want it."));
    }
    Q_UNREACHABLE();
}

/// Nobody is asked for what is from a file, so nothing about it passes.
Diagnosis diagnoseFromFile(const TaskRecord &record)
{
    const QString file = record.origin.name.isEmpty() ? DiagnosisWords::tr("a file") : oneLine(record.origin.name);
    const QString next = record.problem->kind == FailureKind::Unreadable
        ? DiagnosisWords::tr("Open another copy of the file if there is one. To ask the service, remove the task and add "
                             "its ID (Ctrl+N).")
        : DiagnosisWords::tr("To ask the service, remove the task and add its ID (Ctrl+N).");
    return {problemSentence(record),
            DiagnosisWords::tr("It stays: the service is not asked for what was opened from a file."),
            DiagnosisWords::tr("It stands so in %1.").arg(file), next};
}

Diagnosis diagnoseFailed(const TaskRecord &record)
{
    const QString advice = failedTaskAdvice(record.summary.errorMessage);
    const bool isMedia = record.summary.errorMessage.contains("process your media"_L1)
        || record.summary.errorMessage.contains("verify the input"_L1);
    const QString message = oneLine(record.summary.errorMessage, 500);
    const bool isSentence = message.endsWith(u'.') || message.endsWith(u'!') || message.endsWith(u'?');
    const QString said = isSentence ? DiagnosisWords::tr("The task failed. The service says: “%1”")
                                    : DiagnosisWords::tr("The task failed. The service says: “%1”.");
    return {message.isEmpty() ? DiagnosisWords::tr("The task failed, and the service gave no reason.")
                              : said.arg(message),
            DiagnosisWords::tr("This task stays failed. A new one may well succeed."),
            isMedia ? DiagnosisWords::tr("In the media file, as the service says.") : faultText(Fault::Service), advice};
}

Diagnosis diagnoseWorse(const TaskRecord &record)
{
    return {worseSentence(record), DiagnosisWords::tr("The better response stays, on the disk and in exports."),
            faultText(Fault::Service),
            DiagnosisWords::tr("Nothing needs to be done. To see whether the service has the better one again, ask again "
                               "(Ctrl+R).")};
}

} // namespace

std::optional<Diagnosis> diagnose(const TaskRecord &record)
{
    if (record.problem && record.origin.isFile)
        return diagnoseFromFile(record);
    if (record.problem) {
        Diagnosis diagnosis = diagnoseFailure(*record.problem, problemSentence(record));
        const bool isTried = !isSettled(record.shownState())
            && (record.problem->kind == FailureKind::NotFound || record.problem->kind == FailureKind::Unreadable
                || record.problem->kind == FailureKind::WrongTask || isRefusal(*record.problem));
        if (isTried) {
            diagnosis.lasting = DiagnosisWords::tr("That is not certain yet: it counts after three tries in a row.");
            diagnosis.nextStep = waits();
        }
        return diagnosis;
    }
    if (record.isReopened())
        return std::nullopt;
    if (record.state == TaskState::Failed)
        return diagnoseFailed(record);
    if (record.worse)
        return diagnoseWorse(record);
    return std::nullopt;
}

QString problemReport(const TaskRecord &record, const QString &service, const QDateTime &now)
{
    QStringList lines;
    const auto line = [&lines](const QString &name, const QString &value) {
        if (!value.isEmpty())
            lines.append(name + u": "_s + oneLine(value, 2000));
    };
    const auto time = [](const QDateTime &when) { return when.isValid() ? when.toUTC().toString(Qt::ISODate) : QString(); };
    line(u"Task"_s, record.id.toString());
    line(u"State"_s, stateWord(record));
    if (record.origin.isFile)
        line(u"File"_s, record.origin.name);
    else
        line(u"Service"_s, service);
    line(u"Reported"_s, time(now));
    line(u"Created"_s, time(record.summary.createdAt));
    line(u"First seen"_s, time(record.firstSeen));
    line(u"Media"_s, record.summary.inputType);
    line(u"Model"_s, record.model);
    if (record.tries > 0)
        line(u"Tries in a row"_s, QString::number(record.tries));
    if (record.problem) {
        if (record.origin.isFile)
            line(u"Kind"_s, kindName(record.problem->kind));
        line(u"HTTP status"_s, record.problem->httpStatus ? QString::number(*record.problem->httpStatus) : u"none"_s);
        line(u"Code"_s, record.problem->serviceCode);
        line(u"Detail"_s, record.problem->detail);
        if (!record.problem->bytes.isNull())
            line(u"Body"_s, bytesText(record.problem->bytes.size()));
    }
    line(u"Message"_s, record.summary.errorMessage);
    line(u"Later response"_s, worseSentence(record));
    if (const auto diagnosis = diagnose(record)) {
        line(u"What happened"_s, diagnosis->what);
        line(u"Does it pass"_s, diagnosis->lasting);
        line(u"Whose fault"_s, diagnosis->fault);
        line(u"Next step"_s, diagnosis->nextStep);
    }
    return withoutKeys(lines.join(u'\n')) + u'\n';
}

} // namespace embedscope
