// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QLabel;

namespace embedscope {

class RowTableView;
class SceneModel;
class Scenes;
class SharedTime;

/// The scenes as a list: a click or Return goes to one in the charts, N and Shift+N to the next and the previous one.
class ScenesPage final : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive the page.
    ScenesPage(Scenes &scenes, SharedTime &time, QWidget *parent = nullptr);

    /// To where the next and the previous scene begin, seen from the cursor, else from the selected clip.
    QList<QAction *> stepActions() const { return {m_next, m_previous}; }
    /// Keeps what is listed in a file; to be connected with what does it.
    QAction *saveAction() const { return m_save; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void makeActions();
    void refresh();
    void goTo(int row);
    void step(int direction);

    Scenes &m_scenes;
    SharedTime &m_time;
    SceneModel *m_model;
    RowTableView *m_table;
    QLabel *m_label;
    QAction *m_next;
    QAction *m_previous;
    QAction *m_save;
};

} // namespace embedscope
