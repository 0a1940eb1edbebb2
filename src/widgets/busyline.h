// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace embedscope {

/// Says that something is being computed, how far it is, and lets the user stop it. What is over within 0.2 s is not worth a
/// word: until then it is invisible, and keeps its place.
class BusyLine final : public QWidget
{
    Q_OBJECT

public:
    explicit BusyLine(QWidget *parent = nullptr);

    /// Begins, or goes on with other words. `canCancel`: with a button to stop it.
    void begin(const QString &text, bool canCancel);
    /// `total` 0: it is not known how far it is.
    void setProgress(int done, int total);
    void end();
    /// Whether the user sees it.
    bool isShown() const;

Q_SIGNALS:
    void cancelRequested();

private:
    void appear();

    QLabel *m_label;
    QProgressBar *m_bar;
    QToolButton *m_cancel;
    QTimer m_patience;
    bool m_canCancel = false;
};

} // namespace embedscope
