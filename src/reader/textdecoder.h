// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringConverter>

namespace embedscope {

/// Makes text of bytes that come in pieces: UTF-16 with or without a mark (FileKind), what another mark says,
/// else UTF-8; bytes that are not UTF-8 become replacement characters.
class TextDecoder final
{
public:
    QString take(QByteArrayView piece); ///< it may end in the middle of a character
    QString finish(); ///< what was held back until it was known what it is

private:
    QString begin();

    QByteArray m_beginning;
    QStringDecoder m_decoder;
};

} // namespace embedscope
