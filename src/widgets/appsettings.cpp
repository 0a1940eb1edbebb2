// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/appsettings.h"

#include <QDir>
#include <QMetaEnum>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

AppSettings::AppSettings(const QString &file) : m_settings(file, QSettings::IniFormat) { }

QString AppSettings::defaultFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + u"/embedscope.ini"_s;
}

std::chrono::seconds AppSettings::pollInterval() const
{
    bool isNumber = false;
    const qint64 seconds = m_settings.value("polling/interval_seconds"_L1).toLongLong(&isNumber);
    if (!isNumber)
        return defaultPollInterval;
    return std::clamp(std::chrono::seconds(seconds), shortestPollInterval, longestPollInterval);
}

void AppSettings::setPollInterval(std::chrono::seconds interval)
{
    interval = std::clamp(interval, shortestPollInterval, longestPollInterval);
    m_settings.setValue("polling/interval_seconds"_L1, qint64(interval.count()));
}

Theme::Choice AppSettings::themeChoice() const
{
    const QByteArray name = m_settings.value("window/theme"_L1).toString().toLatin1();
    bool isKnown = false;
    const int value = QMetaEnum::fromType<Theme::Choice>().keyToValue(name.constData(), &isKnown);
    return isKnown ? static_cast<Theme::Choice>(value) : Theme::Choice::Desktop;
}

void AppSettings::setThemeChoice(Theme::Choice choice)
{
    const char *const name = QMetaEnum::fromType<Theme::Choice>().valueToKey(static_cast<int>(choice));
    m_settings.setValue("window/theme"_L1, QString::fromLatin1(name));
}

QByteArray AppSettings::windowGeometry() const
{
    return m_settings.value("window/geometry"_L1).toByteArray();
}

void AppSettings::setWindowGeometry(const QByteArray &bytes)
{
    m_settings.setValue("window/geometry"_L1, bytes);
}

QByteArray AppSettings::windowState() const
{
    return m_settings.value("window/state"_L1).toByteArray();
}

void AppSettings::setWindowState(const QByteArray &bytes)
{
    m_settings.setValue("window/state"_L1, bytes);
}

QByteArray AppSettings::tableHeaderState() const
{
    return m_settings.value("window/table_header"_L1).toByteArray();
}

void AppSettings::setTableHeaderState(const QByteArray &bytes)
{
    m_settings.setValue("window/table_header"_L1, bytes);
}

QByteArray AppSettings::splitterState(const QString &name) const
{
    return m_settings.value(u"window/splitter_"_s + name).toByteArray();
}

void AppSettings::setSplitterState(const QString &name, const QByteArray &bytes)
{
    m_settings.setValue(u"window/splitter_"_s + name, bytes);
}

QString AppSettings::exportFolder() const
{
    const QString folder = m_settings.value("export/folder"_L1).toString();
    if (!folder.isEmpty() && QDir(folder).exists())
        return folder;
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

void AppSettings::setExportFolder(const QString &folder)
{
    m_settings.setValue("export/folder"_L1, folder);
}

} // namespace embedscope
