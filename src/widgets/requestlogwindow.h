// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <memory>

namespace Ui {
class RequestLogWindow;
}

namespace embedscope {

class RequestLog;
class RequestLogModel;
class TextFilterProxy;

/// A window beside the main one that shows every request: when, what for, its status, bytes, time and outcome.
/// Filtered, sorted, and copied as a table. It follows the end of the log while that is in view.
class RequestLogWindow final : public QDialog
{
    Q_OBJECT

public:
    /// `log` must outlive the window.
    explicit RequestLogWindow(const RequestLog &log, QWidget *parent = nullptr);
    ~RequestLogWindow() override;

private:
    void setUpTable();
    void copy();
    void followEnd();
    void showCount();

    std::unique_ptr<Ui::RequestLogWindow> m_ui;
    RequestLogModel *m_model;
    TextFilterProxy *m_proxy;
    bool m_isAtEnd = true;
};

} // namespace embedscope
