// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interruption.h"

#include <QObject>

#include <array>
#include <csignal>

namespace embedscope {

/// Turns the first SIGINT, SIGTERM or SIGHUP into an Interruption and a Qt signal while it lives; the second one ends the
/// process at once, in the plain way. One at a time.
class EndingSignals final : public QObject
{
    Q_OBJECT

public:
    explicit EndingSignals(QObject *parent = nullptr);
    ~EndingSignals() override;

    /// From the moment that the signal came, whatever the event loop is doing.
    const Interruption &interruption() const { return m_interruption; }
    bool hasCome() const { return m_interruption.isSet(); }
    /// What a shell says of a process that the signal has ended: 128 and its number.
    int exitCode() const;

Q_SIGNALS:
    void arrived();

private:
    static constexpr std::array numbers{SIGINT, SIGTERM, SIGHUP};

    Interruption m_interruption;
    std::array<struct sigaction, numbers.size()> m_before{};
};

} // namespace embedscope
