// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace embedscope {

/// Shows a file in the desktop's file manager, selected where that can be asked for
/// (org.freedesktop.FileManager1), else its folder. Never waits for an answer.
class FolderOpener final : public QObject
{
    Q_OBJECT

public:
    explicit FolderOpener(QObject *parent = nullptr);

    void showInFolder(const QString &path);

Q_SIGNALS:
    /// Nothing was shown, and why, in a sentence.
    void failed(const QString &sentence);

private:
    void openFolderOf(const QString &path);
};

} // namespace embedscope
