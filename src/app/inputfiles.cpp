// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/inputfiles.h"

#include "app/words.h"
#include "core/streamdevice.h"

#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

bool isFifo(const QString &path)
{
    struct stat status{};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 && S_ISFIFO(status.st_mode);
}

} // namespace

Result<ImportedFile> InputFiles::read(const QString &path)
{
    const auto isCancelled = [this] { return m_interruption.isSet(); };
    const auto make = [this] { return makeFile(); };
    const bool isInput = path == "-"_L1;
    if (!isInput && !isFifo(path))
        return readImport(path, isCancelled, {}, make);
    const QString name = isInput ? AppWords::tr("standard input") : QFileInfo(path).fileName();
    const auto stream = isInput ? std::make_unique<StreamDevice>(STDIN_FILENO, m_interruption)
                                : std::make_unique<StreamDevice>(path, m_interruption);
    const auto copy = copyOf(*stream, name);
    if (!copy)
        return copy.failure();
    return readImport(*copy, isCancelled, name, make);
}

SpoolFolder &InputFiles::folder()
{
    return m_folder ? *m_folder : m_folder.emplace(m_tell);
}

/// On the first disk that takes it.
Result<std::unique_ptr<QFile>> InputFiles::makeFile()
{
    auto made = folder().createFile();
    for (size_t place = 1; !made && place + 1 < folder().places(); ++place) {
        if (auto other = folder().createFile(place)) {
            folder().tellPlace(place, made.failure().detail);
            return other;
        }
    }
    return made;
}

/// What comes from a pipe can be read once, and its responses are read more often: so it goes into a file first.
Result<QString> InputFiles::copyOf(QIODevice &stream, const QString &name)
{
    auto copy = std::make_unique<SpoolFile>(folder());
    std::optional<Failure> notKept = copy->append({}); // an empty one is a file, too
    const bool isRead = !notKept && stream.open(QIODevice::ReadOnly) && readToEnd(stream, [&](QByteArrayView piece) {
        notKept = copy->append(piece);
        return !notKept;
    });
    if (m_interruption.isSet())
        return Failure{.kind = FailureKind::Cancelled};
    if (notKept)
        return Failure{.detail = AppWords::tr("There is no place for a copy of “%1”: %2.").arg(name, notKept->detail),
                       .isOfDisk = true};
    if (!isRead)
        return Failure{.detail = AppWords::tr("“%1” cannot be read: %2.").arg(name, stream.errorString()), .isOfDisk = true};
    return m_copies.emplace_back(std::move(copy))->path();
}

} // namespace embedscope
