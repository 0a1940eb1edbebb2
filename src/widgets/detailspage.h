// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"

#include <QWidget>

#include <memory>

class QListWidgetItem;

namespace Ui {
class DetailsPage;
}

namespace embedscope {

/// What is odd about an answer, as sentences, and what it says of itself: dates, status, every member of its
/// metadata.
class DetailsPage final : public QWidget
{
    Q_OBJECT

public:
    explicit DetailsPage(QWidget *parent = nullptr);
    ~DetailsPage() override;

    /// Nothing is shown where null.
    void setTask(const SharedTask &task);

Q_SIGNALS:
    /// Index in EmbeddingTask::segments: the first one that a finding is about.
    void segmentChosen(int segment);

private:
    void fillFindings();
    void fillMetadata();
    void addRow(const QString &name, const QString &value);
    void choose(const QListWidgetItem &item);

    std::unique_ptr<Ui::DetailsPage> m_ui;
    SharedTask m_task;
};

} // namespace embedscope
