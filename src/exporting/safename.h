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
    /// The longest name that is given, in bytes: what is put behind it, such as "_rows.csv", has a place in the 255 of a file
    /// system, and so has a number.
    static constexpr qsizetype longest = 230;

    /// `name`, which is ASCII, or `name`-2, -3 and so on where it was taken before. A longer one than `longest` is cut, and
    /// ends in a hash of all of it: the same one for the same name, whatever else is in the folder.
    QString take(const QString &name);

private:
    QHash<QString, int> m_taken; ///< in lower case -> the number that was used last
};

} // namespace embedscope
