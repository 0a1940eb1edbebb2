// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace Ui {
class MainWindow;
}

namespace embedscope {

class AppSettings;
class Inspector;
class TaskCommands;
class TaskFeed;
class TaskPage;
class Theme;
class WindowDialogs;

/// Binds the menus Edit, View and Task, with their keys, to the parts of the window that do what they say.
class WindowActions final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        TaskFeed &feed;
        AppSettings &settings;
        Theme &theme;
        TaskPage &page;
        Inspector &inspector;
        TaskCommands &commands;
        WindowDialogs &dialogs;
    };

    /// `ui` has been set up in `window`, which owns this; all parts must outlive it.
    WindowActions(const Ui::MainWindow &ui, const Parts &parts, QObject &window);

private:
    void fillMenus();
    void fillChartsMenu();
    void connectEditActions();
    void connectViewActions();
    void connectTaskActions();
    void connectThemeActions();

    const Ui::MainWindow &m_ui;
    Parts m_parts;
};

} // namespace embedscope
