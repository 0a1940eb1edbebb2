// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"
#include "widgets/idsearch.h"

#include <QDialog>
#include <QSet>
#include <QStringListModel>

#include <memory>
#include <vector>

class QMimeData;

namespace Ui {
class AddTasksDialog;
}

namespace embedscope {

class IdTickModel;

/// Finds task IDs in whatever is pasted, typed or dropped, shows what will be added and why words are left out, and
/// gives the chosen IDs when accepted.
class AddTasksDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `initialText` may be empty; `present` are the IDs that are in the list already.
    explicit AddTasksDialog(const QString &initialText, const QSet<TaskId> &present, QWidget *parent = nullptr);
    ~AddTasksDialog() override;

    /// The new IDs, in order of first mention, then those ticked by hand.
    std::vector<TaskId> ids() const;

    /// Looks in `text` from now on, as if it had been pasted into the empty dialog. Of any length.
    void setText(const QString &text);

    /// Waits for the search under way, if there is one, and is then accepted where there is something to add.
    void accept() override;

protected:
    void dragEnterEvent(QDragEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void search();
    void showFound(const IdSearch::Found &found);
    void showSummary();
    void showLong(const QString &firstLines);
    void takePaste(const QMimeData &data);

    std::unique_ptr<Ui::AddTasksDialog> m_ui;
    QSet<TaskId> m_present;
    IdTickModel *m_offered;
    QStringListModel *m_leftOut;
    IdSearch *m_search;
    IdSearch::Found m_found;
    QString m_longText; // what is too long for the editor; empty while the editor holds the text
    bool m_acceptWhenFound = false;
};

} // namespace embedscope
