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

} // namespace

QString keySourceText(const ApiKey &key)
{
    switch (key.source()) {
    case ApiKey::Source::None:
        break;
    case ApiKey::Source::File:
        return KeyWords::tr("Key: from file %1").arg(QFileInfo(key.sourceName()).fileName());
    case ApiKey::Source::Environment:
        return KeyWords::tr("Key: from %1").arg(key.sourceName());
    case ApiKey::Source::Keyring:
        return KeyWords::tr("Key: from the keyring");
    case ApiKey::Source::Entered:
        return KeyWords::tr("Key: entered, for this run only");
    case ApiKey::Source::Demo:
        return KeyWords::tr("Key: demo key");
    }
    return KeyWords::tr("Key: none");
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
    const QString what = KeyWords::tr("Polling has stopped.") + QChar::Space + failureSentence(*standstill, {});
    // Another key does not help where the service sends requests elsewhere.
    if (standstill->kind == FailureKind::Redirect)
        return {what, NoticeBar::TryAgain};
    return {what, NoticeBar::EnterKey | NoticeBar::TryAgain};
}

} // namespace embedscope
