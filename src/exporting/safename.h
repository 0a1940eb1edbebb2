// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

namespace embedscope {

/// Any text as a part of a file name: letters, digits, - and _ of ASCII, at most 60 of them, every other character
/// becomes -. An empty text is "unnamed".
QString safeName(const QString &text);

/// Makes file names that nothing else in a folder has, whether or not its file system tells A from a.
class FileNames final
{
public:
    /// `name`, or `name`-2, -3 and so on where it was taken before.
    QString take(const QString &name);

private:
    QHash<QString, int> m_taken; ///< in lower case -> the number that was used last
};

} // namespace embedscope
