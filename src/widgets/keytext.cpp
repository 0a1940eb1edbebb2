// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/keytext.h"

#include "models/taskwords.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace embedscope {

namespace {

/// Gives these functions a tr() that lupdate knows.
class KeyWords
{
    Q_DECLARE_TR_FUNCTIONS(embedscope)
};

/// What the test learnt nothing from, and why.
QString notTestedSentence(const Failure &failure)
{
    const QString said = inBrackets(failure.detail);
    switch (failure.kind) {
    case FailureKind::RateLimited:
        return KeyWords::tr(
            "The key could not be tested: the account has sent more requests than the service allows. Try "
            "again later.");
    case FailureKind::Redirect:
        return KeyWords::
            tr("The key could not be tested: the service sent us on to another address%1, where the key did "
               "not travel. Check the base URL, or the sign-in page of your network.")
                .arg(said);
    case FailureKind::NotTheService:
        return KeyWords::tr("Could not test the key: something other than the service responded: %1. Sign in to your "
                            "network or proxy, or check the base URL.")
            .arg(whatCame(failure));
    case FailureKind::Timeout:
        return KeyWords::tr("The key could not be tested: the service did not answer in time%1.").arg(said);
    case FailureKind::ServiceError:
        return KeyWords::
            tr("The key could not be tested: the service answered with HTTP status %1%2. Try again later.")
                .arg(QString::number(failure.httpStatus.value_or(0)), said);
    case FailureKind::Network:
        if (failure.isUntrusted)
            return KeyWords::
                tr("The key could not be tested and was not sent: the service could not prove who it is%1.")
                    .arg(said);
        return KeyWords::tr(
                   "The key could not be tested: no answer could be fetched%1. Check this computer's network "
                   "connection.")
            .arg(said);
    case FailureKind::Cancelled:
        return KeyWords::tr("The key was not tested.");
    case FailureKind::Unreadable:
    case FailureKind::WrongTask:
    case FailureKind::TooLarge:
    case FailureKind::NotFound:
    case FailureKind::Unauthorized:
    case FailureKind::Forbidden:
        break;
    }
    return KeyWords::tr(
               "The key could not be tested: what answered does not talk like the service%1. Check the "
               "base URL, or the sign-in page of your network.")
        .arg(said);
}

} // namespace

QString keySourceText(const ApiKey &key, const KeyKeeping &keeping)
{
    switch (key.source()) {
    case ApiKey::Source::None:
        break;
    case ApiKey::Source::File:
        return KeyWords::tr("Key: from file “%1”").arg(QFileInfo(key.sourceName()).fileName());
    case ApiKey::Source::Environment:
        return KeyWords::tr("Key: from %1").arg(key.sourceName());
    case ApiKey::Source::Keyring:
        return KeyWords::tr("Key: from the keyring");
    case ApiKey::Source::Entered:
        if (keeping.state == KeyKeeping::State::Kept)
            return KeyWords::tr("Key: entered, kept in the keyring");
        if (keeping.state == KeyKeeping::State::UnderWay)
            return KeyWords::tr("Key: entered");
        return KeyWords::tr("Key: entered, for this run only");
    case ApiKey::Source::Demo:
        return KeyWords::tr("Key: demo key");
    }
    return KeyWords::tr("Key: none");
}

QString keySourceTip(const ApiKey &key, const KeyKeeping &keeping)
{
    QStringList sentences;
    if (key.source() == ApiKey::Source::File)
        sentences.append(KeyWords::tr("The key was read from %1.").arg(key.sourceName()));
    if (key.source() == ApiKey::Source::Entered && keeping.state == KeyKeeping::State::UnderWay)
        sentences.append(KeyWords::tr("The desktop's keyring has been asked to keep it."));
    if (key.source() == ApiKey::Source::Entered && keeping.state == KeyKeeping::State::Failed)
        sentences.append(KeyWords::tr("It is not kept: %1").arg(keeping.problem));
    if (key.wasTrimmed())
        sentences.append(KeyWords::tr("White space around the key was left out."));
    return sentences.join(QChar::Space);
}

QString keyTestSentence(const std::optional<Failure> &problem)
{
    if (!problem)
        return KeyWords::tr("The service accepts this key.");
    const QString said = inBrackets(problem->detail);
    switch (problem->kind) {
    case FailureKind::Unauthorized:
        return KeyWords::tr("The service refuses this key%1. Check that it is whole and still valid.")
            .arg(said);
    case FailureKind::Forbidden:
        return KeyWords::tr("The service knows this key, but does not allow it to list tasks%1. It may still "
                            "ask for single ones.")
            .arg(said);
    case FailureKind::NotFound:
        return KeyWords::tr(
                   "The service did not refuse this key, but has no list of tasks to test it with%1.")
            .arg(said);
    case FailureKind::RateLimited:
    case FailureKind::ServiceError:
    case FailureKind::Redirect:
    case FailureKind::Network:
    case FailureKind::NotTheService:
    case FailureKind::Timeout:
    case FailureKind::Unreadable:
    case FailureKind::WrongTask:
    case FailureKind::TooLarge:
    case FailureKind::Cancelled:
        break;
    }
    return notTestedSentence(*problem);
}

Notice noticeFor(const std::optional<Failure> &standstill, const ApiKey &key, const QString &keyProblem)
{
    if (key.isEmpty()) {
        const QString how =
            KeyWords::tr("Enter a key here, set the environment variable TWELVELABS_API_KEY, or start with "
                         "--api-key-file FILE.");
        const QString what =
            keyProblem.isEmpty() ? KeyWords::tr("There is no API key, so nothing can be asked.") : keyProblem;
        return {what + QChar::Space + how, NoticeBar::EnterKey};
    }
    if (!standstill)
        return {};
    const QString what =
        KeyWords::tr("Polling has stopped.") + QChar::Space + failureSentence(*standstill, {});
    return {what, NoticeBar::EnterKey | NoticeBar::TryAgain};
}

} // namespace embedscope
