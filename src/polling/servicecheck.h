// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httpanswer.h"

#include <QString>

#include <optional>

namespace embedscope {

/// Is it the service at all? Comes before any judgement of a task or a key: what came in its place, to stand in a sentence
/// (a web page titled “Hotel”), or nothing where the response may be its own. A sign-in page, a proxy and the server at a
/// wrong address send HTML, other text, or nothing at all, with whatever status; the service sends JSON, and leaves a body
/// out only where the status is an error.
std::optional<QString> whatCameInstead(const HttpAnswer &answer);

} // namespace embedscope
