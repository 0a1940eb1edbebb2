// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "polling/keyredactor.h"

#include <functional>

namespace embedscope {

/// While it lives, Qt's messages (qWarning() and so on) pass through a KeyRedactor on their way to standard
/// error. One at a time.
class RedactedMessages final
{
public:
    /// Says one line without its line break; called from any thread.
    using Print = std::function<void(const QString &line)>;

    RedactedMessages();
    explicit RedactedMessages(Print print);
    ~RedactedMessages();
    Q_DISABLE_COPY_MOVE(RedactedMessages)

    /// The key in use from now on.
    void setKey(const ApiKey &key);
};

} // namespace embedscope
