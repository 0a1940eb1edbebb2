// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sessiondatabase.h"

#include "store/sessionfiles.h"
#include "store/sessionrows.h"

#include <QSqlError>
#include <QVariant>

#include <algorithm>
#include <map>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// What makes a table that held `before` hold `after`: rows with another content, and keys that are gone.
template<class Row, class Key>
struct RowChanges
{
    std::vector<Row> upserts;
    std::vector<qint64> removals;

    RowChanges(const std::vector<Row> &before, const std::vector<Row> &after, Key key)
    {
        std::map<qint64, const Row *> old;
        for (const Row &row : before)
            old.emplace(row.*key, &row);
        for (const Row &row : after) {
            const auto found = old.find(row.*key);
            if (found == old.end() || !(*found->second == row))
                upserts.push_back(row);
            if (found != old.end())
                old.erase(found);
        }
        for (const auto &[gone, row] : old)
            removals.push_back(gone);
    }
};

/// Runs the statement once for each item; `bind` gives it its values.
template<class Items, class Bind>
std::optional<SqlTrouble> runForEach(const SqlConnection &connection, const QString &sql, const Items &items, Bind bind)
{
    if (items.empty())
        return std::nullopt;
    QSqlQuery query = connection.query();
    if (!query.prepare(sql))
        return SqlConnection::troubleOf(query);
    for (const auto &item : items) {
        bind(query, item);
        if (!query.exec())
            return SqlConnection::troubleOf(query);
    }
    return std::nullopt;
}

/// Trouble with a statement that is right for a file of this version: then the file is at fault.
std::optional<SqlTrouble> blameFile(std::optional<SqlTrouble> trouble)
{
    if (trouble && trouble->code == SqlTrouble::error)
        trouble->code = SqlTrouble::broken;
    return trouble;
}

void bindKey(QSqlQuery &query, qint64 key)
{
    query.bindValue(0, key);
}

} // namespace

SessionDatabase::SessionDatabase(const QString &path) : m_path(path) { }

SessionDatabase::~SessionDatabase() = default;

QString SessionDatabase::backupPath(const QString &path, int version)
{
    return sessionSibling(path, u"version-%1"_s.arg(version));
}

std::unique_ptr<SessionDatabase> SessionDatabase::open(const QString &path, const SessionSchema &schema,
                                                       std::optional<SqlTrouble> &trouble, int *version)
{
    std::unique_ptr<SessionDatabase> database(new SessionDatabase(path));
    int found = 0;
    trouble = database->prepare(schema, found);
    if (version)
        *version = found;
    return trouble || found > schema.version() ? nullptr : std::move(database);
}

std::optional<SqlTrouble> SessionDatabase::prepare(const SessionSchema &schema, int &version)
{
    makePrivateFile(m_path);
    if (auto trouble = m_connection.open(m_path))
        return trouble;
    if (auto trouble = readSessionVersion(m_connection, version); trouble || version > schema.version())
        return blameFile(trouble);
    QVariant verdict;
    if (auto trouble = m_connection.read(u"PRAGMA quick_check(1)"_s, verdict))
        return blameFile(trouble);
    if (verdict.toString() != "ok"_L1)
        return SqlTrouble{SqlTrouble::broken, verdict.toString()};
    for (const auto &pragma : {u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = FULL"_s,
                               u"PRAGMA foreign_keys = ON"_s, u"PRAGMA journal_size_limit = 4194304"_s}) {
        if (auto trouble = m_connection.run(pragma))
            return trouble;
    }
    if (version < schema.version()) {
        if (version > 0) {
            if (auto trouble = backUp(version))
                return trouble;
        }
        return migrateSession(m_connection, version, schema);
    }
    // SQLite opens for reading what cannot be written, and says so only here.
    if (auto trouble = m_connection.run(u"BEGIN IMMEDIATE"_s))
        return trouble;
    return m_connection.run(u"ROLLBACK"_s);
}

/// A whole copy under the name of its version, synced: VACUUM INTO itself syncs nothing.
std::optional<SqlTrouble> SessionDatabase::backUp(int version)
{
    const QString target = backupPath(m_path, version);
    const QString part = target + u".part"_s;
    QFile::remove(part);
    makePrivateFile(part);
    QString quoted = part;
    quoted.replace(u'\'', "''"_L1);
    if (auto trouble = m_connection.run(u"VACUUM INTO '%1'"_s.arg(quoted)))
        return trouble;
    const int error = renameSynced(part, target);
    return error == 0 ? std::nullopt : std::optional(SqlTrouble{0, qt_error_string(error)});
}

std::optional<SqlTrouble> SessionDatabase::load(LoadedSession &session, const Announce &announce)
{
    if (QVariant count; announce && !m_connection.read(u"SELECT count(*) FROM task"_s, count)) {
        session.tasks.reserve(count.toUInt());
        announce(count.toInt());
    }
    if (auto trouble = loadTasks(session))
        return blameFile(trouble);
    auto trouble = loadMemory(session.memory);
    m_memory = session.memory;
    return blameFile(trouble ? trouble : loadDays(session.days));
}

std::optional<SqlTrouble> SessionDatabase::loadTasks(LoadedSession &session)
{
    QSqlQuery query = m_connection.query();
    if (!query.exec(taskSelection()))
        return SqlConnection::troubleOf(query);
    int senseless = 0;
    while (query.next()) {
        if (auto task = readTaskRow(query))
            session.tasks.push_back(*std::move(task));
        else
            ++senseless;
    }
    if (query.lastError().isValid())
        return SqlConnection::troubleOf(query);
    if (senseless > 0)
        return SqlTrouble{SqlTrouble::broken, u"%1 rows make no sense"_s.arg(senseless)};
    return std::nullopt;
}

