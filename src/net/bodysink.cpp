// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/bodysink.h"

#include "net/spoolfolder.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace embedscope {

namespace {

Failure diskFailure(const QFile &file)
{
    return Failure{.kind = FailureKind::Network,
                   .detail = file.errorString(),
                   .isOfDisk = true};
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

/// Writes all of it. A disk that becomes full takes a part, and only then says why it takes no more.
bool writeAll(QFile &file, const QByteArray &bytes)
{
    qint64 written = 0;
    while (written < bytes.size()) {
        const qint64 more = file.write(bytes.constData() + written, bytes.size() - written);
        if (more <= 0)
            return false;
        written += more;
    }
    return true;
}

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
    lookForSecret(bytes);
    m_size += bytes.size();
    if (m_size > m_cap)
        return Failure{.kind = FailureKind::TooLarge, .detail = QString::number(m_cap)};
    if (!m_file && m_size <= memoryLimit) {
        m_memory += bytes;
        return std::nullopt;
    }
    if (!m_file) {
        auto file = m_folder.createFile();
        if (!file)
            return file.failure();
        m_file = std::move(*file);
        if (!writeAll(*m_file, m_memory))
            return diskFailure(*m_file);
        m_memory.clear();
    }
    if (!writeAll(*m_file, bytes))
        return diskFailure(*m_file);
    return std::nullopt;
}

void BodySink::lookForSecret(const QByteArray &bytes)
{
    const qsizetype length = m_secret.pattern().size();
    if (length == 0 || m_holdsSecret)
        return;
    const QByteArray seam = m_tail + bytes.left(length - 1); // it may be cut in two
    m_holdsSecret = m_secret.indexIn(seam) >= 0 || m_secret.indexIn(bytes) >= 0;
    m_tail = (bytes.size() >= length - 1 ? bytes : seam).right(length - 1);
}

Result<AnswerBytes> BodySink::finish()
{
    if (!m_file)
        return AnswerBytes::fromMemory(std::exchange(m_memory, {}));
    // QFile buffers: only the flush tells that the disk is full.
    if (!m_file->flush())
        return diskFailure(*m_file);
    if (m_holdsSecret) {
        const int handle = ::fcntl(m_file->handle(), F_DUPFD_CLOEXEC, 0);
        if (handle < 0)
            return Failure{.kind = FailureKind::Network, .detail = qt_error_string(errno), .isOfDisk = true};
        m_file->remove();
        m_file.reset();
        return AnswerBytes::fromSource(std::make_shared<NamelessFile>(handle), m_size);
    }
    const QString path = m_file->fileName(); // only now has it a name
    if (!QFile::exists(path))
        return Failure{.kind = FailureKind::Network, .detail = qt_error_string(ENOENT), .isOfDisk = true};
    m_file->close();
    m_file.reset();
    return AnswerBytes::fromFile(path, m_size, AnswerBytes::FileOwnership::RemoveWithLastHandle);
}

} // namespace embedscope
