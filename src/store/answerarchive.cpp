// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/answerarchive.h"

#include "core/diskcalls.h"
#include "store/archivedsource.h"
#include "store/archivefailure.h"
#include "store/checkeddevice.h"
#include "store/packeddevice.h"
#include "store/packing.h"
#include "store/partfile.h"
#include "store/seektable.h"
#include "store/sha256.h"

#include <QDir>
#include <QStandardPaths>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr qsizetype copyBytes = 1 << 20;

std::unique_ptr<QIODevice> deviceFor(const QString &path, const ArchivedAnswer &answer)
{
    if (answer.isPacked)
        return std::make_unique<PackedDevice>(path);
    return std::make_unique<CheckedDevice>(path, answer.rawSize, answer.sha256);
}

/// Reads the opened device to its end; what is wrong with it, or nothing where it is what was stored.
std::optional<QString> faultOf(QIODevice &device, const ArchivedAnswer &answer)
{
    Sha256 hash;
    qint64 size = 0;
    QByteArray buffer(copyBytes, '\0');
    for (;;) {
        const qint64 count = device.read(buffer.data(), buffer.size());
        if (count < 0)
            return device.errorString();
        if (count == 0)
            break;
        hash.add(buffer.constData(), count);
        size += count;
    }
    if ((answer.rawSize >= 0 && size != answer.rawSize) || !hash.result().startsWith(answer.sha256))
        return AnswerArchive::tr("the file is damaged: its bytes are not those that were stored");
    return std::nullopt;
}

/// Whether this file is there and holds what was stored.
bool isWhole(const QString &path, const ArchivedAnswer &answer)
{
    const auto device = deviceFor(path, answer);
    return device->open(QIODevice::ReadOnly) && !faultOf(*device, answer);
}

/// The age of an answer is that of its bytes, not of their packing.
void copyTime(int from, int to)
{
    struct stat state = {};
    if (::fstat(from, &state) == 0) {
        const struct timespec times[2] = {state.st_atim, state.st_mtim};
        ::futimens(to, times); // else it counts as younger; nothing is lost
    }
}

} // namespace

AnswerArchive::AnswerArchive(const QString &folder) : m_folder(QDir(folder).absolutePath())
{
    if (disk::ensureFolder(m_folder) != 0)
        return; // store() tries again, and tells
    PartFile::sweep(m_folder);
    settleTwins();
}

QString AnswerArchive::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/archive"_s;
}

Result<ArchivedAnswer> AnswerArchive::store(const TaskId &id, const AnswerBytes &bytes)
{
    if (const int error = disk::ensureFolder(m_folder); error != 0)
        return ArchiveFailure::ofWriting(id, m_folder, error);
    const bool isOurs = QFileInfo(bytes.path()).absoluteFilePath().startsWith(incomingFolder(m_folder) + u'/');
    if (isOurs && !m_unsynced.contains(bytes.path())) {
        PartFile part(m_folder);
        if (const auto hash = adopt(part, bytes))
            return putInPlace(id, bytes.size(), *hash, part);
    }
    PartFile part(m_folder);
    auto hash = copy(id, part, bytes);
    if (!hash)
        return std::move(hash.failure());
    return putInPlace(id, bytes.size(), *hash, part);
}

/// Its hash, and the answer is on the disk under a second, temporary name. Nothing where that
/// cannot be: then it is copied, and copying says what is wrong.
std::optional<QByteArray> AnswerArchive::adopt(PartFile &part, const AnswerBytes &bytes)
{
    if (part.adopt(bytes.path()) != 0)
        return std::nullopt;
    Sha256 hash;
    qint64 size = 0;
    QByteArray buffer(copyBytes, '\0');
    for (;;) {
        const ssize_t count = ::read(part.handle(), buffer.data(), static_cast<size_t>(buffer.size()));
        if (count < 0)
            return std::nullopt;
        if (count == 0)
            break;
        hash.add(buffer.constData(), count);
        size += count;
    }
    if (size != bytes.size())
        return std::nullopt;
    if (part.sync() != 0) {
        m_unsynced.insert(bytes.path());
        return std::nullopt;
    }
    return hash.result();
}

