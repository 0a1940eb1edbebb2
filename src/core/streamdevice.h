// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interruption.h"

#include <QByteArrayView>
#include <QIODevice>
#include <QString>

#include <functional>

namespace embedscope {

/// A pipe, FIFO, terminal or other device that may let us wait; an Interruption ends every wait for it: to open it, to
/// read from it, and to write to it.
class StreamDevice final : public QIODevice
{
public:
    /// Of a FIFO open() waits for the other end. The interruption must outlive this.
    StreamDevice(const QString &path, const Interruption &interruption);
    /// One that is open already, and stays so (standard input).
    StreamDevice(int descriptor, const Interruption &interruption);
    ~StreamDevice() override;
    Q_DISABLE_COPY_MOVE(StreamDevice)

    /// ReadOnly or WriteOnly. Never buffered.
    bool open(OpenMode mode) override;
    void close() override;
    bool isSequential() const override { return true; }
    /// Writes what it takes `until` then: how many bytes; -1 where it fails.
    qint64 writeUntil(QByteArrayView bytes, QDeadlineTimer until);

protected:
    qint64 readData(char *data, qint64 most) override; ///< what has come, after waiting for it; 0 at the end
    qint64 writeData(const char *data, qint64 size) override; ///< all of it

private:
    bool openPath(int flags);
    void openAgain(int flags);
    qint64 fail(int error);

    QString m_path;
    const Interruption &m_interruption;
    int m_descriptor;
    bool m_isOurs; // to be closed
    bool m_mayBlock = false; // the descriptor is shared with other programs, so it has to
};

/// Reads a device to its end, however slowly it comes: one read() of a pipe brings only what has come so far. False where
/// the device fails, which then says why, or `take` answers false.
bool readToEnd(QIODevice &device, const std::function<bool(QByteArrayView)> &take);

/// Writes all of it, in as many pieces as the device wants: a disk that is full takes a part of a block, and only the next
/// piece says why it takes no more. False where the device fails, which then says why.
bool writeAll(QIODevice &device, QByteArrayView bytes);

} // namespace embedscope
