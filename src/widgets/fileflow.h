// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/noticebar.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <memory>

class QMimeData;

namespace embedscope {

class AppSettings;
class DroppedText;
class FileIntake;
class SpoolFolder;
class TaskFeed;
class TaskId;
struct IntakeReport;

/// Takes what is opened, dropped or pasted to where it belongs: files with answers, and text that holds some, to the list; other
/// files and plain text to whoever looks for task IDs. Shows how far it is and what came of it in one notice.
class FileFlow final : public QObject
{
    Q_OBJECT

public:
    /// All must outlive this. `window` becomes the parent of the dialog.
    FileFlow(TaskFeed &feed, AppSettings &settings, NoticeBar &bar, QWidget &window);

    /// Asks which files to open.
    void choose();
    void open(const QStringList &paths);
    /// Local files in it, else its text.
    void take(const QMimeData &data);
    /// Text that was pasted or dropped: opened as a file would be where it holds a response.
    void takeText(const QString &text);
    bool isReading() const;

Q_SIGNALS:
    /// Tasks from files are in the list; the first of them.
    void tasksTaken(const embedscope::TaskId &first);
    /// What holds no answers, for who looks for task IDs; may be empty. Not told where the notice has named all of it as
    /// broken, and the task IDs that stand there are in the list already.
    void textTaken(const QString &text);

private:
    void showProgress();
    void finish(const IntakeReport &report);
    void readText(const IntakeReport &report, const QString &sentence);
    bool isNew(const TaskId &id) const;
    void showNotice(const QStringList &sentences, NoticeBar::Tone tone = NoticeBar::Tone::Warning);

    TaskFeed &m_feed;
    AppSettings &m_settings;
    NoticeBar &m_bar;
    QWidget &m_window;
    FileIntake *m_intake;
    DroppedText *m_dropped;
    std::shared_ptr<SpoolFolder> m_pasted; // texts that were opened, shared with the thread that writes
    QTimer m_progressTimer; // first after a pause: what is quick shows nothing but its end
};

} // namespace embedscope
