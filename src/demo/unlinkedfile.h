// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

namespace embedscope {

/// A temporary file without a name: when the process ends, even by SIGKILL, nothing stays behind. Written
/// once from its beginning to its end, then read at any place by any number of readers at once.
class UnlinkedFile final
{
public:
    /// On the disk of this folder; nothing and the system's words where that fails.
    static std::unique_ptr<UnlinkedFile> create(const QString &folder, QString *error);
    ~UnlinkedFile();
    Q_DISABLE_COPY_MOVE(UnlinkedFile)

    /// False and the system's words where the disk takes no more.
    bool append(const QByteArray &bytes, QString *error);

    qint64 size() const { return m_size; }
    /// Up to `count` bytes from `position` on; fewer at the end of the file or where the disk fails.
    QByteArray read(qint64 position, qint64 count) const;

private:
    explicit UnlinkedFile(int descriptor) : m_descriptor(descriptor) { }

    int m_descriptor;
    qint64 m_size = 0;
};

} // namespace embedscope
