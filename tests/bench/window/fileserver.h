// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <atomic>
#include <chrono>
#include <thread>

namespace embedscope {

/// Sends one body to whoever connects on loopback, whatever is asked, in a thread of its own with plain sockets, so that
/// it takes no time of the threads that are measured, and notes when the last byte was handed to the system.
class FileServer final
{
public:
    explicit FileServer(QByteArray body);
    ~FileServer();
    FileServer(const FileServer &) = delete;
    FileServer &operator=(const FileServer &) = delete;

    int port() const { return m_port; }
    /// The epoch of the steady clock while nothing has been sent whole yet.
    std::chrono::steady_clock::time_point firstByte() const { return m_firstByte.load(); }
    std::chrono::steady_clock::time_point lastByte() const { return m_lastByte.load(); }

private:
    void serve();
    void answer(int connection);

    QByteArray m_body;
    int m_socket = -1;
    int m_port = 0;
    std::atomic<std::chrono::steady_clock::time_point> m_firstByte{};
    std::atomic<std::chrono::steady_clock::time_point> m_lastByte{};
    std::thread m_thread;
};

} // namespace embedscope
