// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace embedscope {

/// Takes the escape sequences of terminals (colours, mostly) out of a text that comes in pieces, as if they
/// had been obeyed: also where a program has written the escape character as `\u001b`, `\x1b`, `\033` or
/// `\e`, or a terminal has left it out.
class AnsiFilter final
{
public:
    QString take(QStringView piece); ///< it may end in the middle of a sequence
    QString finish(); ///< what was held back

private:
    QString clean(QStringView text, bool isWhole);

    QString m_held; // may become a sequence
};

/// The same for a whole text.
QString withoutAnsi(QStringView text);

} // namespace embedscope
