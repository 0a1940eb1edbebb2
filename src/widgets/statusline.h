// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/keytext.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>

namespace Ui {
class StatusLine;
}

namespace embedscope {

class TaskFeed;

/// The line at the bottom of the window: how many tasks in which state, what polling does and when it goes
/// on, which service is asked, and where the key came from; for some seconds, what the user has just been led to.
class StatusLine final : public QWidget
{
    Q_OBJECT

public:
    /// `feed` must outlive the line. `demo`: the service is the built-in one.
    StatusLine(const TaskFeed &feed, bool demo, QWidget *parent = nullptr);
    ~StatusLine() override;

    /// How many rows of the table are selected; more than one is worth saying.
    void setSelected(int count);
    /// Tasks of earlier runs that are being read, and so are not in the list yet; 0: none.
    void setReading(int tasks);
    /// A key is still being looked for.
    void setKeySearch(bool underWay);
    /// Says how many tasks the disk does not have yet as they are; only where it is more than a moment's work that is shown.
    void setUnsavedSource(std::function<size_t()> source) { m_unsaved = std::move(source); }
    /// What came of the wish to keep a key that was entered.
    void setKeyKeeping(const KeyKeeping &keeping);
    /// Stands in the place of counts and polling for some seconds, or until the next one; empty: they are back at once.
    void showPassing(const QString &words);

private:
    void refreshAll();
    void showService();
    void refreshActivity();
    void refreshBudget();
    void refreshSaving();
    QString activityText() const;

    const TaskFeed &m_feed;
    std::unique_ptr<Ui::StatusLine> m_ui;
    std::function<size_t()> m_unsaved;
    QTimer m_ticker;
    QTimer m_passing; // runs while passing words are shown
    int m_selected = 0;
    int m_reading = 0;
    bool m_searchingKey = false;
    KeyKeeping m_keyKeeping;
};

} // namespace embedscope
