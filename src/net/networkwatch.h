// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace embedscope {

/// Tells when the system says that there is no network, and when there is one again. On systems that cannot tell it
/// says nothing: then only failures show it.
class NetworkWatch final : public QObject
{
    Q_OBJECT

public:
    explicit NetworkWatch(QObject *parent = nullptr);

Q_SIGNALS:
    void offlineChanged(bool isOffline);

private:
    void start();
};

} // namespace embedscope
