// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/answerbytes.h"

#include <QBuffer>
#include <QFile>

namespace embedscope {

namespace {

/// Opens a part of a file.
class FilePartSource final : public AnswerSource
{
public:
    FilePartSource(const QString &path, qint64 begin, qint64 size, const std::optional<FileStamp> &stamp)
        : m_path(path), m_begin(begin), m_size(size), m_stamp(stamp)
    {
    }

    std::unique_ptr<QIODevice> open() const override
    {
        auto part = std::make_unique<FilePart>(m_path, m_begin, m_size, m_stamp);
        if (!part->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return nullptr;
        return part;
    }

private:
    QString m_path;
    qint64 m_begin;
    qint64 m_size;
    std::optional<FileStamp> m_stamp;
};

} // namespace

struct AnswerBytes::Storage
{
    QByteArray memory;
    QString path;
    std::shared_ptr<const AnswerSource> source;
    qint64 size = 0;
    FileOwnership ownership = FileOwnership::Keep;

    Storage() = default;
    Q_DISABLE_COPY_MOVE(Storage)
    ~Storage()
    {
        if (!path.isEmpty() && ownership == FileOwnership::RemoveWithLastHandle)
            QFile::remove(path);
    }
};

AnswerBytes AnswerBytes::fromMemory(QByteArray bytes)
{
    auto storage = std::make_shared<Storage>();
    storage->size = bytes.size();
    storage->memory = std::move(bytes);
    AnswerBytes answer;
    answer.m_storage = std::move(storage);
    return answer;
}

AnswerBytes AnswerBytes::fromFile(const QString &path, qint64 size, FileOwnership ownership)
{
    auto storage = std::make_shared<Storage>();
    storage->path = path;
    storage->size = size;
    storage->ownership = ownership;
    AnswerBytes answer;
    answer.m_storage = std::move(storage);
    return answer;
}

AnswerBytes AnswerBytes::fromSource(std::shared_ptr<const AnswerSource> source, qint64 size)
{
    auto storage = std::make_shared<Storage>();
    storage->source = std::move(source);
    storage->size = size;
    AnswerBytes answer;
    answer.m_storage = std::move(storage);
    return answer;
}

AnswerBytes AnswerBytes::fromFilePart(const QString &path, qint64 begin, qint64 size, const std::optional<FileStamp> &stamp)
{
    return fromSource(std::make_shared<FilePartSource>(path, begin, size, stamp), size);
}

qint64 AnswerBytes::size() const
{
    return m_storage ? m_storage->size : 0;
}

QString AnswerBytes::path() const
{
    return m_storage ? m_storage->path : QString();
}

std::unique_ptr<QIODevice> AnswerBytes::open() const
{
    if (!m_storage)
        return nullptr;
    if (m_storage->source)
        return m_storage->source->open();
    if (m_storage->path.isEmpty()) {
        auto buffer = std::make_unique<QBuffer>();
        buffer->setData(m_storage->memory);
        buffer->open(QIODevice::ReadOnly);
        return buffer;
    }
    auto file = std::make_unique<QFile>(m_storage->path);
    if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return nullptr;
    return file;
}

std::unique_ptr<QIODevice> AnswerBytes::openToLook() const
{
    return m_storage && m_storage->source ? m_storage->source->openToLook() : open();
}

QByteArray AnswerBytes::head(qint64 most) const
{
    const auto device = open();
    return device ? device->read(most) : QByteArray();
}

} // namespace embedscope
