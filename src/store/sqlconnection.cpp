// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlconnection.h"

#include "store/words.h"

#include <QDir>
#include <QSqlDatabase>
#include <QSqlError>
#include <QVariant>

#include <atomic>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// Of sqlite3.h, whose package nothing else here needs.
enum SqliteCode {
    SqlitePerm = 3,
    SqliteBusy = 5,
    SqliteLocked = 6,
    SqliteFull = 13,
    SqliteCantOpen = 14,
    SqliteNotADatabase = 26,
};

SqlTrouble troubleOfError(const QSqlError &error)
{
    const QString words = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    return {error.nativeErrorCode().toInt() & 0xff, words};
}

} // namespace

bool SqlTrouble::isBroken() const
{
    return code == broken || code == SqliteNotADatabase;
}

Failure SqlTrouble::toFailure(const QString &path) const
{
    const QString file = QDir::toNativeSeparators(path);
    QString sentence;
    switch (code) {
    case SqliteFull:
        sentence = StoreWords::tr("The disk is full: the session (%1) is not saved. Free some space there; it is then "
                                  "saved by itself.")
                       .arg(file);
        break;
    case SqlitePerm:
    case SqlTrouble::readOnly:
    case SqliteCantOpen:
        sentence = StoreWords::tr("The session (%1) cannot be written, so it is not saved: %2. Check that its folder is "
                                  "there, belongs to you and can be written to.")
                       .arg(file, text);
        break;
    case SqliteBusy:
    case SqliteLocked:
        sentence = StoreWords::tr("Another program holds the session (%1), so it is not saved for now. Close that "
                                  "program; it is then saved by itself.")
                       .arg(file);
        break;
    default:
        sentence = StoreWords::tr("The session (%1) is not saved: %2. This is tried again and again; check the disk.")
                       .arg(file, text);
    }
    return {.kind = FailureKind::Network, .detail = sentence, .isOfDisk = true};
}

SqlConnection::SqlConnection()
{
    static std::atomic<int> number = 0;
    m_name = u"session-%1"_s.arg(++number);
}

SqlConnection::~SqlConnection()
{
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(m_name);
}

std::optional<SqlTrouble> SqlConnection::open(const QString &path)
{
    if (!QSqlDatabase::isDriverAvailable(u"QSQLITE"_s)) {
        return SqlTrouble{0, StoreWords::tr("Qt's driver for SQLite is not installed (on Debian and Ubuntu the package "
                                            "libqt6sql6-sqlite)")};
    }
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    database.setDatabaseName(path);
    database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=2000"_s);
    if (!database.open())
        return troubleOfError(database.lastError());
    return std::nullopt;
}

std::optional<SqlTrouble> SqlConnection::run(const QString &sql)
{
    QSqlQuery running = query();
    if (!running.exec(sql))
        return troubleOf(running);
    return std::nullopt;
}

std::optional<SqlTrouble> SqlConnection::read(const QString &sql, QVariant &value)
{
    QSqlQuery reading = query();
    if (!reading.exec(sql))
        return troubleOf(reading);
    value = reading.next() ? reading.value(0) : QVariant();
    if (reading.lastError().isValid())
        return troubleOf(reading);
    return std::nullopt;
}

QSqlQuery SqlConnection::query() const
{
    QSqlQuery made(QSqlDatabase::database(m_name, false));
    made.setForwardOnly(true);
    return made;
}

SqlTrouble SqlConnection::troubleOf(const QSqlQuery &query)
{
    return troubleOfError(query.lastError());
}

} // namespace embedscope
