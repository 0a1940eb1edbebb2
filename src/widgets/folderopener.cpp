// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/folderopener.h"

#include "widgets/openoutside.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDir>
#include <QFileInfo>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

FolderOpener::FolderOpener(QObject *parent) : QObject(parent) { }

void FolderOpener::showInFolder(const QString &path)
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        openFolderOf(path);
        return;
    }
    QDBusMessage call =
        QDBusMessage::createMethodCall(u"org.freedesktop.FileManager1"_s, u"/org/freedesktop/FileManager1"_s,
                                       u"org.freedesktop.FileManager1"_s, u"ShowItems"_s);
    call << QStringList{QUrl::fromLocalFile(path).toString(QUrl::FullyEncoded)} << QString();
    auto *const watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, path](QDBusPendingCallWatcher *done) {
        if (done->isError())
            openFolderOf(path);
        done->deleteLater();
    });
}

void FolderOpener::openFolderOf(const QString &path)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (!openOutside(QUrl::fromLocalFile(folder)))
        Q_EMIT failed(tr("No program was found that shows folders. The file is in %1.").arg(QDir::toNativeSeparators(folder)));
}

} // namespace embedscope

#include "moc_folderopener.cpp"
