// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <memory>

class QMenu;
class QMenuBar;
class QTreeWidgetItem;

namespace Ui {
class ShortcutsSheet;
}

namespace embedscope {

/// Lists every action of a menu bar that has a key, menu by menu: made from the actions themselves, so that
/// it cannot say anything else than they do.
class ShortcutsSheet final : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutsSheet(const QMenuBar &menuBar, QWidget *parent = nullptr);
    ~ShortcutsSheet() override;

private:
    void addActions(const QMenu &menu, const QString &prefix, QTreeWidgetItem &group);

    std::unique_ptr<Ui::ShortcutsSheet> m_ui;
};

} // namespace embedscope
