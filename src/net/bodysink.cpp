// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/bodysink.h"

#include "net/spoolfile.h"
#include "net/spoolfolder.h"

#include <QBuffer>
#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace embedscope {

namespace {

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

/// Bytes for which no disk has a place.
class BytesInMemory final : public AnswerSource
{
public:
    BytesInMemory(QByteArray bytes, std::shared_ptr<MemoryShare> share) : m_bytes(std::move(bytes)), m_share(std::move(share)) { }

    std::unique_ptr<QIODevice> open() const override
    {
        auto buffer = std::make_unique<QBuffer>();
        buffer->setData(m_bytes);
        buffer->open(QIODevice::ReadOnly);
        return buffer;
    }

private:
    QByteArray m_bytes;
    std::shared_ptr<MemoryShare> m_share;
};

} // namespace

BodySink::BodySink(SpoolFolder &folder, qint64 cap, const QByteArray &secret)
    : m_folder(folder), m_cap(cap), m_secret(secret)
{
}

BodySink::~BodySink() = default;

std::optional<Failure> BodySink::append(const QByteArray &bytes)
{
    m_secret.add(bytes);
    m_size += bytes.size();
    if (m_size > m_cap)
        return Failure{.kind = FailureKind::TooLarge, .detail = QString::number(m_cap)};
    if (m_file)
        return m_file->append(bytes);
    m_memory += bytes;
    return m_size > arrivingLimit ? moveToFile() : std::nullopt;
}

/// What is in memory; there it stays where no place takes it.
std::optional<Failure> BodySink::moveToFile()
{
    auto file = std::make_unique<SpoolFile>(m_folder);
    if (auto failure = file->append(m_memory))
        return failure;
    m_file = std::move(file);
    m_memory = {};
    return std::nullopt;
}

Result<AnswerBytes> BodySink::finish()
{
    // One with the secret in it stays, for as a file without a name it would cost a handle.
    if (!m_file && (m_size <= memoryLimit || holdsSecret() || moveToFile()))
        return AnswerBytes::fromMemory(std::exchange(m_memory, {}));
    const auto file = std::exchange(m_file, nullptr);
    if (file->memory()) {
        // Without a handle: a program may have a thousand.
        QFile source(file->path());
        if (!source.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return diskFailure(EIO);
        return AnswerBytes::fromSource(std::make_shared<BytesInMemory>(source.readAll(), file->memory()), m_size);
    }
    if (holdsSecret()) {
        const int handle = ::fcntl(file->handle(), F_DUPFD_CLOEXEC, 0);
        if (handle < 0)
            return diskFailure(errno);
        return AnswerBytes::fromSource(std::make_shared<NamelessFile>(handle), m_size);
    }
    const QString path = file->release();
    if (!QFile::exists(path))
        return diskFailure(ENOENT);
    return AnswerBytes::fromFile(path, m_size, AnswerBytes::FileOwnership::RemoveWithLastHandle);
}

} // namespace embedscope
