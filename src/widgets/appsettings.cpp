// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/appsettings.h"

#include <QDir>
#include <QMetaEnum>
#include <QStandardPaths>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// The choice of this name; `otherwise` where there is none.
template<class Choice>
Choice choiceOf(const QVariant &name, Choice otherwise)
{
    bool isKnown = false;
    const int value = QMetaEnum::fromType<Choice>().keyToValue(name.toString().toLatin1().constData(), &isKnown);
    return isKnown ? static_cast<Choice>(value) : otherwise;
}

template<class Choice>
QString nameOf(Choice choice)
{
    return QString::fromLatin1(QMetaEnum::fromType<Choice>().valueToKey(static_cast<int>(choice)));
}

/// A size of the archive that makes sense: what is no number above 0 is no limit.
double limitOf(double gigabytes)
{
    return std::isfinite(gigabytes) && gigabytes > 0
        ? std::clamp(gigabytes, AppSettings::leastArchiveGigabytes, AppSettings::mostArchiveGigabytes)
        : 0;
}

} // namespace

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

int AppSettings::number(const QString &name, int least, int most, int otherwise) const
{
    bool isNumber = false;
    const int value = m_settings.value(name).toInt(&isNumber);
    return isNumber ? std::clamp(value, least, most) : otherwise;
}

RequestBudget::Limits AppSettings::budget() const
{
    // Earlier versions wrote their defaults, 60 and 3000, whether somebody had chosen them or not.
    const auto chosen = [this](const QString &name, int formerDefault) {
        const int value = number(name, 0, mostPerDay, 0);
        return value == formerDefault ? 0 : value;
    };
    return {number(u"polling/minute_limit"_s, 0, mostPerMinute,
                   std::min(int(mostPerMinute), chosen(u"polling/requests_per_minute"_s, 60))),
            number(u"polling/day_limit"_s, 0, mostPerDay, chosen(u"polling/requests_per_day"_s, 3000))};
}

void AppSettings::setBudget(const RequestBudget::Limits &limits)
{
    m_settings.setValue("polling/minute_limit"_L1, std::clamp(limits.perMinute, 0, mostPerMinute));
    m_settings.setValue("polling/day_limit"_L1, std::clamp(limits.perDay, 0, mostPerDay));
}

int AppSettings::largestAnswerMib() const
{
    return number(u"service/largest_answer_mib"_s, leastLargestMib, mostLargestMib, defaultLargestMib);
}

void AppSettings::setLargestAnswerMib(int mib)
{
    m_settings.setValue("service/largest_answer_mib"_L1, std::clamp(mib, leastLargestMib, mostLargestMib));
}

ServiceAddress AppSettings::address() const
{
    const QString text = m_settings.value("service/base_url"_L1).toString();
    return ServiceAddress::fromString(text).value_or(ServiceAddress());
}

void AppSettings::setAddress(const ServiceAddress &address)
{
    if (address == ServiceAddress())
        m_settings.remove("service/base_url"_L1); // whatever becomes the service's own is meant
    else
        m_settings.setValue("service/base_url"_L1, address.toString());
}

QString AppSettings::caFile() const
{
    return m_settings.value("service/ca_file"_L1).toString();
}

void AppSettings::setCaFile(const QString &path)
{
    m_settings.setValue("service/ca_file"_L1, path);
}

bool AppSettings::packsAnswers() const
{
    return isOn(u"archive/pack"_s);
}

void AppSettings::setPacksAnswers(bool packs)
{
    m_settings.setValue("archive/pack"_L1, packs);
}

double AppSettings::archiveGigabytes() const
{
    return limitOf(m_settings.value("archive/limit_gigabytes"_L1).toDouble());
}

void AppSettings::setArchiveGigabytes(double gigabytes)
{
    m_settings.setValue("archive/limit_gigabytes"_L1, limitOf(gigabytes));
}

int AppSettings::archiveDays() const
{
    return number(u"archive/limit_days"_s, 0, mostArchiveDays, 0);
}

void AppSettings::setArchiveDays(int days)
{
    m_settings.setValue("archive/limit_days"_L1, std::clamp(days, 0, mostArchiveDays));
}

ArchiveLimits AppSettings::archiveLimits() const
{
    constexpr double gigabyte = 1e9;
    return {std::llround(archiveGigabytes() * gigabyte), archiveDays()};
}

int AppSettings::cacheMib() const
{
    return number(u"memory/results_mib"_s, leastCacheMib, mostCacheMib, defaultCacheMib);
}

void AppSettings::setCacheMib(int mib)
{
    m_settings.setValue("memory/results_mib"_L1, std::clamp(mib, leastCacheMib, mostCacheMib));
}

Theme::Choice AppSettings::themeChoice() const
{
    return choiceOf(m_settings.value("window/theme"_L1), Theme::Choice::Desktop);
}

void AppSettings::setThemeChoice(Theme::Choice choice)
{
    m_settings.setValue("window/theme"_L1, nameOf(choice));
}

ClipColouring::Choice AppSettings::clipColouring() const
{
    return choiceOf(m_settings.value("window/clip_colouring"_L1), ClipColouring::Choice::Modality);
}

void AppSettings::setClipColouring(ClipColouring::Choice choice)
{
    m_settings.setValue("window/clip_colouring"_L1, nameOf(choice));
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
    return folderOrDocuments(u"export/folder"_s);
}

void AppSettings::setExportFolder(const QString &folder)
{
    m_settings.setValue("export/folder"_L1, folder);
}

QString AppSettings::openFolder() const
{
    return folderOrDocuments(u"open/folder"_s);
}

void AppSettings::setOpenFolder(const QString &folder)
{
    m_settings.setValue("open/folder"_L1, folder);
}

bool AppSettings::exportsSafeCells() const
{
    return isOn(u"export/safe_cells"_s);
}

void AppSettings::setExportsSafeCells(bool safe)
{
    m_settings.setValue("export/safe_cells"_L1, safe);
}

/// On, unless the file says that it is not.
bool AppSettings::isOn(const QString &name) const
{
    const QString text = m_settings.value(name).toString();
    return text != "false"_L1 && text != "0"_L1;
}

QString AppSettings::folderOrDocuments(const QString &name) const
{
    const QString folder = m_settings.value(name).toString();
    if (!folder.isEmpty() && QDir(folder).exists())
        return folder;
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

} // namespace embedscope
