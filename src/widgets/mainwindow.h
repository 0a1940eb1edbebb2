// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"
#include "store/taskfeed.h"

#include <QMainWindow>

#include <memory>
#include <span>

namespace Ui {
class MainWindow;
}

namespace embedscope {

class AddingFlow;
class AppSettings;
class ChartSaving;
class ExportFlow;
class FileFlow;
class Inspector;
class KeyKeeper;
class KeyStore;
class NoticeBar;
class SceneSaving;
class StatusLine;
class TaskCommands;
class TaskKeeper;
class TaskPage;
class Theme;
class WindowDialogs;
class WindowLayout;
class WindowNotice;

/// The window: puts the table, the inspector, notices and the status line together, and takes what is typed, pasted
/// and dropped to them. What any of them does stands in its own class.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    struct Options
    {
        bool demo = false; ///< the service is the built-in one
        bool isAddressGiven = false; ///< the base URL was named at the start: the settings cannot change it
        KeyStore *keyStore = nullptr; ///< must outlive the window; nullptr: no keyring is ever written to
        TaskKeeper *keeper = nullptr; ///< of the feed's tasks; must outlive the window; nullptr: nothing is kept
        bool keySearchUnderWay = false; ///< somebody still looks for a key; setKeySearch() tells how it ended
    };

    /// All three must outlive the window.
    MainWindow(TaskFeed &feed, AppSettings &settings, Theme &theme, const Options &options,
               QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Adds tasks and shows the first of them; where there are very many, the others follow while the window is in use.
    void addTasks(std::span<const TaskId> ids);
    /// The tasks of earlier runs are in the list; `notes`: what is to be said about them.
    void showReturnedTasks(const QStringList &notes);
    /// What is not kept beyond the end of the program at present, and why; none where all is.
    void showKeepingProblems(const QStringList &problems);
    /// A second program was started for tasks of another service: says that they were not added.
    void showOtherService(const QString &address);
    /// In front of all others, with the focus.
    void bringForward();
    /// Opens the dialog that finds task IDs in `text`.
    void offerText(const QString &text);
    /// Takes the answers in these files into the list; where there are none, offerText() for what is in them. Read off this
    /// thread.
    void openFiles(const QStringList &paths);
    /// Whether a key is still being looked for; `problem` says in a sentence why one that was found cannot be
    /// used.
    void setKeySearch(bool underWay, const QString &problem = {});

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void assemble();
    void connectFileActions();
    void connectKeyActions();
    void connectArchive();
    void watchFeed();

    /// Says what has happened; also where the same was said before, and hidden by the user.
    void tell(const QString &sentence);
    void startDemo();
    void applySettings();
    void refreshAgain();
    void refreshKeep();
    void refreshExplain();
    void refreshActions();

    TaskFeed &m_feed;
    AppSettings &m_settings;
    Options m_options;
    std::unique_ptr<Ui::MainWindow> m_ui;
    TaskPage *m_page;
    Inspector *m_inspector;
    NoticeBar *m_noticeBar;
    WindowNotice *m_notice;
    NoticeBar *m_eventNotice; // about what has happened: limits reached, a key not kept, a chart not saved
    NoticeBar *m_fileNotice; // about files that are opened
    NoticeBar *m_keepingNotice;
    NoticeBar *m_addingNotice;
    StatusLine *m_status;
    ExportFlow *m_exports;
    ChartSaving *m_chartSaving;
    SceneSaving *m_sceneSaving;
    FileFlow *m_files;
    TaskCommands *m_commands;
    WindowDialogs *m_dialogs;
    KeyKeeper *m_keys;
    std::unique_ptr<AddingFlow> m_adding;
    std::unique_ptr<WindowLayout> m_layout;
};

} // namespace embedscope
