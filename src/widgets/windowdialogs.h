// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"
#include "net/apikey.h"

#include <QObject>

#include <vector>

class QMenuBar;
class QWidget;

namespace embedscope {

class AppSettings;
class TaskFeed;
class TaskKeeper;
class Theme;

/// Opens the window's dialogs, one of a kind at a time, and tells what was chosen in them. None of them
/// blocks.
class WindowDialogs final : public QObject
{
    Q_OBJECT

public:
    /// All must outlive this. `window` becomes the dialogs' parent.
    WindowDialogs(TaskFeed &feed, AppSettings &settings, Theme &theme, QWidget &window);

    /// The base URL was named at the start: the settings cannot change it.
    void setAddressGiven(bool given) { m_isAddressGiven = given; }

    /// The dialog that finds task IDs in `text`.
    void addTasks(const QString &text);
    /// The dialog that shows the account's tasks.
    void addFromAccount();
    void showLog();
    /// What `keeper`, which must outlive the window, has in its archive.
    void showArchive(TaskKeeper &keeper);
    /// Explains what happened to a task; nothing where there is nothing to explain.
    void explain(const TaskId &id);
    /// `canKeep`: the dialog offers to have the key kept in the desktop's keyring.
    void enterKey(bool canKeep);
    /// Asks whether the key shall really be forgotten.
    void forgetKey();
    void editSettings();
    void showShortcuts(const QMenuBar &menuBar);
    void showAbout();

Q_SIGNALS:
    void responsePasted(const QString &text);
    void idsChosen(const std::vector<embedscope::TaskId> &ids);
    void keyEntered(const embedscope::ApiKey &key, bool keep);
    void forgettingChosen();
    void againRequested(const embedscope::TaskId &id);
    /// The settings were stored.
    void settingsChanged();

private:
    template <class Dialog> Dialog *openOne() const;

    TaskFeed &m_feed;
    AppSettings &m_settings;
    Theme &m_theme;
    QWidget &m_window;
    bool m_isAddressGiven = false;
};

} // namespace embedscope