/// Its hash, and the answer is on the disk in a new, temporary file.
Result<QByteArray> AnswerArchive::copy(const TaskId &id, PartFile &part, const AnswerBytes &bytes) const
{
    const auto source = bytes.open();
    if (!source)
        return ArchiveFailure::ofSource(id, tr("it is not there any more"));
    if (const int error = part.create(); error != 0)
        return ArchiveFailure::ofWriting(id, m_folder, error);
    Sha256 hash;
    qint64 size = 0;
    QByteArray buffer(copyBytes, '\0');
    for (;;) {
        const qint64 count = source->read(buffer.data(), buffer.size());
        if (count < 0)
            return ArchiveFailure::ofSource(id, source->errorString());
        if (count == 0)
            break;
        hash.add(buffer.constData(), count);
        size += count;
        if (const int error = part.write(buffer.constData(), count); error != 0)
            return ArchiveFailure::ofWriting(id, m_folder, error);
    }
    if (size != bytes.size())
        return ArchiveFailure::ofSource(id, tr("it has %1 bytes, not %2").arg(size).arg(bytes.size()));
    if (const int error = part.sync(); error != 0)
        return ArchiveFailure::ofWriting(id, m_folder, error);
    return hash.result();
}

Result<ArchivedAnswer> AnswerArchive::putInPlace(const TaskId &id, qint64 size, const QByteArray &sha256, PartFile &part)
{
    ArchivedAnswer answer{.id = id, .sha256 = sha256, .rawSize = size, .storedSize = size};
    if (const auto same = findWhole(answer))
        return keepWhatIsThere(*same);
    if (const int error = part.moveTo(answer.fileName()); error != 0)
        return ArchiveFailure::ofWriting(id, m_folder, error);
    // A packed form that findWhole() did not take is damaged.
    (void)disk::remove(m_folder + u'/' + answer.fileName(true));
    return answer;
}

std::optional<ArchivedAnswer> AnswerArchive::findWhole(const ArchivedAnswer &wanted) const
{
    ArchivedAnswer found = wanted;
    for (const bool isPacked : {true, false}) {
        found.isPacked = isPacked;
        if (isWhole(pathOf(found), found)) {
            found.storedSize = QFileInfo(pathOf(found)).size();
            return found;
        }
    }
    return std::nullopt;
}

/// Whether it has ever reached the disk is not known: the program may have been killed before the sync.
Result<ArchivedAnswer> AnswerArchive::keepWhatIsThere(const ArchivedAnswer &answer) const
{
    const int handle = ::open(QFile::encodeName(pathOf(answer)).constData(), O_RDONLY | O_CLOEXEC);
    if (handle < 0)
        return ArchiveFailure::ofWriting(answer.id, m_folder, errno);
    int error = disk::syncFile(handle);
    ::close(handle);
    if (error == 0)
        error = disk::syncFolder(m_folder);
    if (error != 0)
        return ArchiveFailure::ofWriting(answer.id, m_folder, error);
    return answer;
}

Result<ArchivedAnswer> AnswerArchive::pack(const ArchivedAnswer &answer, const std::function<bool()> &isCancelled)
{
    if (answer.isPacked || answer.rawSize < leastBytesToPack)
        return answer;
    if (!QFile::exists(pathOf(answer))) {
        if (const auto whole = findWhole(answer))
            return *whole; // packed before, and whoever asks does not know
    }
    PartFile part(m_folder);
    if (const int error = part.create(); error != 0)
        return ArchiveFailure::ofPacking(answer, m_folder, error);
    ArchivedAnswer packed = answer;
    if (auto failure = packInto(part, packed, isCancelled))
        return std::move(*failure);
    if (!packed.isPacked)
        return answer;
    if (const int error = part.moveTo(packed.fileName()); error != 0)
        return ArchiveFailure::ofPacking(answer, m_folder, error);
    // Where that fails both stand there, which the next start settles.
    (void)disk::remove(pathOf(answer));
    return packed;
}

/// Synced and compared with the raw form; `answer` is packed afterwards, or as it was where that does not pay.
std::optional<Failure> AnswerArchive::packInto(PartFile &part, ArchivedAnswer &answer,
                                               const std::function<bool()> &isCancelled) const
{
    CheckedDevice raw(pathOf(answer), answer.rawSize, answer.sha256);
    if (!raw.open(QIODevice::ReadOnly))
        return ArchiveFailure::ofReading(answer, m_folder, raw.errorString());
    const PackOutcome outcome = packAnswer(raw, part, isCancelled);
    switch (outcome.kind) {
    case PackOutcome::Kind::NotWorthIt:
        return std::nullopt;
    case PackOutcome::Kind::Cancelled:
        return Failure{.kind = FailureKind::Cancelled};
    case PackOutcome::Kind::SourceFailed:
        return ArchiveFailure::ofDamage(answer, pathOf(answer), outcome.detail);
    case PackOutcome::Kind::DiskFailed:
        return ArchiveFailure::ofPacking(answer, m_folder, outcome.error);
    case PackOutcome::Kind::Packed:
        break;
    }
    copyTime(raw.handle(), part.handle());
    if (const int error = part.sync(); error != 0)
        return ArchiveFailure::ofPacking(answer, m_folder, error);
    answer.isPacked = true;
    answer.storedSize = outcome.packedBytes;
    return isWhole(part.path(), answer) ? std::nullopt : std::optional(ArchiveFailure::ofPacking(answer, m_folder, EIO));
}

