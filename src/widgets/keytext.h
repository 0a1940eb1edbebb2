// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"
#include "net/apikey.h"
#include "widgets/noticebar.h"

#include <QString>

#include <optional>

namespace embedscope {

/// Whether a key that was entered outlives the window.
struct KeyKeeping
{
    enum class State {
        NotWanted,
        UnderWay, ///< the keyring has been asked
        Kept,
        Failed
    };
    State state = State::NotWanted;
    QString problem = {}; ///< Failed: why, in a whole sentence
};

/// "Key: from TWELVELABS_API_KEY": where the key came from, never what it is. `keeping` counts for a key that
/// was entered.
QString keySourceText(const ApiKey &key, const KeyKeeping &keeping = {});
/// What else there is to say of it, in whole sentences; may be empty.
QString keySourceTip(const ApiKey &key, const KeyKeeping &keeping = {});
/// What a key's test showed, as KeyTester tells it: one or two whole sentences.
QString keyTestSentence(const std::optional<Failure> &problem);

/// What the window says where nothing is asked any more, and the steps that it offers.
struct Notice
{
    QString text; ///< empty: nothing stands in the way
    NoticeBar::Steps steps;
};
/// `standstill` as TaskFeed tells it; `keyProblem` a sentence about why there is no key, else empty.
Notice noticeFor(const std::optional<Failure> &standstill, const ApiKey &key, const QString &keyProblem);

} // namespace embedscope
