// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <memory>

namespace Ui {
class MatrixPage;
}

namespace embedscope {

class BusyLine;
class MatrixLoader;
class MatrixView;
class SharedTime;
class TaskAnalysis;

/// The self-similarity matrix of a lane that can be chosen. Computed only while it is shown.
class MatrixPage final : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive the page.
    MatrixPage(TaskAnalysis &analysis, SharedTime &time, QWidget *parent = nullptr);
    ~MatrixPage() override;

    MatrixView &view() const { return *m_view; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void loadShown();
    void showMatrix();

    TaskAnalysis &m_analysis;
    SharedTime &m_time;
    std::unique_ptr<Ui::MatrixPage> m_ui;
    MatrixView *m_view;
    MatrixLoader *m_loader;
    BusyLine *m_busy;
};

} // namespace embedscope
