// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/networkwatch.h"

#include <QNetworkInformation>
#include <QTimer>

namespace embedscope {

NetworkWatch::NetworkWatch(QObject *parent) : QObject(parent)
{
    // Later: the backend asks the system bus, and the first window need not wait for that.
    QTimer::singleShot(0, this, &NetworkWatch::start);
}

void NetworkWatch::start()
{
    using Reachability = QNetworkInformation::Reachability;
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return;
    QNetworkInformation *const information = QNetworkInformation::instance();
    const auto tell = [this](Reachability reachability) {
        // Only what is certain: behind a VPN or without a check "local" and "site" may be all there is to say.
        Q_EMIT offlineChanged(reachability == Reachability::Disconnected);
    };
    connect(information, &QNetworkInformation::reachabilityChanged, this, tell);
    if (information->reachability() == Reachability::Disconnected)
        tell(Reachability::Disconnected);
}

} // namespace embedscope

#include "moc_networkwatch.cpp"
