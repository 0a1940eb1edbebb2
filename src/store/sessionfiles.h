// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QTemporaryDir>

namespace embedscope {

// The session's files as files, whatever is in them. What can go wrong answers 0 or the system's error (errno).

/// "FOLDER/session-WHAT.sqlite" beside "FOLDER/session.sqlite".
QString sessionSibling(const QString &path, const QString &what);
/// Makes an empty file that only the user can read, where there is none: SQLite would make one for everybody.
void makePrivateFile(const QString &path);
/// Renames a file, replacing what has the name, with its content and the folder synced to the disk.
int renameSynced(const QString &from, const QString &to);
/// Moves a broken database and its log out of the way, under a name with the time that nobody has; `to` says which.
int moveSessionAside(const QString &path, const QDateTime &now, QString &to);

/// Removes a database with its log.
void removeSession(const QString &path);

/// A copy of a database and its log in a folder of its own, gone with this object: to read what must not, or cannot, be
/// written to.
class SessionCopy final
{
public:
    explicit SessionCopy(const QString &path);

    const QString &problem() const { return m_problem; }
    QString path() const;

private:
    QTemporaryDir m_folder;
    QString m_problem;
};

} // namespace embedscope