AnswerBytes AnswerArchive::open(const ArchivedAnswer &answer) const
{
    return archivedBytes(m_folder, answer);
}

std::optional<Failure> AnswerArchive::verify(const ArchivedAnswer &answer) const
{
    QString problem;
    bool isMissing = false;
    const auto device = openArchived(m_folder, answer, problem, isMissing);
    if (!device)
        return isMissing ? ArchiveFailure::ofReading(answer, m_folder, problem) : ArchiveFailure::ofDamage(answer, pathOf(answer), problem);
    if (const auto fault = faultOf(*device, answer))
        return ArchiveFailure::ofDamage(answer, pathOf(answer), *fault);
    return std::nullopt;
}

std::optional<Failure> AnswerArchive::remove(const ArchivedAnswer &answer)
{
    return std::move(remove(std::span(&answer, 1)).front());
}

std::vector<std::optional<Failure>> AnswerArchive::remove(std::span<const ArchivedAnswer> answers)
{
    if (answers.empty())
        return {};
    std::vector<int> errors;
    errors.reserve(answers.size());
    for (const ArchivedAnswer &answer : answers) {
        const int raw = disk::remove(m_folder + u'/' + answer.fileName(false));
        const int packed = disk::remove(m_folder + u'/' + answer.fileName(true));
        errors.push_back(raw != 0 ? raw : packed);
    }
    const int ofSync = disk::syncFolder(m_folder);
    std::vector<std::optional<Failure>> failures(answers.size());
    for (size_t i = 0; i < answers.size(); ++i) {
        if (const int error = errors[i] != 0 ? errors[i] : ofSync; error != 0)
            failures[i] = ArchiveFailure::ofRemoving(answers[i], m_folder, error);
    }
    return failures;
}

Result<std::vector<AnswerArchive::Entry>> AnswerArchive::contentsOf(const QString &path,
                                                                    const std::function<bool(const TaskId &)> &wanted)
{
    const QDir folder(path);
    if (!QFileInfo(path).isReadable())
        return ArchiveFailure::ofFolder(path);
    std::vector<Entry> entries;
    const QStringList names = folder.entryList(QDir::Files, QDir::Name);
    for (const QString &name : names) {
        auto answer = ArchivedAnswer::fromFileName(name);
        if (!answer || (wanted && !wanted(answer->id)))
            continue;
        const QFileInfo info(folder, name);
        if (!info.exists()) // gone since the folder was read
            continue;
        answer->storedSize = info.size();
        answer->rawSize = info.size();
        if (answer->isPacked) {
            QFile file(info.filePath());
            const auto table = file.open(QFile::ReadOnly) ? SeekTable::read(file) : std::nullopt;
            answer->rawSize = table ? table->rawSize() : -1;
        }
        // Both forms of one answer: the packed one, whose name comes second, is whole.
        if (!entries.empty() && entries.back().answer.fileName(true) == answer->fileName())
            entries.pop_back();
        entries.push_back({*answer, info.lastModified().toUTC()});
    }
    return entries;
}

/// Killed between putting the packed form in place and removing the raw one: one of them goes.
void AnswerArchive::settleTwins()
{
    const QStringList packedFiles = QDir(m_folder).entryList({u"*.json.zst"_s}, QDir::Files);
    for (const QString &name : packedFiles) {
        auto answer = ArchivedAnswer::fromFileName(name);
        if (!answer)
            continue;
        const QString raw = m_folder + u'/' + answer->fileName(false);
        if (!QFile::exists(raw))
            continue;
        answer->rawSize = -1;
        (void)disk::remove(isWhole(pathOf(*answer), *answer) ? raw : pathOf(*answer));
    }
}

} // namespace embedscope
