// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"

#include <QObject>

#include <vector>

namespace embedscope {

class AppSettings;
class ExportBar;
class ExportDialog;
class ExportRunner;
class TaskFeed;
class TaskPage;

/// Takes tasks from the table to a file: asks what goes where, has it written, shows how far it is and where it is.
class ExportFlow final : public QObject
{
    Q_OBJECT

public:
    /// All must outlive this. `window` becomes the parent of what is shown.
    ExportFlow(const TaskFeed &feed, const TaskPage &page, AppSettings &settings, QWidget &window);

    /// The line that shows how far it is; to be put into the window.
    ExportBar &bar() { return *m_bar; }
    bool isRunning() const;
    /// Whether the program may end: asks where an export is not finished, as it would go with it. True where it has finished
    /// meanwhile.
    bool mayEnd();
    /// Opens the dialog.
    void begin();
    /// Asks where to write the items at these places in the `data` of a task's answer, and in which format.
    void beginSelection(const TaskId &id, const std::vector<quint32> &positions);

Q_SIGNALS:
    /// isRunning() has.
    void runningChanged();
    /// The file's folder could not be shown, and why, in a sentence.
    void refused(const QString &sentence);

private:
    void start(const ExportDialog &dialog, const std::vector<TaskId> &selected);

    const TaskFeed &m_feed;
    const TaskPage &m_page;
    AppSettings &m_settings;
    QWidget &m_window;
    ExportRunner *m_runner;
    ExportBar *m_bar;
};

} // namespace embedscope
