// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>

class QIODevice;

namespace embedscope {

/// Where in a body the JSON text itself stands, in bytes.
struct AnswerRange
{
    qint64 begin = 0;
    qint64 end = 0; ///< behind its last byte

    friend bool operator==(const AnswerRange &, const AnswerRange &) = default;
};

/// The body without a BOM and without the white space of JSON (space, \t, \r, \n) around it. Reads only at
/// both ends of `device`, which must be open and random-access. Nothing where it cannot be read, or holds
/// nothing else.
std::optional<AnswerRange> findAnswerRange(QIODevice &device);

} // namespace embedscope
