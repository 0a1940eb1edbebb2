// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QFileSystemWatcher>
#include <QFutureWatcher>
#include <QObject>

#include <functional>
#include <optional>

class QDBusVariant;

namespace embedscope {

/// Whether the desktop wishes dark or light colours, and when that changes: asked of the portal
/// (org.freedesktop.appearance color-scheme), else read from KDE's file. Qt 6.4 does not follow by itself.
class DesktopScheme final : public QObject
{
    Q_OBJECT

public:
    /// `connect` gives the session bus; it may block and is called on another thread. `kdeGlobals` is KDE's
    /// file of colours; it need not exist.
    DesktopScheme(std::function<QDBusConnection()> connect, const QString &kdeGlobals,
                  QObject *parent = nullptr);
    ~DesktopScheme() override;

    /// Of the session bus and the user's own folder.
    static std::function<QDBusConnection()> sessionBus();
    static QString kdeGlobalsFile();

    /// Nothing where nobody says anything.
    std::optional<bool> wantsDark() const;

Q_SIGNALS:
    void changed();
    /// Once, when the portal has answered for the first time, or when there is none.
    void portalAsked();

private Q_SLOTS:
    void onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void askPortal();
    void setPortal(std::optional<bool> dark);
    void readKdeFile();

    QFutureWatcher<QDBusConnection> *m_connecting = nullptr;
    QFileSystemWatcher m_files;
    QString m_kdeGlobals;
    std::optional<bool> m_portal;
    std::optional<bool> m_kde;
};

} // namespace embedscope
