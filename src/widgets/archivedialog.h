// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archivemodel.h"

#include <QDialog>
#include <QTimer>

#include <memory>

namespace Ui {
class ArchiveDialog;
}

namespace embedscope {

class TaskFeed;
class TextFilterProxy;

/// Shows what the archive holds, frees space there, marks answers as kept, and brings back those that have lost their task.
class ArchiveDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Reads the folder at once, and anew where it changes. Both must outlive the dialog.
    ArchiveDialog(TaskFeed &feed, TaskKeeper &keeper, QWidget *parent = nullptr);
    ~ArchiveDialog() override;

private:
    void setUpTable();
    void watchArchive();
    void read();
    void showTotals();
    void showChoice();
    /// The rows that are selected, without those that go by themselves.
    std::vector<ArchiveModel::Row> chosen() const;
    void keep();
    void addToList();
    void askToFree();
    void free(const std::vector<ArchiveModel::Row> &rows);
    void note(const QString &sentence);

    TaskFeed &m_feed;
    TaskKeeper &m_keeper;
    std::unique_ptr<Ui::ArchiveDialog> m_ui;
    ArchiveModel *m_model;
    TextFilterProxy *m_proxy;
    QTimer m_readSoon;
    QTimer m_refreshSoon;
    bool m_isReading = false;
    bool m_mustReadAgain = false;
    QString m_readProblem;
    bool m_wasRead = false;
    qint64 m_freeBytes = -1; // on the archive's disk; -1 where that is not known
};

} // namespace embedscope
