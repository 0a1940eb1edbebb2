// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"
#include "net/apikey.h"
#include "widgets/noticebar.h"

#include <QString>

#include <optional>

namespace embedscope {

/// "Key: from TWELVELABS_API_KEY": where the key came from, never what it is.
QString keySourceText(const ApiKey &key);

/// What the window says where nothing is asked any more, and the steps that it offers.
struct Notice
{
    QString text; ///< empty: nothing stands in the way
    NoticeBar::Steps steps;
};
/// `standstill` as TaskFeed tells it; `keyProblem` a sentence about a key that was found and cannot be used,
/// else empty.
Notice noticeFor(const std::optional<Failure> &standstill, const ApiKey &key, const QString &keyProblem);

} // namespace embedscope
