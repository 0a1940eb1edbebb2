// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <memory>

namespace Ui {
class ExportBar;
}

namespace embedscope {

class ExportRunner;

/// The line in the window that shows an export: how far it is, with a way to cancel it; afterwards what came
/// of it, with a way to the file.
class ExportBar final : public QFrame
{
    Q_OBJECT

public:
    /// `runner` must outlive the bar.
    explicit ExportBar(ExportRunner &runner, QWidget *parent = nullptr);
    ~ExportBar() override;

    QString text() const;

Q_SIGNALS:
    void showInFolderRequested(const QString &path);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showStart(const QString &path);
    void showProgress(qint64 written, qint64 total);
    void showEnd(const QString &sentence, const QString &iconName, bool written);

    void setIcon(const QString &name);

    std::unique_ptr<Ui::ExportBar> m_ui;
    QString m_path;
    QString m_iconName;
};

} // namespace embedscope
