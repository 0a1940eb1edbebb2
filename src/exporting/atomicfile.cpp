// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/atomicfile.h"

#include "core/diskcalls.h"
#include "core/streamdevice.h"
#include "exporting/obstacle.h"

#include <QFileInfo>
#include <QRandomGenerator>

#include <cerrno>

namespace embedscope {

namespace {

constexpr qsizetype trialSize = 4096; // some file systems keep a few bytes beside the name, however full they are

bool isTaken(const QString &path)
{
    const QFileInfo file(path);
    return file.exists() || file.isSymLink(); // a link that leads nowhere takes the name as well
}

} // namespace

AtomicFile::AtomicFile(const QString &path, Existing existing)
    : m_path(QFileInfo(path).absoluteFilePath()), m_existing(existing)
{
}

AtomicFile::~AtomicFile() = default;

AtomicFile::Status AtomicFile::open()
{
    const QFileInfo target(m_path);
    QString path = m_path;
    if (const QString obstacle = obstacleTo(ExportShape::File, m_path); !obstacle.isEmpty())
        return fail(obstacle);
    if (m_existing == Existing::Keep) {
        if (isTaken(m_path))
            return Status::Exists;
        // QSaveFile always replaces: so it gets a name that nobody else has, see moveIntoPlace().
        const quint64 number = QRandomGenerator::system()->generate64();
        path = target.absolutePath()
            + QStringLiteral("/.embedscope-%1.part").arg(number, 16, 16, QLatin1Char('0'));
    }
    m_file = std::make_unique<QSaveFile>(path);
    // Unbuffered: blocks are large anyway, and a disk that is full says so at once, in its own words.
    if (!m_file->open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return fail(m_file->errorString());
    return Status::Done;
}

bool AtomicFile::tryWriting()
{
    if (!writeAll(*m_file, QByteArray(trialSize, ' ')) || !m_file->flush()) {
        fail(m_file->errorString());
        return false;
    }
    const int error = disk::checkName(m_path); // the one that is written to first is shorter
    if (error != 0)
        fail(qt_error_string(error));
    return error == 0;
}

AtomicFile::Status AtomicFile::commit(const WrittenBytes &bytes, const std::atomic<bool> &cancelled)
{
    const QString written = m_file->fileName();
    // QSaveFile::commit() syncs as well, but takes a sync that failed for success.
    if (!m_file->flush())
        return fail(m_file->errorString());
    QString problem;
    if (!syncAndReadBack(m_file->handle(), bytes, cancelled, problem))
        return problem.isEmpty() ? Status::Cancelled : fail(problem);
    if (!m_file->commit())
        return fail(m_file->errorString());
    if (m_existing == Existing::Keep) {
        if (const Status status = moveIntoPlace(written); status != Status::Done)
            return status;
    }
    const QString target = QFileInfo(m_path).canonicalPath(); // of the link's target, if it is a link
    // Without it, after a power cut, the folder has the old file or the new one, both whole: so a folder that cannot be
    // synced is no failure.
    (void)disk::syncFolder(target);
    return Status::Done;
}

AtomicFile::Status AtomicFile::moveIntoPlace(const QString &written)
{
    const int error = disk::renameWithoutReplacing(written, m_path);
    if (error == 0)
        return Status::Done;
    QFile::remove(written);
    return error == EEXIST ? Status::Exists : fail(qt_error_string(error));
}

AtomicFile::Status AtomicFile::fail(const QString &problem)
{
    m_problem = problem;
    return Status::Failed;
}

} // namespace embedscope
