// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"

#include <QSqlQuery>
#include <QString>

#include <optional>

namespace embedscope {

/// Why SQLite did not do something.
struct SqlTrouble
{
    int code = 0; ///< SQLite's primary result code; 0 where it was not SQLite that failed
    QString text; ///< the system's words

    static constexpr int error = 1; ///< SQLITE_ERROR
    static constexpr int readOnly = 8; ///< SQLITE_READONLY
    static constexpr int broken = 11; ///< SQLITE_CORRUPT

    /// The file's content is at fault: it is no database, or not a whole one.
    bool isBroken() const;
    /// The same as a sentence for the user; `path` is the database's.
    Failure toFailure(const QString &path) const;
};

/// One connection to an SQLite file under a name of its own, closed with this object; for the thread that made it.
class SqlConnection final
{
public:
    SqlConnection();
    ~SqlConnection();
    Q_DISABLE_COPY_MOVE(SqlConnection)

    /// For reading and writing; a file that is missing is made with the first change.
    std::optional<SqlTrouble> open(const QString &path);

    std::optional<SqlTrouble> run(const QString &sql);
    /// The first value of the first row; invalid where there is no row.
    std::optional<SqlTrouble> read(const QString &sql, QVariant &value);
    /// A query of this connection, to be prepared. Must be gone before the connection.
    QSqlQuery query() const;

    static SqlTrouble troubleOf(const QSqlQuery &query);

private:
    QString m_name;
};

} // namespace embedscope
