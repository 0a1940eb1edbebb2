// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/desktopscheme.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

const auto portalPath = u"/org/freedesktop/portal/desktop"_s;
const auto portalInterface = u"org.freedesktop.portal.Settings"_s;
const auto schemeGroup = u"org.freedesktop.appearance"_s;
const auto schemeKey = u"color-scheme"_s;

/// The portal's number, however many variants it is wrapped in (Read wraps it twice): 1 dark, 2 light, 0 no
/// wish.
std::optional<bool> darkOfPortal(QVariant value)
{
    while (value.metaType() == QMetaType::fromType<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    const uint scheme = value.toUInt();
    if (scheme != 1 && scheme != 2)
        return std::nullopt;
    return scheme == 1;
}

} // namespace

DesktopScheme::DesktopScheme(std::function<QDBusConnection()> connect, const QString &kdeGlobals,
                             QObject *parent)
    : QObject(parent), m_connecting(new QFutureWatcher<QDBusConnection>(this)), m_kdeGlobals(kdeGlobals)
{
    QObject::connect(m_connecting, &QFutureWatcherBase::finished, this, &DesktopScheme::askPortal);
    // Greeting a bus that hangs would hold the first window back.
    m_connecting->setFuture(QtConcurrent::run(std::move(connect)));

    QObject::connect(&m_files, &QFileSystemWatcher::fileChanged, this, &DesktopScheme::readKdeFile);
    QObject::connect(&m_files, &QFileSystemWatcher::directoryChanged, this, &DesktopScheme::readKdeFile);
    m_files.addPath(QFileInfo(m_kdeGlobals).path());
    readKdeFile();
}

DesktopScheme::~DesktopScheme() = default;

std::function<QDBusConnection()> DesktopScheme::sessionBus()
{
    return [] { return QDBusConnection::sessionBus(); };
}

QString DesktopScheme::kdeGlobalsFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/kdeglobals"_s;
}

std::optional<bool> DesktopScheme::wantsDark() const
{
    return m_portal ? m_portal : m_kde;
}

void DesktopScheme::onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == schemeGroup && key == schemeKey)
        setPortal(darkOfPortal(value.variant()));
}

void DesktopScheme::askPortal()
{
    QDBusConnection bus = m_connecting->result();
    if (!bus.isConnected()) {
        Q_EMIT portalAsked();
        return;
    }
    // No service name here: with one, Qt asks for its owner and waits for the reply.
    bus.connect({}, portalPath, portalInterface, u"SettingChanged"_s, this,
                SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    QDBusMessage read = QDBusMessage::createMethodCall(u"org.freedesktop.portal.Desktop"_s, portalPath,
                                                       portalInterface, u"Read"_s);
    read.setArguments({schemeGroup, schemeKey});
    auto *const reply = new QDBusPendingCallWatcher(bus.asyncCall(read), this);
    QObject::connect(reply, &QDBusPendingCallWatcher::finished, this, [this, reply] {
        const QDBusPendingReply<QDBusVariant> answer = *reply;
        if (answer.isValid())
            setPortal(darkOfPortal(answer.value().variant()));
        reply->deleteLater();
        Q_EMIT portalAsked();
    });
}

void DesktopScheme::setPortal(std::optional<bool> dark)
{
    const auto before = wantsDark();
    m_portal = dark;
    if (wantsDark() != before)
        Q_EMIT changed();
}

void DesktopScheme::readKdeFile()
{
    // The file is replaced, not written to: the watch ends with the old one.
    if (QFileInfo::exists(m_kdeGlobals))
        m_files.addPath(m_kdeGlobals);
    const QSettings file(m_kdeGlobals, QSettings::IniFormat);
    const QStringList rgb = file.value("Colors:Window/BackgroundNormal"_L1).toStringList();
    const auto before = wantsDark();
    m_kde.reset();
    if (rgb.size() >= 3)
        m_kde = 0.299 * rgb[0].toInt() + 0.587 * rgb[1].toInt() + 0.114 * rgb[2].toInt() < 128;
    if (wantsDark() != before)
        Q_EMIT changed();
}

} // namespace embedscope

#include "moc_desktopscheme.cpp"
