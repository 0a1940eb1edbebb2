// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/serviceaddress.h"
#include "polling/requestbudget.h"
#include "store/archivelimits.h"
#include "widgets/clipcolouring.h"
#include "widgets/theme.h"

#include <QByteArray>
#include <QSettings>
#include <QString>

#include <chrono>

namespace embedscope {

/// What the window remembers from one start to the next, typed, in one ini file. What is missing or makes no
/// sense there reads as the default. No key is ever stored here.
class AppSettings final
{
public:
    static constexpr std::chrono::seconds defaultPollInterval{5};
    static constexpr std::chrono::seconds shortestPollInterval{1};
    static constexpr std::chrono::seconds longestPollInterval{3600};

    /// `file` need not exist yet.
    explicit AppSettings(const QString &file);

    /// embedscope.ini in the user's folder for configuration (XDG).
    static QString defaultFile();

    /// Between two polls of one task.
    std::chrono::seconds pollInterval() const;
    void setPollInterval(std::chrono::seconds interval);

    /// Requests that may be sent where the service names no limit; a day of 0 has none.
    RequestBudget::Limits budget() const;
    void setBudget(const RequestBudget::Limits &limits);
    static constexpr int mostPerMinute = 6000;
    static constexpr int mostPerDay = 1'000'000;

    /// The largest answer that is read, in MiB.
    int largestAnswerMib() const;
    void setLargestAnswerMib(int mib);
    static constexpr int defaultLargestMib = 2048;
    static constexpr int leastLargestMib = 16;
    static constexpr int mostLargestMib = 3072; ///< the reader's own limit is 4 GiB

    /// The base URL of the service; the service's own where none, or none that may be asked, is set.
    ServiceAddress address() const;
    void setAddress(const ServiceAddress &address);

    /// A file with certificates to trust besides the system's; empty for none.
    QString caFile() const;
    void setCaFile(const QString &path);

    /// Whether answers in the archive are packed; they are, unless told otherwise.
    bool packsAnswers() const;
    void setPacksAnswers(bool packs);

    /// How much the archive may hold, in GB (10^9 bytes), and how long, in days on which the program is open. 0: no limit, which is the default of both.
    double archiveGigabytes() const;
    void setArchiveGigabytes(double gigabytes);
    int archiveDays() const;
    void setArchiveDays(int days);
    ArchiveLimits archiveLimits() const;
    static constexpr double leastArchiveGigabytes = 0.01; ///< besides 0
    static constexpr double mostArchiveGigabytes = 100'000;
    static constexpr int mostArchiveDays = 36'500;

    /// Read results that stay in memory, in MiB.
    int cacheMib() const;
    void setCacheMib(int mib);
    static constexpr int defaultCacheMib = 1024;
    static constexpr int leastCacheMib = 16;
    static constexpr int mostCacheMib = 1'048'576;

    Theme::Choice themeChoice() const;
    void setThemeChoice(Theme::Choice choice);

    /// What the timeline colours its clips by.
    ClipColouring::Choice clipColouring() const;
    void setClipColouring(ClipColouring::Choice choice);

    /// QWidget::saveGeometry(), QMainWindow::saveState(), QHeaderView::saveState(), QSplitter::saveState();
    /// empty where nothing was saved.
    QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray &bytes);
    QByteArray windowState() const;
    void setWindowState(const QByteArray &bytes);
    QByteArray tableHeaderState() const;
    void setTableHeaderState(const QByteArray &bytes);
    /// `name` tells several splitters apart.
    QByteArray splitterState(const QString &name) const;
    void setSplitterState(const QString &name, const QByteArray &bytes);

    /// The folder that the last export went to; the user's documents before the first one, or where it is
    /// gone.
    QString exportFolder() const;
    void setExportFolder(const QString &folder);
    /// The same for files that were opened.
    QString openFolder() const;
    void setOpenFolder(const QString &folder);
    /// Whether texts in a CSV that a spreadsheet would compute are written so that it shows them; they are, unless told
    /// otherwise.
    bool exportsSafeCells() const;
    void setExportsSafeCells(bool safe);

private:
    bool isOn(const QString &name) const;
    QString folderOrDocuments(const QString &name) const;
    int number(const QString &name, int least, int most, int otherwise) const;

    QSettings m_settings;
};

} // namespace embedscope
