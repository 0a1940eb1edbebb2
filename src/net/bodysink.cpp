// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/bodysink.h"

#include "core/diskcalls.h"
#include "net/spoolfolder.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace embedscope {

namespace {

Failure diskFailure(const QString &words)
{
    return Failure{.kind = FailureKind::Network, .detail = words, .isOfDisk = true};
}

/// Past the file's buffer, so that a full disk shows at once.
std::optional<Failure> write(QFile &file, const QByteArray &bytes)
{
    if (const int error = disk::writeAll(file.handle(), bytes.constData(), bytes.size()); error != 0)
        return diskFailure(qt_error_string(error));
    return std::nullopt;
}

/// A file without a name: nobody finds it, and it is gone with the program, however that ends.
class NamelessFile final : public AnswerSource
{
public:
    explicit NamelessFile(int handle) : m_handle(handle) { }
    ~NamelessFile() override { ::close(m_handle); }
    Q_DISABLE_COPY_MOVE(NamelessFile)

    std::unique_ptr<QIODevice> open() const override
    {
        // Opened anew, so that each device has a position of its own.
        auto file = std::make_unique<QFile>(QStringLiteral("/proc/self/fd/%1").arg(m_handle));
        if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return nullptr;
        return file;
    }

private:
    int m_handle;
};

} // namespace

BodySink::BodySink(SpoolFolder &folder, qint64 cap, const QByteArray &secret)
    : m_folder(folder), m_cap(cap), m_secret(secret)
{
}

BodySink::~BodySink()
{
    if (m_file)
        m_file->remove(); // never finished
}

std::optional<Failure> BodySink::append(const QByteArray &bytes)
{
    m_secret.add(bytes);
    m_size += bytes.size();
    if (m_size > m_cap)
        return Failure{.kind = FailureKind::TooLarge, .detail = QString::number(m_cap)};
    if (!m_file && m_size <= arrivingLimit) {
        m_memory += bytes;
        return std::nullopt;
    }
    if (!m_file) {
        if (auto failure = moveToFile())
            return failure;
    }
    return write(*m_file, bytes);
}

/// What is in memory; there it stays where the disk does not take it.
std::optional<Failure> BodySink::moveToFile()
{
    auto file = m_folder.createFile();
    if (!file)
        return file.failure();
    if (auto failure = write(**file, m_memory)) {
        (*file)->remove();
        return failure;
    }
    m_file = std::move(*file);
    m_memory = {};
    return std::nullopt;
}

Result<AnswerBytes> BodySink::finish()
{
    // One with the secret in it stays, for as a file without a name it would cost a handle.
    if (!m_file && (m_size <= memoryLimit || holdsSecret() || moveToFile()))
        return AnswerBytes::fromMemory(std::exchange(m_memory, {}));
    if (holdsSecret()) {
        const int handle = ::fcntl(m_file->handle(), F_DUPFD_CLOEXEC, 0);
        if (handle < 0)
            return diskFailure(qt_error_string(errno));
        m_file->remove();
        m_file.reset();
        return AnswerBytes::fromSource(std::make_shared<NamelessFile>(handle), m_size);
    }
    const QString path = m_file->fileName(); // only now has it a name
    if (!QFile::exists(path))
        return diskFailure(qt_error_string(ENOENT));
    m_file->close();
    m_file.reset();
    return AnswerBytes::fromFile(path, m_size, AnswerBytes::FileOwnership::RemoveWithLastHandle);
}

} // namespace embedscope
