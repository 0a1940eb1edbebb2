// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"
#include "widgets/idsearch.h"

#include <QDialog>

#include <functional>
#include <memory>
#include <vector>

class QMimeData;
class QStringListModel;

namespace Ui {
class AddTasksDialog;
}

namespace embedscope {

class DroppedText;
class FoundIdModel;
class IdMarks;

/// Finds IDs in whatever is pasted, typed or dropped, shows each with what it is taken for and why words are skipped, and gives
/// the ticked ones when accepted.
class AddTasksDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Longer than this a text is not searched: what could be cut out of it with grep would take minutes, and all memory.
    static constexpr qsizetype longestText = 16'000'000;
    /// Whether an ID is in the list already.
    using Presence = std::function<bool(const TaskId &)>;

    /// `initialText` may be empty.
    explicit AddTasksDialog(const QString &initialText, Presence isPresent = [](const TaskId &) { return false; },
                            QWidget *parent = nullptr);
    ~AddTasksDialog() override;

    /// Those that are ticked, in order of first mention.
    std::vector<TaskId> ids() const;

    /// Looks in `text` instead of what was there. One that is longer than longestText is not taken: the dialog says so.
    void setText(const QString &text);
    /// The same with `text` on a new line after what is there.
    void appendText(const QString &text);

    /// Waits for the search or the reading of files under way, if any; then accepted where there is something
    /// to add.
    void accept() override;

Q_SIGNALS:
    /// What was pasted or dropped here holds a response, not just IDs; nothing of it stays here.
    void responsePasted(const QString &text);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setLooks();
    void connectParts();
    QString text() const;
    bool refuse(qsizetype length);
    void search();
    bool takeResponse(const QString &text);
    void takePaste(const QMimeData &mime);
    void takeFiles(const QString &text, const QString &problems);
    void showFound(const IdSearch::Found &found);
    void showWithoutKeys(const IdSearch::Found &found);
    void noteKeys(bool wereHidden);
    void showMarks(const std::vector<FoundId> &found);
    void showPlace(const QModelIndex &row);
    void showLists();
    void showSummary();
    QString summary() const;

    std::unique_ptr<Ui::AddTasksDialog> m_ui;
    Presence m_isPresent;
    FoundIdModel *m_model;
    QStringListModel *m_leftOut;
    IdMarks *m_marks; // of the editor
    IdMarks *m_longMarks; // of the beginning of a long text
    IdSearch *m_search;
    DroppedText *m_dropped;
    IdSearch::Found m_found;
    int m_present = 0; // of what was found, in the list of tasks already
    QString m_longText; // what is too long for the editor; empty while the editor holds the text
    QString m_searchedText; // in the last search
    int m_filesUnderWay = 0; // drops whose files are being read
    bool m_acceptWhenFound = false;
    bool m_wasRefused = false; // the last text was too long, and the dialog says so
};

} // namespace embedscope
