// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace embedscope {

class NoticeBar;
class TaskFeed;

/// Decides what the window says above everything: that there is no key where one is needed, that all stands still, or what
/// hinders polling.
class WindowNotice final : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive this. `mayEnterKey`: a key that the user enters would be used.
    WindowNotice(TaskFeed &feed, NoticeBar &bar, bool mayEnterKey, QObject *parent = nullptr);

    /// Whether a key is still being looked for: until then nothing is said of having none.
    void setKeySearch(bool underWay);
    /// Why there is no key, in a sentence; empty where there is nothing to say.
    void setKeyProblem(const QString &problem);
    /// There is no key, and none is being looked for.
    bool isKeyWanted() const;

    void refresh();

private:
    bool isKeyMissed() const;

    TaskFeed &m_feed;
    NoticeBar &m_bar;
    bool m_mayEnterKey;
    bool m_keySearchUnderWay = false;
    QString m_keyProblem;
    QTimer m_soon; // many changes of the list come together, and looking goes through all of it
};

} // namespace embedscope
