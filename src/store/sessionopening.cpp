// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sessionopening.h"

#include "core/diskcalls.h"
#include "store/sessionfiles.h"
#include "store/words.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

Failure failureOfDisk(const QString &sentence)
{
    return {.kind = FailureKind::Network, .detail = sentence, .isOfDisk = true};
}

/// Sessions hold file names and URLs of the user's media: for nobody else.
QString makePrivateFolder(const QString &folder)
{
    if (disk::ensureFolder(folder) != 0)
        return StoreWords::tr("The folder %1 cannot be made, so the session is not saved. Check the permissions and the "
                              "free space of the folder above it.")
            .arg(QDir::toNativeSeparators(folder));
    return {};
}

/// Opens and loads in one go: both may find that the file is broken.
std::optional<SqlTrouble> openAndLoad(const QString &path, const SessionSchema &schema, OpenedSession &opened,
                                      const SessionDatabase::Announce &announce = {})
{
    std::optional<SqlTrouble> trouble;
    int version = 0;
    opened.database = SessionDatabase::open(path, schema, trouble, &version);
    opened.isNewer = !trouble && !opened.database;
    if (opened.database)
        trouble = opened.database->load(opened.session, announce);
    return trouble;
}

/// The file says of itself that a newer version wrote it: read what this one understands.
OpenedSession readNewer(const QString &path)
{
    OpenedSession opened;
    opened.isNewer = true;
    const auto trouble = SessionDatabase::salvage(path, opened.session);
    opened.readOnly = failureOfDisk(
        StoreWords::tr("The session (%1) was written by a newer version of Embedscope, so this one only reads it: what "
                       "changes now is not saved. Use the newer version, or another data folder.")
            .arg(QDir::toNativeSeparators(path)));
    opened.session.notes += opened.readOnly->detail;
    if (trouble)
        opened.session.notes += StoreWords::tr("Not all of it could be read: %1").arg(trouble->text);
    return opened;
}

/// The file cannot be opened for writing: read a copy. `blame` is set where the copy cannot be written either, so that
/// it is the file's content and not its place that is at fault.
Result<OpenedSession> readCopy(const QString &path, const SessionSchema &schema, const SqlTrouble &why,
                               std::optional<SqlTrouble> &blame)
{
    const Failure failure = why.toFailure(path);
    if (!QFileInfo::exists(path))
        return failure;
    const SessionCopy copy(path);
    if (!copy.problem().isEmpty())
        return failure;
    OpenedSession opened;
    const auto trouble = openAndLoad(copy.path(), schema, opened);
    if (opened.isNewer)
        return readNewer(path);
    opened.database.reset(); // before the copy goes
    if (trouble) {
        if (trouble->isBroken() || trouble->code == SqlTrouble::readOnly)
            blame = trouble;
        return failure;
    }
    opened.readOnly = failure;
    opened.session.notes += failure.detail;
    return opened;
}

/// Where the one that takes the place of a broken one is made, so that it appears with all that is in it.
QString newSessionPath(const QString &path)
{
    return sessionSibling(path, u"new"_s);
}

std::optional<SqlTrouble> makeSession(const QString &path, const SessionSchema &schema, const LoadedSession &content)
{
    removeSession(path);
    std::optional<SqlTrouble> trouble;
    auto database = SessionDatabase::open(path, schema, trouble);
    if (!trouble)
        trouble = database->apply({content.tasks, {}, content.memory, content.days});
    database.reset(); // what is in the log goes into the file now
    if (!trouble && QFileInfo::exists(path + u"-wal"_s))
        trouble = SqlTrouble{0, u"the log could not be written into the database"_s};
    if (trouble)
        removeSession(path);
    return trouble;
}

/// Moves a broken one aside, and puts one in its place that has what can still be read.
Result<OpenedSession> replaceBroken(const QString &path, const SessionSchema &schema, const SqlTrouble &why)
{
    LoadedSession rest;
    SessionDatabase::salvage(path, rest);
    if (const auto trouble = makeSession(newSessionPath(path), schema, rest))
        return trouble->toFailure(path);
    QString aside;
    int error = moveSessionAside(path, QDateTime::currentDateTime(), aside);
    if (error == 0)
        error = renameSynced(newSessionPath(path), path);
    if (error != 0)
        return failureOfDisk(StoreWords::tr("The session (%1) is broken (%2), and another cannot take its place: %3. "
                                            "Nothing is saved. Check the permissions of its folder.")
                                 .arg(QDir::toNativeSeparators(path), why.text, qt_error_string(error)));
    OpenedSession opened;
    opened.wasBroken = true;
    if (const auto trouble = openAndLoad(path, schema, opened))
        return trouble->toFailure(path);
    const QString count = QLocale().toString(static_cast<qulonglong>(opened.session.tasks.size()));
    opened.session.notes +=
        (opened.session.tasks.size() == 1
             ? StoreWords::tr("The session was broken (%1). It is kept as %2, and a new one was begun with the %3 task that "
                              "could still be read.")
             : StoreWords::tr("The session was broken (%1). It is kept as %2, and a new one was begun with the %3 tasks that "
                              "could still be read."))
            .arg(why.text, QDir::toNativeSeparators(aside), count);
    return opened;
}

} // namespace

QString sessionPath(const QString &folder)
{
    return folder + u"/session.sqlite"_s;
}

Result<OpenedSession> openSession(const QString &folder, const SessionSchema &schema,
                                  const SessionDatabase::Announce &announce)
{
    if (const QString problem = makePrivateFolder(folder); !problem.isEmpty())
        return failureOfDisk(problem);
    const QString path = sessionPath(folder);
    // The program ended while a broken one was replaced.
    if (!QFileInfo::exists(path) && QFileInfo::exists(newSessionPath(path)))
        renameSynced(newSessionPath(path), path);
    OpenedSession opened;
    const auto trouble = openAndLoad(path, schema, opened, announce);
    if (opened.isNewer)
        return readNewer(path);
    if (!trouble)
        return opened;
    opened.database.reset(); // closed before its file is moved or copied
    if (trouble->isBroken())
        return replaceBroken(path, schema, *trouble);
    std::optional<SqlTrouble> blame;
    auto read = readCopy(path, schema, *trouble, blame);
    return blame ? replaceBroken(path, schema, *blame) : std::move(read);
}

} // namespace embedscope