std::optional<SqlTrouble> SessionDatabase::loadMemory(PollMemory &memory)
{
    QSqlQuery query = m_connection.query();
    if (!query.exec(u"SELECT number, kind, media_sec, took_sec FROM duration ORDER BY number"_s))
        return SqlConnection::troubleOf(query);
    while (query.next()) {
        DurationSample sample{.number = query.value(0).toLongLong(),
                              .kind = query.value(1).toString(),
                              .mediaSec = {},
                              .tookSec = query.value(3).toDouble()};
        if (!query.isNull(2))
            sample.mediaSec = query.value(2).toDouble();
        memory.durations.push_back(sample);
    }
    if (query.lastError().isValid() || !query.exec(u"SELECT minute, count FROM requests ORDER BY minute"_s))
        return SqlConnection::troubleOf(query);
    while (query.next())
        memory.requests.push_back({query.value(0).toLongLong(), query.value(1).toInt()});
    if (query.lastError().isValid())
        return SqlConnection::troubleOf(query);
    return std::nullopt;
}

std::optional<SqlTrouble> SessionDatabase::apply(const SessionBatch &batch)
{
    if (auto trouble = m_connection.run(u"BEGIN IMMEDIATE"_s))
        return trouble;
    auto trouble = writeTasks(batch);
    if (!trouble && batch.memory)
        trouble = writeMemory(*batch.memory);
    if (!trouble && batch.days)
        trouble = writeDays(*batch.days);
    if (!trouble)
        trouble = m_connection.run(u"COMMIT"_s);
    if (trouble)
        m_connection.run(u"ROLLBACK"_s); // SQLite may have done so by itself
    else if (batch.memory)
        m_memory = *batch.memory;
    return trouble;
}

std::optional<SqlTrouble> SessionDatabase::writeTasks(const SessionBatch &batch)
{
    auto trouble = runForEach(m_connection, u"DELETE FROM task WHERE id = ?"_s, batch.removals,
                              [](QSqlQuery &query, const TaskId &id) { query.bindValue(0, id.toString()); });
    if (!trouble)
        trouble = runForEach(m_connection, taskUpsert(), batch.upserts, bindTaskRow);
    if (trouble)
        return trouble;
    return runForEach(m_connection, u"UPDATE task SET order_key = ? WHERE id = ?"_s, batch.order,
                      [key = qint64(0)](QSqlQuery &query, const TaskId &id) mutable {
                          bindKey(query, ++key);
                          query.bindValue(1, id.toString());
                      });
}

std::optional<SqlTrouble> SessionDatabase::writeMemory(const PollMemory &memory)
{
    const RowChanges durations(m_memory.durations, memory.durations, &DurationSample::number);
    const RowChanges requests(m_memory.requests, memory.requests, &RequestMinute::minute);
    auto trouble = runForEach(m_connection, u"DELETE FROM duration WHERE number = ?"_s, durations.removals, bindKey);
    if (!trouble) {
        trouble = runForEach(m_connection, u"INSERT OR REPLACE INTO duration VALUES (?, ?, ?, ?)"_s, durations.upserts,
                             [](QSqlQuery &query, const DurationSample &sample) {
                                 query.bindValue(0, sample.number);
                                 query.bindValue(1, sample.kind);
                                 query.bindValue(2, sample.mediaSec ? QVariant(*sample.mediaSec) : QVariant());
                                 query.bindValue(3, sample.tookSec);
                             });
    }
    if (!trouble)
        trouble = runForEach(m_connection, u"DELETE FROM requests WHERE minute = ?"_s, requests.removals, bindKey);
    if (!trouble) {
        trouble = runForEach(m_connection, u"INSERT OR REPLACE INTO requests VALUES (?, ?)"_s, requests.upserts,
                             [](QSqlQuery &query, const RequestMinute &each) {
                                 query.bindValue(0, each.minute);
                                 query.bindValue(1, each.count);
                             });
    }
    return trouble;
}

std::optional<SqlTrouble> SessionDatabase::loadDays(OpenDays &days)
{
    QSqlQuery query = m_connection.query();
    if (!query.exec(u"SELECT day FROM open_day ORDER BY day"_s))
        return SqlConnection::troubleOf(query);
    while (query.next())
        days.note(QDate::fromJulianDay(query.value(0).toLongLong()));
    return query.lastError().isValid() ? std::optional(SqlConnection::troubleOf(query)) : std::nullopt;
}

/// Once a day: not worth finding the differences.
std::optional<SqlTrouble> SessionDatabase::writeDays(const OpenDays &days)
{
    if (auto trouble = m_connection.run(u"DELETE FROM open_day"_s))
        return trouble;
    return runForEach(m_connection, u"INSERT INTO open_day VALUES (?)"_s, days.all(),
                      [](QSqlQuery &query, const QDate &day) { bindKey(query, day.toJulianDay()); });
}

std::optional<SqlTrouble> SessionDatabase::salvage(const QString &path, LoadedSession &session)
{
    const SessionCopy copy(path);
    if (!copy.problem().isEmpty())
        return SqlTrouble{0, copy.problem()};
    SessionDatabase database(copy.path());
    if (auto trouble = database.m_connection.open(copy.path()))
        return trouble;
    // In the copy alone: an older version lacks what is read. Where that fails, reading says so.
    int version = 0;
    if (!readSessionVersion(database.m_connection, version) && version > 0 && version < currentSessionSchema().version())
        migrateSession(database.m_connection, version, currentSessionSchema());
    return database.load(session);
}

} // namespace embedscope
