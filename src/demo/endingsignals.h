// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <csignal>

namespace embedscope {

/// Turns SIGINT and SIGTERM into a Qt signal while it lives. Make it before any thread is started: threads
/// inherit that the two are held back.
class EndingSignals final : public QObject
{
    Q_OBJECT

public:
    explicit EndingSignals(QObject *parent = nullptr);
    ~EndingSignals() override;

Q_SIGNALS:
    void arrived();

private:
    sigset_t m_before{};
    int m_descriptor = -1;
};

} // namespace embedscope
