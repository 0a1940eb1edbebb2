// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMainWindow;
class QSplitter;

namespace embedscope {

class AppSettings;
class Inspector;
class TaskPage;

/// Keeps in the settings what a window looks like: its place and size, what its parts take of it, columns, colouring.
class WindowLayout final
{
public:
    /// What belongs to the window. All must outlive this.
    struct Parts
    {
        QMainWindow &window;
        QSplitter &splitter; ///< between the table and the inspector
        TaskPage &page;
        Inspector &inspector;
    };

    WindowLayout(const Parts &parts, AppSettings &settings);

    /// As it was the last time, and within the screen: that may be smaller now. What is kept at once from now on: which
    /// columns the table shows.
    void restore();
    void save() const;

private:
    void placeWindow() const;

    Parts m_parts;
    AppSettings &m_settings;
};

} // namespace embedscope
